"""Quotes before it is known who speaks, and the reporting clauses they hang on."""

from __future__ import annotations

from enum import StrEnum

from flows.extraction.phrases import Phrase
from flows.extraction.quotes.cues import CueHit
from flows.extraction.speakers.resolved import Resolved
from flows.records import Attribute, QuoteKind, Span


class Link(StrEnum):
    """How a quote hangs together with its reporting clause."""

    AFTER = "inquit behind"  # "...", siger X
    BEFORE = "inquit before"  # X siger: "..."
    CLAUSE = "reported clause"  # X siger, at ...
    LABEL = "label"  # X kalder det "..."
    ACCORDING = "according to"  # Ifølge X ...
    ANAPHOR = "anaphor"  # ... Det siger X.
    ELIDED = "elided subject"  # ... og tilføjer, at ...
    NONE = "no reporting clause"


class Draft:
    """A quote without its speaker.

    `source` is the phrase of the reporting clause that names or describes the speaker, None when
    there is no such clause. `shares` points at an earlier draft whose speaker this one shares by
    grammar ("siger X og tilføjer, at ..."). `nobody` marks speech whose clause names no source
    ("blev der sagt"). `token` is where the reporting clause stands, for resolving pronouns.
    `answer` is who speaks, `medium` and `said_when` are the circumstances, once they are known.
    """

    # No dataclass: every article makes many of these, and compiled code makes plain ones faster.
    def __init__(
        self,
        kind: QuoteKind,
        segments: list[Span],
        paragraph: int,
        link: Link,
        token: int,
        source: Phrase | None = None,
        hit: CueHit | None = None,
        cue: Span | None = None,
        clause: Span | None = None,
        dash: bool = False,
    ) -> None:
        self.kind = kind
        self.segments = segments
        self.paragraph = paragraph
        self.link = link
        self.token = token
        self.source = source
        self.hit = hit
        self.cue = cue
        self.nobody = False
        self.shares: Draft | None = None
        self.clause = clause  # token range of the reporting clause, for its circumstances
        self.dash = dash
        self.answer: Resolved | None = None
        self.medium: Attribute | None = None
        self.said_when: Attribute | None = None

    def part(self, segment: Span) -> Draft:
        """A draft of a part of its words, alike in all else."""
        part = Draft(
            self.kind, [segment], self.paragraph, self.link, self.token,
            self.source, self.hit, self.cue, self.clause, self.dash,
        )  # fmt: skip
        part.nobody, part.shares = self.nobody, self.shares
        return part

    @property
    def start(self) -> int:
        """Where the first segment begins."""
        return self.segments[0][0]
