"""Small questions about generators and bound variables that all normal forms ask."""

from __future__ import annotations

from functools import lru_cache

from sympy import Dummy, Symbol, oo
from sympy.printing.precedence import PRECEDENCE, PRECEDENCE_FUNCTIONS
from sympy.printing.str import StrPrinter


class Undefined(ArithmeticError):
    """The expression has no value: a division by zero, the logarithm of zero, a negative range."""


# what a tool, or SymPy under it, raises about an expression that it has no way with; Rejected, NoSum and NoLimit are ValueErrors
GAVE_UP = (ArithmeticError, AttributeError, KeyError, NotImplementedError, RecursionError, TypeError, ValueError)


@lru_cache(maxsize=16384)
def symbols_in(expression) -> frozenset:
    """The free symbols of an expression, remembered: SymPy walks the whole tree at every question."""
    return frozenset(expression.free_symbols)


KINDS = {"integer": {"integer": True}, "offset": {"integer": True, "nonnegative": True}, "real": {"real": True}}
PLACES = {kind: [Dummy("w", **known) for _ in range(12)] for kind, known in KINDS.items()}  # made at once, for their order breaks ties


def place_in(expression, kind: str, known: frozenset):
    """A name that neither the expression nor what is known uses: the same each time, so that what is found out under a binder is kept."""
    taken = symbols_in(expression)
    return next((name for name in PLACES[kind] if name not in taken and name not in known), None) or Dummy("w", **KINDS[kind])


def _precedence_of_product(product) -> int:
    """What SymPy's own answer for products is, found without building -P, which for matrices takes longer than to print P."""
    first = product.args[0]
    return PRECEDENCE["Add" if first.is_Number and first.is_extended_negative else "Mul"]


PRECEDENCE_FUNCTIONS["MatMul"] = _precedence_of_product
_AS_BUILT = StrPrinter({"order": "none"})


@lru_cache(maxsize=16384)
def rank(expression) -> str:
    """A name to sort expressions by, the same in every process; `str` would evaluate constant integrals to order a sum."""
    return _AS_BUILT.doprint(expression)


@lru_cache(maxsize=4096)
def bound_height(expression) -> int:
    """How many canonical binders are nested in the expression."""
    if not expression.args:
        return 0
    inner = max((bound_height(argument) for argument in expression.args), default=0)
    names = [symbol.name for symbol in expression.atoms(Symbol) if symbol.name.startswith("_")]
    heights = [int(name[1:]) for name in names if name[1:].isdigit()]
    return max([inner, *heights])


def kept_assumptions(symbol) -> dict:
    """What a canonical bound variable keeps of its declaration."""
    return {name: value for name, value in symbol.assumptions0.items()
            if name in ("integer", "real", "positive", "nonnegative", "complex") and value}


def endpoint(normalizer, end):
    """A limit of a sum or integral in normal form."""
    return end if end in (oo, -oo) else normalizer.canonical(end)


def depends(gen, symbol) -> bool:
    """Whether the generator contains the symbol."""
    base, m = gen
    return symbol in symbols_in(base) or symbol in symbols_in(m)


