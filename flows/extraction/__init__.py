"""An article's text becomes findings: quotes with their speakers, and actors."""
