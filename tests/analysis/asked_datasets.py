"""Published datasets for the tests of analysis, and their rows read without DuckDB."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from tests.publishing.dataset_building import build

_FIRST = ("Astrid", "Bertil", "Cecilie", "Ditlev", "Edith", "Folmer", "Gudrun", "Holger", "Ingrid")
_LAST = (
    "Elmkvist",
    "Bakkedal",
    "Ravnsborg",
    "Tofteng",
    "Skovlyst",
    "Mosegård",
    "Engbjerg",
    "Kildebro",
)
CROWD = [f"{first} {last}" for last in _LAST for first in _FIRST]

# Texts that a spreadsheet would take for formulas, a long text, a crowd, and no date.
ARTICLES = {
    "000_00000000000000a1.txt": "date 2024-03 =SUM(A1:A9) står der på tavlen.\n\n"
    "- +45 er landekoden, siger borgmester Anna Testesen (S) til TV 2.\n\n"
    '"@alle skal svare", siger Anna Testesen.\n\n/ritzau/\n',
    "001_00000000000000a2.txt": "date 2024-04 Byrådet mødes.\n\n"
    "- Broen bliver flot, siger Anna Testesen.\n\n"
    "- Vi er uenige, siger Bo Prøvesen til TV 2.\n",
    "002_00000000000000a3.txt": "Et møde uden dato.\n\n- Det er sent, siger Bo Prøvesen.\n",
    "003_00000000000000a4.txt": "date 2024-05 Mange kom til festen.\n\n"
    + "\n\n".join(f"- Det er en god dag, siger {name}." for name in CROWD)
    + "\n",
    "004_00000000000000a5.txt": "date 2024-06 En lang tekst.\n\n" + "Der var en gang. " * 3000,
}


@cache
def small() -> Path:
    """The output made from ARTICLES. Read only."""
    return made_of(ARTICLES)


def made_of(articles: dict[str, str]) -> Path:
    """The output made from articles, in a folder that is gone when the tests have ended."""
    folder = Path(tempfile.mkdtemp(prefix="citatbank-asked [1] "))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    write_seeds(folder / "seeds", articles)
    build(folder / "seeds", folder / "output")
    return folder / "output"


def write_seeds(seeds: Path, articles: dict[str, str]) -> None:
    """Write one seed file for each article."""
    seeds.mkdir(parents=True, exist_ok=True)
    for name, text in articles.items():
        (seeds / name).write_text(text, encoding="utf-8")


def rows(output: Path, table: str) -> list[dict[str, Any]]:
    """All rows of a published table, with their month where it has one."""
    folder = (output / "current" / table).resolve()
    found: list[dict[str, Any]] = ds.dataset(folder, partitioning="hive").to_table().to_pylist()
    return found


def state_bytes(output: Path) -> dict[str, bytes]:
    """Every file that stands in the output folder."""
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in (output / "generations").rglob("*")
        if path.is_file()
    }
