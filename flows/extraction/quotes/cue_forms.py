"""Forms of cues, the verbs that report speech: what each written form can be."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from flows.extraction.danish import table

# Frames; danish/cues.tsv says what each letter stands for.
INQUIT, UNMARKED, CLAUSE, BARE_CLAUSE, ANAPHOR, LABEL = "q", "i", "a", "n", "d", "l"


# Plain classes: compiled code reads those faster than named tuples.
class Cue:
    """One verb with the frames it takes, as the data file has it."""

    def __init__(
        self,
        lemma: str,
        prepositions: frozenset[str],
        particle: str | None,
        frames: str,
        sense: str,
    ) -> None:
        self.lemma = lemma
        self.prepositions = prepositions
        self.particle = particle
        self.frames = frames
        self.sense = sense


class CueForm:
    """One written form and the cues that it may be, by mood."""

    def __init__(
        self,
        finite: tuple[Cue, ...],
        participle: tuple[Cue, ...],
        infinitive: tuple[Cue, ...],
        particles: frozenset[str] = frozenset(),
    ) -> None:
        self.finite = finite
        self.participle = participle
        self.infinitive = infinitive
        # The particles of its cues, and the cues that have none.
        self.particles = particles
        self.bare: CueForm | None = None


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
            if cue not in cues:  # where two moods have one form
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
    if particles:
        form.bare = with_particles(form, ())
    return form


@cache
def finite_forms() -> frozenset[str]:
    """The forms of cues that can be a sentence's finite verb."""
    return frozenset(form for form, cues in cue_forms().items() if cues.finite)


def with_particles(form: CueForm, words: Collection[str]) -> CueForm:
    """The cues without a particle, and those whose particle is one of `words`."""

    def kept(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
        return tuple(cue for cue in cues if cue.particle is None or cue.particle in words)

    return CueForm(kept(form.finite), kept(form.participle), kept(form.infinitive))
