"""What the decision about open speech looks at: the article's quotes, indexed once."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict

from flows.extraction.document import Document
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.scene import Scene
from flows.extraction.traits import WORD
from flows.records import ParagraphRole, QuoteKind


class Talk:
    """The quotes of an article with the answers found so far.

    `direct` are the quotes in question, in text order: direct speech, and unmarked sentences
    beside a clause that names nobody ("..., lød svaret"). `speech` holds the numbers of the
    paragraphs with speech or questions.
    """

    def __init__(self, scene: Scene, drafts: list[Draft]) -> None:
        self.scene = scene
        self.drafts = drafts
        self.direct = [
            draft
            for draft in drafts
            if draft.kind is QuoteKind.DIRECT
            or (draft.kind is QuoteKind.INDIRECT and draft.link is Link.AFTER)
        ]
        self.speech = {d.paragraph for d in drafts if d.kind is not QuoteKind.INDIRECT}
        self.questions = {d.paragraph for d in drafts if d.kind is QuoteKind.QUESTION}
        self.by_paragraph: defaultdict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            self.by_paragraph[draft.paragraph].append(draft)
        self._blocks = _blocks(self.speech)
        self.main = self._main_speaker()
        self._interrupted: dict[tuple[int, bool, bool], bool] = {}

    @property
    def doc(self) -> Document:
        """The article's text."""
        return self.scene.doc

    def answer(self, draft: Draft) -> Resolved | None:
        """The speaker of a quote if one is known by now."""
        found = draft.answer
        return found if found is not None and found.entity is not None else None

    def is_answer(self, draft: Draft) -> bool:
        """Whether the quote stands behind a question of the interviewer's."""
        return bool({draft.paragraph, draft.paragraph - 1} & self.questions)

    def block_of(self, draft: Draft) -> int:
        """The first paragraph of the questions and answers that a quote belongs to."""
        return self._blocks.get(draft.paragraph - 1, draft.paragraph)

    def neighbour(self, position: int, step: int) -> tuple[Draft, Resolved] | None:
        """The nearest direct quote before or behind that has a speaker, at most 40 away."""
        at = position + step
        while 0 <= at < len(self.direct) and abs(at - position) <= 40:
            draft = self.direct[at]
            found = self.answer(draft)
            if found is not None and draft.kind is QuoteKind.DIRECT:
                return draft, found
            at += step
        return None

    def other_speaker(self, position: int, speaker: int | None) -> int | None:
        """The last speaker before this quote who is not `speaker`."""
        for draft in reversed(self.direct[max(0, position - 40) : position]):
            found = self.answer(draft)
            if found is not None and found.entity != speaker:
                return found.entity
        return None

    def same_run(self, first: int, last: int) -> bool:
        """Whether nothing of the reporter's stands between the speech of two paragraphs."""
        if last - first > 40:
            return False
        for number in range(first + 1, last):
            if number not in self.speech and self.is_read(number):
                return False
        return not any(
            self._is_interrupted(number, number == first, number == last)
            for number in range(first, last + 1)
        )

    def is_read(self, number: int) -> bool:
        """Whether a paragraph is part of the running text."""
        first, last = self.doc.paragraph_tokens[number]
        return first < last and self.doc.paragraphs[number].role is not ParagraphRole.SUBHEADING

    def first_token(self, draft: Draft) -> int:
        """The token at which a quote begins."""
        first, last = self.doc.paragraph_tokens[draft.paragraph]
        return bisect_left(self.doc.starts, draft.start, first, last)

    def first_word(self, draft: Draft) -> int:
        """The token of a quote's first word, behind dashes and marks."""
        last = self.doc.paragraph_tokens[draft.paragraph][1]
        token = self.first_token(draft)
        while token + 1 < last and not self.doc.traits[token] & WORD:
            token += 1
        return token

    def _is_interrupted(self, number: int, is_first: bool, is_last: bool) -> bool:
        key = (number, is_first, is_last)
        if key not in self._interrupted:
            self._interrupted[key] = self._narrates(number, is_first, is_last)
        return self._interrupted[key]

    def _narrates(self, number: int, is_first: bool, is_last: bool) -> bool:
        """Whether a paragraph holds a sentence of the reporter's beside its speech.

        In the first paragraph only what follows the speech counts, in the last what precedes it.
        """
        doc = self.doc
        first, last = doc.paragraph_tokens[number]
        here = self.by_paragraph.get(number, [])
        spans = [s for d in here if d.kind is QuoteKind.DIRECT for s in d.segments]
        if first == last or not spans:
            return False
        clauses = [draft.clause for draft in here if draft.clause]
        begins, ends = min(s for s, _ in spans), max(e for _, e in spans)
        for index in range(doc.sentence_of[first], doc.sentence_of[last - 1] + 1):
            sentence = doc.sentences[index]
            a, b = doc.starts[sentence.first], doc.ends[sentence.last - 1]
            if any(s < b and a < e for s, e in spans):
                continue
            if any(s < sentence.last and sentence.first < e for s, e in clauses):
                continue
            if (is_first and b <= begins) or (is_last and a >= ends):
                continue
            return True
        return False

    def _main_speaker(self) -> int | None:
        """Who speaks most in the article, if it is clear."""
        quotes: dict[int, int] = {}
        for draft in self.drafts:
            found = draft.answer
            if found is not None and found.entity is not None:
                quotes[found.entity] = quotes.get(found.entity, 0) + 1
        if not quotes:
            return None
        ranked = sorted(quotes, key=lambda entity: -quotes[entity])
        clear = len(ranked) == 1 or quotes[ranked[0]] >= 2 * quotes[ranked[1]]
        return ranked[0] if clear else None


def _blocks(speech: set[int]) -> dict[int, int]:
    """For every paragraph of speech the first one of its row of such paragraphs."""
    first: dict[int, int] = {}
    for number in sorted(speech):
        first[number] = first.get(number - 1, number)
    return first
