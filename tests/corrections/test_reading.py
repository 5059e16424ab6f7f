"""The corrections file: what it means, and what is said of one that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.corrections import NO_CORRECTIONS, CorrectionsError
from flows.corrections.reading import parse, read_corrections
from flows.extraction.actors.ids import actor_id
from flows.records import ActorType

PERSON, BODY, PLACE = ActorType.PERSON, ActorType.ORGANIZATION, ActorType.LOCATION


def test_without_a_file_nothing_is_corrected(tmp_path: Path) -> None:
    assert read_corrections(tmp_path) is NO_CORRECTIONS
    (tmp_path / "corrections.toml").write_text("# later\n", encoding="utf-8")
    assert read_corrections(tmp_path).digest == ""


def test_a_named_file_comes_before_the_one_in_the_seeds_folder(tmp_path: Path) -> None:
    (tmp_path / "corrections.toml").write_text('[[remove]]\nnames = "A"', encoding="utf-8")
    mine = tmp_path / "mine.toml"
    mine.write_text('[[remove]]\nnames = "B"', encoding="utf-8")
    assert actor_id("B", PERSON) in read_corrections(tmp_path, mine).rules
    assert actor_id("A", PERSON) in read_corrections(tmp_path).rules


def test_comments_and_layout_make_no_difference() -> None:
    one = parse(b'[[remove]]\nnames = ["Bagsiden"]\n', "c")
    other = parse(b'\xef\xbb\xbf# why\r\nremove = [{names = ["Bagsiden"]}]', "c")
    assert one.digest == other.digest != parse(b'[[remove]]\nnames = ["Forsiden"]', "c").digest


def test_names_are_meant_in_every_writing_and_ids_as_they_are() -> None:
    rules = parse(b'[[remove]]\nnames = ["ANNA  LIND", "0123456789abcdef"]', "c").rules
    assert rules.keys() == {*(actor_id("Anna Lind", t) for t in ActorType), "0123456789abcdef"}


def test_a_type_limits_a_correction() -> None:
    merge = '[[merge]]\nnames = ["Lind"]\ninto = "Anna Lind"\ntype = "person"\nwikidata = "Q7"'
    found = parse(merge.encode(), "c")
    assert found.rules.keys() == {actor_id("Lind", PERSON)}
    assert found.wikidata == {actor_id("Anna Lind", PERSON): "Q7"}


WRONG = {
    'names = "A"\n[[merge]': "corrections.toml, line 2: is not TOML",
    "\n[[merge]]\nnames = [": "corrections.toml, last line: is not TOML",
    "[[merg]]\nnames = []": "merg is not known; entries are [[merge]], [[split]]",
    "merge = 3": "[[merge]] number 1: is no entry; write [[merge]] on a line",
    '[[merge]]\nnames = ["A"]': "line 1, [[merge]] number 1: into is missing; give such as into",
    '\n\n[[merge]]\ninto = "B"': "line 3, [[merge]] number 1: names has to be a list of texts",
    "[[merge]]\nnames = []\ninto = 'B'": "names has to be a list of texts",
    "[[merge]]\nnames = [3]\ninto = 'B'": "names has to be a text in quotes",
    "[[merge]]\nnames = ['']\ninto = 'B'": "names has to be a text in quotes",
    "[[merge]]\nnames = ['A']\ninto = '''B\nC'''": "into holds a line break",
    "[[merge]]\nnames = ['A']\ninto = 'B'\nnmaes = 3": "nmaes is not known in [[merge]]",
    "[[merge]]\nnames = ['A']\ninto = 'B'\n[[merge]]\nnames = ['A']\ninto = 'C'": (
        "line 4, [[merge]] number 2: A is already merged into another actor"
    ),
    "[[merge]]\nnames = ['A']\ninto = 'B'\n[[merge]]\nnames = ['B']\ninto = 'C'": (
        "line 1, [[merge]] number 1: what it merges into is itself merged"
    ),
    "[[merge]]\nnames = ['A']\ninto = 'B'\n[[remove]]\nnames = ['A']": (
        "line 4, [[remove]] number 1: A is corrected by another entry as well"
    ),
    "[[split]]\nname = 'A'": "as is missing; give a word that tells it from the others",
    "[[split]]\nname = 'A'\nas = 'x'": "nothing says which articles it stands for",
    "[[split]]\nname = 'A'\nas = 'x'\nfrom = 2024": "from has to be a month in quotes",
    "[[split]]\nname = 'A'\nas = 'x'\nfrom = '2024-13'": "from has to be a month in quotes",
    "[[split]]\nname = 'A'\nas = 'x'\nfrom = '2024-03'\nuntil = '2024-02'": "from lies behind",
    "[[split]]\nname = 'A'\nas = 'x'\narticles = ['a.txt']": "a.txt in articles is no article id",
    "[[retype]]\nnames = ['A']": "type is missing; give one of person, organization, location",
    "[[retype]]\nnames = ['A']\ntype = 'town'": "type 'town' is not known; give one of person",
    "[[retype]]\nnames = ['A']\ntype = 'person'\n[[retype]]\nnames = ['A']\ntype = 'location'": (
        "line 4, [[retype]] number 2: A already gets another type"
    ),
    "[[wikidata]]\nnames = ['A']": "id is missing; give the Wikidata id",
    "[[wikidata]]\nnames = ['A']\nid = '42'": "id has to be a Wikidata id, such as id",
    "[[wikidata]]\nnames = ['A']\nid = 'Q1'\n[[wikidata]]\nnames = ['a']\nid = 'Q2'": (
        "the actor has the Wikidata id Q1 by another entry"
    ),
    "[[remove]]\nnames = ['A']\nsince = 2024-01-01": "since is not known in [[remove]]",
}


@pytest.mark.parametrize("content", WRONG)
def test_what_is_wrong_is_told_with_its_place(content: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorrectionsError) as caught:
        read_corrections(tmp_path)
    message = str(caught.value)
    assert message.startswith(str(path))
    assert WRONG[content] in message
    assert "\n" not in message


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorrectionsError, match=r"none\.toml does not exist: name another"):
        read_corrections(tmp_path, tmp_path / "none.toml")
    with pytest.raises(CorrectionsError, match="cannot be read"):
        read_corrections(tmp_path, tmp_path)
    (tmp_path / "corrections.toml").write_bytes(b"# a\n# \xe6\n")
    with pytest.raises(CorrectionsError, match=r"line 2: is not UTF-8; save it as UTF-8\."):
        read_corrections(tmp_path)


def test_a_merger_into_the_name_itself_is_no_chain() -> None:
    merge = "[[merge]]\nnames = ['Lind', 'Anna Lind']\ninto = 'Anna Lind'"
    assert len(parse(merge.encode(), "c").rules) == 2 * len(ActorType)
