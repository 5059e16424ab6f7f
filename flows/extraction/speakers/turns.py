"""Who speaks where no reporting clause says so.

A run is a row of speech paragraphs without narration between them. It belongs to one speaker
until a clause names another one. A run without any clause belongs to the person that the
narration before it brings on stage, else to whoever has been speaking.
"""

from __future__ import annotations

from collections import Counter, defaultdict

from flows.extraction.document import Document
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.scene import Scene
from flows.records import ParagraphRole, QuoteKind

# What speaks for (or against) a candidate; set by search over annotated articles.
VOTES = {
    "same run before": 3.0,  # spoke before in the same run of paragraphs
    "same run behind": 1.2,  # is named later in the run
    "asked itself": 1.0,  # spoke before, but with a question
    "answers": 3.0,  # the other party of the dialogue
    "last speaker": 0.5,
    "next speaker": 0.6,
    "main": 0.8,  # speaks most in the article
    "main, asked": 1.6,  # the same behind a question of the interviewer's
    "colon": 2.0,  # brought on stage by a sentence that ends in a colon
    "introduced": 1.6,  # mentioned in the narration before
    "subject": 0.9,  # as its subject
    "bystander": 0.8,  # against: somebody else is the subject
    "no person": 1.5,  # against: an organisation or a place
    "sentence between": 0.25,  # against, per sentence up to two
    "further off": 0.4,  # factor for mentions before the nearest narration
    "reported": 0.8,  # its words were reported just before
    "reported here": 1.6,  # the same in the same paragraph
    "named inside": 3.0,  # against: the words speak of it by name
    "joint": 2.5,  # against: several speak
}


def decide_open_speech(scene: Scene, drafts: list[Draft], answers: dict[int, Resolved]) -> None:
    """Add a speaker for all direct quotes that have none yet to `answers`."""
    direct = [
        draft
        for draft in drafts
        if draft.kind is QuoteKind.DIRECT
        or (draft.kind is QuoteKind.INDIRECT and draft.link is Link.AFTER)
    ]
    speech = {draft.paragraph for draft in drafts if draft.kind is not QuoteKind.INDIRECT}
    for position, draft in enumerate(direct):
        if id(draft) in answers or draft.shares is not None:
            continue
        answers[id(draft)] = _decide(scene, drafts, direct, position, answers, speech)
    for draft in drafts:
        if draft.kind is QuoteKind.PARTIAL and id(draft) not in answers and draft.shares is None:
            answers[id(draft)] = _last_before(scene, drafts, draft, answers)


def _decide(
    scene: Scene,
    drafts: list[Draft],
    direct: list[Draft],
    position: int,
    answers: dict[int, Resolved],
    speech: set[int],
) -> Resolved:
    draft = direct[position]
    scores: defaultdict[int, float] = defaultdict(float)
    reasons: dict[int, str] = {}

    def vote(entity: int | None, points: float, rule: str) -> None:
        if entity is None:
            return
        if points > 0 and points >= scores[entity]:
            reasons[entity] = rule
        scores[entity] += points

    colon = draft.link is Link.BEFORE
    asked = _is_answer(scene, drafts, draft)
    before = _neighbour(direct, position, -1, answers)
    if before is not None:
        other, answer = before
        if _same_run(scene.doc, other.paragraph, draft.paragraph, speech, drafts):
            if _asks(scene.doc, other):
                vote(answer.entity, VOTES["asked itself"], "goes on speaking")
                partner = _other_speaker(direct, position, answer.entity, answers)
                vote(partner, VOTES["answers"], "answers")
            else:
                vote(answer.entity, VOTES["same run before"], "goes on speaking")
        else:
            vote(answer.entity, VOTES["last speaker"], "last speaker")
    after = _neighbour(direct, position, 1, answers)
    if after is not None:
        other, answer = after
        if _same_run(scene.doc, draft.paragraph, other.paragraph, speech, drafts):
            vote(answer.entity, VOTES["same run behind"], "named later in the run")
        else:
            vote(answer.entity, VOTES["next speaker"], "next speaker")
    block = _first_of_block(draft.paragraph, speech) if asked else draft.paragraph
    for entity, points in _introduced(scene, drafts, draft, answers, speech, block):
        vote(entity, points + (VOTES["colon"] if colon else 0.0), "introduced before")
    for entity, points in _introduced_after(scene, draft, speech):
        vote(entity, points, "introduced behind")
    main = _main_speaker(drafts, answers)
    if main is not None:
        vote(main, VOTES["main, asked"] if asked else VOTES["main"], "main speaker")
    if draft.paragraph <= 1 and after is not None:
        vote(after[1].entity, 0.5, "next speaker")
    for entity in list(scores):
        if _is_named_inside(scene, entity, draft):
            scores[entity] -= VOTES["named inside"]
    ranked = [
        (points - (VOTES["joint"] if _is_joint(scene, entity) else 0.0), entity)
        for entity, points in scores.items()
    ]
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    if not ranked or ranked[0][0] <= 0.0:
        return Resolved(None, "open", 0.2)
    margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    best = ranked[0][1]
    return Resolved(best, reasons.get(best, "turn"), min(0.95, 0.55 + 0.13 * margin))


def _is_named_inside(scene: Scene, entity: int, draft: Draft) -> bool:
    """Whether the words name the entity: few people speak of themselves by name."""
    actor = scene.entities[entity].actor
    if actor is None or not scene.entities[entity].is_person:
        return False
    return any(
        start <= mention.start < end
        for mention in scene.names.actors[actor].names
        for start, end in draft.segments
    )


def _asks(doc: Document, draft: Draft) -> bool:
    """Whether the last words of a quote are a question: somebody else answers."""
    start, end = draft.segments[-1]
    return doc.text[start:end].rstrip("\"”»' ").endswith("?")


def _other_speaker(
    direct: list[Draft], position: int, speaker: int | None, answers: dict[int, Resolved]
) -> int | None:
    """The last speaker before this quote who is not `speaker`."""
    for draft in reversed(direct[:position]):
        answer = answers.get(id(draft))
        if answer is not None and answer.entity not in {None, speaker}:
            return answer.entity
    return None


def _first_of_block(number: int, speech: set[int]) -> int:
    """The first paragraph of the questions and answers that paragraph `number` belongs to."""
    while number - 1 in speech:
        number -= 1
    return number


def _is_joint(scene: Scene, entity: int) -> bool:
    return bool(scene.entities[entity].members) or scene.entities[entity].plural


def _is_answer(scene: Scene, drafts: list[Draft], draft: Draft) -> bool:
    return any(
        other.kind is QuoteKind.QUESTION and 0 < draft.paragraph - other.paragraph <= 1
        for other in drafts
    )


def _neighbour(
    direct: list[Draft], position: int, step: int, answers: dict[int, Resolved]
) -> tuple[Draft, Resolved] | None:
    """The nearest direct quote before or behind that has a speaker."""
    at = position + step
    while 0 <= at < len(direct):
        answer = answers.get(id(direct[at]))
        if direct[at].kind is not QuoteKind.DIRECT:
            at += step
            continue
        if answer is not None and answer.entity is not None:
            return direct[at], answer
        at += step
    return None


def _same_run(doc: Document, first: int, last: int, speech: set[int], drafts: list[Draft]) -> bool:
    """Whether only speech (and nothing read) stands between two paragraphs, and behind speech."""
    for number in range(first, last):
        if number != first and number not in speech and _is_read(doc, number):
            return False
    return not _narration_between(doc, first, last, drafts)


def _narration_between(doc: Document, first: int, last: int, drafts: list[Draft]) -> bool:
    """Sentences of the reporter's between the speech of two paragraphs."""
    for number in range(first, last + 1):
        start, end = doc.paragraph_tokens[number]
        if start == end:
            continue
        spans = [
            segment
            for draft in drafts
            if draft.paragraph == number and draft.kind is QuoteKind.DIRECT
            for segment in draft.segments
        ]
        clauses = [draft.clause for draft in drafts if draft.paragraph == number and draft.clause]
        if not spans:
            continue
        for sentence in doc.sentences:
            if sentence.paragraph != number:
                continue
            a, b = doc.starts[sentence.first], doc.ends[sentence.last - 1]
            if any(s < b and a < e for s, e in spans):
                continue
            if any(s < sentence.last and sentence.first < e for s, e in clauses):
                continue
            if number == first and b <= min(s for s, _ in spans):
                continue
            if number == last and a >= max(e for _, e in spans):
                continue
            return True
    return False


def _is_read(doc: Document, number: int) -> bool:
    first, last = doc.paragraph_tokens[number]
    return first < last and doc.paragraphs[number].role is not ParagraphRole.SUBHEADING


def _introduced(
    scene: Scene,
    drafts: list[Draft],
    draft: Draft,
    answers: dict[int, Resolved],
    speech: set[int],
    number: int,
) -> list[tuple[int, float]]:
    """Persons that the narration before paragraph `number` brings on stage, with points."""
    doc = scene.doc
    first_token = _first_token(doc, draft)
    if number < draft.paragraph:
        first_token = doc.paragraph_tokens[number][0]
    found: defaultdict[int, float] = defaultdict(float)
    nearest = 99
    seen_at: dict[int, int] = {}
    for index, entity in enumerate(scene.entities):
        seen = [at for at in entity.seen if at < first_token]
        if not seen or not (entity.is_person or entity.members or entity.said):
            continue
        distance = number - doc.sentences[doc.sentence_of[seen[-1]]].paragraph
        if any(between in speech for between in range(number - distance + 1, number)):
            continue
        seen_at[index] = seen[-1]
        if entity.is_person:
            nearest = min(nearest, distance)
    for index, at in seen_at.items():
        entity = scene.entities[index]
        distance = number - doc.sentences[doc.sentence_of[at]].paragraph
        if distance > nearest + 1 or distance > 3:
            continue
        points = VOTES["introduced"]
        if any(doc.sentence_of[s] == doc.sentence_of[at] for s in entity.subject):
            points += VOTES["subject"]
        elif _other_subject(scene, index, at):
            points -= VOTES["bystander"]
        if entity.actor is not None and not entity.is_person:
            points -= VOTES["no person"]
        points -= VOTES["sentence between"] * min(2, _sentences_between(doc, at, first_token))
        found[index] += points if distance == nearest else VOTES["further off"] * points
    for other in drafts:
        answer = answers.get(id(other))
        if answer is None or answer.entity is None or other.kind is QuoteKind.DIRECT:
            continue
        if other.token < first_token and 0 <= number - other.paragraph <= 1:
            same = number == other.paragraph
            found[answer.entity] += VOTES["reported here"] if same else VOTES["reported"]
    return [(index, points) for index, points in found.items() if points > 0]


def _other_subject(scene: Scene, index: int, token: int) -> bool:
    """Whether somebody else is the subject of the sentence that mentions this entity."""
    sentence = scene.doc.sentence_of[token]
    return any(
        other.is_person and any(scene.doc.sentence_of[at] == sentence for at in other.subject)
        for position, other in enumerate(scene.entities)
        if position != index
    )


_CREDITS = frozenset({"ordene", "beskeden", "meldingen", "sådan", "opråbet", "linjerne"})


def _introduced_after(scene: Scene, draft: Draft, speech: set[int]) -> list[tuple[int, float]]:
    """Who the first narration behind a run of speech names: "Ordene er Finn Holms"."""
    doc = scene.doc
    number = draft.paragraph + 1
    while number in speech:
        number += 1
    while number < len(doc.paragraph_tokens) and not _is_read(doc, number):
        number += 1
    if number >= len(doc.paragraph_tokens):
        return []
    first = doc.paragraph_tokens[number][0]
    end = doc.sentences[doc.sentence_of[first]].last
    credit = doc.lowers[first] in _CREDITS
    if not credit and draft.paragraph > 1:
        return []
    for token in range(first, end):
        actor = scene.names.actor_at(token)
        if actor is not None and scene.entities[actor].is_person:
            return [(actor, 3.2 if credit else 0.9)]
    return []


def _sentences_between(doc: Document, token: int, later: int) -> int:
    return max(
        0, doc.sentence_of[min(later, len(doc.sentence_of) - 1)] - doc.sentence_of[token] - 1
    )


def _first_token(doc: Document, draft: Draft) -> int:
    first, last = doc.paragraph_tokens[draft.paragraph]
    for token in range(first, last):
        if doc.starts[token] >= draft.start:
            return token
    return last


def _main_speaker(drafts: list[Draft], answers: dict[int, Resolved]) -> int | None:
    """Who speaks most in the article, if it is clear."""
    counts = Counter(
        answer.entity
        for draft in drafts
        if (answer := answers.get(id(draft))) is not None and answer.entity is not None
    )
    ranked = counts.most_common(2)
    if not ranked:
        return None
    if len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]:
        return ranked[0][0]
    return None


def _last_before(
    scene: Scene, drafts: list[Draft], draft: Draft, answers: dict[int, Resolved]
) -> Resolved:
    """The speaker of the nearest quote before in the same paragraph, else the last speaker."""
    best: Resolved | None = None
    for other in drafts:
        answer = answers.get(id(other))
        if other is draft:
            break
        if (
            answer is not None
            and answer.entity is not None
            and draft.paragraph - other.paragraph <= 2
        ):
            best = answer
    if best is None:
        return Resolved(None, "open", 0.2)
    return Resolved(best.entity, "last speaker", 0.55)
