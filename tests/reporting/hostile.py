"""An article whose every value tries to leave its place in the page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.reporting.made_tables import article_rows, published, table_of

ATTACK = (
    "</script><script>window.hacked = 1</script><!--<script>"
    '<img src=x onerror="window.hacked = 2">\' " & ]]> \\u003c {{ 7 * 7 }} '
    '"articles":[] \u2028 \u2029 \u202eesrever\u202c \u200f\u2066x\u2069 \x00\x1b \U0001f600'
)
# Before the quote, so that places in the text tell both ways of counting characters apart.
OPENING = "\U0001f600\U0001f468\u200d\U0001f469 "


def hostile_rows() -> dict[str, list[dict[str, Any]]]:
    """One article: a quote, its cue and its speaker stand behind characters outside the BMP."""
    rows = article_rows(0, said=f"Det siger vi: {ATTACK}")
    [article], [quote], [actor] = rows["articles"], rows["quotes"], rows["actors"]
    shift = len(OPENING)
    article["text"] = OPENING + article["text"]
    article["title"] = article["source_file"] = ATTACK
    article["agencies"] = [ATTACK]
    for paragraph in article["paragraphs"]:
        paragraph["start"] += shift
        paragraph["end"] += shift
    article["paragraphs"][0]["start"] = 0
    for name in ("start", "end", "cue_start", "cue_end"):
        quote[name] += shift
    for name in ("speaker_mention_start", "speaker_mention_end"):
        quote[name] += shift
    quote["segments"] = [{"start": quote["start"], "end": quote["end"]}]
    for name in ("speaker_name", "speaker_role", "attribution", "medium", "said_when"):
        quote[name] = ATTACK
    for name in ("name", "role", "party", "age", "organization"):
        actor[name] = ATTACK
    actor["aliases"] = [ATTACK]
    for mention in actor["mentions"]:
        mention["start"] += shift
        mention["end"] += shift
    start = article["text"].index("Byrådet")
    rows["non_quotes"].append(
        {
            "article_id": article["article_id"],
            "start": start,
            "end": start + 7,
            "text": "Byrådet",
            "reason": ATTACK,
        }
    )
    return rows


def hostile_output(output: Path) -> Path:
    """The article, published."""
    tables = {name: table_of(name, rows) for name, rows in hostile_rows().items()}
    return published(output, {"2024-03": tables})
