"""The typed records that the steps hand to each other. No logic lives here.

Offsets are half-open character offsets (Unicode code points) into `Article.text`, exactly as it
is published: `text[start:end]` is always what the record speaks of. A `Span` is such a pair.

Records are never changed once they are made. Of actors and quotes an article has dozens: they are
made by an `__init__` of their own, because that of a frozen dataclass takes five times as long.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Span = tuple[int, int]


class ParagraphRole(StrEnum):
    """What a paragraph is to its article; extraction reads lead, body, question, subheading."""

    LEAD = "lead"
    BODY = "body"
    SUBHEADING = "subheading"
    QUESTION = "question"
    CAPTION = "caption"
    BYLINE = "byline"
    DEBRIS = "debris"
    FOOTER = "footer"


class DatePrecision(StrEnum):
    """How much of a date the seed file's header gives."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class QuoteKind(StrEnum):
    """The four kinds of quote that the product tells apart."""

    DIRECT = "direct"
    PARTIAL = "partial"
    INDIRECT = "indirect"
    QUESTION = "question"


class ActorType(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    LOCATION = "location"


class MentionKind(StrEnum):
    """How an actor is mentioned: full name, another name form, a description, a pronoun."""

    NAME = "name"
    ALIAS = "alias"
    TITLE = "title"
    PRONOUN = "pronoun"


class Paragraph(NamedTuple):
    """A paragraph of an article's text, without the line break that ends it."""

    start: int
    end: int
    role: ParagraphRole


@dataclass(frozen=True, slots=True)
class Article:
    """A seed file, read.

    `text` is everything after the date header, in NFC, with `\\n` line ends. `source_month` is
    `YYYY-MM` as the header gives it (collected in that month, not necessarily published in it).
    """

    article_id: str
    source_file: str
    source_sha256: str
    source_month: str | None
    source_date: date | None
    date_precision: DatePrecision
    title: str | None
    lead: str | None
    text: str
    agencies: tuple[str, ...]
    language: str
    paragraphs: tuple[Paragraph, ...]
    word_count: int
    content_hash: str
    # What was out of the ordinary in the file, and tolerated: `bom`, `crlf`, `encoding:cp1252`,
    # `decomposed`, `nbsp`, `soft_hyphen`, `damaged`, `nul`, `line_end:U+2028`, `no_header`,
    # `invalid_date`.
    reading_notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reject:
    """A file or record that was not published, and why."""

    source_file: str
    stage: str
    reason: str
    detail: str


class Mention(NamedTuple):
    """One place in the text where an actor is mentioned."""

    start: int
    end: int
    kind: MentionKind


class Attribute(NamedTuple):
    """Something the text says of an actor (role, party, age, organisation), with its place."""

    value: str
    start: int
    end: int


@dataclass(slots=True, init=False, unsafe_hash=True)
class Actor:
    """One person, organisation or place of one article, under its fullest name in base form."""

    actor_id: str
    name: str
    type: ActorType
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...]
    role: Attribute | None
    party: Attribute | None
    age: Attribute | None
    organization: Attribute | None
    gender: str | None

    def __init__(
        self,
        actor_id: str,
        name: str,
        type: ActorType,
        mentions: tuple[Mention, ...],
        aliases: tuple[str, ...] = (),
        role: Attribute | None = None,
        party: Attribute | None = None,
        age: Attribute | None = None,
        organization: Attribute | None = None,
        gender: str | None = None,
    ) -> None:
        self.actor_id = actor_id
        self.name = name
        self.type = type
        self.mentions = mentions
        self.aliases = aliases
        self.role = role
        self.party = party
        self.age = age
        self.organization = organization
        self.gender = gender


@dataclass(slots=True, init=False, unsafe_hash=True)
class Quote:
    """Words of one source inside one paragraph.

    `segments` are ordered, disjoint spans; several where a reporting clause interrupts the
    words. `turn` numbers the runs of consecutive speech by one speaker. `speaker` and
    `joint_speakers` are indices into `Findings.actors`; `speaker_name` is set as well for a
    source without a name ("en talsmand for politiet"). `attribution` names the rule that found
    the speaker, `confidence` is the estimated probability that it is right.
    """

    kind: QuoteKind
    segments: tuple[Span, ...]
    paragraph: int
    turn: int
    speaker_name: str | None
    speaker: int | None
    attribution: str
    confidence: float
    joint_speakers: tuple[int, ...]
    speaker_mention: Span | None
    speaker_role: str | None
    cue: Span | None
    medium: Attribute | None
    said_when: Attribute | None
    answers: int | None

    def __init__(
        self,
        kind: QuoteKind,
        segments: tuple[Span, ...],
        paragraph: int,
        turn: int,
        speaker_name: str | None,
        speaker: int | None,
        attribution: str,
        confidence: float,
        joint_speakers: tuple[int, ...] = (),
        speaker_mention: Span | None = None,
        speaker_role: str | None = None,
        cue: Span | None = None,
        medium: Attribute | None = None,
        said_when: Attribute | None = None,
        answers: int | None = None,
    ) -> None:
        self.kind = kind
        self.segments = segments
        self.paragraph = paragraph
        self.turn = turn
        self.speaker_name = speaker_name
        self.speaker = speaker
        self.attribution = attribution
        self.confidence = confidence
        self.joint_speakers = joint_speakers
        self.speaker_mention = speaker_mention
        self.speaker_role = speaker_role
        self.cue = cue
        self.medium = medium
        self.said_when = said_when
        self.answers = answers


class NonQuote(NamedTuple):
    """A stretch between quote marks that is no quote, and the reason it was not taken."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Findings:
    """All that extraction finds in one article, in text order."""

    quotes: tuple[Quote, ...]
    actors: tuple[Actor, ...]
    non_quotes: tuple[NonQuote, ...]
