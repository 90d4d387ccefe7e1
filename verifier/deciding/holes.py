"""Where a statement has no value: at a point that was tried, at a zero that no formula gives, or where something diverges."""

from __future__ import annotations

import itertools

import sympy as sp

from verifier.deciding.decision import Decision
from verifier.deciding.divergence import divergent, diverges_around, unseen_mean, without_mean
from verifier.deciding.failures import CLOSED, GAVE_UP, breaks, cancels, has_closed_value, value_failure, value_is_zero
from verifier.deciding.hidden_zeros import closed_denominators, exact_zeros, far_poles, lost_zeros, not_at_zero, without_value_between, zeros_of_closed
from verifier.deciding.singular import PLANAR
from verifier.judgement.replay import words_of
from verifier.tools.calculus.entire import is_entire
from verifier.tools.evaluation.evaluate import Undecided, Undefined, Unsupported, evaluate
from verifier.tools.evaluation.expectation import NeedsOutcome
from verifier.tools.evaluation.scalars import ball
from verifier.tools.relations import ORDER
from verifier.tools.vocabulary import contains
from verifier.verdict import Verdict

BESIDE = sp.Rational(1, 97) + sp.I / 89
AROUND = tuple(turn * step for turn in (1, sp.I, -1, -sp.I) for step in (BESIDE, sp.Rational(1, 97)))
MOST_WIDE = 20  # points whose neighbours are looked at


def ill_posed(search, values, why: str) -> Decision | None:
    """An equation that is undefined on both sides alike at isolated points is read where it is defined; one without values around them is not."""
    if isinstance(search.statement, (sp.Eq, sp.Ne)):
        broken = [breaks(side, values) for side in search.statement.args]
        if not any(broken):
            return None
        if all(broken) and values and not _had_a_value(search, values) and not _is_wide(search, values):
            search.alike = search.alike or values
            return None
        if _is_isolated(search, values) and not any(word and cancels(side, values)
                                                    for side, word in zip(search.statement.args, broken, strict=True)):
            where = ", ".join(f"{name} = {value}" for name, value in words_of(values).items())
            search.hole = search.hole or f"at every point where both sides are defined; at {where} the " \
                f"{'left' if broken[0] else 'right'} side has no value"
            return None
    elif search.rewritten and _had_values(search, values):
        search.uncovered = True
        return None
    return _ill_posed_at(search, values, why)


def _had_values(search, values) -> bool:
    """Whether all sides of an inequality as asked have values where a closed form has none: E(exp(t X)) at t = 0."""
    sides = search.problem.statement.args if isinstance(search.problem.statement, ORDER) else ()
    return not search.hunt.matrices and any(side.has(*CLOSED) for side in sides) and all(
        has_closed_value(side, values, search.goal.assumptions) if side.has(*CLOSED) else not breaks(side, values) for side in sides)


def _ill_posed_at(search, values, why: str) -> Decision:
    shown = ", ".join(f"{name} = {value}" for name, value in words_of(values).items())
    condition = f"at {shown}" if shown else "as written"
    return Decision(Verdict.ILL_POSED, f"undefined {condition}: {why}", words_of(values), points=search.seen, explanation=
                    f"A term has no value {condition}: {why}. Add the premise that excludes this point, or restrict the domain.")


def _had_a_value(search, values) -> bool:
    """Whether a side of the equation as asked has a value where its closed form has none: a sum of 1/(k**2 + a**2) at a = 0."""
    return bool(search.rewritten) and not search.hunt.matrices and any(
        has_closed_value(side, values, search.goal.assumptions) for side in search.problem.statement.args if side.has(*CLOSED))


def undefined_elsewhere(search) -> Decision | None:
    """A term without a value where no formula points to: at a whole number, between two numbers, or before rewriting."""
    found = lost_by_rewriting(search) if search.rewritten else None
    if found is None and contains(search.problem.statement, *CLOSED):
        found = without_closed_value(search)
    if found is not None:
        return found
    if search.hunt.matrices or not isinstance(search.statement, sp.core.relational.Relational):
        return None
    for values, side in _without_slope(search):
        return _ill_posed_at(search, values, f"what is differentiated on the {side} side has no value")
    for values, node in without_mean(search.hunt, search.goal.assumptions):
        there = {symbol: value for symbol, value in values.items() if symbol in node.free_symbols}
        return _ill_posed_at(search, there, f"{node} does not exist")
    unseen = unseen_mean(search.statement, search.goal.assumptions)
    if unseen is not None:
        return Decision(Verdict.UNDECIDED, f"whether {unseen} exists is not known", points=search.seen,
                        explanation=f"Both sides agree where {unseen} exists, and that it does under this law was not seen.")
    if all(map(is_entire, search.statement.args)):
        return None
    return search.points(itertools.chain(far_poles(search.hunt), exact_zeros(search.hunt)), 200) or search.doubt or without_value_between(search.hunt)


def lost_by_rewriting(search) -> Decision | None:
    """A point where the statement as asked divides by 0, or takes the logarithm of it, which a rewritten one may not show."""
    for values, expression, divided in lost_zeros(search.hunt):
        if all(side in divided or _has_value(search, side, values) for side in search.problem.statement.args):
            return _ill_posed_at(search, values, f"{expression} is 0")
    return None


def without_closed_value(search) -> Decision | None:
    """A point where a sum, an integral or a mean that divides is 0, by its closed form: E(X)/E(X) where the mean is 0."""
    denominators = closed_denominators(search.hunt, search.goal.assumptions)
    for expression, closed, divided in denominators:
        for values in zeros_of_closed(closed, search.hunt):
            if all(side in divided or _has_value(search, side, values) for side in search.problem.statement.args):
                there = {symbol: value for symbol, value in values.items() if symbol in closed.free_symbols}
                return _ill_posed_at(search, there, f"{expression} is 0")
    return without_value_between(search.hunt, tuple(closed for _, closed, _ in denominators)) if denominators else None


def _without_slope(search):
    """(values, side) where a function that one side differentiates has no value, though the formula of its derivative may."""
    hunt = search.hunt
    if not search.statement.has(sp.Derivative) or hunt.functions or not all(symbol.is_real for symbol in hunt.numbers):
        return  # an identity of complex functions is read without such points
    sloped = sorted(search.statement.atoms(sp.Derivative), key=sp.default_sort_key)
    zeros = (values for node in sloped for values in exact_zeros(hunt, sp.Eq(node.expr, 0, evaluate=False)))
    for values in itertools.chain(itertools.islice(hunt.singular(), MOST_WIDE), itertools.islice(zeros, MOST_WIDE)):
        if all(hunt.admits(*item) for item in values.items()) and hunt.premises_hold(values):
            broken = [bool(value_failure(side, values)) or any(value_failure(node.expr, values) for node in side.atoms(sp.Derivative)
                      if node.expr.free_symbols <= set(values)) for side in search.statement.args]
            if any(broken) and not (all(broken) and isinstance(search.statement, (sp.Eq, sp.Ne))):
                yield values, "left" if broken[0] else "right"


def _has_value(search, side, values) -> bool:
    if side in (sp.oo, -sp.oo):
        return True
    closed = side.has(*CLOSED) and not search.hunt.matrices  # into closed forms only numbers are put
    return has_closed_value(side, values, search.goal.assumptions) if closed else not value_failure(side, values)


def diverging(search) -> Decision | None:
    """An integral or a series of the statement that has no value at a point where the rest of an equation has one."""
    for values, node in divergent(search.hunt):
        if isinstance(search.statement, (sp.Eq, sp.Ne)) and values and all(
                side.has(node) or breaks(side, values) for side in search.statement.args) and not diverges_around(search.hunt, node, values):
            continue
        shown = words_of({symbol: value for symbol, value in values.items() if symbol in node.free_symbols})
        condition = " at " + ", ".join(f"{name} = {value}" for name, value in shown.items()) if shown else ""
        return Decision(Verdict.ILL_POSED, f"{node} diverges{condition}", shown, points=search.seen, explanation=f"{node} has no "
                        f"value{condition}: it diverges. Add the premise that excludes this, or restrict the domain.")
    return None


def _is_wide(search, values) -> bool:
    """Whether there is no value beside the point either: at neighbours that the premises allow, along each number by itself.

    A range that is not in order says nothing of the terms: an equation with sums up to n is one for all n for which it can be.
    """
    if search.wide > MOST_WIDE or search.hunt.matrices or any("range from" in value_failure(side, values) for side in search.statement.args):
        return False
    search.wide += 1
    seen = False
    for symbol, value in values.items():
        if type(symbol) is not sp.Symbol or symbol.is_real is None or not value.is_real:
            continue
        step = sp.S.One if symbol.is_integer else sp.Rational(1, 9973)
        for beside in ({**values, symbol: value + step}, {**values, symbol: value - step}):
            if search.hunt.admits(symbol, beside[symbol]) and search.hunt.premises_hold(beside):
                if not all(value_failure(side, beside) for side in search.statement.args):
                    return False
                seen = True
    return seen


def nowhere(search) -> Decision | None:
    """An equation that was seen without a value, and nowhere with one, has none to speak of."""
    if search.alike is None or search.hunt.agreed:
        return None
    failure = next(filter(None, (value_failure(side, search.alike) for side in search.statement.args)), "undefined")
    return _ill_posed_at(search, search.alike, failure)


def _divisors(statement) -> list:
    """What is in a denominator or logarithm of the statement."""
    return [base for node in sp.preorder_traversal(statement) if (base := not_at_zero(node)) is not None]


def _stays_zero(expression, values) -> bool:
    """Whether a zero of the expression may have others beside it, along each complex number by itself: of arg(z) at 1, of log(z**2) - 2*log(z)."""
    symbols = [symbol for symbol in values if isinstance(symbol, sp.Symbol) and symbol.is_real is None and symbol in expression.free_symbols]
    return bool(symbols) and value_is_zero(expression, values) and all(_is_met_again(expression, symbol, values) for symbol in symbols)


def _is_met_again(expression, symbol, values) -> bool:
    """Whether a point beside this one may be a zero too."""
    for step in AROUND:
        try:
            if ball(evaluate(expression, {**values, symbol: values[symbol] + step}, 64)).contains(0):
                return True
        except (Undefined, Undecided, Unsupported, NeedsOutcome, *GAVE_UP):
            continue
    return False


def _is_isolated(search, values) -> bool:
    """Whether both sides have values beside the point, in the plane of a complex symbol.

    An equation between functions of complex symbols is an identity of analytic functions: it is read without such
    points.  One with moduli, parts, conjugates or arguments, or for symbols declared real, whole and so on, is about each value.
    """
    if search.statement.has(*PLANAR, sp.arg, sp.sign) or any(_stays_zero(base, values) for base in _divisors(search.statement)):
        return False
    for symbol, value in values.items():
        if isinstance(symbol, sp.Symbol) and symbol.is_real is None:
            beside = {**values, symbol: value + BESIDE}
            if search.hunt.admits(symbol, beside[symbol]) and search.hunt.premises_hold(beside) and not any(
                    value_failure(side, beside) for side in search.statement.args):
                return True
    return False
