"""`citatbank server`: a lasting Prefect server with its pages, on this machine."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from flows.commands.terminal import FAILED, complain, say
from flows.settings import local_api_url, prefect_home, quiet_prefect

_ANYWHERE = ("0.0.0.0", "::")


def server_command(host: str, port: int) -> int:
    """Become the server; returns an exit code only where that cannot be."""
    taken = _why_taken(host, port)
    if taken is not None:
        complain(f"port {port} on {host} cannot be used ({taken}); name another: --port N")
        return FAILED
    # Apart from the temporary servers of single runs: two servers do not share a database.
    home = prefect_home() / "server"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        complain(f"{home} cannot be written ({error.strerror}); set PREFECT_HOME to a folder")
        return FAILED
    shown = "127.0.0.1" if host in _ANYWHERE else host
    environment = {
        **quiet_prefect(verbose=False),
        # The pages ask the server that they came from, at whatever port and name that was.
        "PREFECT_SERVER_UI_API_URL": "/api" if host in _ANYWHERE else local_api_url(port, host),
        **os.environ,
        "PREFECT_HOME": str(home),
    }
    environment.pop("PREFECT_API_URL", None)
    say(f"Pages    http://{shown}:{port} (in a moment; the first start takes a minute)")
    say(f"Commands export PREFECT_API_URL={local_api_url(port, shown)}")
    say("End      Ctrl-C")
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", host, "--port"]
    sys.stdout.flush()
    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    # This process becomes the server, so that whatever ends it ends the server.
    os.execve(sys.executable, [*command, str(port)], environment)


def _why_taken(host: str, port: int) -> str | None:
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        return error.strerror or str(error)
    return None
