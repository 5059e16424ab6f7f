"""Cues: verbs that report speech, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final, NamedTuple

from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.words import FINITES, word_class

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
    """One written form and the cues that it may be, by mood."""

    finite: tuple[Cue, ...]
    participle: tuple[Cue, ...]
    infinitive: tuple[Cue, ...]
    # The particles of its cues, and the cues that have none.
    particles: frozenset[str]
    bare: CueForm | None = None


class CueHit:
    """A cue in the text: the verb's token, and the token of the finite verb.

    These differ where the verb is no finite form ("har sagt"); the subject stands beside the
    finite one.
    """

    def __init__(
        self, token: int, finite: int, cues: tuple[Cue, ...], passive: bool = False
    ) -> None:
        self.token = token
        self.finite = finite
        self.cues = cues
        self.passive = passive

    def takes(self, frame: str) -> bool:
        """Whether one of the cues that this verb can be takes `frame`."""
        for cue in self.cues:  # noqa: SIM110  a loop is faster than any(), and this is asked often
            if frame in cue.frames:
                return True
        return False


@cache
def cue_forms() -> dict[str, CueForm]:
    """All forms of all cues: lower-case form -> the cues that it may be."""
    forms: dict[str, dict[str, list[Cue]]] = {}
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
        moods = (present, "finite"), (past, "finite"), (participle, "participle")
        for form, mood in (*moods, (infinitive, "infinitive")):
            cues = forms.setdefault(form, {}).setdefault(mood, [])
            if cue not in cues:
                cues.append(cue)
    return {form: _cue_form(by_mood) for form, by_mood in forms.items()}


def _cue_form(by_mood: dict[str, list[Cue]]) -> CueForm:
    particles = {cue.particle for cues in by_mood.values() for cue in cues} - {None}
    form = CueForm(
        tuple(by_mood.get("finite", ())),
        tuple(by_mood.get("participle", ())),
        tuple(by_mood.get("infinitive", ())),
        frozenset(particle for particle in particles if particle is not None),
    )
    return form._replace(bare=_with_particles(form, ())) if particles else form


@cache
def finite_forms() -> frozenset[str]:
    """The forms of cues that can be a sentence's finite verb."""
    return frozenset(form for form, cues in cue_forms().items() if cues.finite)


def find_cues(doc: Document, places: list[int]) -> list[CueHit]:
    """The cues of a document in text order; `places` are tokens among which all their forms are.

    A participle counts with `har`/`havde` before it in its sentence ("har X sagt"), or with
    `blev` where "af" names the source; an infinitive with a modal verb ("kan politiet oplyse") or
    under a preposition ("nøjes med at konstatere"). Alone they report nothing.
    """
    found: list[CueHit] = []
    forms = cue_forms()
    lowers = doc.lowers
    for at in places:
        form = forms.get(lowers[at])
        if form is None:
            continue
        form = _as_it_stands(doc, at, form)
        # Where past and participle are one word, both readings count.
        if form.participle or form.infinitive:
            auxiliary = _auxiliary_before(doc, at)
            if auxiliary is not None:
                to = at > 0 and lowers[at - 1] == "at"  # "med at konstatere", "citeret for at sige"
                perfect = lowers[auxiliary] in _PERFECT and not to
                cues = form.participle if perfect else form.infinitive
                if cues:
                    passive = lowers[auxiliary] in _PASSIVE and not to
                    found.append(CueHit(at, auxiliary, cues, passive))
                    continue
        if form.finite and not (at and lowers[at - 1] == "at"):
            found.append(CueHit(at, at, form.finite))
    return found


_REACH: Final = (
    14  # tokens between an auxiliary and its verb: "har en person højt placeret i ... fortalt"
)
_PERFECT: Final = word_class("perfect")
_PASSIVE: Final = word_class("passive")


# What a verb that is no finite form can belong to, and what it never does so over.
_AUXILIARIES: Final = word_list("auxiliaries") | _PASSIVE
# "vil gerne understrege", "vil ikke afvise": said with the words themselves.
_WILLING: Final = word_class("willing")
_WILLINGLY: Final = word_class("willingly")
_BLOCKERS: Final = word_list("clause_openers") | {":", ";", "?", "!"}


def _as_it_stands(doc: Document, at: int, form: CueForm) -> CueForm:
    """The cues whose particle, if they have one, stands behind the verb: "slår ... fast"."""
    if form.bare is None:
        return form
    last = min(doc.sentences[doc.sentence_of[at]].last, at + _REACH)
    behind = doc.lowers[at + 1 : last]
    return form.bare if form.particles.isdisjoint(behind) else _with_particles(form, behind)


def _with_particles(form: CueForm, words: Collection[str]) -> CueForm:
    """The cues without a particle, and those whose particle is one of `words`."""

    def kept(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
        return tuple(cue for cue in cues if cue.particle is None or cue.particle in words)

    return CueForm(kept(form.finite), kept(form.participle), kept(form.infinitive), frozenset())


def _auxiliary_before(doc: Document, at: int) -> int | None:
    """The finite verb that a participle or infinitive at token `at` belongs to."""
    lowers = doc.lowers
    first = max(doc.sentences[doc.sentence_of[at]].first, at - _REACH)
    before = at - 1
    if before > first and lowers[before] == "at":
        # "nøjedes med at konstatere, at ...", "sluttede med at sige, at ..."
        cited = lowers[before - 2 : before] == ["citeret", "for"]
        if not cited and lowers[before - 1] not in {"med", "ved"}:
            return None
        for verb in range(before - 2, first - 1, -1):
            if lowers[verb].endswith(("er", "ede", "edes", "te")) or lowers[verb] in FINITES:
                return verb
        return None
    while before >= first:
        word = lowers[before]
        if word in _AUXILIARIES or (word in _WILLING and lowers[before + 1] in _WILLINGLY):
            return before
        if word in _BLOCKERS:
            return None
        before -= 1
    return None
