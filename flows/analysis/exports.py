"""Tables and views as files that other programs open: CSV, JSON Lines, Excel, DuckDB.

An export is made beside its place and moved there when it is complete, so that one that fails or
is interrupted leaves what was there before.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flows.analysis.database_export import write_database
from flows.analysis.formats import ExportFormat
from flows.analysis.session import Session, open_session, query_errors
from flows.analysis.text_exports import write_csv, write_json_lines
from flows.analysis.views import View
from flows.analysis.workbook_export import write_workbook
from flows.errors import WrongUseError
from flows.publishing.files import remove_tree
from schemas import TABLES


class ExportError(WrongUseError):
    """An export that was asked for in a way that cannot be; the message is one line."""


@dataclass(slots=True)
class Exported:
    """What was written. `notes` tell of all that is not exactly as it is in the dataset."""

    path: Path
    rows: dict[str, int]
    notes: list[str] = field(default_factory=list)


def export(
    output: Path,
    form: ExportFormat,
    target: Path | None = None,
    tables: Sequence[str] = (),
    exact: bool = False,
    force: bool = False,
) -> Exported:
    """Write tables and views of the published state; without names all tables, for
    DuckDB all views as well.

    `target` is a folder for CSV and JSON Lines, else a file; what is there is replaced only
    under `force`. `exact` leaves CSV cells as they are, also where a spreadsheet would take them
    for formulas. Raises ExportError, OutputError, QueryError, and OSError of the target's disk.
    """
    target = target or form.default_target
    _check_target(target, form, force)
    with _stage_beside(target) as stage:
        with open_session(output, writable=stage) as session, query_errors():
            done = _write(session, form, stage, tables, exact)
        _move(stage, target, form)
    done.path = target
    return done


def _write(
    session: Session, form: ExportFormat, stage: Path, tables: Sequence[str], exact: bool
) -> Exported:
    done = Exported(stage, {})
    if form is ExportFormat.DUCKDB:
        views = _chosen(session, tables, [view.name for view in session.views])
        done.rows = write_database(session, views, stage / "export", as_tables=bool(tables))
        return done
    views = _chosen(session, tables, list(TABLES))
    if form is ExportFormat.XLSX:
        done.rows, done.notes = write_workbook(session, views, stage / "export")
    elif form is ExportFormat.CSV:
        done.rows, done.notes = write_csv(session, views, stage, exact)
    else:
        done.rows = write_json_lines(session, views, stage)
    return done


def _chosen(session: Session, names: Sequence[str], default: Sequence[str]) -> list[View]:
    views = {view.name: view for view in session.views}
    unknown = [name for name in names if name not in views]
    if unknown:
        raise ExportError(f"there is no table {unknown[0]}; there are {', '.join(views)}")
    wanted = names or default
    return [view for name, view in views.items() if name in wanted]


def _check_target(target: Path, form: ExportFormat, force: bool) -> None:
    if form.is_folder and target.exists():
        if not target.is_dir():
            raise ExportError(f"{target} is not a folder; name another one: --to DIR")
        if not force and any(target.iterdir()):
            raise ExportError(f"folder {target} is not empty; --force replaces the tables in it")
    if not form.is_folder and target.is_dir():
        raise ExportError(f"{target} is a folder; name a file: --to FILE")
    if not form.is_folder and target.exists() and not force:
        raise ExportError(f"{target} exists; --force replaces it")


@contextmanager
def _stage_beside(target: Path) -> Iterator[Path]:
    """A folder on the target's disk that is gone afterwards."""
    parent = target.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=parent))
    try:
        yield stage.resolve()
    finally:
        remove_tree(stage)


def _move(stage: Path, target: Path, form: ExportFormat) -> None:
    if not form.is_folder:
        (stage / "export").replace(target)
        return
    target.mkdir(exist_ok=True)
    for file in sorted(stage.iterdir()):
        file.replace(target / file.name)
