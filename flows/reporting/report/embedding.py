"""Putting data and code into a page so that neither can become something else."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

# A script element ends at the first `</script`, and comments in it confuse the parser; the two
# line separators once ended strings in scripts. Within JSON all of them may be written as escapes.
_ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029\u0085"}

# Characters that reorder or hide what stands around them, and those that draw nothing.
_UNSEEN = (
    *range(0x00, 0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200B,
    0x200E,
    0x200F,
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
)
_VISIBLE = dict.fromkeys(_UNSEEN, "\ufffd")


def embedded_json(data: Any) -> str:
    """Data as JSON that may stand inside a script element, whatever its strings contain."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.translate(_ESCAPES)


def visible(text: str) -> str:
    """Text for a table or label: control and reordering characters replaced by U+FFFD."""
    return text.translate(_VISIBLE)


def content_hash(code: str) -> str:
    """A script's or style sheet's hash as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()
