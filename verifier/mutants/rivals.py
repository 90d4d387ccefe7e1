"""Changed limits and orders: a sequence has one limit, so a mutant that names another than the true one is refuted.

At a point, where all parameters are numbers, the kernel shows what the changed expression tends to; where the statement is
proved, a changed body is compared with the body whose limit is known.  Where neither is seen, values far out are measured.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from sympy import Eq, Expr, IndexedBase, Integer, Integral, MatrixExpr, Mul, Pow, Product, Rational, S, Sum, Symbol, Tuple, oo
from sympy.core.function import AppliedUndef
from sympy.tensor.indexed import Indexed

from verifier.evidence import Derivation, Identity, Rewritten
from verifier.goal import Goal
from verifier.mutants.implication import accepts
from verifier.mutants.pursuit import numbers_of
from verifier.mutants.variations import NO_VALUE
from verifier.strategies.limits import RULE
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.calculus.asymptotics import limit_of
from verifier.tools.context import Context
from verifier.tools.evaluation.calculus import written_out
from verifier.tools.evaluation.evaluate import evaluate, holds
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.predicates import opened, takes_many_integrals
from verifier.tools.evaluation.scalars import magnitude
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.vocabulary.distributions import Distribution
from verifier.vocabulary.operators import E, IsBigO, Operator, Tends, TendsAlmostSurely, TendsFromAbove
from verifier.vocabulary.symbols import Random, RandomVector
from verifier.vocabulary.valuation import Valuation, head_of, parts_of, symbols_declared_in, symbols_of

LIMITS = (Tends, TendsFromAbove, TendsAlmostSurely)
NO_ANSWER = (*GAVE_UP, *NO_VALUE)
BITS, FEW_BITS = 192, 64  # of the values far out, and of those that take an integral
NEAR, FAR = -3, -2  # log10 of a distance that is as good as nothing, and of one that is there to stay
OPAQUE = (AppliedUndef, Sum, Product, Integral, IndexedBase, MatrixExpr, Operator)
GROWTH = Rewritten(RULE, Derivation((), Identity()))


def is_asymptotic(statement) -> bool:
    """Whether the statement is a limit or an order of growth."""
    return isinstance(statement, (*LIMITS, IsBigO))


def refutes(mutant, said: tuple, valuation: Valuation, proved: bool) -> str:
    """Why the mutant certainly fails at the point, in words; empty if that is not seen."""
    for found in (_by_growth(mutant, valuation), *(_by_comparison(mutant, statement, valuation) for statement in said if proved)):
        for words in found:
            return words
    return ""


def at_numbers(expression, valuation: Valuation, variable=None):
    """The expression with the numbers and formulas of the point put in; None if anything but the variable is left."""
    try:
        made = written_out(Evaluator(valuation, 64), expression)
    except NO_ANSWER:
        return None
    known = {key: value for key, value in numbers_of(valuation).items() if key != variable}
    made = substitute(made, known)
    return made if isinstance(made, Expr) and free_symbols(made) <= {variable} and not made.atoms(*OPAQUE) else None


def tends(expression, variable, place, value, above: bool) -> bool:
    """Whether the kernel shows the limit by the growth of the parts."""
    return accepts(Goal((TendsFromAbove if above else Tends)(expression, variable, place, value)), GROWTH)


def _limit(expression, variable, place, above: bool):
    """The limit that the kernel accepts: a number, oo where the absolute value grows beyond every bound, or None."""
    try:
        value = limit_of(expression, variable, place, "+" if above or place is oo else "+-", Context(()))
        if tends(expression, variable, place, value, above):
            return value
    except NO_ANSWER:
        pass
    return oo if expression != 0 and tends(1 / expression, variable, place, S.Zero, above) else None


def _by_growth(mutant, valuation: Valuation) -> Iterator[str]:
    """The limit of the changed expression at the numbers of the point, and that it is not the named one."""
    body, *others = mutant.args
    variable, place = (others[1], others[2]) if isinstance(mutant, IsBigO) else (others[0], others[1])
    above = isinstance(mutant, TendsFromAbove)
    body, place = at_numbers(body, valuation, variable), at_numbers(place, valuation)
    other = at_numbers(others[0] if isinstance(mutant, IsBigO) else others[2], valuation, variable)
    if body is None or place is None or other is None and isinstance(mutant, IsBigO):
        return
    if isinstance(mutant, IsBigO):
        if body != 0 and tends(other / body, variable, place, S.Zero, above):
            yield f"{body} is not bounded by any multiple of {other} as {variable} tends to {place}"
        return
    limit = _limit(body, variable, place, above)
    if limit is oo and other is not None and other.is_finite:
        yield f"the absolute value of {body} grows beyond every bound as {variable} tends to {place}"
    elif limit is not None and limit is not oo and _differ(limit, others[2], valuation):
        yield f"{body} tends to {limit} as {variable} tends to {place}, not to {others[2] if other is None else other}"


def _by_comparison(mutant, said, valuation: Valuation) -> Iterator[str]:
    """The limit that the statement names times the limit of the quotient of the two bodies."""
    if type(mutant) is not type(said) or isinstance(mutant, IsBigO) or mutant.args[1:3] != said.args[1:3]:
        return
    variable, place, value = said.args[1:]
    quotient = mutant.args[0] / said.args[0] if mutant.args[0] != said.args[0] else S.One
    if isinstance(quotient, MatrixExpr) or _is_undetermined(value):
        return
    quotient, place = at_numbers(quotient, valuation, variable), at_numbers(place, valuation)
    if quotient is None or place is None or not quotient.is_number and not isinstance(quotient, (Mul, Pow, Symbol)):
        return
    above = isinstance(said, TendsFromAbove)
    ratio = quotient if quotient.is_number else _limit(quotient, variable, place, above)
    if ratio is oo:
        if _differ(value, S.Zero, valuation):
            yield f"the changed expression is {quotient} times one that tends to {value}, which is not 0"
    elif ratio is not None and ratio.is_finite and _differ(ratio * value, mutant.args[3], valuation):
        yield f"the changed expression tends to {ratio * value}, not to {mutant.args[3]}"


def _is_undetermined(value) -> bool:
    return value in (oo, -oo) or not isinstance(value, Expr)


def _differ(first, second, valuation: Valuation) -> bool:
    """Whether the two numbers are certainly different at the point."""
    try:
        outcome = holds(Eq(first, second, evaluate=False), valuation)
    except NO_VALUE:
        return False
    return outcome.truth is False and outcome.certified


# -- measured ------------------------------------------------------------------------------------------------------

def measured(mutant, said: tuple, valuation: Valuation, path: dict) -> str:
    """Where the values far out speak against the mutant but for the statement, in words; `path` keeps the points far out."""
    for statement in said:
        changed, true = (made_certain(side, valuation) for side in (mutant, statement))
        if type(mutant) is not type(statement) or changed is None or true is None:
            continue
        theirs = _distances(changed, valuation, path)
        ours = _distances(true, valuation, path) if theirs else []
        if not ours or not theirs:
            continue
        if isinstance(mutant, IsBigO):
            if max(ours) - ours[0] < 0.3 and _grows(theirs):
                return _told(mutant, theirs)
        elif (ours[-1] < NEAR or ours[-1] < ours[0] - 0.4) and theirs[-1] > ours[-1] + 1 and _stays(theirs):
            return _told(mutant, theirs)
    return ""


def persists(difference, valuation: Valuation, path: dict) -> str:
    """Where a difference from a proved limit or order does not fade as it must, in words."""
    difference = made_certain(difference, valuation)
    theirs = _distances(difference, valuation, path) if difference is not None else []
    against = theirs and (_grows if isinstance(difference, IsBigO) else _stays)(theirs)
    return f"of the difference from the true statement, {_told(difference, theirs)}" if against else ""


def made_certain(statement, valuation: Valuation):
    """An almost sure limit as a limit, where each law of the point has one value only; None where chance is left."""
    if not isinstance(statement, TendsAlmostSurely):
        return statement
    laws = {key: valuation.values.get(key) for key in symbols_of(statement) if isinstance(key, (Random, RandomVector))}
    if not all(isinstance(law, Distribution) and len(law.atoms) == 1 for law in laws.values()):
        return None
    entries = {node: laws[key].atoms[0][0] for node in parts_of(statement, Random, Indexed)
               if (key := node.base if isinstance(node, Indexed) else node) in laws}
    return Tends(*(part.xreplace(entries) for part in statement.args))


def _grows(quotients: list[float]) -> bool:
    return all(later > earlier + 0.25 for earlier, later in zip(quotients, quotients[1:]))


def _stays(distances: list[float]) -> bool:
    return distances[-1] > FAR and distances[-1] > distances[-2] - 0.05


def _told(statement, sizes: list[float]) -> str:
    if isinstance(statement, IsBigO):
        return f"the quotient grows from 10^{sizes[0]:.1f} to 10^{sizes[-1]:.1f} along the sequence"
    return f"the distance to the limit is 10^{sizes[-1]:.1f} at the end of the sequence, and does not shrink"


def _distances(statement, valuation: Valuation, path: dict) -> list[float]:
    """log10 of the distances to the limit (or of the quotients) along a sequence; empty where some have no value."""
    body, *others = statement.args
    if isinstance(statement, IsBigO):
        bound, variable, place = others
        signs = (1,)
    else:
        variable, place, value = others
        bound, signs = None, (1,) if isinstance(statement, TendsFromAbove) or place is oo else (1, -1)
    try:
        place = valuation[place] if place in valuation else place
        found = [[_size(body, bound, None if bound is not None else value, _there(valuation, variable, at, path)) for at in points]
                 for points in (_towards(place, sign, _opened(body, valuation)) for sign in signs)]
    except NO_ANSWER:
        return []
    return [max(sizes) for sizes in zip(*found)]


def _opened(body, valuation: Valuation) -> Tuple:
    """The body with what the defined functions and symbols in it mean: a sum may stand behind a name."""
    named = symbols_declared_in(body)
    return Tuple(*opened(body, valuation), *(definition.meaning for definition in valuation.definitions if head_of(definition.head) in named))


def _towards(place, sign: int, body) -> list:
    if place in (oo, -oo):
        steps = (2, 4, 8, 16) if takes_many_integrals(body) else (11, 21, 41, 81) if parts_of(body, Sum, Integral, Product, E) else (10**2, 10**3, 10**4, 10**5)
        return [Integer(step) * (1 if place is oo else -1) for step in steps]
    return [place + sign * Rational(1, 10**k) for k in (2, 3, 4, 5)]


def _there(valuation: Valuation, variable, at, path: dict) -> Valuation:
    """The point with the variable far out, one object for all mutants: it remembers the values of what they share."""
    key = valuation, variable, at
    if key not in path:
        path[key] = valuation.with_values({variable: at})
    return path[key]


def _size(body, bound, value, there: Valuation) -> float:
    bits = FEW_BITS if body.has(Integral) else BITS
    found = evaluate(body, there, bits)
    if bound is None:
        return max(magnitude(found - evaluate(value, there, bits)), -50.0)
    size = magnitude(found) - magnitude(evaluate(bound, there, bits))
    return max(size, -50.0) if not math.isnan(size) else -50.0


__all__ = ["is_asymptotic", "measured", "persists", "refutes", "tends"]
