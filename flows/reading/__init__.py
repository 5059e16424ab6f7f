"""Reading: a folder of seed files becomes articles with paragraphs that know their role.

The steps, in order:

seed_files  the files and archives of the seeds folder, each once, in a stable order
archives    the members of an archive, each as if it were a file
decode      bytes to text in NFC with plain line ends
header      the date on the first line
paragraphs  lines, footers, captions, bylines, debris, questions, subheadings, lead, title
language    which language it is
articles    all of it put together

Nothing of a text is deleted or rewritten: roles tell extraction what to pass over. A file that
cannot become an article becomes a `Reject` with one of the reasons in `rejections`.
"""

from flows.reading.archives import list_members
from flows.reading.articles import article_from_bytes, article_id, read_article, read_bytes
from flows.reading.decode import Decoded, decode
from flows.reading.found import SeedArchive, SeedFile
from flows.reading.header import Header, read_header
from flows.reading.language import detect_language
from flows.reading.paragraphs import Layout, lay_out
from flows.reading.rejections import LARGEST_FILE, RejectReason
from flows.reading.seed_files import SeedsFolderError, find_seed_files

__all__ = [
    "LARGEST_FILE",
    "Decoded",
    "Header",
    "Layout",
    "RejectReason",
    "SeedArchive",
    "SeedFile",
    "SeedsFolderError",
    "article_from_bytes",
    "article_id",
    "decode",
    "detect_language",
    "find_seed_files",
    "lay_out",
    "list_members",
    "read_article",
    "read_bytes",
    "read_header",
]
