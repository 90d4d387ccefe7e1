"""Imported once by the fork server, so that every worker starts with the engine loaded; never fails."""

import contextlib
import gc
import importlib

NAMES = ("sympy", "mpmath", "numpy", "flint", "pebble", "click", "verifier.cli", "verifier.workers", "verifier.describe",
         "verifier.language", "verifier.portfolio", "verifier.audit")

for _name in NAMES:
    with contextlib.suppress(Exception):  # a worker that needs it meets the error itself, and reports it
        importlib.import_module(_name)

gc.collect()
gc.freeze()  # the workers share these pages
