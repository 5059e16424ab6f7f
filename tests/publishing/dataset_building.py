"""Seed files and datasets for the tests of publishing: invented articles, real runs."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

from flows.batches import process_batch
from flows.corrections.reading import read_corrections
from flows.publishing import Published, open_output
from flows.reading import find_seed_files

_FIRST = ("Astrid", "Bertil", "Cecilie", "Ditlev", "Edith", "Folmer", "Gudrun", "Holger")
_LAST = ("Elmkvist", "Bakkedal", "Ravnsborg", "Tofteng", "Skovlyst", "Mosegård", "Engbjerg")
_SAID = (
    "Vi har ventet længe nok på den bro",
    "Det bliver dyrt, men det er nødvendigt",
    "Ingen har spurgt dem, der bor her",
    "Nu må kommunen vise, hvad den vil",
)
# Given to every run, so that bytes can be compared between processes.
VERSION = "f" * 64
MONTHS = ("2023-11", "2024-02", "2024-03", None)


def article_text(number: int, month: str | None = "2024-03") -> str:
    """A seed file's text; the same number gives the same words."""
    chance = random.Random(number)
    person = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
    header = f"date {month} " if month else ""
    return (
        f"{header}Byrådet i Aarhus mødes om sag {number}.\n\n"
        f"- {chance.choice(_SAID)}, siger borgmester {person}.\n\n"
        f'Planen er "et luftkastel", mener {person}, der stemte imod den {number} gange.\n\n'
        "/ritzau/\n"
    )


def article_name(number: int) -> str:
    """A file name that carries an id."""
    return f"{number % 1000:03d}_{hashlib.sha256(str(number).encode()).hexdigest()[:16]}.txt"


def write_articles(seeds: Path, numbers: range, month: str | None = "2024-03") -> None:
    """Write one seed file for each number."""
    seeds.mkdir(parents=True, exist_ok=True)
    for number in numbers:
        (seeds / article_name(number)).write_text(article_text(number, month), encoding="utf-8")


def build(
    seeds: Path,
    output: Path,
    batch_size: int = 500,
    rebuild: bool = False,
    shuffled: random.Random | None = None,
    version: str = VERSION,
) -> Published:
    """One whole run in this process; `shuffled` runs the batches in a random order.

    Follows `corrections.toml` in the seeds folder, if it is there.
    """
    with open_output(output, wait_seconds=30) as out:
        corrections = read_corrections(seeds)
        plan = out.plan(find_seed_files(seeds), version, rebuild, corrections=corrections)
        batches = list(enumerate(plan.batches(batch_size)))
        if shuffled:
            shuffled.shuffle(batches)
        results = [process_batch(batch, plan.stage, number) for number, batch in batches]
        return out.publish(plan, results)


def published_bytes(output: Path) -> dict[str, bytes]:
    """Every published Parquet file: path in its generation -> bytes."""
    current = (output / "current").resolve()
    return {
        path.relative_to(current).as_posix(): path.read_bytes()
        for path in current.rglob("*.parquet")
    }


def file_times(output: Path) -> dict[str, int]:
    """Modification times of everything a reader can see."""
    return {
        str(path): path.lstat().st_mtime_ns
        for path in output.rglob("*")
        if ".state" not in path.parts
    }


def leftovers(output: Path) -> list[str]:
    """Drafts, temporary links and staged work that no run should leave behind."""
    names = [path.relative_to(output).as_posix() for path in output.rglob("*")]
    return [
        name for name in names if name.endswith((".tmp", ".new")) or name.startswith(".state/stage")
    ]
