"""One hash over everything that decides what a seed file becomes."""

from __future__ import annotations

import hashlib
import unicodedata
from functools import cache
from importlib.metadata import version
from pathlib import Path

from flows.extraction.plugged import plugged
from schemas.version import SCHEMA_VERSION

_FLOWS = Path(__file__).parent.parent
_SOURCES = (
    _FLOWS / "records.py",
    _FLOWS / "batches.py",
    _FLOWS / "corrections",
    _FLOWS / "reading",
    _FLOWS / "extraction",
    _FLOWS / "validation",
    _FLOWS / "publishing" / "leaves.py",
    _FLOWS / "publishing" / "parquet.py",
    _FLOWS / "publishing" / "counting.py",
    _FLOWS / "publishing" / "entities.py",
    _FLOWS / "publishing" / "namesakes.py",
    _FLOWS / "publishing" / "rows_of_entities.py",
    _FLOWS / "publishing" / "tallies.py",
    _FLOWS / "publishing" / "walks_of_life.py",
    _FLOWS.parent / "schemas",
)

# What a run reads of these folders, and what in them is run by hand.
_READ = {".py", ".tsv", ".txt", ".gz", ".toml", ".json"}
_BY_HAND = {"build", "training"}


def fingerprint() -> str:
    """Hash (64 hex digits) of the code, data files and versions that the published bytes rest on.

    Covers reading, extraction with its data files, how corrections are made, validation, how
    entities are counted, the schemas and the layout of the Parquet files; beside them the Parquet
    writer and the Unicode tables, which are not ours, and the model of names that the user has
    plugged in, if any. Raises NamesModelError if that cannot be used.
    """
    pipeline = plugged()
    return _fingerprint(pipeline.identity if pipeline else "")


@cache
def _fingerprint(names_model: str) -> str:
    digest = hashlib.sha256()
    if names_model:
        digest.update(f"{names_model}\n".encode())
    for line in (SCHEMA_VERSION, version("pyarrow"), unicodedata.unidata_version):
        digest.update(f"{line}\n".encode())
    for path in _source_files():
        content = path.read_bytes()
        digest.update(f"{path.relative_to(_FLOWS.parent)}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _source_files() -> list[Path]:
    found: list[Path] = []
    for source in _SOURCES:
        candidates = source.rglob("*") if source.is_dir() else [source]
        found.extend(path for path in candidates if path.is_file() and _decides(path))
    return sorted(found)


def _decides(path: Path) -> bool:
    """Whether a run reads the file: guides and the programs that made data files change nothing."""
    return path.suffix in _READ and not _BY_HAND.intersection(path.relative_to(_FLOWS.parent).parts)
