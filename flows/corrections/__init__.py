"""What users know better: their corrections file, and how it changes what was found.

The file (TOML, `corrections.toml` in the seeds folder unless another one is named) says which
names are one actor, which one name is several, which have another type, which are no actors, and
their Wikidata ids. It is followed by the next run; only articles that it touches are processed
again.

rules      corrections as records, looked up by the id that an actor has without them
reading    the file, checked entry by entry
applying   findings of an article with the corrections made
"""

from __future__ import annotations

from flows.corrections.rules import DEFAULT_NAME, NO_CORRECTIONS, Corrections, CorrectionsError

__all__ = ["DEFAULT_NAME", "NO_CORRECTIONS", "Corrections", "CorrectionsError"]
