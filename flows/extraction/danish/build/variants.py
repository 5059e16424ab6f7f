"""Other spellings of Danish names that need no list: *Kgs. Lyngby*, *Ålborg*, *Det Kgl. Teater*."""

from __future__ import annotations

import re
from collections.abc import Iterator

NAME, SAME_AS, COUNTRY = 0, 2, 3
NONE = "-"
OF_DENMARK = ("Danmark", "Grønland", "Færøerne")

ABBREVIATIONS = {
    "Gammel": ("Gl.",),
    "Kongelige": ("Kgl.",),
    "Kongens": ("Kgs.",),
    "Nordre": ("Ndr.",),
    "Nørre": ("Nr.",),
    "Sankt": ("Skt.", "Sct.", "St."),
    "Store": ("St.",),
    "Sønder": ("Sdr.",),
    "Søndre": ("Sdr.",),
    "Sydlige": ("Sdl.",),
    "Vester": ("Vr.",),
    "&": ("og",),
}
# Of the towns written with aa since about 1985-2010 only these are frequent in names of others.
TOWNS_WRITTEN_WITH_Å = {"Århus": "Aarhus", "Ålborg": "Aalborg", "Åbenrå": "Aabenraa"}


def with_variants(
    rows: dict[str, tuple[str, ...]], countries: tuple[str, ...] = OF_DENMARK
) -> Iterator[tuple[str, ...]]:
    """The rows and, for names of these countries, a row for each spelling that is not listed."""
    added: set[str] = set()
    for row in rows.values():
        yield row
        if row[COUNTRY] in countries:
            for variant in sorted(spellings(row[NAME]) - rows.keys() - added):
                added.add(variant)
                same_as = row[NAME] if row[SAME_AS] == NONE else row[SAME_AS]
                yield (variant, *row[1:SAME_AS], same_as, *row[COUNTRY:])


def spellings(name: str) -> set[str]:
    """Abbreviated, with å for aa, with og for &, each by itself and both together."""
    abbreviated = {name} | {
        re.sub(rf"(?<!\S){re.escape(word)}(?!\S)", short, name)
        for word, shorts in ABBREVIATIONS.items()
        for short in shorts
    }
    return {spelling for form in abbreviated for spelling in (form, *_other_a(form))} - {name}


def _other_a(name: str) -> Iterator[str]:
    yield re.sub("aa(?=[a-zæøå])", "å", re.sub("Aa(?=[a-zæøå])", "Å", name))  # not AaB
    for with_å, with_aa in TOWNS_WRITTEN_WITH_Å.items():
        yield name.replace(with_å, with_aa)
