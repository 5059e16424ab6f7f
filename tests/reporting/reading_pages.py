"""A report read back with Python's own HTML parser: elements, scripts, and the embedded data."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any, NamedTuple

_WITHOUT_END = {"meta", "input", "br", "hr", "img", "link"}


class Element(NamedTuple):
    """An opening tag."""

    tag: str
    attributes: dict[str, str | None]


class ReadPage(HTMLParser):
    """A page: `elements` in order, `texts` of scripts and styles, `open` what was never closed."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.elements: list[Element] = []
        self.texts: list[tuple[Element, str]] = []
        self.open: list[str] = []
        self.misnested: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))
        if tag not in _WITHOUT_END:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.misnested.append(tag)

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open:
            self.texts.append((self.elements[-1], data))

    def of(self, tag: str) -> list[Element]:
        """All elements of a tag."""
        return [element for element in self.elements if element.tag == tag]

    def inside(self, tag: str) -> list[str]:
        """The texts directly behind the opening tags of that name."""
        return [text for element, text in self.texts if element.tag == tag]

    @property
    def data(self) -> dict[str, Any]:
        """The embedded data."""
        [text] = [text for element, text in self.texts if element.attributes.get("id") == "data"]
        return dict(json.loads(text))

    @property
    def words(self) -> str:
        """All that can be read, in order."""
        return " ".join(
            text.strip() for element, text in self.texts if element.tag not in ("script", "style")
        )
