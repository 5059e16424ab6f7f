"""The report's words in its two languages, and how they write numbers, shares and months."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files

from markupsafe import Markup, escape

from flows.reporting.report.embedding import visible

Value = str | int | float


class Language(StrEnum):
    """Languages of the page, in the order of the columns in `texts.tsv`."""

    DANISH = "da"
    ENGLISH = "en"


_MONTHS = {
    Language.DANISH: "januar februar marts april maj juni juli august september oktober november "
    "december",
    Language.ENGLISH: "January February March April May June July August September October "
    "November December",
}


@cache
def all_texts() -> dict[str, list[str]]:
    """Key -> the words in each language."""
    lines = files(__package__).joinpath("texts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {key: words for key, *words in rows[1:]}


def month_names() -> dict[str, list[str]]:
    """Language -> its twelve months."""
    return {language.value: names.split() for language, names in _MONTHS.items()}


class Texts:
    """Words in one language, as text and as elements that the page can put into the other."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._column = list(Language).index(language)

    def text(self, key: str, **values: Value) -> str:
        """The words of a key, filled in; a code without words stands for itself."""
        one = f"{key}.one" if values.get("count") == 1 else key
        words = all_texts().get(one) or all_texts().get(key)
        if words is None:
            return visible(key.partition(".")[2])
        written = {name: self.value(name, value) for name, value in values.items()}
        return words[self._column].format_map(written)

    def element(
        self, key: str, tag: str = "span", css: str = "", name: str = "", **values: Value
    ) -> Markup:
        """An element with these words; its attributes tell the script what they are.

        `css` are its classes, `name` is its id.
        """
        return self._element(tag, css, {"t": visible(key)}, values, self.text(key, **values), name)

    def knows(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in all_texts()

    def number(self, number: int) -> Markup:
        """A whole number as an element."""
        return self._element("span", "", {"n": str(number)}, {}, self.value("", number))

    def share(self, share: float) -> Markup:
        """A share (0 to 1) as a percentage, as an element."""
        return self._element("span", "", {"p": f"{share:.6f}"}, {}, self.value("share", share))

    def decimal(self, number: float) -> Markup:
        """A number with one decimal, as an element."""
        return self._element("span", "", {"d": f"{number:.1f}"}, {}, self.value("", number))

    def month(self, month: str) -> Markup:
        """A month or a year as an element."""
        return self._element("span", "", {"m": month}, {}, self.value("month", month))

    def value(self, name: str, value: Value) -> str:
        """How a value is written; its name tells shares, months and codes from other values."""
        if isinstance(value, str):
            if name in ("month", "first", "last"):
                return self._month(value)
            return self.text(f"{name}.{value}") if name == "kind" else visible(value)
        if name == "share":
            return _percent(value) + (" %" if self.language is Language.DANISH else "%")
        written = f"{value:,.1f}" if isinstance(value, float) else f"{value:,}"
        if self.language is Language.DANISH:
            return written.translate({ord(","): ".", ord("."): ","})
        return written

    def _month(self, month: str) -> str:
        year, _, number = month.partition("-")
        if not year.isdecimal():
            return self.text("month.unknown")
        if not number:
            return year
        return f"{month_names()[self.language.value][int(number) - 1]} {year}"

    @staticmethod
    def _element(
        tag: str,
        css: str,
        data: Mapping[str, str],
        values: Mapping[str, Value],
        text: str,
        name: str = "",
    ) -> Markup:
        attributes = {f"data-{name}": value for name, value in data.items()}
        if values:
            attributes["data-a"] = json.dumps(values)
        if css:
            attributes["class"] = css
        if name:
            attributes["id"] = name
        written = Markup("").join(
            Markup(' {}="{}"').format(name, value) for name, value in attributes.items()
        )
        return Markup("<{tag}{attributes}>{text}</{tag}>").format(
            tag=tag, attributes=written, text=escape(text)
        )


def _percent(share: float) -> str:
    """A few are not none, and nearly all are not all."""
    rounded = f"{share * 100:.0f}"
    if rounded == "0" and share > 0:
        return "<1"
    return ">99" if rounded == "100" and share < 1 else rounded
