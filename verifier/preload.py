"""Imported once by the fork server, so that every worker starts with the engine loaded; never fails."""

import contextlib
import importlib

for _name in ("sympy", "mpmath", "numpy", "flint", "verifier.language", "verifier.portfolio", "verifier.audit",
              "verifier.describe"):
    with contextlib.suppress(Exception):  # a worker that needs it meets the error itself, and reports it
        importlib.import_module(_name)
