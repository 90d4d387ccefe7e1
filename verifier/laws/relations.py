"""How the tables of laws write an equation: as it stands, without asking whether it could be decided.

`sympy.Eq` asks that of both sides whenever an equation is made; for the tables alone that took half of the start of every worker.
"""

import sympy


def Eq(left, right):  # noqa: N802 - reads as SymPy's
    """The equation of two sides."""
    return sympy.Eq(left, right, evaluate=False)
