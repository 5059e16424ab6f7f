"""Cues: verbs that report speech, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.words import FINITES

# Frames; danish/cues.tsv says what each letter stands for.
INQUIT, UNMARKED, CLAUSE, BARE_CLAUSE, ANAPHOR, LABEL = "q", "i", "a", "n", "d", "l"


class Cue(NamedTuple):
    """One verb with the frames it takes, as the data file has it."""

    lemma: str
    prepositions: frozenset[str]
    particle: str | None
    frames: str
    sense: str


class CueForm(NamedTuple):
    """One written form of a cue: `finite`, `participle` or `infinitive`."""

    cue: Cue
    mood: str

    @property
    def finite(self) -> bool:
        """Whether the form stands for itself."""
        return self.mood == "finite"


class CueHit(NamedTuple):
    """A cue in the text: the verb's token, and the auxiliary's where the verb is no finite form."""

    token: int
    auxiliary: int | None
    cues: tuple[Cue, ...]
    passive: bool = False

    @property
    def finite(self) -> int:
        """Token of the finite verb: the one that the subject stands beside."""
        return self.token if self.auxiliary is None else self.auxiliary

    def takes(self, frame: str) -> bool:
        """Whether one of the cues that this verb can be takes `frame`."""
        return any(frame in cue.frames for cue in self.cues)


@cache
def cue_forms() -> dict[str, tuple[CueForm, ...]]:
    """All forms of all cues: lower-case form -> the cues that it may be."""
    forms: dict[str, list[CueForm]] = {}
    for row in table("cues"):
        present, past, participle = row["forms"].split()
        cue = Cue(
            row["cue"],
            frozenset(row["prepositions"].split()),
            None if row["particle"] == "-" else row["particle"],
            row["frames"],
            row["sense"],
        )
        infinitive = present.removesuffix("r")
        # Participles come last: where past and participle are one word, both readings count.
        moods = (present, "finite"), (past, "finite"), (participle, "participle")
        for form, mood in (*moods, (infinitive, "infinitive")):
            entry = CueForm(cue, mood)
            if entry not in forms.setdefault(form, []):
                forms[form].append(entry)
    return {form: tuple(entries) for form, entries in forms.items()}


def find_cues(doc: Document) -> Iterator[CueHit]:
    """All cues of a document in text order.

    A participle counts with `har`/`havde` before it in its sentence ("har X sagt"), or with
    `blev` where "af" names the source; an infinitive with a modal verb ("kan politiet oplyse") or
    under a preposition ("nøjes med at konstatere"). Alone they report nothing.
    """
    forms = cue_forms()
    lowers = doc.lowers
    for at in [at for at, word in enumerate(lowers) if word in forms]:
        entries = forms[lowers[at]]
        finite = _with_particle(doc, at, [entry.cue for entry in entries if entry.finite])
        auxiliary = None
        other: tuple[Cue, ...] = ()
        if any(not entry.finite for entry in entries):
            auxiliary = _auxiliary_before(doc, at)
        if auxiliary is not None:
            perfect = lowers[auxiliary] in _PERFECT
            mood = "participle" if perfect else "infinitive"
            other = _with_particle(doc, at, [e.cue for e in entries if e.mood == mood])
        if auxiliary is not None and other:
            yield CueHit(at, auxiliary, other, lowers[auxiliary] in _PASSIVE)
        elif finite and not (at and lowers[at - 1] == "at"):
            yield CueHit(at, None, finite)


_REACH = 14  # tokens between an auxiliary and its verb: "har en person højt placeret i ... fortalt"
_PERFECT = frozenset({"har", "havde", "blev", "bliver", "blevet"})
_PASSIVE = frozenset({"blev", "bliver", "blevet"})


def _with_particle(doc: Document, at: int, cues: list[Cue]) -> tuple[Cue, ...]:
    """The cues whose particle, if they have one, stands behind the verb: "slår ... fast"."""
    if all(cue.particle is None for cue in cues):
        return tuple(cues)
    last = min(doc.sentences[doc.sentence_of[at]].last, at + _REACH)
    behind = set(doc.lowers[at + 1 : last])
    return tuple(cue for cue in cues if cue.particle is None or cue.particle in behind)


def _auxiliary_before(doc: Document, at: int) -> int | None:
    """The finite verb that a participle or infinitive at token `at` belongs to."""
    auxiliaries = word_list("auxiliaries")
    blockers = word_list("clause_openers")
    lowers = doc.lowers
    first = max(doc.sentences[doc.sentence_of[at]].first, at - _REACH)
    before = at - 1
    if before > first and lowers[before] == "at":
        # "nøjedes med at konstatere, at ...", "sluttede med at sige, at ..."
        if lowers[before - 1] not in {"med", "ved"}:
            return None
        for verb in range(before - 2, first - 1, -1):
            if lowers[verb].endswith(("er", "ede", "edes", "te")) or lowers[verb] in FINITES:
                return verb
        return None
    while before >= first:
        word = lowers[before]
        if word in auxiliaries or word in _PASSIVE:
            return before
        if word in blockers or word in ":;?!":
            return None
        before -= 1
    return None
