"""The forms in which tables leave the dataset; light, because the command line starts with it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class ExportFormat(StrEnum):
    """What an export writes: a folder with a file for each table, or one file."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    DUCKDB = "duckdb"

    @property
    def is_folder(self) -> bool:
        """Whether each table becomes a file of its own."""
        return self in (ExportFormat.CSV, ExportFormat.JSONL)

    @property
    def default_target(self) -> Path:
        """Where it goes if nothing else is said."""
        return Path(f"citatbank-{self}" if self.is_folder else f"citatbank.{self}")
