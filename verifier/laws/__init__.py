"""The laws that derivations cite: textbook facts as rows of tables, each with its needs, source and test.

Adding a law touches one table; the modules are listed here once.
"""

from functools import cache
from importlib import import_module

from verifier.claim import Law

MODULES = ("algebra", "calculus", "convexity", "definite", "geometry", "limits", "matrices", "matrix_bounds",
           "polynomials", "probability", "special", "spectra", "stochastic", "vector_calculus", "vector_norms")


@cache
def table() -> dict[str, Law]:
    """All laws by variable name, in the order of the modules."""
    found: dict[str, Law] = {}
    for name in MODULES:
        module = import_module(f"verifier.laws.{name}")
        for variable, value in vars(module).items():
            if isinstance(value, Law) and value not in found.values():
                if variable in found:
                    raise ValueError(f"two laws are called {variable}")
                found[variable] = value
    return found


globals().update(table())
__all__ = list(table())
