"""Identities by random evaluation in finite fields."""
