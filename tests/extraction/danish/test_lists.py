"""The data files keep their form, and the columns that refer to other rows refer to something."""

from __future__ import annotations

import pytest

from flows.extraction.danish import FOLDER, table, word_list

TABLES = sorted(path.stem for path in FOLDER.glob("*.tsv"))
LISTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
GENERATED = [
    "common_surnames.txt", "first_names.tsv", "group_nouns.tsv", "misc_names.tsv",
    "nationality_adjectives.tsv", "organizations.tsv", "person_noun_suffixes.tsv",
    "person_nouns.tsv", "places.tsv", "surnames.txt",
]  # fmt: skip
# The first column names the row, except where one form may have several meanings.
KEYS_OF_SEVERAL_ROWS = {"party_letters", "organization_words", "place_words", "function_words"}
OWN_TABLES = [
    "first_names", "group_nouns", "honorifics", "media_words", "misc_names",
    "nationality_adjectives", "organization_words", "organizations", "party_letters",
    "person_noun_suffixes", "person_nouns", "place_words", "places",
]  # fmt: skip


def lines_of(file_name: str) -> list[str]:
    text = (FOLDER / file_name).read_text(encoding="utf-8")
    assert text.endswith("\n")
    return text.splitlines()


def content_of(file_name: str) -> list[str]:
    lines = [line for line in lines_of(file_name) if not line.startswith("#")]
    return lines[1:] if file_name.endswith(".tsv") else lines


@pytest.mark.parametrize(
    "file_name", [f"{name}.tsv" for name in TABLES] + [f"{n}.txt" for n in LISTS]
)
def test_every_list_begins_with_a_comment_that_explains_it(file_name: str) -> None:
    first = lines_of(file_name)[0]
    assert first.startswith("# ") and len(first) > 20


@pytest.mark.parametrize("file_name", GENERATED)
def test_generated_lists_are_sorted_without_blanks_and_repetitions(file_name: str) -> None:
    content = content_of(file_name)
    assert content == sorted(set(content))
    assert all(line == line.strip() and line for line in content)


@pytest.mark.parametrize("name", OWN_TABLES)
def test_tables_have_no_empty_cells_and_no_stray_spaces(name: str) -> None:
    rows = table(name)
    assert rows
    for row in rows:
        assert all(value and value == value.strip() for value in row.values()), row


@pytest.mark.parametrize("name", [name for name in OWN_TABLES if name not in KEYS_OF_SEVERAL_ROWS])
def test_a_word_has_one_row(name: str) -> None:
    key = next(iter(table(name)[0]))
    words = [row[key] for row in table(name)]
    assert len(words) == len(set(words))


def test_a_class_has_each_word_once() -> None:
    rows = table("word_classes")
    assert len({row["class"] for row in rows}) == len(rows)
    for row in rows:
        words = row["words"].split(" ")
        assert len(words) == len(set(words)) and all(words), row["class"]


def test_general_nouns_stand_for_kinds_that_organizations_have() -> None:
    kinds = {row["kind"] for row in table("organizations")} | {"other"}
    for row in table("general_bodies"):
        assert set(row["kinds"].split(" ")) <= kinds, row["noun"]


@pytest.mark.parametrize("name", ["places", "organizations"])
def test_a_variant_refers_to_a_name_that_is_no_variant(name: str) -> None:
    long_forms = {row["name"]: row["same_as"] for row in table(name)}
    for variant, same_as in long_forms.items():
        if same_as != "-":
            assert same_as in long_forms, variant
            assert long_forms[same_as] == "-", f"{variant} -> {same_as} -> {long_forms[same_as]}"


@pytest.mark.parametrize(
    ("name", "column", "values"),
    [
        ("first_names", "gender", {"m", "f", "u"}),
        ("first_names", "common_word", {"y", "n"}),
        ("person_nouns", "gender", {"m", "f", "n"}),
        ("person_nouns", "homograph", {"y", "n"}),
        ("person_noun_suffixes", "gender", {"m", "f", "n"}),
        ("group_nouns", "kind", {"org", "collective", "media"}),
        ("honorifics", "gender", {"m", "f", "n"}),
        ("places", "ambiguous", {"y", "n"}),
        ("organizations", "ambiguous", {"y", "n"}),
        ("organization_words", "form", {"suffix", "word", "prefix", "pattern"}),
        ("place_words", "form", {"suffix", "word"}),
        ("party_letters", "ambiguous", {"y", "n"}),
        ("media_words", "kind", {"medium", "message", "occasion"}),
    ],
)
def test_columns_hold_only_their_values(name: str, column: str, values: set[str]) -> None:
    assert {row[column] for row in table(name)} == values


@pytest.mark.parametrize("word", ["ikke", "eller", "der", "som", "men", "når", "efter"])
def test_frequent_small_words_are_no_names(word: str) -> None:
    names = {row["name"].lower() for row in table("first_names")}
    names |= {name.lower() for name in word_list("surnames")}
    names |= {row["name"].lower() for row in table("places")}
    assert word not in names


@pytest.mark.parametrize(
    ("noun", "gender", "definite", "plural", "plural_definite"),
    [
        ("statsminister", "n", "statsministeren", "statsministre", "statsministrene"),
        ("talsmand", "n", "talsmanden", "talsmænd", "talsmændene"),
        ("talskvinde", "f", "talskvinden", "talskvinder", "talskvinderne"),
        ("læge", "n", "lægen", "læger", "lægerne"),
        ("officer", "n", "officeren", "officerer", "officererne"),
        ("svigermor", "f", "svigermoren", "svigermødre", "svigermødrene"),
        ("øjenvidne", "n", "øjenvidnet", "øjenvidner", "øjenvidnerne"),
        ("tiltalte", "n", "tiltalte", "tiltalte", "tiltalte"),
    ],
)
def test_nouns_for_persons_are_inflected(
    noun: str, gender: str, definite: str, plural: str, plural_definite: str
) -> None:
    row = {row["noun"]: row for row in table("person_nouns")}[noun]
    forms = (row["gender"], row["definite"], row["plural"], row["plural_definite"])
    assert forms == (gender, definite, plural, plural_definite)
