"""A store that does not hear some headers of requests: a proxy before the tests' server."""

from __future__ import annotations

import http.client
import os
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

# What concerns one connection, not the request.
_OWN = {"connection", "transfer-encoding", "content-length"}


@contextmanager
def deaf_store(unheard: Collection[str]) -> Iterator[str]:
    """The address of a store that passes over headers whose names (in small letters) are
    `unheard` at the time of the request. The bucket is that of the tests' server."""
    behind = urlsplit(os.environ["AWS_ENDPOINT_URL"]).netloc

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name: v for name, v in self.headers.items() if name.lower() not in unheard}
            connection = http.client.HTTPConnection(behind)
            connection.request(self.command, self.path, body, headers)
            answer = connection.getresponse()
            content = answer.read()
            # Its status line and headers as they are: the date is one of them.
            self.send_response_only(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in _OWN:
                    self.send_header(name, value)
            length = answer.headers["content-length"] if self.command == "HEAD" else len(content)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(content)
            connection.close()

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = pass_on  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: pytest shows what went wrong."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
