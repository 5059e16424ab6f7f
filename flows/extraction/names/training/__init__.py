"""Training of the name model: build-time only, it needs numpy and scipy."""
