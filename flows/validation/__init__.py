"""Findings to valid rows: records that break a rule become rejects, the rest become tables."""

from flows.validation.articles import ValidTables, validate_articles

__all__ = ["ValidTables", "validate_articles"]
