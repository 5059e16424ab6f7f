"""Records that break a rule are left out under the rule's name; all else is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from made_findings import (
    TEXT,
    VERSION,
    actors,
    article,
    findings,
    interrupted,
    partial,
    place,
    question,
)

from flows.records import Attribute, Findings, Mention, MentionKind, NonQuote, QuoteKind
from flows.validation import ValidTables, validate_articles


def validated(**changes: Any) -> ValidTables:
    return validate_articles([(article(), findings(**changes))], VERSION)


def rows(valid: ValidTables, table: str) -> list[dict[str, Any]]:
    return valid.tables[table].to_pylist()


def reasons(valid: ValidTables) -> list[str]:
    return [reject.reason for reject in valid.rejects]


def test_sound_findings_become_rows() -> None:
    valid = validated()
    assert valid.rejects == []
    assert [rows(valid, "articles")[0][name] for name in ("quote_count", "actor_count")] == [3, 3]
    asked, answer, part = rows(valid, "quotes")
    assert [quote["position"] for quote in (asked, answer, part)] == [1, 2, 3]
    assert answer["text"] == "Den er dyr Men den er nødvendig."
    assert len(answer["segments"]) == 2
    assert (answer["start"], answer["end"]) == (
        place("Den er dyr")[0],
        place("Men den er nødvendig.")[1],
    )
    assert part["text"] == TEXT[part["start"] : part["end"]] == "pjat"
    assert answer["answers_quote_id"] == asked["quote_id"]
    assert answer["quote_id"] == f"00c0ffee00c0ffee-d{answer['start']}"
    assert answer["turn_id"] == "00c0ffee00c0ffee-t1"
    assert (answer["speaker_actor_id"], answer["speaker_type"]) == (
        "person-edith-tofteng",
        "person",
    )
    assert (asked["speaker_name"], asked["speaker_type"]) == (None, None)
    assert answer["cue"] == "siger"
    assert answer["medium"] == TEXT[answer["medium_start"] : answer["medium_end"]]


def test_actors_count_what_they_say_and_where_they_stand() -> None:
    mayor, town, channel = rows(validated(), "actors")
    assert [actor["quote_count"] for actor in (mayor, town, channel)] == [2, 1, 0]
    assert [m["text"] for m in mayor["mentions"]] == ["Edith Tofteng", "Hun"]
    assert mayor["first_start"] == place("Edith Tofteng")[0]
    assert (mayor["party"], mayor["party_start"]) == ("Socialdemokratiet", place("S")[0])


def test_stretches_that_are_no_quotes_keep_their_reason() -> None:
    assert rows(validated(), "non_quotes") == [
        {
            "article_id": "00c0ffee00c0ffee",
            "start": place("Den lille hest")[0],
            "end": place("Den lille hest")[1],
            "text": "Den lille hest",
            "reason": "title",
        }
    ]


def with_quote(**changes: Any) -> Findings:
    return findings(quotes=(question(), replace(interrupted(), **changes), partial()))


def with_actor(**changes: Any) -> Findings:
    first, *others = actors()
    return findings(actors=(replace(first, **changes), *others))


BROKEN: dict[str, tuple[Findings, str, str]] = {
    "no segment": (with_quote(segments=()), "quotes", "segments_missing"),
    "a paragraph too many": (with_quote(paragraph=9), "quotes", "paragraph_resolves"),
    "a negative paragraph": (with_quote(paragraph=-1), "quotes", "paragraph_resolves"),
    "segments in disorder": (
        with_quote(segments=interrupted().segments[::-1]), "quotes", "segments_ordered",
    ),
    "an empty segment": (with_quote(segments=((90, 90),)), "quotes", "segments_ordered"),
    "another paragraph's words": (with_quote(paragraph=1), "quotes", "segments_in_paragraph"),
    "a speaker who is nobody": (with_quote(speaker=7), "quotes", "speaker_resolves"),
    "a joint nobody": (with_quote(joint_speakers=(0, 9)), "quotes", "joint_speakers_resolve"),
    "an answer to nothing": (with_quote(answers=5), "quotes", "answers_resolves"),
    "a mention behind the end": (
        with_quote(speaker_mention=(0, 9999)), "quotes", "speaker_mention_in_text",
    ),
    "an empty cue": (with_quote(cue=(5, 5)), "quotes", "cue_in_text"),
    "a medium elsewhere": (with_quote(medium=Attribute("x", -4, 2)), "quotes", "medium_in_text"),
    "a time elsewhere": (with_quote(said_when=Attribute("x", 3, 2)), "quotes", "said_when_in_text"),
    "too much confidence": (with_quote(confidence=1.01), "quotes", "confidence_most"),
    "too little confidence": (with_quote(confidence=-0.1), "quotes", "confidence_least"),
    "no rule of attribution": (with_quote(attribution=""), "quotes", "attribution_not_empty"),
    "a nameless unnamed source": (with_quote(speaker_role=""), "quotes", "speaker_role_not_empty"),
    "a negative turn": (with_quote(turn=-1), "quotes", "turn_id_pattern"),
    "overlapping marked quotes": (
        findings(
            quotes=(question(), interrupted(), replace(interrupted(), kind=QuoteKind.PARTIAL))
        ),
        "quotes",
        "marked_quotes_disjoint",
    ),
    "a quote twice": (
        findings(quotes=(question(), question(), partial())), "quotes", "quote_id_unique",
    ),
    "an actor without mentions": (with_actor(mentions=()), "actors", "mentions_missing"),
    "a mention outside": (
        with_actor(mentions=(Mention(0, 9999, MentionKind.NAME),)), "actors", "mentions_in_text",
    ),
    "a role outside": (with_actor(role=Attribute("x", 0, 9999)), "actors", "role_in_text"),
    "an actor twice": (findings(actors=(*actors(), actors()[0])), "actors", "actor_id_unique"),
    "an actor without a name": (with_actor(name=""), "actors", "name_not_empty"),
    "an actor without an id": (with_actor(actor_id=""), "actors", "actor_id_not_empty"),
    "a non-quote outside": (
        findings(non_quotes=(NonQuote(-1, 3, "title"),)), "non_quotes", "place_in_text",
    ),
    "a non-quote twice": (
        findings(non_quotes=(NonQuote(1, 3, "title"), NonQuote(1, 3, "name"))),
        "non_quotes",
        "place_unique",
    ),
    "a non-quote for no reason": (
        findings(non_quotes=(NonQuote(1, 3, ""),)), "non_quotes", "reason_not_empty",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_record_is_left_out_under_the_rules_name(fault: str) -> None:
    broken, table, rule = BROKEN[fault]
    valid = validate_articles([(article(), broken)], VERSION)
    assert reasons(valid) == [rule]
    assert valid.rejects[0].stage == "validation"
    assert valid.rejects[0].source_file == article().source_file
    assert valid.rejects[0].detail.startswith(table)
    assert len(rows(valid, table)) == len(getattr(broken, table)) - 1
    assert len(rows(valid, "articles")) == 1
    assert rows(valid, "articles")[0]["quote_count"] == len(rows(valid, "quotes"))


def test_a_confidence_that_is_no_number_is_refused() -> None:
    valid = validate_articles([(article(), with_quote(confidence=float("nan")))], VERSION)
    assert "confidence_not_null" in reasons(valid)
    assert len(rows(valid, "quotes")) == 2


def test_quotes_lose_the_link_to_an_actor_who_is_left_out() -> None:
    valid = validate_articles([(article(), with_actor(mentions=()))], VERSION)
    answer, part = rows(valid, "quotes")[1:]
    assert (answer["speaker_name"], answer["speaker_actor_id"]) == ("Edith Tofteng", None)
    assert part["joint_speaker_actor_ids"] == ["location-aarhus"]


def test_an_answer_loses_the_link_to_a_question_that_is_left_out() -> None:
    broken = replace(question(), paragraph=0)
    valid = validated(quotes=(broken, interrupted()))
    assert rows(valid, "quotes")[0]["answers_quote_id"] is None


def test_quotes_are_numbered_in_text_order_whatever_order_they_come_in() -> None:
    valid = validated(quotes=(partial(), replace(interrupted(), answers=2), question()))
    assert [quote["kind"] for quote in rows(valid, "quotes")] == ["question", "direct", "partial"]
    assert rows(valid, "quotes")[1]["answers_quote_id"] == rows(valid, "quotes")[0]["quote_id"]


BROKEN_ARTICLES: dict[str, tuple[Callable[[], Any], str]] = {
    "paragraphs in disorder": (
        lambda: article(paragraphs=article().paragraphs[::-1]), "paragraphs_ordered",
    ),
    "paragraphs beyond the text": (lambda: article(text=TEXT[:90]), "paragraphs_in_text"),
    "an odd id": (lambda: article(article_id="X"), "article_id_pattern"),
    "an odd month": (lambda: article(source_month="2024-13"), "source_month_pattern"),
    "no language": (lambda: article(language=""), "language_pattern"),
    "no hash": (lambda: article(content_hash=""), "content_hash_not_empty"),
    "a month without precision": (
        lambda: article(source_month="2024-03"), "month_fits_precision",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", BROKEN_ARTICLES)
def test_a_broken_article_is_left_out_whole_and_its_neighbours_stand(fault: str) -> None:
    make, rule = BROKEN_ARTICLES[fault]
    neighbour = article(article_id="1" * 16, source_file="next.txt")
    valid = validate_articles([(make(), findings()), (neighbour, findings())], VERSION)
    assert rule in reasons(valid)
    assert [a.source_file for a in valid.articles] == ["next.txt"]
    assert {row["article_id"] for name in valid.tables for row in rows(valid, name)} == {"1" * 16}


def test_nothing_in_gives_tables_without_rows() -> None:
    valid = validate_articles([], VERSION)
    assert {name: table.num_rows for name, table in valid.tables.items()} == {
        "articles": 0,
        "quotes": 0,
        "actors": 0,
        "non_quotes": 0,
    }
