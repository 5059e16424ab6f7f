"""Finding who speaks: every quote's source, resolved over the whole article."""
