"""On annotated articles, where they are at hand: nothing that counts stands where nobody reads."""

from __future__ import annotations

import json
from pathlib import Path

from flows.reading import SeedFile, find_seed_files, read_article
from flows.records import Article

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "dev"
READ = {"lead", "body", "question", "subheading"}


def annotated() -> list[tuple[Article, dict[str, list[dict[str, object]]]]]:
    found = []
    folders = sorted(path for path in GOLD.glob("*") if path.is_dir())
    for seed in (entry for folder in folders for entry in find_seed_files(folder)):
        if isinstance(seed, SeedFile):
            article = read_article(seed)
            assert isinstance(article, Article)
            gold = json.loads(seed.path.with_suffix(".gold.json").read_text(encoding="utf-8"))
            found.append((article, gold))
    return found


def test_all_quotes_and_actors_stand_in_paragraphs_that_are_read() -> None:
    unread = []
    for article, gold in annotated():
        read = "\n".join(
            article.text[p.start : p.end] for p in article.paragraphs if p.role in READ
        )
        names = [(actor["name"], *actor.get("aliases", ())) for actor in gold["actors"]]  # type: ignore[misc]
        unread += [quote["text"] for quote in gold["quotes"] if str(quote["text"]) not in read]
        unread += [name for name in names if not any(form in read for form in name)]
        assert article.language == "da"
    assert unread == []
