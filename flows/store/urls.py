"""Places in a store as URLs (`s3://bucket/folder`) and as paths.

All folders of a run are `Path`s, from the command line to the parameters of a flow. A URL that is
made a `Path` loses one of its slashes (`s3:/bucket/folder`) and nothing else that matters to a
folder, so it is recognised by its first part. A single object is a path of three parts, the last
of which is its whole key with `/` and all else that paths treat specially written as `%2F`: keys
are data, and `a//b`, `./a` and `../a` are keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

_SCHEME = "s3:"


def is_stored(path: Path) -> bool:
    """Whether a path names a place in a store."""
    return path.parts[:1] == (_SCHEME,)


def shown(path: Path) -> str:
    """A path as the user wrote it."""
    return str(StoreUrl.of(path)) if is_stored(path) else str(path)


@dataclass(frozen=True, slots=True)
class StoreUrl:
    """A folder in a bucket. `prefix` is empty or ends with a slash; all its keys begin with it."""

    bucket: str
    prefix: str

    @classmethod
    def of(cls, path: Path) -> StoreUrl:
        """The folder that a path names; see `is_stored`."""
        bucket, *folders = (*path.parts[1:],) or ("",)
        return cls(bucket, "".join(f"{folder}/" for folder in folders))

    def __str__(self) -> str:
        return f"s3://{self.bucket}/{self.prefix}".rstrip("/")

    def __truediv__(self, name: str) -> StoreUrl:
        return StoreUrl(self.bucket, f"{self.prefix}{name}/")

    def key(self, name: str) -> str:
        """The key of an object below the folder."""
        return self.prefix + name

    def object_path(self, key: str) -> Path:
        """A single object as a path; `read_key` takes it apart again."""
        return Path(_SCHEME, self.bucket, quote(key, safe=" "))


def read_key(path: Path) -> tuple[str, str]:
    """Bucket and key of an object's path."""
    _, bucket, key = path.parts
    return bucket, unquote(key)
