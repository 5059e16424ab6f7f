"""Where the time of one article goes: every stage by itself, over articles of the corpus, in this
process."""

from __future__ import annotations

import gc
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from flows.batches import process_batch
from flows.extraction.actors import build_cast, finish
from flows.extraction.actors.uniting import unite
from flows.extraction.document import read_document
from flows.extraction.name_index import NameIndex
from flows.extraction.names import find_names
from flows.extraction.quotes.finding import find_quotes
from flows.extraction.speakers.attribution import attribute
from flows.extraction.speakers.finished import finish_quotes
from flows.extraction.speakers.scene import open_scene
from flows.publishing.version import write_version
from flows.reading import article_from_bytes, decode
from flows.reading.seed_files import SeedFile, find_seed_files
from flows.records import Article, Findings, ParagraphRole, QuoteKind, Reject
from tests.benchmarks.corpus import Corpus

_WARM_UP = 200
_SEARCHED = (ParagraphRole.LEAD, ParagraphRole.BODY, ParagraphRole.QUESTION)


def corpus_articles(count: int, first: int = 0, plainer: bool = False) -> list[Article]:
    """Articles of the corpus, read."""
    corpus = Corpus(plainer=plainer)
    found = []
    for number in range(first, first + count):
        name, _, text = corpus.article(number)
        article = article_from_bytes(name, text.encode())
        assert isinstance(article, Article)
        found.append(article)
    return found


def searched_text(article: Article) -> str:
    """The text that extraction reads of an article: what another tool gets to read, too."""
    texts = (article.text[p.start : p.end] for p in article.paragraphs if p.role in _SEARCHED)
    return "\n".join(texts)


def stage_times(folder: Path, count: int) -> dict[str, int]:
    """Microseconds of processor time per article by stage, from seed files on disk to staged rows.

    Validation and staging are measured as a batch; all else article by article.
    """
    seeds = [s for s, _ in zip(_seed_files(folder), range(count), strict=False)]
    spent: defaultdict[str, float] = defaultdict(float)
    gc.disable()
    for seed in seeds[:_WARM_UP]:
        _one(seed, defaultdict(float))
    for seed in seeds:
        _one(seed, spent)
    with tempfile.TemporaryDirectory() as stage:
        write_version(Path(stage), "0" * 64)
        process_batch(seeds[:_WARM_UP], Path(stage), 0)
        seconds = process_batch(seeds, Path(stage), 1).seconds
    gc.enable()
    spent["validation"] = seconds["validate"]
    spent["staging"] = seconds["stage"]
    return {stage: round(seconds / len(seeds) * 1e6) for stage, seconds in spent.items()}


def _seed_files(folder: Path) -> list[SeedFile]:
    return [seed for seed in find_seed_files(folder) if not isinstance(seed, Reject)]


def _one(seed: SeedFile, spent: defaultdict[str, float]) -> None:
    """One article's way, as `flows.extraction.article` goes it, with a look at the clock."""
    last = time.process_time()

    def done(stage: str) -> None:
        nonlocal last
        now = time.process_time()
        spent[stage] += now - last
        last = now

    data = seed.path.read_bytes()
    done("file access")
    decode(data)
    done("decoding")
    before = spent["decoding"]
    article = article_from_bytes(seed.source_file, data)
    done("paragraphs, language")
    # Reading decodes once more; what that takes has just been seen.
    spent["paragraphs, language"] -= spent["decoding"] - before
    assert isinstance(article, Article)
    last = time.process_time()
    doc = read_document(article.text, article.paragraphs)
    done("segmentation")
    names = find_names(doc)
    done("names")
    cast = build_cast(doc, names)
    index = NameIndex(cast, names)
    done("actors")
    found = find_quotes(doc, index)
    done("quotes")
    drafts = found.drafts
    speech = [s for draft in drafts if draft.kind is QuoteKind.DIRECT for s in draft.segments]
    scene = open_scene(doc, index, speech)
    attribute(scene, drafts)
    done("speakers")
    quotes = finish_quotes(scene, drafts)
    unite(Findings(quotes, finish(cast, article.text), tuple(found.non_quotes)))
    done("findings")
