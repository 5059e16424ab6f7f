"""Separate the records of an article that keep the rules from those that do not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from operator import gt

from flows.records import Actor, Article, Findings, NonQuote, Quote, Reject
from flows.validation import findings_rules as rules

STAGE = "validation"
_DETAIL_LENGTH = 200


@dataclass(slots=True)
class Screened:
    """An article and the records of it that stand, each with its number in the findings.

    `quotes` are in text order. `by_number` holds the actors by their number in the findings;
    those that were dropped are missing from it, and quotes lose their link to them.
    """

    article: Article
    quotes: list[tuple[int, Quote]]
    actors: list[tuple[int, Actor]]
    non_quotes: list[tuple[int, NonQuote]]
    by_number: dict[int, Actor]

    def numbers(self, table: str) -> list[int]:
        """The numbers in the findings of a table's records, in the order of their rows."""
        if table == "quotes":
            return [number for number, _ in self.quotes]
        if table == "actors":
            return [number for number, _ in self.actors]
        return [number for number, _ in self.non_quotes]


# A record to leave out: table and number in the findings of its article.
RecordNumber = tuple[str, int]


def screen(
    article: Article,
    findings: Findings,
    refused: Collection[RecordNumber],
    rejects: list[Reject],
) -> Screened:
    """Check an article's findings; `refused` are records that the schemas have turned down."""
    actors = _screen_actors(article, findings, refused, rejects)
    quotes = _screen_quotes(article, findings, refused, rejects)
    non_quotes = _screen_non_quotes(article, findings, refused, rejects)
    return Screened(article, quotes, actors, non_quotes, dict(actors))


def _screen_actors(
    article: Article,
    findings: Findings,
    refused: Collection[RecordNumber],
    rejects: list[Reject],
) -> list[tuple[int, Actor]]:
    kept: list[tuple[int, Actor]] = []
    seen: set[str] = set()
    for number, actor in enumerate(findings.actors):
        if refused and ("actors", number) in refused:
            continue
        fault = rules.actor_fault(article, actor)
        if fault is None and actor.actor_id in seen:
            fault = "actor_id_unique"
        if fault is None:
            seen.add(actor.actor_id)
            kept.append((number, actor))
        else:
            rejects.append(reject(article, "actors", number, fault, actor))
    return kept


def _screen_quotes(
    article: Article,
    findings: Findings,
    refused: Collection[RecordNumber],
    rejects: list[Reject],
) -> list[tuple[int, Quote]]:
    kept: list[tuple[int, Quote]] = []
    for number, quote in enumerate(findings.quotes):
        if refused and ("quotes", number) in refused:
            continue
        fault = rules.quote_fault(article, findings, quote)
        if fault is None:
            kept.append((number, quote))
        else:
            rejects.append(reject(article, "quotes", number, fault, quote))
    # Nearly always the findings are in text order already, and nothing overlaps.
    firsts = [quote.segments[0] for _, quote in kept]
    if any(map(gt, firsts, firsts[1:])) or len(set(firsts)) < len(firsts):
        kept.sort(key=lambda item: (item[1].segments[0], item[1].kind, item[0]))
    lost = rules.overlapping(kept)
    ids: set[tuple[int, str]] = set()
    unique: list[tuple[int, Quote]] = []
    for number, quote in kept:
        key = (quote.segments[0][0], quote.kind)
        if number in lost:
            rejects.append(reject(article, "quotes", number, "marked_quotes_disjoint", quote))
        elif key in ids:
            rejects.append(reject(article, "quotes", number, "quote_id_unique", quote))
        else:
            ids.add(key)
            unique.append((number, quote))
    return unique


def _screen_non_quotes(
    article: Article,
    findings: Findings,
    refused: Collection[RecordNumber],
    rejects: list[Reject],
) -> list[tuple[int, NonQuote]]:
    kept: list[tuple[int, NonQuote]] = []
    seen: set[tuple[int, int]] = set()
    for number, item in enumerate(findings.non_quotes):
        if refused and ("non_quotes", number) in refused:
            continue
        if not 0 <= item.start < item.end <= len(article.text):
            rejects.append(reject(article, "non_quotes", number, "place_in_text", item))
        elif (item.start, item.end) in seen:
            rejects.append(reject(article, "non_quotes", number, "place_unique", item))
        else:
            seen.add((item.start, item.end))
            kept.append((number, item))
    return kept


def reject(article: Article, table: str, number: int, rule: str, record: object) -> Reject:
    """The reject of one record: its table, number in the article, and what it looked like."""
    shown = repr(record)
    if len(shown) > _DETAIL_LENGTH:
        shown = shown[:_DETAIL_LENGTH] + "…"
    return Reject(article.source_file, STAGE, rule, f"{table} {number}: {shown}")
