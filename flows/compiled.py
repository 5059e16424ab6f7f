"""Reading, extraction and validation as machine code, where `make fast` has built them from these
very sources.

A build stands in a folder that is named after a hash of the sources it was made from and of the
Python it was made for. It is used only while that hash fits: whoever edits a source file, or pulls
a newer one, runs that file, interpreted. Without a build nothing here costs anything.

`CITATBANK_COMPILED=0` in the environment leaves builds alone; a folder there is looked into instead
of the one in the Python environment.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.machinery import EXTENSION_SUFFIXES, ExtensionFileLoader, ModuleSpec
from pathlib import Path
from types import ModuleType

PROJECT = Path(__file__).parent.parent
# The machine code of all modules; beside it, each module has a small file that leads there.
LIBRARY = "citatbank__mypyc"
SUFFIX = EXTENSION_SUFFIXES[0]

_PACKAGES = ("flows/extraction", "flows/reading", "flows/records.py", "flows/validation")
_PREFIXES = ("flows.extraction.", "flows.reading.", "flows.records", "flows.validation.")
# Programs that make data files, run by hand.
_LEFT_OUT = ("build", "training")


def builds_folder() -> Path | None:
    """Where builds stand, one folder each; None where they are not wanted."""
    wanted = os.environ.get("CITATBANK_COMPILED")
    if wanted is None:
        return Path(sys.prefix, "citatbank-compiled")
    return None if wanted in ("", "0") else Path(wanted)


def source_files(root: Path = PROJECT) -> list[Path]:
    """The files that a build is made from, sorted."""
    return sorted(path for name in _PACKAGES for path in _python_files(root / name))


def _python_files(path: Path) -> Iterator[Path]:
    if path.suffix == ".py":
        yield path
    elif path.is_dir() and path.name not in _LEFT_OUT:
        for entry in path.iterdir():
            yield from _python_files(entry)


def sources_key(root: Path = PROJECT) -> str:
    """16 hex digits over all that a build depends on."""
    from hashlib import sha256

    digest = sha256(f"{sys.version}\0{SUFFIX}\0".encode())
    for path in source_files(root):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


@cache
def fitting_build() -> Path | None:
    """The folder of the build that fits the sources as they are, once its code is loaded."""
    builds = builds_folder()
    if builds is None or not builds.is_dir():
        return None
    build = builds / sources_key()
    return build if _load_library(build) else None


def is_compiled() -> bool:
    """Whether extraction runs as machine code in this process."""
    return fitting_build() is not None


def extraction_form() -> str:
    """`compiled` or `interpreted`: how extraction runs."""
    return "compiled" if is_compiled() else "interpreted"


def _load_library(build: Path) -> bool:
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location(LIBRARY, build / f"{LIBRARY}{SUFFIX}")
    if spec is None or spec.loader is None:
        return False
    try:
        library = module_from_spec(spec)
        spec.loader.exec_module(library)
    except ImportError:  # not there, or of another machine
        return False
    # Modules learn from it where they are, and look for their data files there.
    library.__file__ = str(PROJECT / f"{LIBRARY}{SUFFIX}")
    sys.modules[LIBRARY] = library
    return True


class CompiledFinder:
    """Finds the compiled form of a module, where there is a build that fits."""

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """As any finder of `sys.meta_path`; None leaves the module to the next one."""
        if not name.startswith(_PREFIXES):
            return None
        build = fitting_build()
        if build is None:
            return None
        file = build / f"{name.replace('.', '/')}{SUFFIX}"
        if not file.is_file():  # a package, or a module that is never compiled
            return None
        return ModuleSpec(name, ExtensionFileLoader(name, str(file)), origin=str(file))


def prefer_compiled() -> None:
    """Let imports find compiled modules first. Looks at nothing until one is imported."""
    sys.meta_path.insert(0, CompiledFinder())
