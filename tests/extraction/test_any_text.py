"""What holds of every text, however odd: no error, places inside the text, the same each time."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.extraction.article import extract_text
from flows.records import Findings, Paragraph, ParagraphRole, Quote, QuoteKind, Span

# Pieces that Danish news is made of; sprinkled, they give texts that are nearly right.
PIECES = [
    "Mette Holm", "Jens Bruun", "Holm", "Bruun", "hun", "han", "de", "politiet", "borgmesteren",
    "en talsmand for politiet", "Nationalbanken", "den 42-årige", "ministeren", "man", "jeg", "vi",
    "siger", "sagde", "har", "sagt", "oplyser", "mener", "kalder", "blev", "kaldt", "af", "skriver",
    "tilføjer", "lyder", "det", "Det", "fra", "til", "Ritzau", "Ifølge", "ifølge", "at", "og",
    "men", "mens", "der", "som", "broen", "er", "for dyr", "dyr", "ikke", "i Holmby", "kr.",
    "m.fl.", "15. maj", "2-1", "Spørgsmål", "Svar", "filmen", "red.", "(S)", "Over for",
    "da", "om", "så",
]  # fmt: skip
MARKS = [
    "-", "–", "—", "−", '"', "”", "“", "„", "»", "«", "'", "’", "‘", "´", "`", "''", ".", ",", ":",
    ";", "?", "!", "...", "…", "(", ")", "[", "]", "&", "/", "%", "\u00ad", "\u200b", "\u00a0",
    "@", "_", "*", "\U0001f600", "e\u0301", "ǅ", "ß", "İ", "٣",
]  # fmt: skip

pieces = st.lists(
    st.tuples(st.sampled_from(PIECES + MARKS + MARKS), st.sampled_from(["", " ", " ", " ", "  "])),
    min_size=1,
    max_size=40,
).map(lambda parts: "".join(piece + gap for piece, gap in parts))
roles = st.sampled_from([role for role in ParagraphRole if role is not ParagraphRole.FOOTER])


@st.composite
def laid_out(draw: st.DrawFn, lines: st.SearchStrategy[str]) -> tuple[str, list[Paragraph]]:
    """A text and its paragraphs, in various roles, without blanks at their ends."""
    text, paragraphs = "", []
    for line in draw(st.lists(lines, max_size=6)):
        words = " ".join(line.splitlines()).strip()
        if words:
            paragraphs.append(Paragraph(len(text), len(text) + len(words), draw(roles)))
            text += words + "\n"
    return text, paragraphs


def all_spans(findings: Findings) -> list[Span]:
    """The places of everything that findings speak of, the words of quotes apart."""
    spans: list[Span | None] = [(start, end) for start, end, _ in findings.non_quotes]
    for quote in findings.quotes:
        spans += [quote.cue, quote.speaker_mention]
        spans += [(a.start, a.end) for a in (quote.medium, quote.said_when) if a is not None]
    for actor in findings.actors:
        spans += [(mention.start, mention.end) for mention in actor.mentions]
        spans += [
            (a.start, a.end)
            for a in (actor.role, actor.party, actor.age, actor.organization)
            if a is not None
        ]
    return [span for span in spans if span is not None]


def check_quote(quote: Quote, text: str, paragraphs: list[Paragraph], actors: int) -> None:
    """What holds of every quote."""
    start, end, role = paragraphs[quote.paragraph]
    assert role in {
        ParagraphRole.LEAD,
        ParagraphRole.BODY,
        ParagraphRole.QUESTION,
        ParagraphRole.SUBHEADING,
    }
    assert quote.segments
    for segment_start, segment_end in quote.segments:
        assert start <= segment_start < segment_end <= end
        words = text[segment_start:segment_end]
        assert words == words.strip()
        assert any(character.isalnum() for character in words)
    for before, behind in pairwise(quote.segments):
        assert before[1] <= behind[0]
    for speaker in (*quote.joint_speakers, quote.speaker):
        assert speaker is None or 0 <= speaker < actors
    assert quote.speaker is None or quote.speaker_name
    assert quote.attribution
    assert 0.0 <= quote.confidence <= 1.0


def check_findings(text: str, paragraphs: list[Paragraph]) -> Findings:
    """Extract, and check all that must hold of any text."""
    findings = extract_text(text, paragraphs)
    for position, quote in enumerate(findings.quotes):
        check_quote(quote, text, paragraphs, len(findings.actors))
        if quote.answers is not None:
            assert quote.answers < position
            assert findings.quotes[quote.answers].kind is QuoteKind.QUESTION
    starts = [quote.segments[0][0] for quote in findings.quotes]
    assert starts == sorted(starts)
    turns = [quote.turn for quote in findings.quotes]
    assert turns == sorted(turns)
    marked = sorted(
        segment
        for quote in findings.quotes
        if quote.kind is not QuoteKind.INDIRECT
        for segment in quote.segments
    )
    for before, behind in pairwise(marked):
        assert before[1] <= behind[0]
    for start, end in all_spans(findings):
        assert 0 <= start < end <= len(text)
    for actor in findings.actors:
        assert actor.name.strip()
    return findings


@settings(max_examples=150, deadline=None, derandomize=True)
@given(laid_out(st.text(max_size=80)))
def test_any_text_gives_findings_inside_the_text(article: tuple[str, list[Paragraph]]) -> None:
    check_findings(*article)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(laid_out(pieces))
@example(("", []))
def test_scrambled_news_gives_findings_inside_the_text(
    article: tuple[str, list[Paragraph]],
) -> None:
    check_findings(*article)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(laid_out(pieces))
def test_the_same_text_gives_the_same_findings(article: tuple[str, list[Paragraph]]) -> None:
    text, paragraphs = article
    assert extract_text(text, paragraphs) == extract_text(text, paragraphs)


# Texts that end, begin or stop where a reader does not expect it.
ODD = [
    "siger så ,",
    "Ifølge Mette Holm ,",
    "Mette Holm siger, at",
    "Mette Holm siger:",
    "Mette Holm siger: -",
    "Det siger",
    ", siger Mette Holm",
    "siger",
    "- ",
    "—",
    ":",
    '"',
    '""',
    "[„ ’Bruun",
    "::— «som",
    "Svar:",
    "Spørgsmål: ?",
    "ifølge",
    "og",
    "(S)",
    "\u00ad",
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("role", [ParagraphRole.LEAD, ParagraphRole.BODY, ParagraphRole.QUESTION])
def test_fragments_are_read_without_error(text: str, role: ParagraphRole) -> None:
    words = text.strip()
    check_findings(words, [Paragraph(0, len(words), role)])
    twice = f"{words}\n{words}"
    check_findings(
        twice, [Paragraph(0, len(words), role), Paragraph(len(words) + 1, len(twice), role)]
    )
