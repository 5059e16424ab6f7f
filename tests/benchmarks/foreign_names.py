"""Does typing lean on Danish names? Give the persons of annotated articles names of other origin.

`python -m tests.benchmarks.foreign_names GOLD_FOLDER...` replaces the words of every annotated
person's name by Arabic, Turkish, Polish and Vietnamese ones of the same shape (as many words and
hyphens, the genitive kept), finds the persons of the original and of the changed articles, and
prints precision, recall and F1 over persons (one row per origin, the mean over several drawings of
names, and how far F1 falls). Abbreviated names (`Chr.`) keep their place, for what stands before a
full stop there has to be an abbreviation. A person counts as found where a person actor bears one
of the annotated forms of the name.
"""

from __future__ import annotations

import json
import random
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

from flows.extraction.actors import build_cast
from flows.extraction.document import read_document
from flows.extraction.names import find_names
from flows.records import Paragraph, ParagraphRole

SEEDS = range(7, 13)


class Origin(NamedTuple):
    """Names of one origin: first names and surnames, from general knowledge."""

    first_names: tuple[str, ...]
    surnames: tuple[str, ...]


def read_origins() -> dict[str, Origin]:
    """Origin -> its names, from the table beside this file."""
    rows = [
        line.split("\t")
        for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ][1:]
    return {
        origin: Origin(
            tuple(first for o, first, _ in rows if o == origin),
            tuple(last for o, _, last in rows if o == origin),
        )
        for origin in dict.fromkeys(row[0] for row in rows)
    }


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ABBREVIATION = re.compile(r"\b[^\W\d_]+\.")


def renamed(text: str, gold: dict[str, Any], origin: Origin, chance: random.Random) -> Any:
    """The text and the annotated actors, with all words of persons' names replaced."""
    replaced: dict[str, str] = {}
    firsts = chance.sample(origin.first_names, len(origin.first_names))
    lasts = chance.sample(origin.surnames, len(origin.surnames))
    others = " ".join(a["name"] for a in gold["actors"] if a["type"] in ("ORG", "LOC"))
    kept = set(_WORD.findall(others))
    persons = [actor for actor in gold["actors"] if actor["type"] == "PER"]
    for actor in persons:
        whole = _ABBREVIATION.sub(" ", actor["name"])
        words = [word for word in _WORD.findall(whole) if word[0].isupper()]
        for at, word in enumerate(words):
            if word not in replaced and word not in kept and len(word) > 1:
                pool = firsts if at == 0 and len(words) > 1 else lasts
                replaced[word] = pool.pop() if pool else word

    def change(match: re.Match[str]) -> str:
        word = match.group()
        if word in replaced:
            return replaced[word]
        if word.endswith("s") and word[:-1] in replaced:
            return replaced[word[:-1]] + "s"
        return word

    actors = [
        {
            **actor,
            "name": _WORD.sub(change, actor["name"]),
            "aliases": [_WORD.sub(change, alias) for alias in actor.get("aliases", [])],
        }
        for actor in gold["actors"]
    ]
    return _WORD.sub(change, text), actors


def persons_found(text: str, actors: list[dict[str, Any]]) -> tuple[int, int, int]:
    """(found, claimed, annotated) persons of one article."""
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(Paragraph(at, at + len(line), ParagraphRole.BODY))
        at += len(line) + 1
    doc = read_document(text, paragraphs)
    claimed = [draft for draft in build_cast(doc, find_names(doc)) if draft.is_person]
    left = list(range(len(claimed)))
    found = annotated = 0
    for actor in actors:
        if actor["type"] != "PER" and actor.get("type_alt") != "PER":
            continue
        forms = {_plain(form) for form in [actor["name"], *actor.get("aliases", [])]}
        hits = [k for k in left if {_plain(claimed[k].name), _plain(claimed[k].name + "s")} & forms]
        left = [k for k in left if k not in hits]
        if not actor.get("optional"):
            annotated += 1
            found += bool(hits)
    return found, found + len(left), annotated


def _plain(name: str) -> str:
    return re.sub(r"[\"'’.,]", "", unicodedata.normalize("NFC", name).casefold()).strip()


def measure(
    folders: list[Path], origin: Origin | None, seed: int = 0
) -> tuple[float, float, float]:
    """Precision, recall and F1 over the persons of all articles of the folders."""
    chance = random.Random(seed)
    totals = [0, 0, 0]
    for path in sorted(p for folder in folders for p in folder.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        text = re.sub(r"^\s*date \d{4}(-\d{2}){0,2}\s*", "", unicodedata.normalize("NFC", text))
        actors = gold["actors"]
        if origin is not None:
            text, actors = renamed(text, gold, origin, chance)
        totals = [a + b for a, b in zip(totals, persons_found(text, actors), strict=True)]
    found, claimed, annotated = totals
    precision, recall = found / max(1, claimed), found / max(1, annotated)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def main() -> None:
    """Print the table for the folders given."""
    folders = [Path(argument) for argument in sys.argv[1:]]
    precision, recall, written = measure(folders, None)
    print(f"{'as written':<12} P {precision:.3f}  R {recall:.3f}  F1 {written:.3f}")
    for name, origin in read_origins().items():
        drawn = [measure(folders, origin, seed) for seed in SEEDS]
        precision, recall, f1 = (sum(column) / len(drawn) for column in zip(*drawn, strict=True))
        print(
            f"{name:<12} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  "
            f"falls by {100 * (written - f1):.1f} points"
        )


if __name__ == "__main__":
    main()
