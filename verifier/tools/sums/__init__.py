"""Finite sums, series and whole numbers."""
