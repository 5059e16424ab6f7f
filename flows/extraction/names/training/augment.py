"""A second copy of the corpus that keeps the model from leaning on Danish names and on its lists.

In the copy, persons bear names drawn from all origins, and a part of every list is hidden, so
that the model also learns what an unknown name looks like.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Iterator

from flows.extraction.danish import table, word_list
from flows.extraction.document import Document, read_document
from flows.extraction.names.lexicon import Lexicon
from flows.extraction.names.training.corpus import Annotated

SEED = 20261122
HIDDEN = 0.4
# Not every language puts the first name first, and some surnames are first names as well.
_SWAPPED = 0.05


def renamed(corpus: Iterable[Annotated], seed: int = SEED) -> Iterator[Annotated]:
    """The same documents, with every person's words replaced by names of any origin."""
    chance = random.Random(seed)
    first_names = sorted(row["name"] for row in table("first_names") if row["common_word"] == "n")
    surnames = sorted(word_list("surnames"))
    known = word_list("surnames")
    for doc, names in corpus:
        words = list(doc.words)
        replaced: dict[str, str] = {}
        for (first, last), label in names.items():
            if label != "P":
                continue
            for at in range(first, last):
                word = words[at]
                if len(word) < 3 or not word.isalpha() or not word[0].isupper():
                    continue
                genitive = word[-1] == "s" and word[:-1] in known and word not in known
                stem = word[:-1] if genitive else word
                if stem not in replaced:
                    opens = at == first and last - first > 1
                    opens = opens != (chance.random() < _SWAPPED)
                    pool = first_names if opens else surnames
                    replaced[stem] = chance.choice(pool)
                words[at] = replaced[stem] + ("s" if genitive else "")
        yield Annotated(_with_words(doc, words), names)


def _with_words(doc: Document, words: list[str]) -> Document:
    copy = read_document(" ".join(words), ())
    copy.words = words
    copy.lowers = [word.lower() for word in words]
    offset = 0
    for word in words:
        copy.starts.append(offset)
        copy.ends.append(offset + len(word))
        offset += len(word) + 1
    copy.sentences, copy.sentence_of = doc.sentences, doc.sentence_of
    copy.paragraph_tokens = doc.paragraph_tokens
    return copy


def forgetful(lexicon: Lexicon, seed: int = SEED) -> Lexicon:
    """The lexicon with a part of its names hidden; what is known of ordinary words stays."""
    chance = random.Random(seed)
    hidden = {
        entry
        for entries in (lexicon.first_names, lexicon.surnames, lexicon.names)
        for entry in sorted(entries)
        if chance.random() < HIDDEN
    }
    return dataclasses.replace(
        lexicon,
        first_names={k: v for k, v in lexicon.first_names.items() if k not in hidden},
        surnames=frozenset(lexicon.surnames - hidden),
        names={k: v for k, v in lexicon.names.items() if k not in hidden},
    )
