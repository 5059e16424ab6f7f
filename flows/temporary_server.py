"""A Prefect server for the time of one run, where none is configured.

Prefect can start such a server itself. This one starts in half the time, because it starts while
Prefect is still being imported and its database is made once, not checked on each run; and it
never outlives the run, because it ends when the pipe to its parent closes, however that parent
dies.
"""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import IO

from flows.errors import UserError

STARTUP_SECONDS = 90
# Whatever proxy the environment names for the rest of the world is none for this machine.
_DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
_LOG_NAME = "temporary-server.log"


class ServerError(UserError):
    """No Prefect server could be reached or started; the message is for the user."""


class TemporaryServer:
    """A Prefect server on a free port of this machine, with its database under `home`."""

    def __init__(self, home: Path) -> None:
        """Start the server; it answers after `wait_ready`. Raises `ServerError`."""
        self._home = home
        self._marker = home / f"database-made-by-prefect-{version('prefect')}"
        self._making_database: IO[str] | None = None
        try:
            home.mkdir(parents=True, exist_ok=True)
            if not self._database_is_made():
                # Two first runs at once must not both make the database.
                self._making_database = (home / "database.lock").open("w")
                fcntl.flock(self._making_database, fcntl.LOCK_EX)
            self._process, port = self._start()
        except OSError as error:
            raise ServerError(
                f"Prefect cannot keep its database in {home} ({error.strerror or error}); "
                "set PREFECT_HOME to a folder that can be written"
            ) from error
        self.api_url = f"http://127.0.0.1:{port}/api"

    def _database_is_made(self) -> bool:
        custom = "PREFECT_API_DATABASE_CONNECTION_URL" in os.environ
        return not custom and self._marker.exists() and (self._home / "prefect.db").exists()

    def _start(self) -> tuple[subprocess.Popen[bytes], int]:
        made = self._database_is_made()
        environment = {
            **os.environ,
            "PREFECT_HOME": str(self._home),
            "PREFECT_UI_ENABLED": "false",
            "PREFECT__SERVER_EPHEMERAL": "1",
            "PREFECT__SERVER_FINAL": "1",
            "PREFECT_API_DATABASE_MIGRATE_ON_START": "false" if made else "true",
            "PREFECT_API_BLOCKS_REGISTER_ON_START": "false",
            # Task runs are recorded in the background; small batches would be lost at the end.
            "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_BATCH_SIZE": "50",
        }
        # The socket is bound here and inherited: no port can be taken by somebody in between,
        # and early requests wait in its queue instead of failing.
        with socket.socket() as listener, (self._home / _LOG_NAME).open("wb") as log:
            listener.bind(("127.0.0.1", 0))
            listener.listen(128)
            process = subprocess.Popen(
                [sys.executable, "-m", "flows.temporary_server", str(listener.fileno())],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                env=environment,
                pass_fds=[listener.fileno()],
                # Ctrl-C is for the run, which still has to tell the server how it ended.
                start_new_session=True,
            )
            return process, int(listener.getsockname()[1])

    def wait_ready(self) -> None:
        """Wait until the server answers. Raises `ServerError` when it does not."""
        try:
            with _DIRECTLY.open(f"{self.api_url}/health", timeout=STARTUP_SECONDS):
                self._marker.touch()
        except OSError as error:
            self.stop()
            raise ServerError(
                f"Prefect's temporary server did not start ({error}); "
                f"{self._home / _LOG_NAME} says why, and removing {self._home} starts afresh"
            ) from error
        finally:
            if self._making_database is not None:
                self._making_database.close()
                self._making_database = None

    def stop(self) -> None:
        """End the server, letting it write what it still holds."""
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def check_server(api_url: str) -> None:
    """Raise `ServerError` unless something answers at a configured server's address."""
    try:
        with urllib.request.urlopen(f"{api_url.rstrip('/')}/health", timeout=15):
            pass
    except urllib.error.HTTPError:
        pass  # Even a refusal is an answer; whether we may use it, Prefect will say.
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise ServerError(
            f"no Prefect server answers at {api_url} ({reason}); "
            "start it, or unset PREFECT_API_URL to run without one"
        ) from error


def _serve(listener: int) -> None:
    """Serve on an inherited socket until standard input closes."""
    import uvicorn

    def end_with_parent() -> None:
        sys.stdin.buffer.read()
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=end_with_parent, daemon=True).start()
    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        fd=listener,
        log_level="error",
        lifespan="on",
        # A connection that an interrupted run left open is not waited for.
        timeout_graceful_shutdown=1,
    )


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
