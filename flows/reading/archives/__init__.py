"""Archives of articles: each member is an article, read where it stands and never unpacked to disk.

The steps, in order:

members   which of them are articles, by name
streams   bytes of a file, decompressed on the way where they have to be, within bounds
zips      members of `.zip`, each found by its place in the file
tars      members of `.tar`, found by their place, and of `.tar.gz` and `.tar.zst`, in one pass
listing   all of it put together: `list_members` and `read_member`

A member's `source_file` is the archive's, a `/`, and the member's name. No file can have it: a
folder holds no file and folder of one name. What cannot become an article becomes a `Reject`, under
the member's name where there is one, else under the archive's; what stands before a place where an
archive breaks is read.
"""

from flows.reading.archives.listing import list_members, on_this_machine, read_member
from flows.reading.archives.members import is_archive

__all__ = ["is_archive", "list_members", "on_this_machine", "read_member"]
