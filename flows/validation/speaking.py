"""Who says what, by row number: links between records become links between rows."""

from __future__ import annotations

from collections.abc import Sequence

from flows.records import Quote
from flows.validation.screening import Screened


class Speaking:
    """Links of all quotes, in the order of their rows; links to records left out are dropped.

    `speakers` and `joint` hold rows of actors, `answered` rows of quotes; `spoken` tells for each
    row of actors how many quotes it speaks, alone or jointly.
    """

    def __init__(self, screened: Sequence[Screened]) -> None:
        self.speakers: list[int | None] = []
        self.joint: list[list[int]] = []
        self.answered: list[int | None] = []
        self.spoken = [0] * sum(len(item.actors) for item in screened)
        first_actor = first_quote = 0
        for item in screened:
            actors = dict(zip(item.actors, range(first_actor, len(self.spoken)), strict=False))
            quotes: dict[int, int] | None = None
            for quote in item.quotes.values():
                self._add(quote, actors)
                answered = None
                if quote.answers is not None:
                    if quotes is None:
                        quotes = {
                            number: row for row, number in enumerate(item.quotes, first_quote)
                        }
                    answered = quotes.get(quote.answers)
                self.answered.append(answered)
            first_actor += len(item.actors)
            first_quote += len(item.quotes)

    def _add(self, quote: Quote, actors: dict[int, int]) -> None:
        speaker = None if quote.speaker is None else actors.get(quote.speaker)
        self.speakers.append(speaker)
        if not quote.joint_speakers:
            self.joint.append([])
            if speaker is not None:
                self.spoken[speaker] += 1
            return
        joint = [actors[number] for number in quote.joint_speakers if number in actors]
        self.joint.append(joint)
        for row in set(joint) if speaker is None else {*joint, speaker}:
            self.spoken[row] += 1
