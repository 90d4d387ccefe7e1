"""Imported once by the fork server, so that every worker starts with the engine loaded; never fails."""

import contextlib
import gc
import importlib

NAMES = ("sympy", "mpmath", "numpy", "flint", "pebble", "click", "verifier.cli", "verifier.running.workers", "verifier.running.describe",
         "verifier.language", "verifier.judgement.portfolio", "verifier.judgement.audit")

gc.disable()  # nothing of what is imported here is ever garbage: to search it again and again takes a sixth of the time
for _name in NAMES:
    with contextlib.suppress(Exception):  # a worker that needs it meets the error itself, and reports it
        importlib.import_module(_name)
        if _name == "sympy":  # asks for assumptions in an order of chance: the laws are to be read in the same one each time
            importlib.import_module("sympy.core.random").seed(0)

gc.freeze()  # the workers share these pages
gc.enable()
