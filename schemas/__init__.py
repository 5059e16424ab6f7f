"""The published tables, each column described once.

`ARTICLE_TABLES` are partitioned by month and hold rows that belong to one article each;
`DATASET_TABLES` are made over the whole dataset. Only declarations are imported here:
`schemas.models` builds the Pandera models, `schemas.arrow` the Parquet schemas,
`schemas.dictionary` the data dictionary.
"""

from schemas.actors import ACTORS
from schemas.articles import ARTICLES
from schemas.columns import Table
from schemas.entities import ENTITIES
from schemas.non_quotes import NON_QUOTES
from schemas.quotes import QUOTES
from schemas.rejects import REJECTS
from schemas.version import SCHEMA_VERSION

ARTICLE_TABLES: tuple[Table, ...] = (ARTICLES, QUOTES, ACTORS, NON_QUOTES)
DATASET_TABLES: tuple[Table, ...] = (ENTITIES, REJECTS)
TABLES: dict[str, Table] = {table.name: table for table in (*ARTICLE_TABLES, *DATASET_TABLES)}

__all__ = [
    "ACTORS",
    "ARTICLES",
    "ARTICLE_TABLES",
    "DATASET_TABLES",
    "ENTITIES",
    "NON_QUOTES",
    "QUOTES",
    "REJECTS",
    "SCHEMA_VERSION",
    "TABLES",
    "Table",
]
