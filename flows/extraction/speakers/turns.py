"""Who speaks where no reporting clause says so.

A run is a row of speech paragraphs without narration between them. It belongs to one speaker
until a clause names another one. A run without any clause belongs to the person that the
narration before it brings on stage, else to whoever has been speaking.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import Final

from flows.extraction.document import Document
from flows.extraction.quotes.drafts import Draft, Link
from flows.extraction.speakers.resolved import Resolved
from flows.extraction.speakers.scene import Entity, Scene
from flows.extraction.speakers.stage import introduced, introduced_after
from flows.extraction.speakers.talk import Talk
from flows.extraction.speakers.votes import VOTES
from flows.extraction.words import word_class
from flows.records import QuoteKind

# How probable a speaker is: at the least, for each point ahead of the next one, at the most.
_LEAST: Final = 0.7
_FOR_EACH_POINT: Final = 0.06
_MOST: Final = 0.93
_AS_BEFORE: Final = 0.55  # the same for marked words that are taken for the last speaker's
_OPEN: Final = 0.2  # what an open speaker is given
_NEAR: Final = 2  # paragraphs in which such words are the last speaker's


def decide_open_speech(scene: Scene, drafts: list[Draft]) -> None:
    """Give all direct quotes a speaker that have none yet."""
    if all(draft.answer is not None for draft in drafts):
        return
    talk = Talk(scene, drafts)
    for position, draft in enumerate(talk.direct):
        if draft.answer is None and draft.shares is None:
            draft.answer = _decide(talk, position)
    last: tuple[Draft, Resolved] | None = None
    for draft in drafts:
        found = talk.answer(draft)
        if found is not None:
            last = draft, found
        elif draft.kind is QuoteKind.PARTIAL and draft.answer is None and draft.shares is None:
            near = last is not None and draft.paragraph - last[0].paragraph <= _NEAR
            entity = last[1].entity if last is not None and near else None
            draft.answer = Resolved(
                entity, "last speaker" if near else "open", _AS_BEFORE if near else _OPEN
            )


class _Ballot:
    """The points of every candidate, and the rule that gave each the most."""

    def __init__(self) -> None:
        self.points: defaultdict[int, float] = defaultdict(float)
        self.rules: dict[int, str] = {}

    def vote(self, entity: int | None, points: float, rule: str) -> None:
        """Give a candidate points."""
        if entity is None:
            return
        if points > 0 and points >= self.points[entity]:
            self.rules[entity] = rule
        self.points[entity] += points


def _decide(talk: Talk, position: int) -> Resolved:
    draft = talk.direct[position]
    ballot = _Ballot()
    if not _vote_of_neighbours(talk, position, ballot):
        _vote_of_narration(talk, draft, ballot)
    inside = _named_inside(talk, draft)
    ranked = sorted(
        [
            (points - _objections(talk.scene.entities[index], inside), index)
            for index, points in ballot.points.items()
        ],
        key=lambda pair: (-pair[0], pair[1]),
    )
    if not ranked or ranked[0][0] <= 0.0:
        return Resolved(None, "open", _OPEN)
    margin = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
    best = ranked[0][1]
    confidence = min(_MOST, _LEAST + _FOR_EACH_POINT * margin)
    return Resolved(best, ballot.rules.get(best, "turn"), confidence)


def _vote_of_narration(talk: Talk, draft: Draft, ballot: _Ballot) -> None:
    """What the reporter's words around a quote say for each candidate."""
    asked = talk.is_answer(draft)
    colon = VOTES["colon"] if draft.link is Link.BEFORE else 0.0
    block = talk.block_of(draft) if asked else draft.paragraph
    for entity, points in introduced(talk, draft, block):
        ballot.vote(entity, points + colon, "introduced before")
    for entity, points in introduced_after(talk, draft):
        ballot.vote(entity, points, "introduced behind")
    ballot.vote(talk.main, VOTES["main, asked"] if asked else VOTES["main"], "main speaker")


def _vote_of_neighbours(talk: Talk, position: int, ballot: _Ballot) -> bool:
    """What the quotes before and behind say; true where two talk by turns, and no more counts."""
    draft = talk.direct[position]
    by_turns = False
    before = talk.neighbour(position, -1)
    if before is not None:
        other, answer = before
        if not talk.same_run(other.paragraph, draft.paragraph):
            ballot.vote(answer.entity, VOTES["last speaker"], "last speaker")
        elif _asks(talk.doc, other):
            partner = talk.other_speaker(position, answer.entity)
            if partner is None:
                partner = _other_person(talk, draft, answer.entity)
            ballot.vote(partner, VOTES["answers"], "answers")
            by_turns = partner is not None and _is_dialogue(talk, draft, other, answer)
            itself = -VOTES["asked in a dialogue"] if by_turns else VOTES["asked itself"]
            ballot.vote(answer.entity, itself, "goes on speaking")
        elif _alternates(talk, position, other, answer):
            partner = talk.other_speaker(position, answer.entity)
            by_turns = partner is not None
            ballot.vote(partner, VOTES["alternates"], "alternates")
            ballot.vote(answer.entity, VOTES["asked itself"], "goes on speaking")
        else:
            ballot.vote(answer.entity, VOTES["same run before"], "goes on speaking")
    after = talk.neighbour(position, 1)
    if after is not None:
        other, answer = after
        if talk.same_run(draft.paragraph, other.paragraph):
            ballot.vote(answer.entity, VOTES["same run behind"], "named later in the run")
        else:
            ballot.vote(answer.entity, VOTES["next speaker"], "next speaker")
        if draft.paragraph <= 1:
            ballot.vote(answer.entity, VOTES["opening"], "next speaker")
    return by_turns


_DIALOGUE: Final = frozenset({"answers", "alternates"})
# How an answer begins.
_REPLIES: Final = word_class("yes_or_no") | word_class("reply_opening")


def _is_dialogue(talk: Talk, draft: Draft, question: Draft, asker: Resolved) -> bool:
    """Whether a question stands in a talk of two, and is not the speaker's own rhetoric."""
    if draft.paragraph - question.paragraph != 1:
        return False
    asked = question.hit is not None and question.hit.cues[0].sense == "ask"
    first = talk.first_word(draft)
    replies = not _REPLIES.isdisjoint(talk.doc.lowers[first : first + 1])
    return asked or replies or asker.rule in _DIALOGUE


def _alternates(talk: Talk, position: int, before: Draft, speaker: Resolved) -> bool:
    """Whether two talk paragraph by paragraph: the quote before answers the one before that."""
    draft = talk.direct[position]
    if draft.paragraph - before.paragraph != 1:
        return False
    if speaker.rule in _DIALOGUE:
        return True
    if position < 2 or talk.direct[position - 1] is not before:
        return False
    question = talk.direct[position - 2]
    asker = talk.answer(question)
    if asker is None or asker.entity == speaker.entity or not _asks(talk.doc, question):
        return False
    beside = before.paragraph - question.paragraph == 1
    return beside and talk.same_run(question.paragraph, draft.paragraph)


def _objections(entity: Entity, inside: set[int | None]) -> float:
    """What speaks against a candidate: several speak seldom, few name themselves."""
    against = VOTES["joint"] if entity.members or entity.plural else 0.0
    if entity.is_person and entity.actor is not None and entity.actor in inside:
        against += VOTES["named inside"]
    return against


def _named_inside(talk: Talk, draft: Draft) -> set[int | None]:
    """The actors whose names stand in a quote."""
    names, starts = talk.scene.names, talk.doc.starts
    inside: set[int | None] = set()
    for start, end in draft.segments:
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        inside.update(
            [names.actor_at(at) for at in range(first, last) if names.mention_start(at) == at]
        )
    return inside


def _asks(doc: Document, draft: Draft) -> bool:
    """Whether the last words of a quote are a question: somebody else answers."""
    start, end = draft.segments[-1]
    return doc.text[start:end].rstrip("\"”»' ").endswith("?")


def _other_person(talk: Talk, draft: Draft, speaker: int | None) -> int | None:
    """The only other person whom the narration has brought on stage, if there is just one."""
    first_token = talk.first_token(draft)
    others = [
        index
        for index, entity in enumerate(talk.scene.entities)
        if entity.is_person and index != speaker and entity.last_seen(first_token) is not None
    ]
    return others[0] if len(others) == 1 else None


# --- who is on stage ------------------------------------------------------------------------
