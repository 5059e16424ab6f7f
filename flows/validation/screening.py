"""Separate the records of an article that keep the rules from those that do not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flows.records import Actor, Article, Findings, NonQuote, Quote, Reject
from flows.validation.findings_rules import actor_fault, are_settled, overlapping, quote_fault

STAGE = "validation"
_DETAIL_LENGTH = 200


@dataclass(slots=True)
class Screened:
    """An article and the records of it that stand, each with its number in the findings.

    Records lie in the order of their rows, by their number in the findings; quotes are in text
    order. Those that were dropped are missing, and others lose their links to them.
    """

    article: Article
    quotes: dict[int, Quote]
    actors: dict[int, Actor]
    non_quotes: dict[int, NonQuote]

    def numbers(self, table: str) -> list[int]:
        """The numbers in the findings of a table's records, in the order of their rows."""
        return list(getattr(self, table))


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
    return Screened(article, quotes, actors, non_quotes)


def _screen_actors(
    article: Article,
    findings: Findings,
    refused: Collection[RecordNumber],
    rejects: list[Reject],
) -> dict[int, Actor]:
    kept: dict[int, Actor] = {}
    seen: set[str] = set()
    length = len(article.text)
    for number, actor in enumerate(findings.actors):
        if refused and ("actors", number) in refused:
            continue
        fault = actor_fault(actor, length)
        if fault is None and actor.actor_id in seen:
            fault = "actor_id_unique"
        if fault is None:
            seen.add(actor.actor_id)
            kept[number] = actor
        else:
            rejects.append(reject(article, "actors", number, fault, actor))
    return kept


def _screen_quotes(
    article: Article,
    findings: Findings,
    refused: Collection[RecordNumber],
    rejects: list[Reject],
) -> dict[int, Quote]:
    kept: dict[int, Quote] = {}
    length = len(article.text)
    for number, quote in enumerate(findings.quotes):
        if refused and ("quotes", number) in refused:
            continue
        fault = quote_fault(article.paragraphs, findings, quote, length)
        if fault is None:
            kept[number] = quote
        else:
            rejects.append(reject(article, "quotes", number, fault, quote))
    return kept if are_settled(kept.values()) else _settled(article, kept, rejects)


def _settled(article: Article, found: dict[int, Quote], rejects: list[Reject]) -> dict[int, Quote]:
    """Quotes in text order, without those that cannot stand beside one that begins before them."""
    ordered = sorted(found.items(), key=lambda item: (item[1].segments[0], item[1].kind, item[0]))
    lost = overlapping(ordered)
    ids: set[tuple[int, str]] = set()
    kept: dict[int, Quote] = {}
    for number, quote in ordered:
        key = (quote.segments[0][0], quote.kind)
        if number in lost:
            rejects.append(reject(article, "quotes", number, "marked_quotes_disjoint", quote))
        elif key in ids:
            rejects.append(reject(article, "quotes", number, "quote_id_unique", quote))
        else:
            ids.add(key)
            kept[number] = quote
    return kept


def _screen_non_quotes(
    article: Article,
    findings: Findings,
    refused: Collection[RecordNumber],
    rejects: list[Reject],
) -> dict[int, NonQuote]:
    kept: dict[int, NonQuote] = {}
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
            kept[number] = item
    return kept


def reject(article: Article, table: str, number: int, rule: str, record: object) -> Reject:
    """The reject of one record: its table, number in the article, and what it looked like."""
    shown = repr(record)
    if len(shown) > _DETAIL_LENGTH:
        shown = shown[:_DETAIL_LENGTH] + "…"
    return Reject(article.source_file, STAGE, rule, f"{table} {number}: {shown}")
