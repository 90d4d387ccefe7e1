"""A witness in words, and one line that shows it to anyone with Python and mpmath or NumPy."""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational
from sympy.printing.pycode import MpmathPrinter

from verifier.distributions import RandomValue
from verifier.valuation import name_of, show_value

OPERATORS = {sp.Eq: "==", sp.Ne: "!=", sp.Lt: "<", sp.Le: "<=", sp.Gt: ">", sp.Ge: ">="}


def words_of(values: dict) -> dict[str, str]:
    """Name -> value in words."""
    return {name_of(key): show_value(value) for key, value in values.items()}


def replay_line(statement, values: dict) -> str:
    """A shell command that prints both sides at the witness; empty where no short one is known."""
    if not isinstance(statement, Relational) or any(isinstance(value, RandomValue) for value in values.values()):
        return ""
    scalars = {key: value for key, value in values.items() if isinstance(key, sp.Symbol)}
    try:
        if len(scalars) < len(values) or any(isinstance(side, sp.MatrixExpr) for side in statement.args):
            return _with_numpy(statement, values)
        printer = MpmathPrinter({"fully_qualified_modules": False, "inline": True, "allow_unknown_functions": False})
        settings = "; ".join(f"{name_of(key)} = {printer.doprint(value)}" for key, value in scalars.items())
        left, right = (printer.doprint(side) for side in statement.args)
        code = f"from mpmath import *; mp.dps = 50; {settings + '; ' if settings else ''}print({left}, {right})"
        return f"python -c \"{code}\"" if '"' not in code and "\n" not in code and "Not supported" not in code else ""
    except Exception:  # a printer that fails costs the line only
        return ""


def _with_numpy(statement, values: dict) -> str:
    from sympy.printing.numpy import NumPyPrinter
    printer = NumPyPrinter({"fully_qualified_modules": False, "allow_unknown_functions": False})
    parts = []
    for key, value in values.items():
        shown = show_value(value)
        parts.append(f"{name_of(key)} = array({shown})" if isinstance(value, tuple) else f"{name_of(key)} = {shown}")
    left, right = (printer.doprint(side) for side in statement.args)
    code = f"from numpy import *; from numpy.linalg import *; {'; '.join(parts)}; print({left}, {right})"
    return f"python -c \"{code}\"" if '"' not in code and "\n" not in code and "Not supported" not in code else ""
