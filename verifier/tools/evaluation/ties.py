"""Two algebraic numbers that balls cannot tell apart: exact arithmetic says whether they are equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported
from verifier.tools.evaluation.truth import Outcome
from verifier.tools.fingerprints.algebraic_bound import NotAlgebraic, is_zero_number
from verifier.tools.normal_forms.terms import Undefined as NotDefined
from verifier.tools.settled import gap
from verifier.vocabulary.valuation import MissingValue, Valuation

HOLDS_AT_EQUALITY = {sp.Eq: True, sp.Le: True, sp.Ge: True, sp.Ne: False, sp.Lt: False, sp.Gt: False}
REFUSALS = (
    NotAlgebraic,
    Undecided,
    Undefined,
    Unsupported,
    NotDefined,
    MissingValue,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RecursionError,
)
LARGEST = 200  # operations


def settled_tie(statement, values: Mapping | Valuation, found: Outcome) -> Outcome:
    """The outcome of a relation whose sides agree to every digit tried, decided where both are equal algebraic numbers."""
    holds = HOLDS_AT_EQUALITY.get(getattr(statement, "func", None))
    if holds is None or found.certified or found.undefined or found.digits < 8 or isinstance(found.left, tuple):
        return found
    given = values.values if isinstance(values, Valuation) else values
    put = {
        key: value
        for key, value in given.items()
        if isinstance(key, sp.Symbol) and isinstance(value, sp.Expr) and value.is_number
    }
    try:
        difference = gap(statement).xreplace(put)
        if difference.free_symbols or sp.count_ops(difference) > LARGEST:
            return found
        same = is_zero_number(difference)
    except REFUSALS:
        return found
    if same:
        return replace(found, truth=holds, certified=True, why="the two sides are equal algebraic numbers")
    if isinstance(statement, (sp.Eq, sp.Ne)):
        return replace(found, truth=not holds, certified=True, why=f"the two sides are different numbers, though they agree to {found.digits} digits")
    return found
