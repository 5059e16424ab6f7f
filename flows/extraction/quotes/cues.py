"""Cues: verbs that report speech, and where they stand in a text."""

from __future__ import annotations

from typing import Final

from flows.extraction.document import Document
from flows.extraction.quotes.cue_forms import (
    ANAPHOR,
    BARE_CLAUSE,
    CLAUSE,
    INQUIT,
    LABEL,
    UNMARKED,
    Cue,
    CueForm,
    cue_forms,
    with_particles,
)
from flows.extraction.traits import AUXILIARY, BLOCKER, CUE, WILLING
from flows.extraction.words import FINITES, word_class

__all__ = [
    "ANAPHOR",
    "BARE_CLAUSE",
    "CLAUSE",
    "INQUIT",
    "LABEL",
    "UNMARKED",
    "CueHit",
    "find_cues",
]


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


def find_cues(doc: Document, places: list[int]) -> list[CueHit]:
    """The cues of a document in text order; `places` are tokens among which all their forms are.

    A participle counts with `har`/`havde` before it in its sentence ("har X sagt"), or with
    `blev` where "af" names the source; an infinitive with a modal verb ("kan politiet oplyse") or
    under a preposition ("nøjes med at konstatere"). Alone they report nothing.
    """
    found: list[CueHit] = []
    forms = cue_forms()
    lowers, traits = doc.lowers, doc.traits
    for at in places:
        if not traits[at] & CUE:
            continue
        form = forms[lowers[at]]
        if form.bare is not None:
            form = _as_it_stands(doc, at, form, form.bare)
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
# "vil gerne understrege", "vil ikke afvise": said with the words themselves.
_WILLINGLY: Final = word_class("willingly")


def _as_it_stands(doc: Document, at: int, form: CueForm, bare: CueForm) -> CueForm:
    """The cues whose particle, if they have one, stands behind the verb: "slår ... fast"."""
    last = min(doc.sentences[doc.sentence_of[at]].last, at + _REACH)
    behind = doc.lowers[at + 1 : last]
    return bare if form.particles.isdisjoint(behind) else with_particles(form, behind)


_TELLING: Final = AUXILIARY | WILLING | BLOCKER


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
    traits = doc.traits
    while before >= first:
        trait = traits[before]
        if trait & _TELLING:
            if trait & AUXILIARY or (trait & WILLING and lowers[before + 1] in _WILLINGLY):
                return before
            if trait & BLOCKER:
                return None
        before -= 1
    return None
