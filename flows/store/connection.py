"""The connection to a store: botocore's client with our settings."""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

from flows.store.errors import INSTALL, StoreError, explain_failure

# Requests that may be under way at once, in all threads of a process.
MOST_REQUESTS = 32
_CONNECT_SECONDS, _ANSWER_SECONDS, _ATTEMPTS = 10, 60, 5
_AMAZON = (".amazonaws.com", ".amazonaws.com.cn")


def connect(url: str) -> Any:
    """A client for each URL of a process: to make one takes as long as a hundred requests.

    Raises StoreError.
    """
    with _making:
        return _new_client(url)


_making = threading.Lock()


@lru_cache(maxsize=8)
def _new_client(url: str) -> Any:
    try:
        import botocore.session
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError
    except ImportError as error:
        raise StoreError(f"{url}: what stores need is not installed: {INSTALL}", True) from error

    settings: dict[str, Any] = {
        "max_pool_connections": MOST_REQUESTS,
        "connect_timeout": _CONNECT_SECONDS,
        "read_timeout": _ANSWER_SECONDS,
        "retries": {"mode": "standard", "max_attempts": _ATTEMPTS},
        # Checksums are given where we have them; not every store knows those of the library.
        "request_checksum_calculation": "when_required",
        "response_checksum_validation": "when_required",
        "user_agent_extra": "citatbank",
    }
    try:
        session = botocore.session.get_session()
        client = session.create_client("s3", config=Config(**settings))
        host = client.meta.endpoint_url.partition("://")[2].partition(":")[0].rstrip("/")
        chosen = (session.get_scoped_config().get("s3") or {}).get("addressing_style")
        if not host.endswith(_AMAZON) and chosen is None:
            # Few other stores have a host name for each bucket.
            settings["s3"] = {"addressing_style": "path"}
            client = session.create_client("s3", config=Config(**settings))
    except (BotoCoreError, ValueError) as error:
        raise explain_failure(url, "the store", error) from error
    return client
