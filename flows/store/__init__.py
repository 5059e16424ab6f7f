"""Object storage (S3 and what speaks its protocol) as a place for seeds and output.

urls        `s3://bucket/folder` on the command line, and what becomes of it as a path
errors      everything a store can refuse, in one line for the user
connection  the library's client, with our settings
client      the few requests that are needed: list, read, write, write on a condition, copy, remove
objects     single objects by path, read ahead while others are worked on
cache       where copies stand on this machine

Nothing of this knows seeds, tables or generations. The client library is an extra
(`make stores`) and is imported when a store is first spoken to; the store's address and the
credentials come from the environment and the files that all tools for S3 share (AWS_ENDPOINT_URL,
AWS_ACCESS_KEY_ID, AWS_PROFILE, ~/.aws).
"""

from flows.store.errors import StoreError
from flows.store.urls import StoreUrl, is_stored, shown

__all__ = ["StoreError", "StoreUrl", "is_stored", "shown"]
