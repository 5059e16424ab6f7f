"""Reading the published tables back, for people."""
