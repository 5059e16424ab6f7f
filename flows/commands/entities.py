"""`citatbank entities`: the actors of the whole dataset, and those that may be several people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.commands.terminal import DONE, console, one_line, print_json

if TYPE_CHECKING:
    from flows.reporting.namesakes import Namesake

_SHOWN = 5


def entities_command(
    output: Path, name: str | None, namesakes: bool, limit: int, as_json: bool
) -> int:
    """Print entities, or the namesakes among them; returns the exit code."""
    from flows.reporting.entities import read_entities
    from flows.reporting.namesakes import find_namesakes

    if namesakes:
        found = [one for one in find_namesakes(output) if _bears(one, name)]
        return _print_namesakes(found[: limit or None], as_json)
    return _print_entities(read_entities(output, name, limit), as_json)


def _bears(namesake: Namesake, name: str | None) -> bool:
    return name is None or name.lower() in namesake.name.lower()


def _print_entities(rows: list[dict[str, Any]], as_json: bool) -> int:
    if as_json:
        print_json(rows)
        return DONE
    if not rows:
        print("Nobody of that name.")
    screen = console()
    for row in rows:
        screen.print(one_line(f"{row['name']} ({row['type']})"), style="bold", soft_wrap=True)
        for line in _about(row):
            screen.print(f"  {one_line(line)}", soft_wrap=True)
    return DONE


def _about(row: dict[str, Any]) -> Iterator[str]:
    months = sorted({row["first_month"], row["last_month"]} - {None})
    when = f", {' to '.join(months)}" if months else ""
    yield (
        f"{row['entity_id']}: {_count(row['article_count'], 'article')}, "
        f"{_count(row['quote_count'], 'quote')}{when}"
    )
    if row["evidence"]:
        yield f"told apart: {row['evidence']} (actor_id {row['actor_id']})"
    if row["wikidata_id"]:
        yield f"Wikidata: {row['wikidata_id']}"
    if row["aliases"]:
        yield f"also: {_some(row['aliases'])}"
    if row["roles"]:
        yield f"roles: {_some([role['role'] for role in row['roles']])}"
    if row["parties"]:
        yield f"parties: {_some(row['parties'])}"


def _print_namesakes(found: list[Namesake], as_json: bool) -> int:
    if as_json:
        print_json([asdict(namesake) for namesake in found])
        return DONE
    if not found:
        print("No person's articles contradict each other.")
        return DONE
    screen = console()
    for namesake in found:
        screen.print(one_line(namesake.name), style="bold", soft_wrap=True)
        count = _count(namesake.article_count, "article")
        screen.print(f"  {namesake.actor_id}: {count}", soft_wrap=True)
        if namesake.parted:
            rows = (
                f"{evidence} ({_count(n, 'article')})" for evidence, n in namesake.parted.items()
            )
            screen.print(f"  parted: {one_line('; '.join(rows))}", soft_wrap=True)
        for contradiction in namesake.contradictions:
            readings = "; ".join(
                f"{reading} in {_some(articles)}"
                for reading, articles in contradiction.readings.items()
            )
            screen.print(f"  {contradiction.column}: {one_line(readings)}", soft_wrap=True)
    screen.print(
        "Those not parted are told apart in corrections.toml by [[split]]; those parted by mistake "
        "are one by [[merge]] into their own name."
    )
    return DONE


def _some(values: list[str] | tuple[str, ...] | Any) -> str:
    shown = list(values[:_SHOWN])
    more = len(values) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
