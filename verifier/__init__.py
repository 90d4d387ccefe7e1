"""The derivation verifier: state each equation once, learn which lines are proved."""

__version__ = "0.1.0"
