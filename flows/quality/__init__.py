"""Quality gates: figures of a new state, held against bounds before it is published.

figures    counts of a month or of the whole dataset, and the measures made of them
counting   figures of the tables on disk; only months that changed are counted again
actors     which actors are known from which month
bounds     what figures are allowed to be: `bounds.toml`, or a file of the user's
judging    figures against bounds: the breaches
gate       all of it as the check that publishing calls
history    figures of the runs before this one
showing    figures, breaches and trend as Markdown or lines
"""

from __future__ import annotations

from flows.quality.bounds import Bound, BoundsError, read_bounds
from flows.quality.gate import QualityGate, Verdict
from flows.quality.judging import Breach

__all__ = ["Bound", "BoundsError", "Breach", "QualityGate", "Verdict", "read_bounds"]
