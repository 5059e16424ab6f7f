"""What holds for all tests."""

from __future__ import annotations

from hypothesis import settings

# Machines that build are busy: how long one example took says nothing there.
settings.register_profile("citatbank", deadline=None)
settings.load_profile("citatbank")
