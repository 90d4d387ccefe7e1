"""Two algebraic numbers that balls cannot tell apart: exact arithmetic says whether they are equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp
from flint import ctx
from sympy.core.relational import Relational

from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported, ball
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
JUMPING = (sp.floor, sp.ceiling, sp.sign, sp.Heaviside, sp.Eq, sp.Ne, sp.KroneckerDelta)
BINDING = (sp.Sum, sp.Product, sp.Integral, sp.Derivative, sp.Limit, sp.Subs)


def settled_tie(statement, values: Mapping | Valuation, found: Outcome) -> Outcome:
    """The outcome of a relation that balls leave open, where equal algebraic numbers decide it: of both sides, or at its jumps."""
    given = values.values if isinstance(values, Valuation) else values
    put = {
        key: value
        for key, value in given.items()
        if isinstance(key, sp.Symbol) and isinstance(value, sp.Expr) and value.is_number
    }
    holds = HOLDS_AT_EQUALITY.get(getattr(statement, "func", None))
    if holds is None or found.certified or found.undefined or isinstance(found.left, tuple):
        return found
    if found.digits < 8:
        return _at_jumps(statement, put, found) if found.truth is None else found
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


def _at_jumps(statement, put: dict, found: Outcome) -> Outcome:
    """The outcome with each floor, sign and case replaced by its value where its argument is exactly a whole number."""
    if not isinstance(statement, Relational) or statement.has(*BINDING) or sp.count_ops(statement) > LARGEST:
        return found  # inside a derivative, a value says nothing of the function
    sides = statement.args
    for node in sorted({node for side in sides for node in side.atoms(*JUMPING)}, key=sp.count_ops):
        exact = _value_at_jump(node.xreplace(put))
        if exact is not None:
            sides = [side.xreplace({node: exact}) for side in sides]
    if sides is statement.args:
        return found
    made = statement.func(*sides, evaluate=False)
    walk = Evaluator(Valuation(put), 192)
    try:
        with ctx.workprec(192):
            outcome = walk.outcome(made)
    except REFUSALS:
        return found
    return settled_tie(made, put, outcome) if outcome.truth is not None else found


def _value_at_jump(node):
    """The value of a jumping function of one number that is exactly where it jumps; whether two numbers are equal."""
    if node.is_Atom or node.free_symbols:
        return None if node.free_symbols else node  # SymPy may have given the value already
    equal = isinstance(node, (sp.Eq, sp.Ne, sp.KroneckerDelta))
    argument = node.args[0] - node.args[1] if equal else node.args[0]
    try:
        with ctx.workprec(128):
            near = ball(Evaluator(Valuation({}), 128).scalar(argument))
            whole = near.real.unique_fmpz() if near.is_finite() and near.imag.contains(0) else None
        if whole is None or whole and (equal or not isinstance(node, (sp.floor, sp.ceiling))) or not is_zero_number(argument - int(whole)):
            return None
    except REFUSALS:
        return None
    if isinstance(node, (sp.Eq, sp.Ne)):
        return sp.true if isinstance(node, sp.Eq) else sp.false
    return node.func(sp.Integer(int(whole)), *node.args[1:]) if not equal else sp.S.One
