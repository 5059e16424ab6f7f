"""An article and findings made by hand, for the tests of validation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flows.records import (
    Actor,
    ActorType,
    Article,
    Attribute,
    DatePrecision,
    Findings,
    Mention,
    MentionKind,
    NonQuote,
    Paragraph,
    ParagraphRole,
    Quote,
    QuoteKind,
)

TEXT = (
    "Borgmester Edith Tofteng (S) fra Aarhus fremlagde planen.\n"
    "Spørgsmål: Hvad koster den?\n"
    "- Den er dyr, siger Tofteng i går til TV 2. - Men den er nødvendig.\n"
    'Hun kalder kritikken "pjat" og læser "Den lille hest" hver aften.'
)
VERSION = "0" * 12


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    """Where words stand for the first time."""
    start = text.index(words)
    return start, start + len(words)


def paragraphs(text: str = TEXT) -> tuple[Paragraph, ...]:
    """One paragraph for each line."""
    found, start = [], 0
    for line in text.split("\n"):
        if line:
            found.append(Paragraph(start, start + len(line), ParagraphRole.BODY))
        start += len(line) + 1
    return tuple(found)


def article(**changes: Any) -> Article:
    """The article; `changes` replace fields."""
    made = Article(
        article_id="00c0ffee00c0ffee",
        source_file="001_00c0ffee00c0ffee.txt",
        source_sha256="a" * 64,
        source_month="2024-03",
        source_date=None,
        date_precision=DatePrecision.NONE,
        title=None,
        lead=TEXT.split("\n")[0],
        text=TEXT,
        agencies=("Ritzau",),
        language="da",
        paragraphs=paragraphs(),
        word_count=40,
        content_hash="b" * 16,
    )
    made = replace(made, source_month=None) if "source_month" not in changes else made
    return replace(made, **changes)


def actors() -> tuple[Actor, ...]:
    """The mayor, her town and a channel."""
    return (
        Actor(
            "person-edith-tofteng",
            "Edith Tofteng",
            ActorType.PERSON,
            (
                Mention(*place("Edith Tofteng"), MentionKind.NAME),
                Mention(*place("Hun"), MentionKind.PRONOUN),
            ),
            ("Tofteng",),
            role=Attribute("borgmester", *place("Borgmester")),
            party=Attribute("Socialdemokratiet", *place("S")),
        ),
        Actor(
            "location-aarhus", "Aarhus", ActorType.LOCATION,
            (Mention(*place("Aarhus"), MentionKind.NAME),),
        ),
        Actor(
            "organization-tv-2", "TV 2", ActorType.ORGANIZATION,
            (Mention(*place("TV 2"), MentionKind.NAME),),
        ),
    )  # fmt: skip


def question() -> Quote:
    """The interviewer's question."""
    return Quote(QuoteKind.QUESTION, (place("Hvad koster den?"),), 1, 0, None, None, "none", 1.0)


def interrupted() -> Quote:
    """A direct quote of two segments with all its trimmings, answering the question."""
    return Quote(
        QuoteKind.DIRECT,
        (place("Den er dyr"), place("Men den er nødvendig.")),
        2,
        1,
        "Edith Tofteng",
        0,
        "cue_name",
        0.9,
        speaker_mention=(128, 135),
        speaker_role="borgmester",
        cue=place("siger"),
        medium=Attribute("TV 2", *place("TV 2")),
        said_when=Attribute("i går", *place("i går")),
        answers=0,
    )


def partial() -> Quote:
    """A partial quote in the last paragraph."""
    return Quote(
        QuoteKind.PARTIAL, (place("pjat"),), 3, 2, "Edith Tofteng", 0, "pronoun", 0.8,
        joint_speakers=(0, 1),
    )  # fmt: skip


def findings(**changes: Any) -> Findings:
    """Everything in the article; `changes` replace fields."""
    made = Findings(
        (question(), interrupted(), partial()),
        actors(),
        (NonQuote(*place("Den lille hest"), "title"),),
    )
    return replace(made, **changes)
