"""Names by a model of the user's own: a spaCy pipeline in the place of the model shipped here.

`CITATBANK_NAMES` in the environment names it, by folder or by installed package; whatever runs in
a spaCy pipeline will do, transformers too. It decides which words are names and of what type.
Base forms, linking and everything behind them stay as they are. Without the variable nothing here
is used, and spaCy, which is optional, is not imported.
"""

from __future__ import annotations

import hashlib
import os
import re
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from flows.errors import WrongUseError
from flows.records import ActorType

if TYPE_CHECKING:
    from flows.extraction.document import Document

SETTING = "CITATBANK_NAMES"

# Labels of CoNLL 2003 and DaNE (PER, ORG, LOC, MISC) and of OntoNotes 5 (the others). What has
# another label, MISC too, is no actor.
TYPES = {
    "PER": ActorType.PERSON,
    "PERSON": ActorType.PERSON,
    "ORG": ActorType.ORGANIZATION,
    "LOC": ActorType.LOCATION,
    "GPE": ActorType.LOCATION,
    "FAC": ActorType.LOCATION,
}

# What pipelines may leave outside a name, and our tokens keep: a genitive, a full stop.
_LEFT_OUT = re.compile(r"['’´]?s?|\.")
_TRIAL = "Der står ingen navne her."


class NamesModelError(WrongUseError):
    """The pipeline that the user named cannot be used."""


class PluggedName(NamedTuple):
    """Tokens `first` to `last` (exclusive) of a document, and what they name."""

    first: int
    last: int
    type: ActorType


class Pipeline:
    """A loaded pipeline. `identity` is its name and version with a hash over all its files."""

    def __init__(self, nlp: Any) -> None:
        # Untyped, for spaCy need not be there.
        self._nlp = nlp
        meta = nlp.meta
        self.identity = (
            f"{meta['lang']}_{meta['name']} {meta['version']} "
            f"spacy {import_module('spacy').__version__} {_hash_of(Path(nlp.path))}"
        )

    def names(self, doc: Document) -> list[PluggedName]:
        """What the pipeline finds in each readable paragraph, in text order, without overlap.

        Its characters become our tokens. Marks at the ends are left out; a genitive or a full stop
        that it cut off is taken in. A name that otherwise begins or ends within a token (Nato in
        Nato-landene), or goes beyond a sentence, is dropped.
        """
        read = [
            (doc.text[paragraph.start : paragraph.end], (paragraph.start, first, last))
            for paragraph, (first, last) in zip(doc.paragraphs, doc.paragraph_tokens, strict=True)
            if first < last
        ]
        found: list[PluggedName] = []
        for parsed, (start, first, last) in self._nlp.pipe(read, as_tuples=True):
            for entity in parsed.ents:
                type_ = TYPES.get(entity.label_)
                ends = start + entity.start_char, start + entity.end_char
                tokens = _tokens(doc, range(first, last), *ends)
                if type_ is not None and tokens is not None:
                    found.append(PluggedName(*tokens, type_))
                    first = tokens[1]
        return found


def plugged() -> Pipeline | None:
    """The pipeline that the environment names, loaded once per process; None if it names none.

    Raises NamesModelError if it cannot be used.
    """
    named = os.environ.get(SETTING)
    return _loaded(named) if named else None


@cache
def _loaded(named: str) -> Pipeline:
    if find_spec("spacy") is None:
        raise NamesModelError(
            f"{SETTING} names the spaCy pipeline {named}, and spaCy is not installed: run make "
            "spacy in the project's folder, or unset the variable"
        )
    # By its name, so that neither type checkers nor mypyc go through all of spaCy.
    spacy = import_module("spacy")
    if not Path(named).is_dir() and not spacy.util.is_package(named):
        raise NamesModelError(
            f"{SETTING}: {named} is neither a folder nor an installed package; name a spaCy "
            "pipeline as its to_disk() leaves it"
        )
    try:
        nlp = spacy.load(named)
        list(nlp.pipe([_TRIAL]))
    except Exception as error:
        # Others' code and data: whatever is wrong with them is for the user to know, in one line.
        reason = " ".join(str(error).split())
        raise NamesModelError(
            f"{SETTING}: the spaCy pipeline {named} cannot be used ({type(error).__name__}: "
            f"{reason})"
        ) from error
    if not any(TYPES.keys() & set(labels) for labels in nlp.pipe_labels.values()):
        raise NamesModelError(
            f"{SETTING}: the spaCy pipeline {named} finds no names: none of its components "
            f"({', '.join(nlp.pipe_names) or 'it has none'}) has one of the labels "
            f"{', '.join(TYPES)}"
        )
    return Pipeline(nlp)


def _hash_of(folder: Path) -> str:
    """16 hex digits over the names and bytes of all files of a pipeline."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            content = hashlib.file_digest(file, "sha256").hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{content}\0".encode())
    return digest.hexdigest()[:16]


def _tokens(doc: Document, within: range, start: int, end: int) -> tuple[int, int] | None:
    """The tokens of a name at the characters `start` to `end`; None if it is to be dropped."""
    touched = [at for at in within if doc.ends[at] > start and doc.starts[at] < end]
    while touched and not _is_word(doc.words[touched[0]]):
        del touched[0]
    while touched and not _is_word(doc.words[touched[-1]]):
        del touched[-1]
    if not touched:
        return None
    first, last = touched[0], touched[-1]
    whole = doc.starts[first] >= start and _LEFT_OUT.fullmatch(doc.text[end : doc.ends[last]])
    if not whole or doc.sentence_of[first] != doc.sentence_of[last]:
        return None
    return first, last + 1


def _is_word(token: str) -> bool:
    return any(map(str.isalnum, token))
