"""Whether a claim's checks can fail: changed statements, dropped premises, and what becomes of each."""
