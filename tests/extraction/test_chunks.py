"""Tokens by chunk: the same as of the whole text, and no more chunks kept than wanted."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from flows.extraction.chunks import Chunk, Chunks
from flows.extraction.document import read_document
from flows.records import Paragraph, ParagraphRole

PIECES = [
    "klima-", "og", "eller", "samt", "også", "kr", "kr.", "m.fl.", "H", "K.", "USA's", "Lars'",
    "Bro-Lund", "7,4", "10.20", "2-1", "42-årige", "2020-", "15.", ".", "..", "...", "…", "?", "!",
    ",", '"', "”", "-", "–", "/", "&", "_", "Σ", "ΑΣ", "ß", "e\u0301", "Å", "ǅ", "٣", "\U0001f600",
]  # fmt: skip
GAPS = ["", "", " ", " ", " ", "  ", "\t", "\xa0", "\n", "\u2028", "\x1c", "\u3000"]

texts = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), max_size=14).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)


def tokens(chunk: Chunk, length: int) -> list[tuple[str, str, int, int]]:
    if chunk.only:
        return [(chunk.only, chunk.only_lower, 0, length)]
    return list(zip(chunk.words, chunk.lowers, chunk.starts, chunk.ends, strict=True))


@settings(max_examples=500, deadline=None)
@given(texts)
@example("klima- og energi- eller miljø-  og kulturministeren")
@example("klima-\nog energi- også miljø- og- og")
def test_tokens_by_chunk_are_those_of_the_whole_text(text: str) -> None:
    doc = read_document(text, [Paragraph(0, len(text), ParagraphRole.BODY)])
    by_chunk = list(zip(doc.words, doc.lowers, doc.starts, doc.ends, strict=True))
    assert by_chunk == tokens(Chunks(str.lower).read(text, ""), len(text))


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60))
def test_chunks_are_the_same_when_little_room_makes_them_come_and_go(shown: list[str]) -> None:
    chunks = Chunks(str.lower, most=3)
    for piece, following in zip(shown, [*shown[1:], ""], strict=True):
        fresh = Chunks(str.lower).read(piece, following)
        known = chunks.known.get(piece) or chunks.read(piece, following)
        assert tokens(known, len(piece)) == tokens(fresh, len(piece))
        assert known.stops == fresh.stops
        assert len(chunks.known) <= 3


def test_a_chunk_that_comes_again_is_looked_up() -> None:
    chunks = Chunks(str.lower)
    assert chunks.read("Holmby,", "") is chunks.known["Holmby,"]
    assert chunks.read("Holmby.", "").words[0] is chunks.known["Holmby,"].words[0]


def test_endless_chunks_are_not_kept() -> None:
    chunks = Chunks(str.lower)
    assert chunks.read("broen," * 100, "").words[:2] == ("broen", ",")
    assert not chunks.known


def test_a_hyphen_is_kept_before_a_second_half_only() -> None:
    chunks = Chunks(str.lower)
    assert chunks.read("klima-", "og").only == "klima-"
    assert chunks.read("klima-", "energi").words == ("klima", "-")
    assert chunks.read("klima-", "også").words == ("klima", "-")
    assert chunks.read("klima-", "").words == ("klima", "-")
    assert "klima-" not in chunks.known
