"""Matrices of every shape: normal form, inverses, derivatives."""
