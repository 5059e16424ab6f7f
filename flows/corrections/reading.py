"""Read a corrections file: TOML with lists of entries `merge`, `split`, `retype`, `remove`,
`wikidata`. Whatever is wrong is told with file, line and what to do."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from flows.corrections.entries import Entry, EntryError
from flows.corrections.rules import (
    DEFAULT_NAME,
    NO_CORRECTIONS,
    Corrections,
    CorrectionsError,
    Rule,
    Split,
)
from flows.extraction.actors.ids import actor_id
from flows.store import StoreUrl, is_stored, shown

_LINE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)")
# Bytes, of a file in a store; a hundred thousand entries.
_LARGEST = 20 * 1024 * 1024
_BREAK = "\n"
_KINDS = ("merge", "split", "retype", "remove", "wikidata")


def read_corrections(seeds: Path, named: Path | None = None) -> Corrections:
    """The corrections in the file `named`, else in `corrections.toml` in the seeds folder, if any.

    Raises CorrectionsError.
    """
    path = named or seeds / DEFAULT_NAME
    try:
        source = _content(path)
    except FileNotFoundError:
        if named is None:
            return NO_CORRECTIONS
        raise CorrectionsError(
            f"{shown(path)} does not exist: name another corrections file."
        ) from None
    except OSError as error:
        raise CorrectionsError(f"{shown(path)} cannot be read ({error.strerror}).") from error
    return parse(source, shown(path))


def _content(path: Path) -> bytes:
    if not is_stored(path):
        return path.read_bytes()
    from flows.store.objects import read_object

    folder = StoreUrl.of(path.parent)
    return read_object(folder.object_path(folder.key(path.name)), _LARGEST)


@lru_cache(maxsize=4)
def parse(source: bytes, place: str) -> Corrections:
    """The corrections in a file's content. Raises CorrectionsError; `place` is the file's name."""
    text, document = _document(source, place)
    book = _Book()
    for kind in _KINDS:
        items = document.get(kind, [])
        for number, item in enumerate(items if isinstance(items, list) else [items]):
            try:
                book.add(kind, item)
            except EntryError as error:
                raise CorrectionsError(f"{place}, {_where(text, kind, number)}: {error}") from None
    for kind in document:
        if kind not in _KINDS:
            known = ", ".join(f"[[{name}]]" for name in _KINDS)
            raise CorrectionsError(f"{place}: {kind} is not known; entries are {known}.")
    chain = book.chain()
    if chain is not None:
        raise CorrectionsError(f"{place}, {_where(text, 'merge', chain)}: {_CHAINED}")
    if not (book.rules or book.wikidata):
        return NO_CORRECTIONS
    plain = json.dumps(document, sort_keys=True, ensure_ascii=True)
    digest = hashlib.sha256(plain.encode()).hexdigest()
    return Corrections(digest, source, book.rules, book.wikidata, frozenset(book.judged))


_CHAINED = (
    "what it merges into is itself merged into another by a later or earlier entry; "
    "name that one in `into`."
)


def _document(source: bytes, place: str) -> tuple[str, dict[str, Any]]:
    try:
        text = unicodedata.normalize("NFC", source.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        number = source[: error.start].count(b"\n") + 1
        raise CorrectionsError(f"{place}, line {number}: is not UTF-8; save it as UTF-8.") from None
    try:
        return text, tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        match = _LINE.search(str(error))
        line = "last line" if match is None or match[1] is None else f"line {match[1]}"
        what = _LINE.sub("", str(error)).strip().rstrip(".")
        raise CorrectionsError(
            f"{place}, {line}: is not TOML ({what}); see flows/corrections/CORRECTING.md."
        ) from None


def _where(text: str, kind: str, number: int) -> str:
    """The line of an entry's heading, where it stands on a line of its own."""
    heading = re.compile(rf"^\s*\[\[?\s*{kind}\s*\]", re.MULTILINE)
    for at, match in enumerate(heading.finditer(text)):
        if at == number:
            return f"line {text.count(_BREAK, 0, match.end()) + 1}, [[{kind}]] number {number + 1}"
    return f"[[{kind}]] number {number + 1}"


class _Book:
    """Rules while they are gathered."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}
        self.wikidata: dict[str, str] = {}
        self.judged: set[str] = set()
        self._mergers: list[tuple[int, str, str]] = []
        self._numbers = dict.fromkeys(_KINDS, 0)
        self._adders: dict[str, Callable[[Entry], None]] = {
            "merge": self._merge,
            "split": self._split,
            "retype": self._retype,
            "remove": self._remove,
            "wikidata": self._add_wikidata,
        }

    def add(self, kind: str, item: object) -> None:
        """Take one entry. Raises EntryError."""
        entry = Entry(kind, item)
        self._adders[kind](entry)
        entry.finish()
        self._numbers[kind] += 1

    def chain(self) -> int | None:
        """The number of a merge entry whose target is merged on."""
        merged = {source for _, source, target in self._mergers if source != target}
        return next((number for number, _, target in self._mergers if target in merged), None)

    def _rule(self, actor: str) -> Rule:
        return self.rules.setdefault(actor, Rule())

    def _merge(self, entry: Entry) -> None:
        types = entry.types()
        into = entry.text("into", 'such as into = "Dansk Folkeparti"')
        wikidata = entry.wikidata()
        for source, type_ in entry.actors(types):
            target = entry.target(into, type_)
            rule = self._rule(source)
            if rule.merged not in (None, target) or rule.removed:
                raise EntryError(
                    f"{entry.name_of(source)} is already merged into another actor, or removed; "
                    "delete one of the two entries."
                )
            rule.merged = target
            self.judged.add(target.actor_id)
            self._mergers.append((self._numbers["merge"], source, target.actor_id))
            if wikidata:
                self._note_wikidata(target.actor_id, wikidata)

    def _split(self, entry: Entry) -> None:
        type_ = entry.type("person")
        label = entry.text("as", 'a word that tells it from the others, such as as = "rytter"')
        name = entry.text("name", 'such as name = "Peter Jensen"')
        split = Split(
            actor_id(name, type_, label),
            frozenset(entry.article_ids()),
            entry.month("from"),
            entry.month("until"),
            tuple(role.casefold() for role in entry.texts("roles", needed=False)),
            frozenset(party.casefold() for party in entry.texts("parties", needed=False)),
        )
        if split == Split(split.actor_id):
            raise EntryError(
                "nothing says which articles it stands for; give articles, from, until, roles or "
                "parties."
            )
        if split.first and split.last and split.first > split.last:
            raise EntryError("from lies behind until; exchange the two months.")
        self._rule(actor_id(name, type_)).splits.append(split)
        self.judged.add(split.actor_id)
        wikidata = entry.wikidata()
        if wikidata:
            self._note_wikidata(split.actor_id, wikidata)

    def _retype(self, entry: Entry) -> None:
        type_ = entry.type(None)
        for source, was in entry.actors(entry.types("was")):
            if was is type_:
                continue
            rule = self._rule(source)
            if rule.type not in (None, type_) or rule.removed:
                raise EntryError(
                    f"{entry.name_of(source)} already gets another type, or is removed; delete "
                    "one of the two entries."
                )
            rule.type = type_

    def _remove(self, entry: Entry) -> None:
        for source, _ in entry.actors(entry.types()):
            rule = self._rule(source)
            if rule.merged or rule.type or rule.splits:
                raise EntryError(
                    f"{entry.name_of(source)} is corrected by another entry as well; delete one "
                    "of the two."
                )
            rule.removed = True

    def _add_wikidata(self, entry: Entry) -> None:
        wikidata = entry.wikidata()
        if wikidata is None:
            raise EntryError('id is missing; give the Wikidata id, such as id = "Q42".')
        for actor, _ in entry.actors(entry.types()):
            self._note_wikidata(actor, wikidata)

    def _note_wikidata(self, actor: str, wikidata: str) -> None:
        if self.wikidata.setdefault(actor, wikidata) != wikidata:
            raise EntryError(
                f"the actor has the Wikidata id {self.wikidata[actor]} by another entry; delete "
                "one of the two."
            )
