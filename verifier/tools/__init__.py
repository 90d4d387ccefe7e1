"""Exact and rigorous tools: binding, normal forms, signs, matching, evaluation, enclosure, sampling."""
