"""Requests to one folder of a store.

The library is botocore, which AWS keeps: it signs, retries, finds credentials, takes keys of any
characters (a listing by Rust's object_store ends at the first key with `..`), and knows conditional
writes. Its clients may be used by many threads at once.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, TypeVar

from flows.store.connection import connect
from flows.store.errors import (
    ConditionError,
    NoObjectError,
    RefusedObjectError,
    StoreError,
    explain_answer,
    explain_failure,
)
from flows.store.urls import StoreUrl

_TRIES_TO_READ = 3
_CHUNK = 1 << 20
_REMOVED_AT_ONCE = 1000

_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class Listed:
    """An object as a listing tells of it. `tag` is the store's name for its bytes."""

    key: str
    size: int
    modified: datetime
    tag: str

    @property
    def version_ns(self) -> int:
        """See `version_ns`."""
        return version_ns(self.modified, self.tag)


@dataclass(frozen=True, slots=True)
class Stored:
    """An object that was read. `age_seconds` is by the store's own clock."""

    content: bytes
    tag: str
    age_seconds: float


def version_ns(modified: datetime, tag: str) -> int:
    """A time in nanoseconds that is another for other bytes: stores tell times in whole seconds,
    and their tag of the bytes stands in for the fraction."""
    fraction = int.from_bytes(hashlib.sha256(tag.encode()).digest()[:8], "big")
    return int(modified.timestamp()) * 1_000_000_000 + fraction % 1_000_000_000


class Store:
    """The objects below one URL. Names are relative to it.

    All methods raise StoreError; those for one object NoObjectError or RefusedObjectError where it
    is the only one concerned.
    """

    def __init__(self, url: StoreUrl) -> None:
        self.url = url
        self._client = connect(str(url))
        self.endpoint: str = self._client.meta.endpoint_url

    def objects(self, below: str = "") -> Iterator[Listed]:
        """All objects whose names begin with `below`, in order of their keys, as they come."""
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self.url.bucket, Prefix=self.url.key(below)
        )
        with self._explained():
            for page in pages:
                for item in page.get("Contents", ()):
                    yield Listed(item["Key"], item["Size"], item["LastModified"], item["ETag"])

    def folders(self, below: str) -> list[str]:
        """Names of the folders directly below the folder `below`, which ends with a slash."""
        start = self.url.key(below)
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self.url.bucket, Prefix=start, Delimiter="/"
        )
        with self._explained():
            return [
                item["Prefix"][len(start) : -1]
                for page in pages
                for item in page.get("CommonPrefixes", ())
            ]

    def is_there(self) -> None:
        """Raise StoreError unless the bucket can be listed."""
        with self._explained():
            self._client.list_objects_v2(Bucket=self.url.bucket, Prefix=self.url.prefix, MaxKeys=1)

    def has(self, name: str) -> bool:
        """Whether there is an object of this name."""
        try:
            with self._explained(name):
                self._client.head_object(Bucket=self.url.bucket, Key=self.url.key(name))
        except (NoObjectError, RefusedObjectError):
            return False
        return True

    def read(self, name: str, most: int | None = None) -> Stored:
        """An object's bytes, at most `most` of them."""
        return self._tried_again(lambda: self._read(name, most))

    def _read(self, name: str, most: int | None) -> Stored:
        with self._explained(name):
            answer = self._client.get_object(Bucket=self.url.bucket, Key=self.url.key(name))
            with closing(answer["Body"]) as body:
                content = body.read(most)
        said = answer["ResponseMetadata"]["HTTPHeaders"].get("date")
        now = parsedate_to_datetime(said) if said else answer["LastModified"]
        age = (now - answer["LastModified"]).total_seconds()
        return Stored(content, answer["ETag"], age)

    def hash(self, name: str) -> str:
        """SHA-256 of an object's bytes, in hex, whatever its size."""
        return self._tried_again(lambda: self._hash(name))

    def _hash(self, name: str) -> str:
        digest = hashlib.sha256()
        with self._explained(name):
            answer = self._client.get_object(Bucket=self.url.bucket, Key=self.url.key(name))
            with closing(answer["Body"]) as body:
                for chunk in body.iter_chunks(_CHUNK):
                    digest.update(chunk)
        return digest.hexdigest()

    def fetch(self, name: str, target: Path) -> int:
        """Copy an object into a local file, whatever its size; returns its `version_ns`."""
        return self._tried_again(lambda: self._fetch(name, target))

    def _fetch(self, name: str, target: Path) -> int:
        with self._explained(name), target.open("wb") as file:
            answer = self._client.get_object(Bucket=self.url.bucket, Key=self.url.key(name))
            with closing(answer["Body"]) as body:
                for chunk in body.iter_chunks(_CHUNK):
                    file.write(chunk)
        return version_ns(answer["LastModified"], answer["ETag"])

    def write(self, name: str, content: bytes) -> None:
        """Write an object: whoever reads sees the old one or the new one, whole."""
        self._put(name, content, hashlib.sha256(content).digest())

    def send(self, path: Path, name: str, sha256: str) -> None:
        """Write an object from a local file, whose SHA-256 (hex) the store holds it against."""
        with path.open("rb") as file:
            self._put(name, file, bytes.fromhex(sha256))

    def write_if(self, name: str, content: bytes, tag: str | None) -> str:
        """Write an object if it still has this tag, or with None if there is none; its new tag.

        Raises ConditionError. A write that was done while its answer got lost looks like one that
        another did: read what is there.
        """
        condition = {"IfNoneMatch": "*"} if tag is None else {"IfMatch": tag}
        try:
            return self._put(name, content, hashlib.sha256(content).digest(), **condition)
        except NoObjectError:
            raise ConditionError from None

    def copy(self, source: str, target: str) -> None:
        """Copy an object within the store: no byte of it comes here."""
        with self._explained(source):
            self._client.copy_object(
                Bucket=self.url.bucket,
                Key=self.url.key(target),
                CopySource={"Bucket": self.url.bucket, "Key": self.url.key(source)},
            )

    def remove(self, keys: Iterable[str]) -> None:
        """Remove objects by their keys; those that are gone are no error."""
        waiting: list[dict[str, str]] = []
        for key in keys:
            waiting.append({"Key": key})
            if len(waiting) == _REMOVED_AT_ONCE:
                self._remove(waiting)
                waiting = []
        if waiting:
            self._remove(waiting)

    def _remove(self, objects: list[dict[str, str]]) -> None:
        with self._explained():
            self._client.delete_objects(
                Bucket=self.url.bucket, Delete={"Objects": objects, "Quiet": True}
            )

    def _put(self, name: str, body: Any, digest: bytes, **condition: str) -> str:
        with self._explained(name, conditional=bool(condition)):
            answer = self._client.put_object(
                Bucket=self.url.bucket,
                Key=self.url.key(name),
                Body=body,
                ChecksumSHA256=base64.b64encode(digest).decode(),
                **condition,
            )
        return str(answer["ETag"])

    def _tried_again(self, work: Callable[[], _Answer]) -> _Answer:
        """Do it again where an answer broke off: the library tries again only until it begins."""
        from botocore.exceptions import (
            IncompleteReadError,
            ReadTimeoutError,
            ResponseStreamingError,
        )

        broken = (IncompleteReadError, ReadTimeoutError, ResponseStreamingError)
        for _ in range(_TRIES_TO_READ - 1):
            try:
                return work()
            except StoreError as error:
                if not isinstance(error.__cause__, broken):
                    raise
        return work()

    @contextmanager
    def _explained(self, name: str | None = None, conditional: bool = False) -> Iterator[None]:
        """Turn what the library raises into our errors; `name` is the one object asked for."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except ClientError as error:
            raise self._answer(error, name, conditional) from error
        except (BotoCoreError, ValueError) as error:
            raise explain_failure(str(self.url), self.endpoint, error) from error

    def _answer(self, error: Any, name: str | None, conditional: bool) -> Exception:
        said = error.response.get("Error", {})
        code, message = str(said.get("Code", "")), str(said.get("Message", ""))
        status = int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
        if conditional and status in (409, 412):
            return ConditionError()
        if name is not None and (code == "NoSuchKey" or (code == "404" and status == 404)):
            return NoObjectError(name)
        if name is not None and code in ("AccessDenied", "403", "InvalidObjectState"):
            reason = f"{code}: {message}" if message else code
            return RefusedObjectError(str(self.url), name, reason)
        return explain_answer(str(self.url), self.endpoint, code, status, message)
