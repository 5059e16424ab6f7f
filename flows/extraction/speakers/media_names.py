"""What names of media look like: platforms, channels, listed and recognisable names."""

from __future__ import annotations

from functools import cache, lru_cache

from flows.extraction.danish import FOLDER, table


@cache
def platforms() -> dict[str, str]:
    """Platforms, channels and programmes: name as written -> kind, as `platforms.tsv` has them."""
    return {row["name"]: row["kind"] for row in table("platforms")}


@cache
def _organization_kinds() -> dict[str, str]:
    if not (FOLDER / "organizations.tsv").exists():
        return {}
    return {row["name"].lower(): row["kind"] for row in table("organizations")}


def listed_kind(name: str) -> str | None:
    """The kind of organisation that the list of organisations says, None where it has no such."""
    return _organization_kinds().get(name.lower())


@cache
def _kind_words() -> dict[str, str]:
    return {
        row["word"]: row["kind"] for row in table("organization_words") if row["form"] == "word"
    }


@cache
def _kind_endings() -> dict[str, str]:
    rows = (row for row in table("organization_words") if row["form"] == "suffix")
    return {row["word"]: row["kind"] for row in rows}


@lru_cache(maxsize=20_000)
def kind_of(name: str) -> str | None:
    """The kind of organisation that a name tells by itself, None where it tells nothing."""
    known = listed_kind(name)
    if known is not None:
        return known
    parts = [part for word in name.split() for part in (word, *word.split("-"))]
    kinds = {_kind_words()[part] for part in parts if part in _kind_words()}
    if "media" in kinds:
        return "media"
    last, endings = parts[-1], _kind_endings()
    kinds.update(endings[last[cut:]] for cut in range(len(last)) if last[cut:] in endings)
    if "media" in kinds:
        return "media"
    return min(kinds) if kinds else None


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["country"] for row in table("nationality_adjectives"))


@cache
def _place_endings() -> tuple[str, ...]:
    rows = (row for row in table("place_words") if row["form"] == "suffix")
    return tuple(row["word"] for row in rows if len(row["word"]) > 3)


def is_known_place(name: str) -> bool:
    """Papers bear names of places that the name finder takes for such; countries are none."""
    return name in _countries() or name.endswith(_place_endings())


def bare_name(name: str) -> str:
    """The name without the sentence's full stop, which a single letter takes up: "X." is X."""
    return name[:-1] if len(name) == 2 and name[-1] == "." else name
