"""An S3 server (moto's, which heeds conditions on writes) in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import botocore.session

BUCKET = "arkiv"
_START_SECONDS = 60.0


@contextmanager
def s3_server(log: Path) -> Iterator[str]:
    """A server without objects; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (
        log.open("wb") as said,
        subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT) as process,
    ):
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the S3 server has not started")


def environment(address: str, cache: Path) -> dict[str, str]:
    """What a program needs to find the server, and nothing of the user's own settings."""
    nowhere = str(cache / "none")
    return {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_CONFIG_FILE": nowhere,
        "AWS_SHARED_CREDENTIALS_FILE": nowhere,
        "CITATBANK_CACHE": str(cache),
    }


class Bucket:
    """The bucket as a user of other tools sees it."""

    def __init__(self) -> None:
        self._client: Any = botocore.session.get_session().create_client("s3")
        self._client.create_bucket(
            Bucket=BUCKET,
            CreateBucketConfiguration={"LocationConstraint": os.environ["AWS_DEFAULT_REGION"]},
        )

    def put(self, key: str, content: bytes | str, kind: str = "STANDARD") -> None:
        """Write an object; of the kind GLACIER it cannot be read at once."""
        body = content.encode() if isinstance(content, str) else content
        self._client.put_object(Bucket=BUCKET, Key=key, Body=body, StorageClass=kind)

    def put_folder(self, folder: Path, prefix: str) -> None:
        """Write all files of a folder as objects, and remove objects that are none of them."""
        names = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.*")}
        for key in self.keys(prefix):
            if key.removeprefix(prefix) not in names:
                self.delete(key)
        for name, path in names.items():
            self.put(prefix + name, path.read_bytes())

    def get(self, key: str) -> bytes:
        """Read an object."""
        content: bytes = self._client.get_object(Bucket=BUCKET, Key=key)["Body"].read()
        return content

    def delete(self, key: str) -> None:
        """Remove an object."""
        self._client.delete_object(Bucket=BUCKET, Key=key)

    def tags(self, prefix: str = "") -> dict[str, str]:
        """All keys that begin so, with the store's tags."""
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix=prefix)
        found = (item for page in pages for item in page.get("Contents", ()))
        return {item["Key"]: item["ETag"].strip('"') for item in found}

    def keys(self, prefix: str = "") -> list[str]:
        """All keys that begin so."""
        return list(self.tags(prefix))
