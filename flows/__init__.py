"""Citatbank: Danish news articles in, tables of quotes, speakers and actors out.

The steps, in the order in which a seed file passes through them:

reading     a seed file becomes an `Article` with paragraphs that know their role
extraction  an `Article` becomes `Findings`: quotes, speakers, actors, each with its place
validation  rows are held against the Pandera models in `schemas`
publishing  valid rows become Parquet tables in `output/`, in one atomic step

Prefect lives in the outermost modules only (`dataset_flow`, `tasks`); everything else is plain
Python and is used and tested without it.
"""

from flows.compiled import prefer_compiled

prefer_compiled()
