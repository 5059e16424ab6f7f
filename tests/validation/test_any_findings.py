"""Whatever extraction hands over, the tables keep every rule and nothing goes missing."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_findings import VERSION, article, paragraphs

from flows.records import (
    Actor,
    ActorType,
    Attribute,
    Findings,
    Mention,
    MentionKind,
    NonQuote,
    Quote,
    QuoteKind,
)
from flows.validation import validate_articles
from flows.validation.gate import check_tables

offsets = st.integers(-2, 40)
spans = st.tuples(offsets, offsets)
names = st.sampled_from(["", "Edith", "Tofteng", "a\nb", "=1+1", "🐎"])
attributes = st.none() | st.builds(Attribute, names, offsets, offsets)
numbers = st.none() | st.integers(-1, 4)

quotes = st.builds(
    Quote,
    kind=st.sampled_from(QuoteKind),
    segments=st.lists(spans, max_size=3).map(tuple),
    paragraph=st.integers(-1, 3),
    turn=st.integers(-1, 3),
    speaker_name=st.none() | names,
    speaker=numbers,
    attribution=names,
    confidence=st.floats(-0.1, 1.1) | st.just(float("nan")),
    joint_speakers=st.lists(st.integers(-1, 4), max_size=3).map(tuple),
    speaker_mention=st.none() | spans,
    speaker_role=st.none() | names,
    cue=st.none() | spans,
    medium=attributes,
    said_when=attributes,
    answers=numbers,
)
actors = st.builds(
    Actor,
    actor_id=names,
    name=names,
    type=st.sampled_from(ActorType),
    mentions=st.lists(
        st.builds(Mention, offsets, offsets, st.sampled_from(MentionKind)), max_size=3
    ).map(tuple),
    aliases=st.lists(names, max_size=2).map(tuple),
    role=attributes,
    party=attributes,
    age=attributes,
    organization=attributes,
    gender=st.none() | names,
)
any_findings = st.builds(
    Findings,
    quotes=st.lists(quotes, max_size=4).map(tuple),
    actors=st.lists(actors, max_size=4).map(tuple),
    non_quotes=st.lists(st.builds(NonQuote, offsets, offsets, names), max_size=3).map(tuple),
)
texts = st.text(
    st.sampled_from('ab \n"»«–-æ🐎é') | st.characters(exclude_categories=["Cs"]),
    min_size=1,
    max_size=40,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts, any_findings, any_findings)
def test_all_rules_hold_and_every_record_is_a_row_or_a_reject(
    text: str, first: Findings, second: Findings
) -> None:
    made = article(text=text, paragraphs=paragraphs(text), lead=None)
    other = article(article_id="2" * 16, source_file="other.txt")
    valid = validate_articles([(made, first), (other, second)], VERSION)
    assert check_tables(valid.tables) == []
    assert valid.tables["articles"].num_rows == 2
    handed_in = sum(
        len(found.quotes) + len(found.actors) + len(found.non_quotes) for found in (first, second)
    )
    published = sum(table.num_rows for table in valid.tables.values()) - 2
    refused = {(reject.source_file, reject.detail.partition(":")[0]) for reject in valid.rejects}
    assert published + len(refused) == handed_in
