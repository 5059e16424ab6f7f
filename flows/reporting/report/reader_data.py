"""An article with its findings as the page's script gets it.

Places are pairs `[start, end]` in characters (Unicode code points) of `text`, as in the tables;
the script knows that a browser counts differently. Words that a place stands for are not repeated.
Empty values are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]


def article_data(
    article: Row, quotes: Sequence[Row], actors: Sequence[Row], non_quotes: Sequence[Row]
) -> dict[str, Any]:
    """One article; `actor`, `joint` and `answers` are indices into its lists."""
    actor_index = {row["actor_id"]: index for index, row in enumerate(actors)}
    quote_index = {row["quote_id"]: index for index, row in enumerate(quotes)}
    return _without_empty(
        {
            "id": article["article_id"],
            "file": article["source_file"],
            "month": article["source_month"],
            "title": article["title"],
            "language": article["language"],
            "agencies": article["agencies"],
            "words": article["word_count"],
            "text": article["text"],
            "paragraphs": [
                [part["start"], part["end"], part["role"]] for part in article["paragraphs"]
            ],
            "quotes": [_quote(row, actor_index, quote_index) for row in quotes],
            "actors": [_actor(row) for row in actors],
            "nonQuotes": [[row["start"], row["end"], row["reason"]] for row in non_quotes],
        }
    )


def _quote(
    row: Row, actor_index: Mapping[str, int], quote_index: Mapping[str, int]
) -> dict[str, Any]:
    return _without_empty(
        {
            "id": row["quote_id"],
            "kind": row["kind"],
            "segments": [[part["start"], part["end"]] for part in row["segments"]],
            "turn": row["turn_id"].rpartition("-")[2],
            "speaker": row["speaker_name"],
            "actor": actor_index.get(row["speaker_actor_id"]),
            "joint": [actor_index[actor_id] for actor_id in row["joint_speaker_actor_ids"]],
            "mention": _place(row, "speaker_mention"),
            "role": row["speaker_role"],
            "cue": _place(row, "cue"),
            "rule": row["attribution"],
            "confidence": row["confidence"],
            "medium": row["medium"],
            "mediumPlace": _place(row, "medium"),
            "when": row["said_when"],
            "whenPlace": _place(row, "said_when"),
            "answers": quote_index.get(row["answers_quote_id"]),
        }
    )


def _actor(row: Row) -> dict[str, Any]:
    return _without_empty(
        {
            "id": row["actor_id"],
            "name": row["name"],
            "type": row["type"],
            "role": row["role"],
            "party": row["party"],
            "age": row["age"],
            "organization": row["organization"],
            "aliases": row["aliases"],
            "quotes": row["quote_count"],
            "mentions": [
                [mention["start"], mention["end"], mention["kind"]] for mention in row["mentions"]
            ],
        }
    )


def _place(row: Row, name: str) -> list[int] | None:
    start, end = row[f"{name}_start"], row[f"{name}_end"]
    return None if start is None else [start, end]


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value != []}
