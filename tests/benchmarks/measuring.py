"""Run a command and see what it and its processes take: time, processor time, memory.

Linux only: processes are watched in /proc. A process's peak is what the system keeps of it
(`VmHWM`), so that no peak between two looks is missed.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

_SECONDS_BETWEEN_LOOKS = 0.2
_TICKS = os.sysconf("SC_CLK_TCK")
# Parts of a command line, and what the process with it does.
_ROLES = (
    ("flows.temporary_server", "server"),
    ("prefect server", "server"),
    ("resource_tracker", "tracker"),
    ("multiprocessing", "worker"),
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command took: seconds, processor seconds of all its processes, and by role the
    number of processes, their processor seconds and the highest peak of one of them in MB."""

    seconds: float
    cpu_seconds: float
    output: str
    processes: dict[str, int]
    cpu_by_role: dict[str, float]
    peak_mb: dict[str, float]


@dataclass(slots=True)
class _Watched:
    roles: dict[int, str] = field(default_factory=dict)
    cpu: dict[int, float] = field(default_factory=dict)
    peak_kb: dict[int, int] = field(default_factory=dict)


def measured(command: Sequence[str], environment: dict[str, str], cwd: Path) -> Measured:
    """Run a command to its end. If it fails, prints its errors and raises CalledProcessError."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    watched, over = _Watched(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, watched, over))
    watcher.start()
    output, errors = process.communicate()
    seconds = time.perf_counter() - started
    over.set()
    watcher.join()
    if process.returncode != 0:
        print(errors[-3000:], file=sys.stderr)
        raise subprocess.CalledProcessError(process.returncode, list(command), output, errors)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    counts: defaultdict[str, int] = defaultdict(int)
    by_role: defaultdict[str, float] = defaultdict(float)
    peaks: defaultdict[str, float] = defaultdict(float)
    for pid, role in watched.roles.items():
        counts[role] += 1
        by_role[role] += watched.cpu.get(pid, 0.0)
        peaks[role] = max(peaks[role], watched.peak_kb.get(pid, 0) / 1024)
    return Measured(seconds, cpu, output, dict(counts), dict(by_role), dict(peaks))


def _watch(root: int, watched: _Watched, over: threading.Event) -> None:
    while True:
        for pid in _tree(root):
            _look(pid, root, watched)
        if over.wait(_SECONDS_BETWEEN_LOOKS):
            return


def _tree(root: int) -> list[int]:
    """A process and all below it."""
    parents: dict[int, int] = {}
    for entry in (path.name for path in Path("/proc").iterdir()):
        if entry.isdigit():
            try:
                stat = Path("/proc", entry, "stat").read_text()
            except OSError:
                continue
            parents[int(entry)] = int(stat.rpartition(")")[2].split()[1])
    found, reached = [], [root]
    while reached:
        pid = reached.pop()
        found.append(pid)
        reached += [child for child, parent in parents.items() if parent == pid]
    return found


def _look(pid: int, root: int, watched: _Watched) -> None:
    folder = Path("/proc", str(pid))
    try:
        if pid not in watched.roles:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            role = next((role for part, role in _ROLES if part in command), "other")
            watched.roles[pid] = "run" if pid == root else role
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        watched.cpu[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
        for line in (folder / "status").read_text().splitlines():
            if line.startswith("VmHWM"):
                watched.peak_kb[pid] = int(line.split()[1])
    except (OSError, IndexError):  # it has ended
        return
