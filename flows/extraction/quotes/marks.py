"""Marked words: what stands between quote marks or behind a speech dash.

Marks are read by context, not by shape alone: the same `"` or `”` opens and closes, papers mix
`»…«` with `«…»`, a mark may be missing at either end, and a quote may run over paragraphs with
or without a new mark at each. What cannot be paired is closed at the paragraph's end, or opened
at its beginning, and says so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from flows.extraction.document import Document
from flows.extraction.quotes.cue_forms import INQUIT, cue_forms

_DOUBLE: Final = '"”“„»«'
_SINGLE: Final = "'’‘‚‘`´"
_MARK: Final = re.compile(f"[{_DOUBLE}{_SINGLE}]")
_WORD: Final = re.compile(r"\w+")
_DASHES: Final = frozenset("-–—−―")
_DASH: Final = re.compile(r"\s*[-–—−―](?=\s*\S)")
# A list item behind a dash: a time table, a recipe, a result; no sentence.
_NO_SPEECH: Final = re.compile(r"\s*[-–—−―]\s*\d+\.?\s*[a-zæøå]+:|\s*[-–—−―]\d")


class Marked:
    """Words between quote marks: `start` and `end` are inside the marks.

    `opened` and `closed` are false where the mark is missing at that end. `continues` says that
    the words go on from the paragraph before.
    """

    def __init__(
        self,
        start: int,
        end: int,
        paragraph: int,
        opened: bool = True,
        closed: bool = True,
        continues: bool = False,
        nested: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.opened = opened
        self.closed = closed
        self.continues = continues
        self.nested = nested

    def until(self, end: int) -> Marked:
        """The same words up to another end."""
        return Marked(
            self.start, end, self.paragraph,
            self.opened, self.closed, self.continues, self.nested,
        )  # fmt: skip


class _Sign:
    def __init__(self, at: int, can_open: bool, can_close: bool, single: bool) -> None:
        self.at = at
        self.end = at + 1
        self.can_open = can_open
        self.can_close = can_close
        self.single = single


def speech_start(doc: Document, number: int) -> int | None:
    """Where the words behind the speech dash of a paragraph begin, None without a dash."""
    first, last = doc.paragraph_tokens[number]
    if first < last and doc.words[first] not in _DASHES:
        return None
    paragraph = doc.paragraphs[number]
    match = _DASH.match(doc.text, paragraph.start, paragraph.end)
    if match is None or _NO_SPEECH.match(doc.text, paragraph.start, paragraph.end):
        return None
    start = match.end()
    while start < paragraph.end and doc.text[start].isspace():
        start += 1
    return start


def find_marked(doc: Document) -> list[Marked]:
    """All stretches between quote marks, in text order, nested ones behind their outer one."""
    found: list[Marked] = []
    by_paragraph = _signs(doc)
    carried = False  # a quote of the paragraph before is still open
    for number, (first, last) in enumerate(doc.paragraph_tokens):
        if first == last:
            continue
        signs = by_paragraph.get(number)
        if signs is None and not carried:
            continue
        stretches, left_open = _pair(doc, number, signs or [], carried)
        found.extend(stretches)
        carried = left_open and _goes_on(doc, number, by_paragraph)
    if len(found) > 1:
        found.sort(key=_place)
    return found


def _place(marked: Marked) -> tuple[int, int]:
    """What marks are sorted by: their start, the longer one first."""
    return marked.start, -marked.end


def _goes_on(doc: Document, number: int, by_paragraph: dict[int, list[_Sign]]) -> bool:
    """Whether an unclosed quote runs on: one of the next paragraphs closes without opening."""
    for later in range(number + 1, min(number + 6, len(doc.paragraphs))):
        signs = by_paragraph.get(later)
        if signs is None:
            continue
        return not (signs[0].can_open and not signs[0].can_close)
    return False


def _signs(doc: Document) -> dict[int, list[_Sign]]:
    """The quote marks of each paragraph that can open or close; apostrophes are left out."""
    found: dict[int, list[_Sign]] = {}
    number, paragraphs, text = 0, doc.paragraphs, doc.text
    start, end = -1, 0  # of the paragraph
    for match in _MARK.finditer(text):
        at = match.start()
        while end <= at and number < len(paragraphs):
            start, end, _ = paragraphs[number]
            number += 1
        if end <= at:
            break
        sign = _sign_at(text, at, start, end) if start <= at else None
        if sign is None:
            continue
        signs = found.get(number - 1)
        if signs is None:
            found[number - 1] = [sign]
        else:
            signs.append(sign)
    return found


def _sign_at(text: str, at: int, start: int, end: int) -> _Sign | None:
    """The mark at a character of a paragraph (`start` to `end`), None if it does neither."""
    behind = at + 1
    mark = text[at]
    before = text[at - 1] if at > start else " "
    after = text[behind] if behind < end else " "
    single = mark in _SINGLE
    in_word, word_follows = before.isalnum(), after.isalnum()
    if single and in_word and word_follows:
        return None  # an apostrophe inside a word
    blank_before, blank_after = before.isspace(), after.isspace()
    if mark == "„":
        can_open, can_close = True, False
    elif blank_after and (at == start or before == ":"):
        can_open, can_close = True, False  # a blank on the wrong side: `siger:" Ja."`
    elif blank_before and at > start and (after in ",.;:" or behind >= end):
        can_open, can_close = False, True
    else:
        can_open = not blank_after and not in_word and after not in ".,:;?!)"
        can_close = not blank_before and before not in "([" and not word_follows
    return _Sign(at, can_open, can_close, single) if can_open or can_close else None


def _pair(
    doc: Document, number: int, signs: list[_Sign], carried: bool
) -> tuple[list[Marked], bool]:
    """Pair a paragraph's marks; also says whether a double-marked quote stays open at its end."""
    doubles = [sign for sign in signs if not sign.single]
    found, left_open = _pair_doubles(doc, number, doubles, carried)
    if len(doubles) == len(signs):
        return found, left_open
    singles = [sign for sign in signs if sign.single]
    outer = [(marked.start, marked.end) for marked in found]
    for opening, closing in _pair_singles(doc, singles):
        inside = any(a <= opening.at and closing.end <= b for a, b in outer)
        crosses = any(a < closing.at and opening.at < b for a, b in outer) and not inside
        if not crosses:
            found.append(Marked(opening.end, closing.at, number, nested=inside))
    return found, left_open


def _pair_doubles(
    doc: Document, number: int, signs: list[_Sign], carried: bool
) -> tuple[list[Marked], bool]:
    start, end, _ = doc.paragraphs[number]
    found: list[Marked] = []
    opening: int | None = None
    opened, continues = True, False
    nested: int | None = None
    if carried and signs and not (signs[0].can_open and not signs[0].can_close):
        opening, opened, continues = start, False, True
    elif carried and not signs:
        return [Marked(start, end, number, False, False, True)], True
    for index, sign in enumerate(signs):
        if opening is None:
            if found and sign.can_open and not sign.can_close and _closes_before_cue(doc, sign):
                # `"... Japan og USA, "siger X`: all since the first mark is one quote.
                found[:] = [found[0].until(sign.at)]
            elif sign.can_open and not _better_closes(doc, sign, found, start):
                opening, opened, continues = sign.end, True, False
            elif sign.can_close and not found and not doc.text[sign.at - 1].isdigit():
                # Nothing opened it: the words began before this text, or the mark was forgotten.
                found.append(
                    Marked(_sentence_start(doc, number, sign.at), sign.at, number, opened=False)
                )
            continue
        if nested is not None:
            if sign.can_close:
                found.append(Marked(nested, sign.at, number, nested=True))
                nested = None
            continue
        only_opens = sign.can_open and not sign.can_close
        rest = signs[index + 1 : index + 3]
        if only_opens and _closes_twice(rest):
            nested = sign.end
        elif sign.can_close or (only_opens and _misplaced_closing(doc, sign, end)):
            found.append(Marked(opening, sign.at, number, opened, True, continues))
            opening = None
        elif only_opens and sign.at - opening < 2:
            opening = sign.end
        elif only_opens:
            # The mark before was never closed: its words end where its sentence does.
            found.append(
                Marked(opening, _trim_end(doc.text, opening, sign.at), number, opened, False)
            )
            opening, opened, continues = sign.end, True, False
    if opening is not None and opening < end:
        found.append(Marked(opening, end, number, opened, False, continues))
        return found, True
    return found, False


def _better_closes(doc: Document, sign: _Sign, found: list[Marked], start: int) -> bool:
    """A mark that could do both closes when nothing but words stands before it."""
    return sign.can_close and not found and sign.at > start and doc.text[sign.at - 1] in ".,!?"


def _closes_twice(rest: list[_Sign]) -> bool:
    """Two closing marks follow before another one opens: the first belongs to a nested quote."""
    return len(rest) >= 2 and all(sign.can_close or not sign.can_open for sign in rest[:2])


def _misplaced_closing(doc: Document, sign: _Sign, end: int) -> bool:
    """A closing mark with its blank on the wrong side: `... og USA, "siger X`."""
    before = doc.text[max(0, sign.at - 4) : sign.at].rstrip()[-1:]
    after = doc.text[sign.end : sign.end + 1]
    return before in {",", ".", "?", "!"} and after.islower()


def _closes_before_cue(doc: Document, sign: _Sign) -> bool:
    """A mark glued to a cue behind a comma or full stop: `, "siger X`."""
    if not _misplaced_closing(doc, sign, sign.end):
        return False
    word = _WORD.match(doc.text, sign.end)
    form = cue_forms().get(word.group()) if word else None
    return form is not None and any(INQUIT in cue.frames for cue in form.finite)


def _pair_singles(doc: Document, signs: list[_Sign]) -> list[tuple[_Sign, _Sign]]:
    """Pair single marks; a genitive apostrophe (`Marx' ord`) never closes over a sentence."""
    pairs = []
    opening: _Sign | None = None
    for sign in signs:
        if opening is None:
            if sign.can_open and not (sign.can_close and doc.text[sign.at - 1].isalnum()):
                opening = sign
        elif sign.can_close:
            if sign.at - opening.end < 1:
                continue
            pairs.append((opening, sign))
            opening = None
        elif sign.can_open:
            opening = sign
    return pairs


def _sentence_start(doc: Document, number: int, at: int) -> int:
    """Start of the sentence of paragraph `number` that holds the character before `at`."""
    first, last = doc.paragraph_tokens[number]
    token = bisect_left(doc.starts, at, first, last) - 1
    if token < first:
        return doc.paragraphs[number].start
    return doc.starts[doc.sentences[doc.sentence_of[token]].first]


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
