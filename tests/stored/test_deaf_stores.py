"""Stores that take no heed of conditions on writes: two runs could undo each other's work."""

from __future__ import annotations

import pytest
from dataset_building import article_name, article_text, build
from deaf_store import deaf_store
from s3_server import Bucket
from stores import url

from flows.publishing import OutputError, verify

CONDITIONS = ("if-none-match", "if-match")


@pytest.mark.parametrize("known", [False, True], ids=["first run", "later run"])
@pytest.mark.parametrize("unheard", [CONDITIONS[:1], CONDITIONS[1:]], ids=" and ".join)
def test_a_store_without_conditions_is_refused_at_the_start(
    unheard: tuple[str, ...],
    known: bool,
    bucket: Bucket,
    place: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seeds, output = url(place, "seeds"), url(place, "news")
    passed_over: set[str] = set()
    with deaf_store(passed_over) as address:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        bucket.put(f"{place}seeds/{article_name(1)}", article_text(1))
        if known:
            assert build(seeds, output).rows["articles"] == 1
        before = bucket.tags(f"{place}news/")
        bucket.put(f"{place}seeds/{article_name(2)}", article_text(2))
        passed_over.update(unheard)
        for _again in range(2):
            with pytest.raises(OutputError, match=rf"(?i)no heed of .*{unheard[0]}"):
                build(seeds, output)
        after = bucket.tags(f"{place}news/")
        lock = f"{place}news/.state/lock"
        assert {**before, lock: ""} == {**after, lock: ""}
        # The lock is nobody's: in a store that hears them again, the next run does not wait.
        passed_over.clear()
        assert build(seeds, output).rows["articles"] == 2
        assert verify(output) == []
