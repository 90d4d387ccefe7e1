"""Derivatives, integrals, limits and where they exist."""
