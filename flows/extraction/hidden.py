"""Characters that are in a text but not on the page: soft hyphens, joiners, direction marks.

They stay in the published text, so that offsets stay true, but would cut words in two. Extraction
reads the text without them, and what it finds is moved back to its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from flows.records import Actor, Attribute, Findings, Mention, NonQuote, Paragraph, Quote, Span

_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")


class Visible:
    """A text without its hidden characters, and the way back to it.

    `text` and `paragraphs` are what extraction reads. Paragraphs that hold nothing else are left
    empty.
    """

    def __init__(self, text: str, paragraphs: Iterable[Paragraph]) -> None:
        self._original = text
        kept: list[int] = []  # original offset of every kept character
        position = 0
        for match in _HIDDEN.finditer(text):
            kept.extend(range(position, match.start()))
            position = match.end()
        kept.extend(range(position, len(text)))
        self._kept = kept
        self.text = "".join(text[at] for at in kept)
        moved = {at: index for index, at in enumerate(kept)}
        moved[len(text)] = len(kept)
        for at in range(len(text) - 1, -1, -1):
            moved.setdefault(at, moved[at + 1])
        self.paragraphs = tuple(
            paragraph._replace(start=moved[paragraph.start], end=moved[paragraph.end])
            for paragraph in paragraphs
        )

    def restore(self, findings: Findings) -> Findings:
        """The findings with their places in the original text."""
        return Findings(
            tuple(self._quote(quote) for quote in findings.quotes),
            tuple(self._actor(actor) for actor in findings.actors),
            tuple(NonQuote(*self._span(n.start, n.end), n.reason) for n in findings.non_quotes),
        )

    def _span(self, start: int, end: int) -> Span:
        return self._kept[start], self._kept[end - 1] + 1

    def _optional(self, span: Span | None) -> Span | None:
        return None if span is None else self._span(*span)

    def _attribute(self, attribute: Attribute | None) -> Attribute | None:
        """An attribute in its place; a value that is as written stays so."""
        if attribute is None:
            return None
        written = self.text[attribute.start : attribute.end] == attribute.value
        start, end = self._span(attribute.start, attribute.end)
        return Attribute(self._original[start:end] if written else attribute.value, start, end)

    def _quote(self, quote: Quote) -> Quote:
        return replace(
            quote,
            segments=tuple(self._span(*segment) for segment in quote.segments),
            speaker_mention=self._optional(quote.speaker_mention),
            cue=self._optional(quote.cue),
            medium=self._attribute(quote.medium),
            said_when=self._attribute(quote.said_when),
        )

    def _actor(self, actor: Actor) -> Actor:
        return replace(
            actor,
            mentions=tuple(Mention(*self._span(m.start, m.end), m.kind) for m in actor.mentions),
            role=self._attribute(actor.role),
            party=self._attribute(actor.party),
            age=self._attribute(actor.age),
            organization=self._attribute(actor.organization),
        )


def has_hidden(text: str) -> bool:
    """Whether a text holds characters that are not on the page."""
    return _HIDDEN.search(text) is not None
