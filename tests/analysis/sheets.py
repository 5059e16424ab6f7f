"""Read an Excel workbook as plain cells: it is XML in a ZIP file."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_CONTROL = re.compile(r"_x([0-9A-F]{4})_")

Sheet = list[list[str]]


def read_workbook(path: Path) -> dict[str, Sheet]:
    """Rows of text by sheet; cells that are not there are empty. Fails on any formula."""
    with ZipFile(path) as book:
        names = [
            sheet.attrib["name"]
            for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
        ]
        return {
            name: _sheet(book.read(f"xl/worksheets/sheet{number}.xml"))
            for number, name in enumerate(names, start=1)
        }


def quoted_cells(path: Path, number: int) -> set[str]:
    """Texts of the cells of one sheet that are marked as text (`quotePrefix`)."""
    with ZipFile(path) as book:
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
        formats = styles.find(f"{_MAIN}cellXfs")
        assert formats is not None
        marked = {str(at) for at, one in enumerate(formats) if one.get("quotePrefix") == "1"}
        sheet = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
        return {_text(cell) for cell in sheet.iter(f"{_MAIN}c") if cell.get("s") in marked}


def _sheet(content: bytes) -> Sheet:
    rows: Sheet = []
    for row in ElementTree.fromstring(content).iter(f"{_MAIN}row"):
        cells: list[str] = []
        for cell in row:
            assert cell.find(f"{_MAIN}f") is None, "a formula"
            at = _column(cell.attrib["r"])
            cells += [""] * (at - len(cells)) + [_text(cell)]
        rows.append(cells)
    return rows


def _column(reference: str) -> int:
    number = 0
    for letter in reference.rstrip("0123456789"):
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _text(cell: ElementTree.Element) -> str:
    text = "".join(cell.itertext())
    return _CONTROL.sub(lambda match: chr(int(match[1], 16)), text)
