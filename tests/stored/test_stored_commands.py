"""Commands on URLs: the whole way, and every refusal in one line with its exit code."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from s3_server import BUCKET, Bucket
from typer.testing import CliRunner

from flows.cli import app
from tests.flow.prefect_server import ROOT, prefect_environment
from tests.flow.runs import SMALL_ARTICLE
from tests.project.documents import ON_STORES, blocks


def citatbank(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own, with these settings besides."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **prefect_environment(), "PYTHONPATH": str(ROOT), **settings},
        stdin=subprocess.DEVNULL,
        timeout=120,
    )


@pytest.mark.usefixtures("place")
def test_what_the_guide_says_works_from_seeds_to_answers(bucket: Bucket) -> None:
    bucket.put("seeds/god.txt", SMALL_ARTICLE)
    bucket.put("seeds/picture.jpg", b"\xff\xd8")
    lines = [
        shlex.split(line)[1:]
        for line in "".join(blocks("sh", *ON_STORES)).splitlines()
        if line.startswith("citatbank ")
    ]
    run, *others = lines
    output = run[-1]
    done = citatbank(*run)
    assert done.returncode == 0, done.stderr
    assert f"Done    {output}: published" in done.stdout
    assert f"citatbank rejects --output {output}" in done.stdout
    for line in others:
        result = CliRunner().invoke(app, line)
        assert (result.exit_code, result.stderr) == (0, "")
    for snippet in blocks("python", *ON_STORES):
        result = subprocess.run([sys.executable, "-c", snippet], capture_output=True, text=True)
        assert "Anna Testesen" in result.stdout, result.stderr
    asked = CliRunner().invoke(app, ["sql", "SELECT speaker_name FROM quotes", "--output", output])
    assert "Anna Testesen" in asked.stdout
    told = CliRunner().invoke(app, ["rejects", "--output", output])
    assert "picture.jpg" in told.stdout
    figures = CliRunner().invoke(app, ["quality", "--output", output, "--json"])
    assert '"runs": [\n' in figures.stdout, figures.output


@pytest.fixture
def elsewhere(bucket: Bucket, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder of seeds, and a machine without anything in its environment but the server."""
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    (tmp_path / "god.txt").write_text(SMALL_ARTICLE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "settings", "code", "message"),
    [
        (("--seeds", "s3://no-such-bucket-1/x"), {}, 2, "there is no bucket no-such-bucket-1"),
        (("--output", "s3://no-such-bucket-2/x"), {}, 2, "there is no bucket no-such-bucket-2"),
        (("--output", "s3://"), {}, 2, "write s3://bucket/folder"),
        (("--output", "gs://bucket/x"), {}, 2, "only those of S3-compatible stores"),
        (
            ("--output", "s3://arkiv-3/x"),
            {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            1,
            "no credentials: set AWS_ACCESS_KEY_ID",
        ),
        (
            ("--output", "s3://arkiv-4/x"),
            {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_MAX_ATTEMPTS": "1"},
            1,
            "http://127.0.0.1:9 cannot be reached",
        ),
        (("--output", "s3://arkiv-5/x"), {"AWS_PROFILE": "nobody"}, 2, "AWS settings"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_line(
    arguments: tuple[str, str],
    settings: dict[str, str],
    code: int,
    message: str,
    elsewhere: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    folders = ["--seeds", str(elsewhere), "--output", str(elsewhere / "out"), *arguments]
    done = CliRunner().invoke(app, ["run", *folders])
    assert done.exit_code == code, done.output
    assert message in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (elsewhere / "out").exists()


def test_without_the_extra_the_message_says_what_to_install(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "botocore.session", None)
    done = CliRunner().invoke(app, ["run", "--seeds", "s3://arkiv-6/seeds"])
    assert done.exit_code == 2
    assert "run make stores in the project's folder" in done.stderr
    assert done.stderr.count("\n") == 1


def test_reading_commands_say_that_nothing_is_there(place: str) -> None:
    for command in (["sql", "SELECT 1"], ["report"], ["export", "--format", "csv"], ["rejects"]):
        done = CliRunner().invoke(app, [*command, "--output", f"s3://{BUCKET}/{place}nothing"])
        assert done.exit_code == 1
        assert f"nothing is published in s3://{BUCKET}/{place}nothing" in done.stderr
    done = CliRunner().invoke(app, ["verify", f"s3://{BUCKET}/{place}nothing"])
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)


def test_a_store_is_not_watched(elsewhere: Path) -> None:
    done = CliRunner().invoke(app, ["watch", "--seeds", f"s3://{BUCKET}/seeds"])
    assert done.exit_code == 2
    assert "cannot be watched" in done.stderr
