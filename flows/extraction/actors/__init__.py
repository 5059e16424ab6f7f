"""The actors of an article: names linked into one actor each, and what the text says of them."""

from __future__ import annotations

from flows.extraction.actors.building import build_cast, finish
from flows.extraction.actors.cast import Cast, DraftActor, NameMention, OtherMention

__all__ = ["Cast", "DraftActor", "NameMention", "OtherMention", "build_cast", "finish"]
