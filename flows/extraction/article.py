"""One article's way through extraction; the order of the steps is visible here."""

from __future__ import annotations

from collections.abc import Iterable

from flows.extraction.actors import build_cast, finish
from flows.extraction.actors.uniting import unite
from flows.extraction.document import read_document
from flows.extraction.hidden import Visible, has_hidden
from flows.extraction.name_index import NameIndex
from flows.extraction.names import find_names
from flows.extraction.parts import LONGEST, extract_in_parts
from flows.extraction.quotes.finding import find_quotes
from flows.extraction.speakers.attribution import attribute
from flows.extraction.speakers.finished import finish_quotes
from flows.extraction.speakers.scene import open_scene
from flows.records import Article, Findings, MentionKind, Paragraph, QuoteKind


def extract_article(article: Article) -> Findings:
    """Find all quotes, speakers and actors of an article. Pure: same article, same findings."""
    return extract_text(article.text, article.paragraphs)


def extract_text(text: str, paragraphs: Iterable[Paragraph]) -> Findings:
    """As `extract_article`, for a text whose paragraphs are known."""
    if has_hidden(text):
        visible = Visible(text, paragraphs)
        return visible.restore(_extract_any_length(visible.text, visible.paragraphs))
    return _extract_any_length(text, paragraphs)


def _extract_any_length(text: str, paragraphs: Iterable[Paragraph]) -> Findings:
    if len(text) > LONGEST:
        return extract_in_parts(text, paragraphs, _extract)
    return _extract(text, paragraphs)


def _extract(text: str, paragraphs: Iterable[Paragraph]) -> Findings:
    doc = read_document(text, paragraphs)
    names = find_names(doc)
    cast = build_cast(doc, names)
    index = NameIndex(cast, names)
    found = find_quotes(doc, index)
    speech = [
        segment
        for draft in found.drafts
        if draft.kind is QuoteKind.DIRECT
        for segment in draft.segments
    ]
    scene = open_scene(doc, index, speech)
    for actor, start, end, pronoun in attribute(scene, found.drafts):
        cast.add_mention(actor, start, end, MentionKind.PRONOUN if pronoun else MentionKind.TITLE)
    quotes = finish_quotes(scene, found.drafts)
    return unite(Findings(quotes, finish(cast, text), tuple(found.non_quotes)))
