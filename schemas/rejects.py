"""The rejects table: what was not published, and why."""

from __future__ import annotations

from schemas.columns import Column, Table

REJECTS = Table(
    name="rejects",
    meaning="One row per seed file or record that was not published. Not partitioned.",
    key=("source_file", "stage", "reason", "detail"),
    order=("source_file", "stage", "reason", "detail"),
    columns=(
        Column("source_file", "string", "path of the seed file, relative to the seeds folder"),
        Column(
            "stage",
            "string",
            "the step that refused it: discovery, reading, extraction, validation, publishing",
        ),
        Column("reason", "string", "why: a code, for validation the name of the broken rule"),
        Column("detail", "string", "what was found, and where", blank=True),
    ),
)
