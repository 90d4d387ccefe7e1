"""From a claim to its verdict: goals, the numeric route, the audit, evidence in words and as data."""
