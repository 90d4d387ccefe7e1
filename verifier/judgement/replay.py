"""A witness in words, and one line that shows it to anyone with Python and mpmath or NumPy."""

from __future__ import annotations

import sympy as sp

from verifier.judgement.one_line_mpmath import Numbers
from verifier.judgement.one_line_numpy import Arrays
from verifier.vocabulary.operators import Norm, dot, entry
from verifier.vocabulary.valuation import Valuation, name_of, show_value


def words_of(values: dict) -> dict[str, str]:
    """Name -> value in words."""
    return {name_of(key): show_value(value) for key, value in values.items()}


def replay_line(statement, values, laws=None) -> str:
    """A shell command that prints both sides at the witness, or the values of a limit's or order's expression; empty if none is known.

    `values` is a valuation or a mapping, `laws` gives (name, *parameters) of random symbols that have no value.
    """
    values = {key: sp.sympify(value) if isinstance(value, int) else value
              for key, value in (values.values if isinstance(values, Valuation) else values).items()}
    try:
        code = (Arrays if _has_arrays(statement, *values.values()) else Numbers)(values, laws or {}).line(statement)
    except Exception:  # a printer that fails costs the line only
        return ""
    return f"python -c \"{code}\"" if '"' not in code and "\n" not in code and "Not supported" not in code else ""


def _has_arrays(*parts) -> bool:
    """Whether statement or values compute with matrices or points, not with the entries of matrices alone."""
    for part in parts:
        if isinstance(part, sp.Basic):
            entries = {found: sp.Dummy() for found in part.atoms(entry) if isinstance(found.args[0], sp.MatrixSymbol)}
            if part.xreplace(entries).atoms(sp.MatrixExpr, dot, Norm):
                return True
    return False
