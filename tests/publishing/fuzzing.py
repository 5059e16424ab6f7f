"""Files that no editor would send: mutations of real articles, and text made to break things."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

_SAMPLES = Path(__file__).parents[2] / "seeds"

_DASHES = "-‐‑‒–—―−﹘﹣－"
_MARKS = "\"'”“„»«’‘‚‹›`´＂″"
# Direction marks, zero-width letters, combining marks, unpaired surrogates' neighbours, blanks.
_TRICKS = (
    "\u200f\u202e\u2066\u2069\u200b\u200d\u2060\ufeff\u00ad\u0301\u0338\u20e3\u2028\u2029\u0085"
    "\u00a0\u3000\u0000\u001b\ufffd\U0001f600\U000e0041\u0130\u1e9e\ufb01\u0391\u0410\uff21"
)

Mutation = Callable[[random.Random, str], bytes]


@cache
def _samples() -> tuple[str, ...]:
    return tuple(path.read_text("utf-8") for path in sorted(_SAMPLES.glob("*.txt")))


def fuzzed(number: int) -> bytes:
    """The bytes of fuzzed file `number`; the same number gives the same bytes."""
    chance = random.Random(number)
    text = chance.choice(_samples())
    mutation = MUTATIONS[number % len(MUTATIONS)]
    return mutation(chance, text)


def _truncated(chance: random.Random, text: str) -> bytes:
    data = text.encode()
    return data[chance.randrange(len(data)) :][: chance.randrange(len(data))]


def _random_bytes(chance: random.Random, text: str) -> bytes:
    return chance.randbytes(chance.choice((1, 10, 1000, 20_000)))


def _flipped_bytes(chance: random.Random, text: str) -> bytes:
    data = bytearray(text.encode())
    for _ in range(chance.choice((1, 5, 100))):
        data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _spliced(chance: random.Random, text: str) -> bytes:
    other = chance.choice(_samples())
    return (text[: chance.randrange(len(text))] + other[chance.randrange(len(other)) :]).encode()


def _repeated_piece(chance: random.Random, text: str) -> bytes:
    at = chance.randrange(len(text))
    piece = text[at : at + chance.choice((1, 3, 20, 200))]
    return (text[:at] + piece * chance.choice((10, 100)) + text[at:]).encode()


def _one_line(chance: random.Random, text: str) -> bytes:
    return text.replace("\n", chance.choice((" ", ""))).encode()


def _many_lines(chance: random.Random, text: str) -> bytes:
    return text.replace(" ", "\n", chance.choice((50, -1))).encode()


def _other_marks(chance: random.Random, text: str) -> bytes:
    return "".join(chance.choice(_MARKS) if c in _MARKS else c for c in text).encode()


def _scattered_marks(chance: random.Random, text: str) -> bytes:
    return _scattered(chance, text, _MARKS + ":,.?!()[]")


def _other_dashes(chance: random.Random, text: str) -> bytes:
    return "".join(chance.choice(_DASHES) if c in _DASHES else c for c in text).encode()


def _unicode_tricks(chance: random.Random, text: str) -> bytes:
    return _scattered(chance, text, _TRICKS)


def _scattered(chance: random.Random, text: str, alphabet: str) -> bytes:
    letters = list(text)
    for _ in range(chance.choice((1, 20, 300))):
        letters.insert(chance.randrange(len(letters)), chance.choice(alphabet))
    return "".join(letters).encode()


def _nested(chance: random.Random, text: str) -> bytes:
    depth = chance.choice((3, 50, 1000))
    opening, closing = chance.choice((("»", "«"), ("(", ")"), ("“", "”"), ("[", "]"), ("„", "”")))
    words = text.split()[: depth * 2]
    return (" ".join(opening + word for word in words) + closing * depth).encode()


def _other_encoding(chance: random.Random, text: str) -> bytes:
    encoding = chance.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "latin-1", "mac-roman"))
    return text.encode(encoding, "replace")


def _mixed_encodings(chance: random.Random, text: str) -> bytes:
    at = chance.randrange(len(text))
    return text[:at].encode() + text[at:].encode("cp1252", "replace")


def _line_ends(chance: random.Random, text: str) -> bytes:
    ends = ("\r\n", "\r", "\n\r", "\u2028", "\x0b", "\x0c", "\n\n\n", " \n\t")
    return "".join(chance.choice(ends) if c == "\n" else c for c in text).encode()


def _no_blanks(chance: random.Random, text: str) -> bytes:
    return text.replace(chance.choice((" ", ".", ",", "\n")), "").encode()


def _letter_case(chance: random.Random, text: str) -> bytes:
    return chance.choice((str.upper, str.lower, str.title, str.swapcase))(text).encode()


def _shuffled(chance: random.Random, text: str) -> bytes:
    separator = chance.choice((" ", "\n"))
    pieces = text.split(separator)
    chance.shuffle(pieces)
    return separator.join(pieces).encode()


def _odd_header(chance: random.Random, text: str) -> bytes:
    headers = (
        "date 9999-99 ",
        "date 0000-00 ",
        "date ",
        "date 2024-02-30 ",
        "date date ",
        "date -",
    )
    return (chance.choice(headers) + text.partition(" ")[2]).encode()


def _cut_at_a_word(chance: random.Random, text: str) -> bytes:
    """Nothing behind a word that looks ahead, such as a cue."""
    words = text.split(" ")
    return " ".join(words[: chance.randrange(1, len(words))]).encode()


MUTATIONS: tuple[Mutation, ...] = (
    _truncated,
    _random_bytes,
    _flipped_bytes,
    _spliced,
    _repeated_piece,
    _one_line,
    _many_lines,
    _other_marks,
    _scattered_marks,
    _other_dashes,
    _unicode_tricks,
    _nested,
    _other_encoding,
    _mixed_encodings,
    _line_ends,
    _no_blanks,
    _letter_case,
    _shuffled,
    _odd_header,
    _cut_at_a_word,
)

# Text of a given number of characters that is as bad as can be for whoever looks around in it.
MONSTERS: dict[str, str] = {
    "quote marks": '"',
    "guillemets": "»",
    "opened and closed": "»Ja« ",
    "words in marks": '"ja" siger han ',
    "mixed marks": "”hej” siger ’du’ „der“ ",
    "opened in each paragraph": '"Det er godt.\n',
    "dashes": "‐‑‒–—―−﹣－ ",
    "speech in paragraphs": "- Det er godt, siger Anna Hansen.\n",
    "cues": "siger han, ",
    "names": "Anna Hansen ",
    "initials": "A. ",
    "labels": "Hansen: Hvad? ",
    "parties": "(S) (V) (DF) ",
    "genitives": "Hansens ministers ",
    "sentences": "Det regner i Aarhus i dag, og det bliver ved. ",
    "one word": "a",
    "digits": "1234567890",
    "brackets": "(a ",
    "right to left": "\u200f\u202eabc ",
    "blanks": "a" + " " * 100,
    "short lines": "a\n",
}


def monster(name: str, characters: int) -> bytes:
    """A seed file whose text is one piece over and over."""
    piece = MONSTERS[name]
    return ("date 2024-03 " + (piece * (characters // len(piece) + 1))[:characters]).encode()
