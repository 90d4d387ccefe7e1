"""Files, processes, cache, lock: how a corpus is run and what is kept and shown of it."""
