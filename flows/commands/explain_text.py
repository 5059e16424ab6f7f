"""An article and its findings on a terminal: the marked text, then each quote and its speaker."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from flows.commands.explained import quote_text, quotes_by_actor
from flows.commands.terminal import one_line, several_lines
from flows.records import Article, Attribute, Findings, Quote, QuoteKind, Span

_KIND_STYLE = {
    QuoteKind.DIRECT: "bold green",
    QuoteKind.PARTIAL: "bold cyan",
    QuoteKind.INDIRECT: "yellow",
    QuoteKind.QUESTION: "magenta",
}
_CUE_STYLE = "underline"
_SPEAKER_STYLE = "bold blue"
_EXCERPT = 120


def print_explanation(screen: Console, article: Article, findings: Findings) -> None:
    """Print everything that was found in the article, in the order of its text."""
    for part in _parts(article, findings):
        screen.print(part)


def _parts(article: Article, findings: Findings) -> Iterator[RenderableType]:
    yield Text(one_line(article.source_file), style="bold")
    yield Text(_about(article), style="dim")
    yield Text()
    yield _marked_paragraphs(article, findings)
    yield _heading(f"Quotes: {len(findings.quotes)}")
    for number, quote in enumerate(findings.quotes, start=1):
        yield from _quote(article, findings, number, quote)
    if findings.non_quotes:
        yield _heading(f"Between quote marks, but no quotes: {len(findings.non_quotes)}")
        for stretch in findings.non_quotes:
            words = _excerpt(article.text[stretch.start : stretch.end])
            place = f"{stretch.start}-{stretch.end}"
            yield Padding(Text(f"{words}  ({stretch.reason}, {place})"), (0, 0, 0, 2), expand=False)
    yield _heading(f"Actors: {len(findings.actors)}")
    if findings.actors:
        yield _actors(findings)


def _about(article: Article) -> str:
    facts = [
        f"article {article.article_id}",
        article.source_month or "no date",
        article.language,
        f"{article.word_count} words",
        *article.agencies,
    ]
    return one_line(" · ".join(facts))


def _marked_paragraphs(article: Article, findings: Findings) -> Table:
    """The whole text, numbered; quotes between numbered brackets, also where there is no colour."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim")
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for number, paragraph in enumerate(article.paragraphs):
        text = _marked(article, findings, (paragraph.start, paragraph.end))
        grid.add_row(str(number), paragraph.role.value, text)
    return grid


def _marked(article: Article, findings: Findings, span: Span) -> Text:
    """One paragraph with its quotes, cues and speakers marked."""
    opens: dict[int, str] = {}
    closes: dict[int, str] = {}
    styled: list[tuple[Span, str]] = []
    for number, quote in enumerate(findings.quotes, start=1):
        for start, end in quote.segments:
            opens[start] = opens.get(start, "") + f"[{number}: "
            closes[end] = f" :{number}]" + closes.get(end, "")
            styled.append(((start, end), _KIND_STYLE[quote.kind]))
        if quote.cue is not None:
            styled.append((quote.cue, _CUE_STYLE))
        if quote.speaker_mention is not None:
            styled.append((quote.speaker_mention, _SPEAKER_STYLE))
    begin, finish = span
    cuts = {begin, finish}
    for offset in (*opens, *closes, *(edge for place, _ in styled for edge in place)):
        if begin <= offset <= finish:
            cuts.add(offset)
    marked = Text()
    edges = sorted(cuts)
    for index, start in enumerate(edges):
        if start > begin:
            marked.append(closes.get(start, ""), style="dim")
        if start == finish:
            break
        marked.append(opens.get(start, ""), style="dim")
        end = edges[index + 1]
        styles = [style for (left, right), style in styled if left <= start and end <= right]
        marked.append(several_lines(article.text[start:end]), style=" ".join(styles[-1:]))
    return marked


def _quote(
    article: Article, findings: Findings, number: int, quote: Quote
) -> Iterator[RenderableType]:
    words = _excerpt(quote_text(article, quote))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(min_width=8)
    grid.add_column()
    grid.add_row(Text(quote.kind.value, style=_KIND_STYLE[quote.kind]), Text(words))
    for label, value in _circumstances(article, findings, quote):
        grid.add_row(Text(label, style="dim"), Text(one_line(value)))
    numbered = Table.grid(padding=(0, 2))
    numbered.add_row(Text(f"{number:>3}"), grid)
    yield Padding(numbered, (0, 0, 1, 0), expand=False)


def _circumstances(article: Article, findings: Findings, quote: Quote) -> Iterator[tuple[str, str]]:
    yield "speaker", _speaker(article, findings, quote)
    if quote.joint_speakers:
        yield "together", ", ".join(findings.actors[index].name for index in quote.joint_speakers)
    if quote.cue is not None:
        yield "cue", _at(article, quote.cue)
    yield "rule", f"{quote.attribution}, confidence {quote.confidence:.2f}"
    for label, attribute in (("medium", quote.medium), ("when", quote.said_when)):
        if attribute is not None:
            yield label, _attribute(attribute)
    place = " and ".join(f"{start}-{end}" for start, end in quote.segments)
    yield "place", f"characters {place}, paragraph {quote.paragraph}, turn {quote.turn}"
    if quote.answers is not None:
        yield "answers", f"quote {quote.answers + 1}"


def _speaker(article: Article, findings: Findings, quote: Quote) -> str:
    if quote.speaker_name is None:
        return "left open"
    parts = [quote.speaker_name]
    if quote.speaker is None:
        parts.append("(not a named actor)")
    else:
        parts.append(f"({findings.actors[quote.speaker].type.value})")
    if quote.speaker_role:
        parts.append(f"as {quote.speaker_role}")
    if quote.speaker_mention is not None:
        parts.append(f"from {_at(article, quote.speaker_mention)}")
    return " ".join(parts)


def _actors(findings: Findings) -> Table:
    counts = quotes_by_actor(findings)
    table = Table(box=None, padding=(0, 2), pad_edge=False, header_style="dim")
    for heading in ("name", "type", "role", "party", "also called"):
        table.add_column(heading, overflow="fold")
    table.add_column("mentions", justify="right")
    table.add_column("quotes", justify="right")
    for index, actor in enumerate(findings.actors):
        cells = (
            actor.name,
            actor.type.value,
            actor.role.value if actor.role else "",
            actor.party.value if actor.party else "",
            ", ".join(actor.aliases),
            str(len(actor.mentions)),
            str(counts.get(index, 0)),
        )
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    return table


def _heading(words: str) -> RenderableType:
    return Padding(Text(words, style="bold"), (1, 0, 0, 0), expand=False)


def _at(article: Article, span: Span) -> str:
    start, end = span
    return f"“{one_line(article.text[start:end])}” ({start}-{end})"


def _attribute(attribute: Attribute) -> str:
    return f"{attribute.value} ({attribute.start}-{attribute.end})"


def _excerpt(words: str) -> str:
    line = one_line(words.replace("\n", " "))
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1] + "…"
