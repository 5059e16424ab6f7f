"""Archives for tests, packed as users pack them."""

from __future__ import annotations

import io
import tarfile
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

FORMS = (".zip", ".tar", ".tar.gz", ".tar.zst")

# Names and texts in their order; a name may come twice.
Members = Iterable[tuple[str, bytes]]


def pack(path: Path, members: Members) -> Path:
    """Write an archive of the form that its name says."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(packed(path.name, members))
    return path


def packed(name: str, members: Members) -> bytes:
    """The bytes of an archive; the same for the same members."""
    target = io.BytesIO()
    if name.endswith(".zip"):
        with warnings.catch_warnings(), zipfile.ZipFile(target, "w") as archive:
            warnings.simplefilter("ignore")  # that a name comes twice
            for member, text in members:
                archive.writestr(zipfile.ZipInfo(member), text, zipfile.ZIP_DEFLATED)
        return target.getvalue()
    gz = name.endswith("gz")
    with tarfile.open(fileobj=target, mode="w:gz" if gz else "w", format=tarfile.PAX_FORMAT) as tar:
        for member, text in members:
            info = tarfile.TarInfo(member)
            info.size = len(text)
            tar.addfile(info, io.BytesIO(text))
    if name.endswith("zst"):
        compressed: bytes = pa.Codec("zstd").compress(target.getvalue(), asbytes=True)
        return compressed
    return target.getvalue()
