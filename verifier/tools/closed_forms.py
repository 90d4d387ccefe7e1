"""Checkers of the evidence for closed forms: each recomputes what the evidence claims and searches nothing.

An identity is shown wherever both of its sides are defined; an inequality also shows that its terms are.
"""

from __future__ import annotations

import sympy as sp
from flint import acb, ctx
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.evidence import (
    SUFFICIENT,
    AlgebraicNumber,
    Constancy,
    EqualCases,
    Exponentiated,
    Fingerprint,
    NonNegative,
    Numbers,
    Parts,
    QuotientSteps,
    Rewritten,
    SignCases,
    Steps,
)
from verifier.goal import Goal
from verifier.tools.alternatives import alternative
from verifier.tools.binding import bound_anywhere, substitute
from verifier.tools.calculus.asymptotics import Diverges, NoLimit, limit_of
from verifier.tools.calculus.definedness import doubts
from verifier.tools.calculus.integration import NoIntegral
from verifier.tools.chance.moments import HasLaw, NoMoment, NotKnown
from verifier.tools.context import Context
from verifier.tools.contexts import FOR_CHECKS
from verifier.tools.evaluation.evaluator import Evaluator, ball_of
from verifier.tools.evaluation.scalars import Undecided, Unsupported
from verifier.tools.evaluation.scalars import Undefined as NoValue
from verifier.tools.evaluation.truth import outcome
from verifier.tools.fingerprints.algebraic_bound import NotAlgebraic, are_equal_numbers
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.inequalities import signs_by_case
from verifier.tools.inequalities.inequality_rules import check, started
from verifier.tools.inequalities.regions_of_premises import NotABox, bounds_of, box_of, interior_of, is_continuous, is_smooth
from verifier.tools.instances import Rejected, constants_of
from verifier.tools.matrices.matrix_powers import power_steps
from verifier.tools.normal_forms.terms import Undefined as NotDefined
from verifier.tools.relations import ORDER, is_scalar_equation, of_matrices, sides_of
from verifier.tools.rewriting_around import rewritten_around
from verifier.tools.rewritings import RULES
from verifier.tools.settled import gap, settled
from verifier.tools.sums.convergence import NotDecided
from verifier.tools.sums.induction_steps import any_place, check_free, grown_by_a_factor, grown_by_one, products_of
from verifier.tools.sums.known_sums import NoSum
from verifier.tools.sums.quotient_steps import gain, is_positive
from verifier.tools.sums.short_sums import shows_its_terms
from verifier.verdict import Verdict, weakest
from verifier.vocabulary.operators import Continuous, Converges, Differentiable, Exists, ForAll, Independent, IsBigO, Operator, Tends, TendsFromAbove
from verifier.vocabulary.symbols import is_point, is_random
from verifier.vocabulary.valuation import MissingValue, Valuation

CALCULUS = (sp.Derivative, sp.Integral, sp.Limit, sp.Subs, Converges, IsBigO, Tends, TendsFromAbove)


def sub_goal(goal: Goal, statement, assumptions=None, arbitrary=()) -> Goal:
    """Another statement under the same facts, but for those about symbols that have become arbitrary, and the same or other assumptions."""
    facts, background = (tuple(fact for fact in facts if not constants_of(fact) & set(arbitrary)) for facts in (goal.facts, goal.background))
    return Goal(statement, facts, goal.assumptions if assumptions is None else tuple(assumptions), goal.rules, background)


def shown(judge, goal: Goal, evidence) -> Verdict:
    """The verdict on a part of a proof; a part that fails does not refute the whole."""
    verdict = judge(goal, evidence)
    if not verdict.is_full:
        raise Rejected(f"a part of the proof is {verdict.name}")
    return verdict


def check_formula(statement) -> None:
    """Closed forms are about formulas in numbers: a letter for a function may be any function, with no slope or integral at all."""
    for node in sp.preorder_traversal(statement):
        if isinstance(node, Operator) or is_random(node) or is_point(node):
            raise Rejected(f"{node} is not a formula in numbers")
        if isinstance(node, CALCULUS) and any(isinstance(part, AppliedUndef) for part in sp.preorder_traversal(node)):
            raise Rejected(f"{node} speaks of a function of which nothing is known")


def _equation(goal: Goal):
    statement = goal.statement
    if not is_scalar_equation(statement):
        raise Rejected("expected an equation between numbers")
    for node in statement.atoms(sp.Derivative) if statement.has(AppliedUndef) else ():
        near = {item.args[0].func for item in goal.assumptions if isinstance(item, (Continuous, Differentiable)) and item.args[1] in node.variables}
        for inner in node.expr.atoms(sp.Integral):
            ends = {end for limit in inner.limits for end in limit[1:] if end.free_symbols & set(node.variables)}
            known = all(item.func in near and item.args == inner.limits[0][:1] for item in inner.function.atoms(AppliedUndef))
            if ends and not (known and ends <= set(node.variables)):
                raise Rejected(f"cannot see that what is integrated in {node} is continuous")
    return statement


def _check_terms(statement, context) -> None:
    """Terms of finite sums and products that lose a part when every head is applied visibly have values: cos(u)/cos(u) is 1 but at its poles."""
    for node in statement.atoms(sp.Sum, sp.Product):
        if not shows_its_terms(node, context):
            raise Rejected(f"cannot see that each term of {node} has a value")


def _fingerprint(goal: Goal, evidence: Fingerprint, judge) -> Verdict:
    statement = _equation(goal)
    _check_terms(statement, FOR_CHECKS.of(goal.assumptions))
    try:
        same = agree(settled(statement.lhs), settled(statement.rhs), FOR_CHECKS.of(goal.assumptions))
    except (Unfit, NotDefined) as problem:
        raise Rejected(str(problem)) from problem
    if not same:
        raise Rejected("the two sides differ in a finite field")
    return Verdict.PROVED


def _exponentiated(goal: Goal, evidence: Exponentiated, judge) -> Verdict:
    statement = _equation(goal)
    difference, context = gap(statement), FOR_CHECKS.of(goal.assumptions)
    if not all(context.is_real(side) for side in (settled(statement.lhs), settled(statement.rhs), difference)):
        raise Rejected("cannot see that both sides are real")
    try:
        if not agree(sp.exp(evidence.factor * difference), sp.S.One, context):
            raise Rejected("the exponential of the difference is not 1 in a finite field")
    except Unfit as problem:
        raise Rejected(str(problem)) from problem
    if evidence.factor == 1:
        return Verdict.PROVED
    turn = evidence.factor / sp.I
    if not (turn.is_Rational and turn > 0):
        raise Rejected("expected 1 or a positive multiple of I as the factor")
    _one_branch(goal, difference)
    _close_to_zero(goal, difference, evidence.at, 3 / turn)  # multiples of 2 pi / turn: only 0 is nearer than 3 / turn
    return Verdict.PROVED


def _one_branch(goal: Goal, difference) -> None:
    """The difference is continuous on a box, so that it cannot jump from one multiple to the next."""
    if not difference.free_symbols:
        return
    try:
        box = box_of(sorted(difference.free_symbols, key=str), goal.assumptions)
    except NotABox as problem:
        raise Rejected(str(problem)) from problem
    if not is_continuous(difference, Context(bounds_of(box))):
        raise Rejected("cannot see that the difference is continuous")


def _close_to_zero(goal: Goal, difference, at, limit) -> None:
    values = {symbol: sp.sympify(at[symbol]) for symbol in difference.free_symbols if symbol in at}
    if set(values) != difference.free_symbols:
        raise Rejected("the point has no value for a symbol")
    if difference.free_symbols:
        box = box_of(sorted(difference.free_symbols, key=str), goal.assumptions)
        if not all(box[symbol].has(value) for symbol, value in values.items()):
            raise Rejected("the point lies outside the domain")
    value = _ball(difference, values)
    if not abs(value) < acb(int(sp.Rational(limit).p)).real / int(sp.Rational(limit).q):
        raise Rejected("the difference is not small at the point")


def _ball(expression, values, bits: int = 128) -> acb:
    try:
        value = ball_of(expression, bits, values)
    except (NoValue, Undecided, Unsupported, MissingValue) as problem:
        raise Rejected(f"no value at the point: {problem}") from problem
    if not value.is_finite():
        raise Rejected("no finite value at the point")
    return value


def _algebraic(goal: Goal, evidence: AlgebraicNumber, judge) -> Verdict:
    statement = _equation(goal)
    try:
        if are_equal_numbers(statement):
            return Verdict.PROVED
    except (NotAlgebraic, NoValue, Undecided, Unsupported, MissingValue) as problem:
        raise Rejected(str(problem)) from problem
    raise Rejected("the difference is not zero")


def _numbers(goal: Goal, evidence: Numbers, judge) -> Verdict:
    if goal.statement.free_symbols:
        raise Rejected("the statement has free symbols")
    try:
        with ctx.workprec(evidence.bits):
            found = outcome(Evaluator(Valuation({}), evidence.bits), goal.statement)
    except (NoValue, Undecided, Unsupported, MissingValue) as problem:
        raise Rejected(str(problem)) from problem
    if found.truth is not True or not found.certified:
        raise Rejected("the balls do not decide")
    return Verdict.PROVED if isinstance(goal.statement, sp.Eq) else Verdict.ENCLOSED


def _constancy(goal: Goal, evidence: Constancy, judge) -> Verdict:
    statement = _equation(goal)
    difference, variable = gap(statement), evidence.variable
    try:
        box = box_of(sorted(difference.free_symbols, key=str), goal.assumptions)
    except NotABox as problem:
        raise Rejected(str(problem)) from problem
    if variable not in box or not box[variable].has(evidence.point):
        raise Rejected("the point lies outside the domain")
    inside = interior_of(box)
    if not is_smooth(difference, Context(inside)) or not is_continuous(difference, Context(bounds_of(box))):
        raise Rejected("cannot see that the difference is smooth")
    slope = sp.Eq(difference.diff(variable), sp.S.Zero, evaluate=False)
    verdicts = [shown(judge, sub_goal(goal, slope, inside, difference.free_symbols), evidence.slope)]
    others = [premise for premise in goal.assumptions if variable not in premise.free_symbols]
    at = settled(substitute(difference, {variable: evidence.point}))
    verdicts.append(shown(judge, sub_goal(goal, sp.Eq(at, sp.S.Zero, evaluate=False), others, (variable,)), evidence.value))
    return weakest(verdicts)


def _check_has_value(expression, context) -> None:
    """Where an expression by which cases are told apart has no value, no case applies; what is random has other values under a mean."""
    if is_random(expression):
        raise Rejected(f"{expression} is random: no case holds for all outcomes")
    undefined = doubts(expression, context)
    if undefined:
        raise Rejected(undefined[0])


def _check_free(expression, goal: Goal) -> None:
    """Cases are of numbers that have one value in the whole statement, not of one that varies inside a sum or an integral."""
    if bound := expression.free_symbols & bound_anywhere(goal.statement):
        raise Rejected(f"{', '.join(map(str, bound))} varies inside the statement")


def _sign_cases(goal: Goal, evidence: SignCases, judge) -> Verdict:
    """The three signs of a real expression exhaust its values."""
    expression = evidence.expression
    _check_free(expression, goal)
    context = FOR_CHECKS.of(goal.assumptions)
    if not context.is_real(expression):
        raise Rejected(f"cannot see that {expression} is real")
    _check_has_value(expression, context)
    verdicts = []
    for sign, inner in ((1, evidence.positive), (0, evidence.zero), (-1, evidence.negative)):
        if inner is None:
            if not signs_by_case.impossible(expression, context)[sign]:
                raise Rejected(f"cannot see that the case {sign} of {expression} is impossible")
            continue
        statement, assumptions = signs_by_case.case(goal, expression, sign)
        if statement is sp.true:
            verdicts.append(Verdict.PROVED)
            continue
        verdicts.append(shown(judge, sub_goal(goal, statement, assumptions), inner))
    return weakest(verdicts)


def _equal_cases(goal: Goal, evidence: EqualCases, judge) -> Verdict:
    """A number is zero or it is not."""
    _check_free(evidence.expression, goal)
    _check_has_value(evidence.expression, FOR_CHECKS.of(goal.assumptions))
    verdicts = []
    for zero, inner in ((True, evidence.zero), (False, evidence.other)):
        statement, assumptions = signs_by_case.equal_case(goal, evidence.expression, zero)
        verdicts.append(Verdict.PROVED if statement is sp.true else shown(judge, sub_goal(goal, statement, assumptions), inner))
    return weakest(verdicts)


def _rewritten(goal: Goal, evidence: Rewritten, judge) -> Verdict:
    rule = RULES.get(evidence.rule)
    if rule is None:
        raise Rejected(f"the kernel knows no rewriting {evidence.rule}")
    bound = bound_anywhere(goal.statement)
    known = [item for item in goal.assumptions if not bound & item.free_symbols]  # of the same name, but not of the bound symbol
    try:
        made = rewritten_around(rule, goal.statement, known, evidence.data)
    except (NoIntegral, NoSum, NoLimit, Diverges, NoMoment, NotDecided, NotKnown, NotDefined) as problem:
        raise Rejected(f"{evidence.rule}: {problem}") from problem
    if made is None:
        raise Rejected(f"the rewriting {evidence.rule} does not apply")
    if made is sp.true:
        return Verdict.PROVED
    if evidence.rule in SUFFICIENT:
        return shown(judge, sub_goal(goal, made), evidence.inner)
    if made is sp.false and _is_closed(goal):
        return Verdict.REFUTED
    return judge(sub_goal(goal, made), evidence.inner)


def _is_closed(goal: Goal) -> bool:
    """Whether the statement speaks of nothing that may vary: random variables with laws are as good as numbers."""
    free = goal.statement.free_symbols
    laws = {item.args[0] for item in goal.assumptions if isinstance(item, HasLaw)}
    return not free or free <= laws and all(
        isinstance(item, HasLaw) or isinstance(item, Independent) and set(item.args) <= laws and len(set(item.args)) == len(item.args)
        for item in goal.assumptions)


def _parts(goal: Goal, evidence: Parts, judge) -> Verdict:
    statement = goal.statement
    if isinstance(statement, sp.And) and evidence.position is None and len(evidence.parts) == len(statement.args):
        return weakest(judge(sub_goal(goal, part), inner) for part, inner in zip(statement.args, evidence.parts, strict=True))
    if isinstance(statement, sp.Or) and evidence.position is not None and len(evidence.parts) == 1:
        if not 0 <= evidence.position < len(statement.args):
            raise Rejected("no part of the statement stands there")
        return shown(judge, alternative(goal, evidence.position), evidence.parts[0])
    raise Rejected("the statement has other parts")


def _steps(goal: Goal, evidence: Steps, judge) -> Verdict:
    """Induction over all integers from the start: the variable keeps the goal's own domain, which must not reach below it."""
    statement, n = goal.statement, evidence.variable
    context = FOR_CHECKS.of(goal.assumptions)
    if not (n.is_Symbol and n.is_integer) or not isinstance(statement, Relational) or isinstance(statement, sp.Ne):
        raise Rejected("induction is over an integer symbol, on an equation or inequality")
    _check_terms(statement, context)
    if not evidence.start.is_Integer or not context.is_nonnegative(n - evidence.start):
        raise Rejected(f"{n} may be smaller than {evidence.start}, where the induction starts")
    free, others, known = any_place(n, evidence.start, goal.assumptions)
    if free != n and free in statement.free_symbols:
        raise Rejected("two symbols of one name")
    if isinstance(statement.lhs, sp.MatrixExpr):
        base, step = power_steps(statement, n, evidence.start, free, FOR_CHECKS.of(known))
        return weakest([shown(judge, sub_goal(goal, base, others, (n, free)), evidence.base),
                        shown(judge, sub_goal(goal, step, known, (n, free)), evidence.step)])
    left, right = (settled(side) for side in statement.args)
    check_free(n, left, right)
    base = statement.func(*(substitute(side, {n: evidence.start}) for side in (left, right)), evaluate=False)
    verdicts = [shown(judge, sub_goal(goal, base, others, (n, free)), evidence.base)]
    left, right = (substitute(side, {n: free}) for side in (left, right))
    after = [substitute(side, {free: free + 1}) for side in (left, right)]
    if any(map(products_of, (left, right))):
        step = grown_by_a_factor((left, right), free, FOR_CHECKS.of(known)) if isinstance(statement, sp.Eq) else None
        if step is None:
            raise Rejected("no product of an equation visibly grows by one factor")
    else:
        step = grown_by_one(statement.func, (left, right), after, free)
    verdicts.append(shown(judge, sub_goal(goal, step, known, (n, free)), evidence.step))
    return weakest(verdicts)


def _quotient_steps(goal: Goal, evidence: QuotientSteps, judge) -> Verdict:
    """Induction on the quotient of two positive sides; it must not fall, or fall to a limit that is large enough."""
    statement, n, start = goal.statement, evidence.variable, evidence.start
    if not (n.is_Symbol and n.is_integer) or not isinstance(statement, ORDER):
        raise Rejected("induction is over an integer symbol, on an inequality")
    if not start.is_integer or n in start.free_symbols or not FOR_CHECKS.of(goal.assumptions).is_nonnegative(n - start):
        raise Rejected(f"{n} may be smaller than {start}, where the induction starts")
    base, step, others, known, free = quotient_parts(statement, n, start, goal.assumptions, evidence.falling)
    verdicts = [shown(judge, sub_goal(goal, base, others, (n, free)), evidence.base)]
    verdicts.append(shown(judge, sub_goal(goal, step, known, (n, free)), evidence.step))
    return weakest(verdicts)


def quotient_parts(statement, n, start, assumptions, falling):
    """(base, step, the premises that do not speak of n, these with bounds of the step's variable, from above as well, and the variable)."""
    free, others, known = any_place(n, start, assumptions)
    for item in assumptions:
        low, high = item.args if isinstance(item, sp.Le) else item.args[::-1] if isinstance(item, sp.Ge) else (None, None)
        if low == n and n not in high.free_symbols and not falling:
            known += (sp.Le(free + 1, high, evaluate=False),)
    if free != n and any(free in item.free_symbols for item in (statement, *others)):
        raise Rejected("two symbols of one name")
    small, large = map(settled, sides_of(statement)[:2])
    check_free(n, small, large)
    context = Context(known)
    sides = [substitute(side, {n: free}) for side in (small, large)]
    if not all(is_positive(item, context) for side in sides for item in (side, substitute(side, {free: free + 1}))):
        raise Rejected("a side is not visibly positive")
    strict = isinstance(statement, (sp.Lt, sp.Gt))
    growth = gain(sides[1], free, context) - gain(sides[0], free, context)
    if not falling:
        base = (sp.Gt if strict else sp.Ge)(*(substitute(side, {n: start}) for side in (large, small)), evaluate=False)
        return base, sp.Ge(growth, 0, evaluate=False), others, known, free
    t = sp.Dummy("t", positive=True)
    base = sp.Ge(limit_of(settled((sides[1] / sides[0]).xreplace({free: t})), t, sp.oo, "-", Context(others)), 1, evaluate=False)
    return base, (sp.Lt if strict else sp.Le)(growth, 0, evaluate=False), others, known, free


def _nonnegative(goal: Goal, evidence: NonNegative, judge) -> Verdict:
    """An inequality by a tree of rules; without one, by the sign that is visible at once."""
    statement = goal.statement
    if not isinstance(statement, ORDER) or of_matrices(statement):
        raise Rejected("expected an inequality between numbers")
    sides = [settled(side) for side in statement.args]
    state = started(statement.func(*sides, evaluate=False), goal.assumptions)
    check(state, evidence.data[0] if evidence.data else ("sign", (), ()))
    return Verdict.PROVED


def put_values(node, values):
    """Values in place of symbols, relations left as they are."""
    if isinstance(node, (Relational, sp.And, sp.Or, sp.Not)):
        return node.func(*(put_values(part, values) for part in node.args), evaluate=False)
    if isinstance(node, (Exists, ForAll)):
        bound = set(node.args[0])
        if not bound & {symbol for key, value in values.items() for symbol in (key, *value.free_symbols)}:
            return node.func(node.args[0], *(_each(part, values) for part in node.args[1:]))
    return substitute(node, values)


def _each(part, values):
    return tuple(put_values(item, values) for item in part) if isinstance(part, sp.Tuple) else put_values(part, values)


CHECKERS = {Fingerprint: _fingerprint, Exponentiated: _exponentiated, AlgebraicNumber: _algebraic, Numbers: _numbers,
            Constancy: _constancy, SignCases: _sign_cases, EqualCases: _equal_cases, Rewritten: _rewritten, Parts: _parts, Steps: _steps,
            QuotientSteps: _quotient_steps, NonNegative: _nonnegative}

__all__ = ["CHECKERS", "Relational", "put_values", "shown", "sub_goal"]
