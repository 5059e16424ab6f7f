"""Regenerates every generated list and prints its size."""

from __future__ import annotations

from . import nouns, organizations, person_names, places


def main() -> None:
    for part in (person_names, places, organizations, nouns):
        for name, size in part.build().items():
            print(f"{name}\t{size}")


if __name__ == "__main__":
    main()
