"""What is known of words by themselves: asked once for each word, and kept between documents.

A `Word` says what every token of every text is asked; what only words in or beside names are
asked is added when it is first wanted.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from flows.extraction.chunks import LONG_IN_LOWER, letters_in_lower
from flows.extraction.danish import table, word_list
from flows.extraction.document import Document
from flows.extraction.names.features import bare, main_class, word_class
from flows.extraction.names.lexicon import Lexicon, Phrase

# What a word can be to a run of capitals: nothing, a connector, a number, a word with a capital.
NOTHING: Final = 0
CONNECTOR: Final = 1
NUMBER: Final = 2
CAPITAL: Final = 3
_LONGEST_NUMBER: Final = 4
# Closed classes whose words begin no name when a sentence gives them their capital, and those
# among them that do so even where a first name is spelt alike (Han).
_NEVER_FIRST: Final = frozenset(
    {"preposition", "conjunction", "subordinator", "relative", "adverb", "finite"}
)
_PRONOUNS: Final = frozenset({"oblique", "nominative"})
ARTICLES: Final = frozenset({"den", "det", "de"})
_WORDS_KEPT: Final = 200_000
# Classes of words that are part of a body's or place's name.
_INSTITUTIONAL: Final = frozenset("WVolm")
# Classes of first names and initials, and what of them can be nothing but a first name.
_BEFORE_SURNAMES: Final = frozenset("FfIg")
_FIRST_NAMES: Final = frozenset("FIgY")
_GIVEN: Final = frozenset("FIg")
# Classes of words that name bodies, places, things, nationalities or nothing.
_IMPERSONAL: Final = frozenset("WVolmGTtNnAd")


# The classes of this file are plain ones: compiled code makes and reads them much faster.
class Weights:
    """What a feature, or several together, say for each label."""

    __slots__ = (
        "location",
        "misc",
        "nothing",
        "organization",
        "person",
    )

    def __init__(
        self, person: float, organization: float, location: float, misc: float, nothing: float
    ) -> None:
        self.person = person
        self.organization = organization
        self.location = location
        self.misc = misc
        self.nothing = nothing


class Info:
    """What lists and letters tell of a word that may be part of a name."""

    __slots__ = (
        "before_surnames",
        "capital",
        "core",
        "first_name",
        "institutional",
        "kind",
        "lower",
        "main",
        "personal",
        "sorts",
        "stem",
    )

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        kind, core = word_class(text, lexicon), bare(text)
        self.kind: str = kind  # its class inside a name
        self.main: str = main_class(kind)  # the most telling letter of the class
        self.core: str = core  # without an apostrophe genitive
        # Without a final s.
        self.stem: str = core[:-1] if core[-1] == "s" and len(core) > 1 else core
        self.lower: str = core.lower()
        self.sorts: str = lexicon.sorts(text)  # what it is as a whole name
        self.capital: bool = text[0].isupper()
        # Whether a list or an ending makes it part of a body's or place's name.
        self.institutional: bool = not _INSTITUTIONAL.isdisjoint(kind)
        self.before_surnames: bool = kind[0] in _BEFORE_SURNAMES
        self.first_name: bool = self.main in _FIRST_NAMES
        # Whether it is a first name, or nothing else is known of it: Bo is a town, too.
        self.personal: bool = self.capital and (
            (self.main in _GIVEN and not self.sorts.strip("L")) or _IMPERSONAL.isdisjoint(kind)
        )


class Inside:
    """What a word scores inside a span, or as all of it."""

    __slots__ = (
        "by_left",
        "by_right",
        "certain",
        "first",
        "info",
        "inner",
        "last",
        "opens_body",
        "opens_name",
        "single",
        "starts",
    )

    def __init__(
        self,
        info: Info,
        weights: list[Weights],
        by_left: dict[str, Weights],
        by_right: dict[str, Weights],
        certain: Weights | None,
        opens_name: bool,
        opens_body: bool,
    ) -> None:
        self.info = info
        self.single = weights[0]
        self.first = weights[1]
        self.inner = weights[2]
        self.last = weights[3]
        self.by_left = by_left  # class of the word before a single one -> scores
        self.by_right = by_right
        # `single` at a sentence's start: written small elsewhere (2), seen elsewhere (1).
        self.starts: list[Weights] | None = None
        # What the lists know of the word, whatever stands around it.
        self.certain = certain
        self.opens_name = opens_name  # whether a listed name of several words begins with it
        self.opens_body = opens_body  # whether the name of an organisation can begin with it


class Beside:
    """What a word scores beside a span."""

    __slots__ = (
        "before",
        "behind",
        "capital",
        "encloses",
        "goes_on",
        "kind",
        "second_before",
        "second_behind",
        "text",
    )

    def __init__(
        self,
        text: str,
        kind: str,
        goes_on: bool,
        encloses: bool,
        near: list[Weights],
        far: list[Weights],
    ) -> None:
        self.text = text
        self.kind = kind  # its class there
        self.capital: bool = text[0].isupper()
        self.goes_on = goes_on  # whether a name can begin or end with it
        self.encloses = encloses  # whether it may open a bracket or a quote
        self.before = near[0]
        self.behind = near[1]
        self.second_before = far[0]  # one token farther from the span
        self.second_behind = far[1]


class Word:
    """A word as it is written, and what a text's tokens are looked through for."""

    __slots__ = (
        "beside",
        "capital",
        "followers",
        "info",
        "inside",
        "lower",
        "marked",
        "opens",
        "part",
        "telling",
        "text",
        "title",
    )

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        # The one letter whose lower-case form is of several letters keeps its capital.
        long = LONG_IN_LOWER in text
        lower = letters_in_lower(text) if long else text.lower()
        self.text: str = text
        self.lower: str = lower
        # Whether a name can begin or end with it; if so, whether a run can begin with it.
        self.marked: bool = long or lower != text
        self.opens: bool = self.marked and text not in _function_words()
        self.part: int = _part(text)
        # Whether a name can begin or end with it: Holm, 3F, al-Assad, d'Estaing, iPhone.
        self.capital: bool = self.part == CAPITAL
        self.title: bool = self.marked and lower in lexicon.title_words
        # Second word -> names of several words that begin with this one, where it may do so.
        self.followers: dict[str, list[Phrase]] | None = None
        if self.marked or lower in lexicon.small_openings:
            self.followers = lexicon.phrases.get(lower)
        self.telling: bool = self.marked or self.followers is not None
        self.info: Info | None = None
        self.inside: Inside | None = None
        self.beside: Beside | None = None


class Words(dict[str, Word]):
    """Word -> what is known of it; for one model's scores, and the lexicon behind it."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.lexicon = lexicon

    def __missing__(self, text: str) -> Word:
        found = Word(text, self.lexicon)
        if len(self) < _WORDS_KEPT:
            self[text] = found
        return found

    def of(self, doc: Document) -> list[Word]:
        """What is known of the words of a document, token by token."""
        return list(map(self.__getitem__, doc.words))

    def info(self, word: Word) -> Info:
        """What lists and letters tell of one of these words."""
        found = word.info
        if found is None:
            found = word.info = Info(word.text, self.lexicon)
        return found


def side_class(text: str, lexicon: Lexicon) -> str:
    """A neighbour's class: what a span beside it most likely is."""
    if lexicon.group_endings.close(text.lower()):
        return "group"
    if text[0].isupper():
        return "X"
    if text in lexicon.person_nouns or (len(text) > 5 and lexicon.person_endings.close(text)):
        return "person"
    if text in lexicon.joining_words or not text[0].isalpha() or len(text) < 4:
        return text
    if text in lexicon.nationalities:
        return "nation"
    return "x"


@cache
def _function_words() -> frozenset[str]:
    names = {row["name"].lower() for row in table("first_names") if row["common_word"] == "y"}
    rows = table("function_words")
    words = {row["word"] for row in rows if row["class"] in _NEVER_FIRST} | word_list("auxiliaries")
    pronouns = {row["word"] for row in rows if row["class"] in _PRONOUNS}
    return frozenset(word.capitalize() for word in (words - names | pronouns) - ARTICLES)


def _part(text: str) -> int:
    """What a word can be to a run."""
    if text[0].isupper() or not (text.islower() or all(not c.isupper() for c in text)):
        return CAPITAL
    if text.isdigit() and len(text) <= _LONGEST_NUMBER:
        return NUMBER  # TV 2, Radio 100
    return CONNECTOR if text in word_list("name_connectors") else NOTHING
