"""How the tables of laws write a relation: as it stands, without asking whether it could be decided.

SymPy asks that of both sides whenever a relation is made; for the tables alone that took half of the start of every worker.
"""

from functools import partial

import sympy

Eq, Ge, Gt, Le, Lt, Ne = (partial(kind, evaluate=False) for kind in (sympy.Eq, sympy.Ge, sympy.Gt, sympy.Le, sympy.Lt, sympy.Ne))
