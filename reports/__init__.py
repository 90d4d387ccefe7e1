"""Renders a run's record as a static site; computes nothing mathematical and reads `verifier.record` only."""
