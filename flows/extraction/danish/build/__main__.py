"""Regenerates every generated list and prints its size."""

from __future__ import annotations

from .nouns import build as build_nouns
from .organizations import build as build_organizations
from .person_names import build as build_person_names
from .places import build as build_places


def main() -> None:
    for build in (build_person_names, build_places, build_organizations, build_nouns):
        for name, size in build().items():
            print(f"{name}\t{size}")


if __name__ == "__main__":
    main()
