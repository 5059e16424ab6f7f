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
from flows.extraction.speakers.talk import Talk
from flows.extraction.words import word_class
from flows.records import QuoteKind

# What speaks for (or against) a candidate; set by search over annotated articles.
VOTES: Final = {
    "same run before": 3.0,  # spoke before in the same run of paragraphs
    "same run behind": 2.4,  # is named later in the run
    "asked itself": 1.0,  # spoke before, but with a question
    "answers": 3.0,  # the other party of the dialogue
    "asked in a dialogue": 2.0,  # against: put the question that somebody else has to answer
    "alternates": 3.0,  # the other party, where two talk paragraph by paragraph
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
    "opening": 0.5,  # the next speaker, where the words open the article
    "credited": 3.2,  # named behind the run by a sentence about its words: "Ordene er ..."
    "named behind": 0.9,  # named behind the run, where the words open the article
}
# How probable a speaker is: at the least, for each point ahead of the next one, at the most.
_LEAST: Final = 0.7
_FOR_EACH_POINT: Final = 0.06
_MOST: Final = 0.93
_AS_BEFORE: Final = 0.55  # the same for marked words that are taken for the last speaker's
_OPEN: Final = 0.2  # what an open speaker is given
_NEAR: Final = 2  # paragraphs in which such words are the last speaker's
_STAGE: Final = 3  # paragraphs for which somebody stays on stage
_FAR: Final = 99  # paragraphs: further off than anybody on stage
_COUNTED: Final = 2  # sentences in between that count against somebody
_LONGEST_RUN: Final = 40  # paragraphs of speech behind which a speaker may be named


def decide_open_speech(scene: Scene, drafts: list[Draft], answers: dict[int, Resolved]) -> None:
    """Add a speaker for all direct quotes that have none yet to `answers`."""
    if all(id(draft) in answers for draft in drafts):
        return
    talk = Talk(scene, drafts, answers)
    for position, draft in enumerate(talk.direct):
        if id(draft) not in answers and draft.shares is None:
            answers[id(draft)] = _decide(talk, position)
    last: tuple[Draft, Resolved] | None = None
    for draft in drafts:
        found = talk.answer(draft)
        if found is not None:
            last = draft, found
        elif draft.kind is QuoteKind.PARTIAL and id(draft) not in answers and draft.shares is None:
            near = last is not None and draft.paragraph - last[0].paragraph <= _NEAR
            entity = last[1].entity if last is not None and near else None
            answers[id(draft)] = Resolved(
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
    for entity, points in _introduced(talk, draft, block):
        ballot.vote(entity, points + colon, "introduced before")
    for entity, points in _introduced_after(talk, draft):
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


def _introduced(talk: Talk, draft: Draft, number: int) -> list[tuple[int, float]]:
    """Persons that the narration before paragraph `number` brings on stage, with points."""
    doc, scene = talk.doc, talk.scene
    first_token = talk.first_token(draft)
    if number < draft.paragraph:
        first_token = doc.paragraph_tokens[number][0]
    on_stage = _on_stage(talk, number, first_token)
    distances = [
        number - doc.sentences[doc.sentence_of[at]].paragraph
        for index, at in on_stage.items()
        if scene.entities[index].is_person
    ]
    nearest = min(distances, default=_FAR)
    found: defaultdict[int, float] = defaultdict(float)
    for index, at in on_stage.items():
        distance = number - doc.sentences[doc.sentence_of[at]].paragraph
        if distance <= nearest + 1:
            points = _presence(talk, index, at, first_token)
            found[index] += points if distance == nearest else VOTES["further off"] * points
    for paragraph in (number - 1, number) if nearest else (number,):
        for other in talk.by_paragraph.get(paragraph, []):
            answer = talk.answer(other)
            if answer is None or answer.entity is None or other.kind is QuoteKind.DIRECT:
                continue
            if other.token < first_token:
                vote = "reported here" if paragraph == number else "reported"
                found[answer.entity] += VOTES[vote]
    return [(index, points) for index, points in found.items() if points > 0]


def _on_stage(talk: Talk, number: int, first_token: int) -> dict[int, int]:
    """Entities of the last paragraphs with no speech since, and where they stand."""
    doc = talk.doc
    found: dict[int, int] = {}
    for index, entity in enumerate(talk.scene.entities):
        at = entity.last_seen(first_token)
        if at is None or not (entity.is_person or entity.members or entity.said):
            continue
        distance = number - doc.sentences[doc.sentence_of[at]].paragraph
        if distance > _STAGE:
            continue
        if not any(between in talk.speech for between in range(number - distance + 1, number)):
            found[index] = at
    return found


def _presence(talk: Talk, index: int, at: int, first_token: int) -> float:
    """How much the mention at token `at` makes an entity the one to speak next."""
    doc, entity = talk.doc, talk.scene.entities[index]
    points = VOTES["introduced"]
    sentence = doc.sentence_of[at]
    if _is_subject_of(entity, doc, sentence):
        points += VOTES["subject"]
    elif any(
        other.is_person and _is_subject_of(other, doc, sentence)
        for position, other in enumerate(talk.scene.entities)
        if position != index
    ):
        points -= VOTES["bystander"]
    if entity.actor is not None and not entity.is_person:
        points -= VOTES["no person"]
    later = doc.sentence_of[min(first_token, len(doc.sentence_of) - 1)]
    return points - VOTES["sentence between"] * min(_COUNTED, max(0, later - sentence - 1))


def _is_subject_of(entity: Entity, doc: Document, sentence: int) -> bool:
    """Whether an entity is a subject in a sentence."""
    place = bisect_left(entity.subject, doc.sentences[sentence].first)
    return place < len(entity.subject) and entity.subject[place] < doc.sentences[sentence].last


_CREDITS: Final = word_class("credit")


def _introduced_after(talk: Talk, draft: Draft) -> list[tuple[int, float]]:
    """Who the first narration behind a run of speech names: "Ordene er Finn Holms"."""
    doc = talk.doc
    number = draft.paragraph + 1
    while number in talk.speech and number - draft.paragraph < _LONGEST_RUN:
        number += 1
    while number < len(doc.paragraph_tokens) and not talk.is_read(number):
        number += 1
    if number >= len(doc.paragraph_tokens):
        return []
    first = doc.paragraph_tokens[number][0]
    credit = doc.lowers[first] in _CREDITS
    if not credit and draft.paragraph > 1:
        return []
    for token in range(first, doc.sentences[doc.sentence_of[first]].last):
        actor = talk.scene.names.actor_at(token)
        if actor is not None and talk.scene.entities[actor].is_person:
            return [(actor, VOTES["credited" if credit else "named behind"])]
    return []
