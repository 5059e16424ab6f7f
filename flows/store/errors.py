"""What a store refuses or fails at, as one line that says what to do."""

from __future__ import annotations

from typing import Any

from flows.errors import UserError

# Not by the project's name: that is on no package index, or a stranger's.
INSTALL = "run make stores in the project's folder"


class StoreError(UserError):
    """A store cannot be used; the message is one line for the user.

    `wrong_use` tells that the user named something that is not there, as with a missing folder.
    """

    def __init__(self, message: str, wrong_use: bool = False) -> None:
        super().__init__(message, wrong_use)
        self.exit_code = 2 if wrong_use else 1

    def __str__(self) -> str:
        return str(self.args[0])


class ConditionError(Exception):
    """The condition of a write does not hold: the object is not as the writer knew it."""


class NoObjectError(Exception):
    """There is no object of this key."""


class RefusedObjectError(StoreError):
    """The store keeps this one object to itself; `reason` is what it says."""

    def __init__(self, url: str, name: str, reason: str) -> None:
        super().__init__(
            f"{url}: the store refuses {name} ({reason}): check the credentials and what they may "
            "do."
        )
        self._said = url, name, reason
        self.reason = reason

    def __reduce__(self) -> tuple[type[RefusedObjectError], tuple[str, str, str]]:
        # It crosses to another process as what it was made of, not as its message.
        return RefusedObjectError, self._said


def explain_answer(url: str, endpoint: str, code: str, status: int, message: str) -> StoreError:
    """An answer of the store that is no success, nor about a single object."""
    if code == "NoSuchBucket":
        bucket = url.removeprefix("s3://").split("/")[0]
        return StoreError(
            f"{url}: there is no bucket {bucket} at {endpoint}: make it or name another.", True
        )
    if code in ("PermanentRedirect", "301", "AuthorizationHeaderMalformed", "IllegalLocation"):
        return StoreError(f"{url}: the bucket is in another region ({message}): set AWS_REGION.")
    if code in ("ExpiredToken", "TokenRefreshRequired", "RequestExpired"):
        return StoreError(f"{url}: the credentials have expired: renew them and run again.")
    if code == "RequestTimeTooSkewed":
        return StoreError(f"{url}: this machine's clock is wrong, says the store: set it.")
    if status in (401, 403):
        return StoreError(
            f"{url}: {endpoint} refuses access ({code}): check the credentials "
            "(AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE) and what they may do."
        )
    if status == 501:
        return StoreError(f"{url}: {endpoint} lacks something that is needed ({code}: {message}).")
    return StoreError(f"{url}: {endpoint} failed ({code} {message}): run again later.")


def explain_failure(url: str, endpoint: str, error: Any) -> StoreError:
    """An error of the client library: no answer came, or none was asked for."""
    kind = type(error).__name__
    if kind in ("NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError"):
        return StoreError(
            f"{url}: no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
            "or AWS_PROFILE."
        )
    if kind in ("ProfileNotFound", "ConfigParseError", "ConfigNotFound", "InvalidConfigError"):
        return StoreError(f"{url}: the AWS settings cannot be used ({_line(error)}).", True)
    if kind == "ParamValidationError":
        return StoreError(f"{url} is no place in a store: write s3://bucket/folder.", True)
    return StoreError(
        f"{url}: {endpoint} cannot be reached ({_line(error)}): check the network and "
        "AWS_ENDPOINT_URL."
    )


def _line(error: Any) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 200 else f"{text[:199]}…"
