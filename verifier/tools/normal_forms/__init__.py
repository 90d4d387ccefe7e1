"""Forms in which equal means identical."""
