"""The page: figures and chosen articles put into one self-contained file."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from flows.errors import UserError
from flows.reporting.report import charts
from flows.reporting.report.embedding import content_hash, embedded_json, visible
from flows.reporting.report.figures import Figures, figures
from flows.reporting.report.published import published_tables
from flows.reporting.report.selection import Order, Selection, select_articles
from flows.reporting.report.texts import Language, Texts, all_texts, month_names
from schemas.codes import QUOTE_KINDS

MEGABYTE = 1_000_000
# In the order in which they need each other; together they are one script.
_SCRIPTS = ("words", "articles", "overview", "search", "marks", "link", "panel", "reader", "main")
# Nothing in the tables can write this: everywhere else in the page quote marks are escaped.
_NO_ARTICLES = '"articles":[]'


class ReportError(UserError):
    """The report cannot be made; the message is for the user."""


@dataclass(frozen=True, slots=True)
class Report:
    """What was written: where, how large (bytes), and how many of all articles can be read."""

    file: Path
    size: int
    articles: int
    included: int


def write_report(
    output: Path,
    target: Path,
    language: Language = Language.DANISH,
    most_articles: int = 500,
    order: Order = Order.NEWEST,
    megabytes: int = 6,
) -> Report:
    """Write the report on what is published in `output`; the page is no larger than `megabytes`.

    Raises `OutputError` where nothing is published, `ReportError` where it cannot be read or the
    page cannot be written.
    """
    tables = published_tables(output)
    try:
        found = figures(tables)
        texts = Texts(language)
        # Everything but the articles is made first, to know how much room they have.
        shell = _page(found, texts, Selection([], False, True), order, megabytes, tables.generation)
        room = megabytes * MEGABYTE - len(shell.encode())
        selection = select_articles(tables, order, most_articles, max(room, 0))
    except (OSError, pl.exceptions.PolarsError) as error:
        raise ReportError(
            f"the tables in {output} cannot be read ({_first_line(error)}); "
            "citatbank verify tells what is wrong with them"
        ) from error
    page = _page(found, texts, selection, order, megabytes, tables.generation)
    articles = ",".join(selection.articles)
    size = _write(target, page.replace(_NO_ARTICLES, f'"articles":[{articles}]', 1))
    return Report(target, size, found.totals["articles"], len(selection.articles))


def _page(
    found: Figures,
    texts: Texts,
    selection: Selection,
    order: Order,
    megabytes: int,
    generation: Path,
) -> str:
    """The page, without the articles themselves."""
    environment = Environment(
        loader=PackageLoader("flows.reporting.report", "web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _asset("style.css"), _script()
    periods, cut = charts.chart_periods(found.periods)
    undated = [period for period in found.periods if not period.month[:4].isdecimal()]
    data = embedded_json(
        {"language": texts.language, "texts": all_texts(), "months": month_names(), "articles": []}
    )
    return environment.get_template("page.html").render(
        found=found,
        texts=texts,
        t=texts.element,
        visible=visible,
        languages=list(Language),
        kinds=list(QUOTE_KINDS),
        periods=periods,
        earlier_cut=cut,
        undated=undated[0] if undated else None,
        articles_chart=charts.articles_chart(periods),
        quotes_chart=charts.quotes_chart(periods),
        confidence_chart=charts.bins_chart(found.confidence),
        chart_height=charts.HEIGHT,
        included=_included(texts, found, selection, order, megabytes),
        state=generation.name,
        style=Markup(style),
        style_hash=content_hash(style),
        script=Markup(script),
        script_hash=content_hash(script),
        data=Markup(data),
    )


def _included(
    texts: Texts, found: Figures, selection: Selection, order: Order, megabytes: int
) -> Markup:
    """The sentence on what search and reader hold."""
    count, total = len(selection.articles), found.totals["articles"]
    if selection.complete:
        return texts.element("included.all", count=count)
    sentence = texts.element(f"included.{order}", count=count, total=total)
    if selection.limited_by_size:
        sentence += Markup(" ") + texts.element("included.size", megabytes=megabytes)
    return sentence


def _script() -> str:
    code = "\n".join(_asset(f"{name}.js") for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{code}}})();'


def _asset(name: str) -> str:
    return files(__package__).joinpath("web", name).read_text(encoding="utf-8")


def _write(target: Path, page: str) -> int:
    """Write beside the target and then rename: whoever has the old page open keeps a whole one."""
    content = page.encode()
    try:
        number, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        draft = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
            draft.chmod(0o644)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise ReportError(
            f"{target} cannot be written ({error.strerror}); name another file: --to FILE.html"
        ) from error
    return len(content)


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0]
