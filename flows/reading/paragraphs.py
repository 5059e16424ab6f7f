"""The paragraphs of an article, each with its role.

Two passes over the lines. The first knows what a line is by its own form (`furniture`). The
second looks at what stands around the rest: a name beside a picture is a caption, a question
before an answer is a question, a short line without a full stop before more text is a
subheading. What is left is body, and the first of it is the lead.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from flows.reading.footers import agencies_in
from flows.reading.furniture import furniture_role
from flows.reading.lines import Line, split_lines
from flows.reading.word_data import any_of, words
from flows.records import Paragraph, ParagraphRole

MOST_PARAGRAPHS: Final = 200_000

_SPEECH_OPENS: Final = tuple("-–—\"”“„»«'‘’")
_DASHES: Final = tuple("-–—")
_BULLETS: Final = tuple("-–—•*·")
_QUOTE_MARK: Final = re.compile('["”“„»«]')
_CLOSERS: Final = "\"”“»«'’)] "
_ANY_ENDERS: Final = tuple(".!?:;,…/-–—")
_SENTENCE_ENDERS: Final = tuple(".!?:…")
_NEW_SENTENCE: Final = re.compile(r"[.!?…]\s+[A-ZÆØÅ]")
# Lengths in characters, beyond which a line is never a subheading, question, title or name.
_LONGEST_SUBHEADING: Final = 70
_MOST_SUBHEADING_WORDS: Final = 10
_LONGEST_CAPITALS: Final = 100
_LONGEST_QUESTION: Final = 400
_LONGEST_TITLE: Final = 160
_SHORTEST_LEAD: Final = 40
_LONGEST_NAME: Final = 60
_MOST_BLANKS_IN_NAME: Final = 4
_NAME: Final = re.compile(
    r"[^\W\d_]+(?:[-'’´.][^\W\d_]+)*\.?(?: [^\W\d_]+(?:[-'’´.][^\W\d_]+)*\.?){1,4}"
)
# Beyond this number of names in lines of their own, the text is a list of names.
_MOST_NAME_LINES: Final = 30
_TEXT_ROLES: Final = (ParagraphRole.BODY, ParagraphRole.SUBHEADING, ParagraphRole.QUESTION)

_BODY: Final = ParagraphRole.BODY

_Roles = list[ParagraphRole | None]


class Layout(NamedTuple):
    """An article's paragraphs in order, with what they say about the whole."""

    paragraphs: tuple[Paragraph, ...]
    title: str | None
    lead: str | None
    agencies: tuple[str, ...]


def lay_out(text: str, language: str = "da") -> Layout | None:
    """Paragraphs with roles, title, lead and agencies; None beyond `MOST_PARAGRAPHS`.

    The title is the first line where that is a headline: one line without a full stop above a
    lead. The headline has the role of the lead, as the lead itself: both are the article's text.
    """
    found = split_lines(text, MOST_PARAGRAPHS)
    if found is None:
        return None
    lines = [text[line.start : line.end] for line in found]
    roles = _own_roles(found, lines, in_english=language == "en")
    agencies = dict.fromkeys([name for line in found for name in line.agencies])
    if ParagraphRole.BYLINE in roles:
        for line, role in zip(lines, roles, strict=True):
            if role is ParagraphRole.BYLINE:
                agencies.update(dict.fromkeys(agencies_in(line)))
    _place_names(text, lines, roles)
    _place_headings(lines, roles)
    title, lead = _place_lead(lines, roles)
    paragraphs = [
        Paragraph(line.start, line.end, _BODY if role is None else role)
        for line, role in zip(found, roles, strict=True)
    ]
    return Layout(tuple(paragraphs), title, lead, tuple(agencies))


def _own_roles(found: list[Line], lines: list[str], in_english: bool) -> _Roles:
    """The roles that lines have by their own form; None for the article's text."""
    roles: _Roles = []
    above_lead = True
    for line, shown in zip(found, lines, strict=True):
        role = (
            ParagraphRole.FOOTER if line.agencies else furniture_role(shown, above_lead, in_english)
        )
        above_lead = above_lead and role is not None
        roles.append(role)
    return roles


def _place_names(text: str, lines: list[str], roles: _Roles) -> None:
    """Lines that are a name and nothing else: captions and bylines, where it costs nothing.

    Beside a credit it is a caption, above or below the whole text a byline. Within the text it is
    a caption if the text has the same name in a sentence, so that nothing is lost by passing over
    it. Otherwise, and where the person's words come next, it stays and becomes a subheading.
    """
    read = [at for at, role in enumerate(roles) if role is None]
    if len(read) < 2:
        return
    names = [at for at in read if _is_name(lines[at])][: _MOST_NAME_LINES + 1]
    for at in names:
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if ParagraphRole.CAPTION in roles[max(0, at - 1) : at + 2]:
            roles[at] = ParagraphRole.CAPTION
        elif at == read[-1]:
            roles[at] = ParagraphRole.BYLINE
        elif len(names) <= _MOST_NAME_LINES and not below.startswith(_SPEECH_OPENS):
            repeated = text.count(lines[at]) > 1
            if at == read[0] and not repeated:
                roles[at] = ParagraphRole.BYLINE
            elif at != read[0] and repeated and lines.count(lines[at]) == 1:
                roles[at] = ParagraphRole.CAPTION


def _place_headings(lines: list[str], roles: _Roles) -> None:
    """Questions, subheadings and body among the lines that have no role yet, from below."""
    first = next((at for at, role in enumerate(roles) if role is None), 0)
    below = ""  # the next line that is read
    for at in range(len(lines) - 1, -1, -1):
        if roles[at] is not None:
            continue
        line = lines[at]
        above = lines[at - 1] if at else ""
        if _is_question(line, below, opening=at == first):
            roles[at] = ParagraphRole.QUESTION
        elif below and _is_subheading(line, above):
            roles[at] = ParagraphRole.SUBHEADING
        else:
            roles[at] = ParagraphRole.BODY
        below = line


def _place_lead(lines: list[str], roles: _Roles) -> tuple[str | None, str | None]:
    """Give the lead its role; title and lead as text. An article may open with a question."""
    read = [at for at, role in enumerate(roles) if role in _TEXT_ROLES][:2]
    if not read or roles[read[0]] is ParagraphRole.QUESTION:
        return None, None
    first = read[0]
    roles[first] = ParagraphRole.LEAD
    if len(read) < 2 or not _is_title(lines[first], lines[read[1]]):
        return None, lines[first]
    if lines[read[1]].startswith(_DASHES) or roles[read[1]] is ParagraphRole.QUESTION:
        return lines[first], lines[first]  # the headline is all the lead there is
    roles[read[1]] = ParagraphRole.LEAD
    return lines[first], lines[read[1]]


def _is_name(line: str) -> bool:
    if len(line) > _LONGEST_NAME or not 0 < line.count(" ") <= _MOST_BLANKS_IN_NAME:
        return False
    if line.isupper() or not _NAME.fullmatch(line):
        return False
    parts = line.split()
    capitals = [part for part in parts if part[0].isupper()]
    small = [part for part in parts if not part[0].isupper()]
    return len(capitals) >= 2 and parts[0] in capitals and all(p in _connectors() for p in small)


def _is_question(line: str, below: str, opening: bool) -> bool:
    """An interviewer's question: labelled, or bare above an answer.

    The reporter's own paragraphs may end in a question too. A bare question is a single sentence
    or speaks to somebody; the first line of an article must speak to somebody, for a headline may
    be a question.
    """
    if line[0] in "Ss" and _question_label().match(line):
        return _answer_label().search(line) is None
    if not line.endswith("?") or len(line) > _LONGEST_QUESTION or line.startswith(_SPEECH_OPENS):
        return False
    if _QUOTE_MARK.search(line) or not (
        below.startswith(_SPEECH_OPENS) or _answer_label().match(below)
    ):
        return False
    spoken_to = _speaks_to_somebody(line)
    return spoken_to or (not opening and not _NEW_SENTENCE.search(line))


def _speaks_to_somebody(line: str) -> bool:
    tokens = [token.strip(",.?!:;") for token in line.split()]
    return "I" in tokens[1:] or any(token in words("second_person") for token in tokens)


def _is_subheading(line: str, above: str) -> bool:
    """A short line without a full stop, or a line in capitals; no item of a list."""
    if len(line) > _LONGEST_CAPITALS or line.startswith(_BULLETS):
        return False
    if line.isupper() and not line.endswith((".", ":", ",", ";")):
        return True
    bare = line.rstrip(_CLOSERS)
    if len(line) > _LONGEST_SUBHEADING or not bare or bare.endswith(_ANY_ENDERS):
        return False
    opening = line.lstrip("\"”“„»«'‘’([")[:1]
    return (
        not opening.islower()
        and not above.endswith(":")
        and len(line.split()) <= _MOST_SUBHEADING_WORDS
    )


def _is_title(line: str, below: str) -> bool:
    if len(line) > _LONGEST_TITLE or line.startswith(_BULLETS) or line[0].islower():
        return False
    bare = line.rstrip(_CLOSERS)
    if bare.endswith(("?", "!")) and not _NEW_SENTENCE.search(line):
        bare = bare[:-1]
    if not bare or bare.endswith(_ANY_ENDERS) or _NEW_SENTENCE.search(line):
        return False
    return below.startswith(_SPEECH_OPENS) or (
        len(below) >= _SHORTEST_LEAD
        and (below.rstrip(_CLOSERS).endswith(_SENTENCE_ENDERS) or len(below) > len(line))
    )


@cache
def _connectors() -> frozenset[str]:
    return frozenset(words("connector")) - {"og", "&", "ved", "på"}


@cache
def _question_label() -> re.Pattern[str]:
    return re.compile(rf"(?i:{any_of('question')})\.?\s?\d{{0,3}}\s?:")


@cache
def _answer_label() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{any_of('answer')})\s?\d{{0,3}}\s?:")
