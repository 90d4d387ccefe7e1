"""The kernel: re-checks evidence and is the only code that may say PROVED, ENCLOSED or REFUTED.

It searches nothing.  Every lemma is recomputed from the fact it cites, every hypothesis is discharged in the
context where the lemma is used, and the goal must then follow by one of the closings below.  It leans on the
normal forms and signs of `tools`, on ball arithmetic for witnesses and covers, and on nothing else.
"""

from __future__ import annotations

from sympy import And, Eq, Ge, Gt, Integral, Le, Lt, MatrixExpr, Ne, Not, Or, S, Sum, oo, sympify
from sympy.core.relational import Relational

from verifier.evidence import Combination, Cover, Derivation, Identity, Lifted, Match, MatrixRules, Sign, Witness
from verifier.goal import Goal
from verifier.tools.binding import free_symbols
from verifier.tools.calculus.definedness import doubts
from verifier.tools.chance.values_of_laws import check_laws, speaks_of
from verifier.tools.closed_forms import check_formula
from verifier.tools.context import Context, ranges_of
from verifier.tools.contexts import FOR_CHECKS
from verifier.tools.evaluation.admissible import check_admissible
from verifier.tools.evaluation.enclosure import check_cover
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.evaluation.ties import settled_tie
from verifier.tools.instances import (
    Rejected,
    constants_of,
    discharges,
    instantiate,
    matrix_rules,
    meaning_of,
    rewrite_all,
    unfolded,
)
from verifier.tools.matrices.completion import complete
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.terms import Undefined
from verifier.tools.quantifiers import CHECKERS
from verifier.verdict import Verdict
from verifier.vocabulary.operators import E, Exists, ForAll, Implies, Independent, IsBigO, Tends, TendsAlmostSurely, TendsFromAbove
from verifier.vocabulary.symbols import is_random

CHECKABLE = (Relational, And, Or, Not, Implies, Exists, ForAll)
LIMITS = (Tends, TendsFromAbove, TendsAlmostSurely)  # a function has at most one limit


def judge(goal: Goal, evidence) -> Verdict:
    """The verdict that the evidence earns; evidence that does not hold raises Rejected."""
    if isinstance(evidence, Derivation):
        check_defined(goal)
        check_derivation(goal, evidence, FOR_CHECKS.of(goal.assumptions))
        return Verdict.PROVED
    if isinstance(evidence, Cover):
        return _check_cover(goal, evidence)
    if isinstance(evidence, Witness):
        return _check_witness(goal, evidence)
    if type(evidence) in CHECKERS:
        return CHECKERS[type(evidence)](goal, evidence, judge)
    raise Rejected(f"the kernel knows no evidence of the kind {type(evidence).__name__}")


def judge_step(goal: Goal, evidence) -> Verdict:
    """The verdict on a step of a derivation, which must have a value everywhere: "where both sides are defined" is not enough."""
    if not isinstance(evidence, Derivation):  # its own check is below
        check_defined(goal)
        check_formula(goal.statement)
    return judge(goal, evidence)


def check_defined(goal: Goal) -> None:
    """Every term of the statement has a value wherever the facts and assumptions hold, also with definitions unfolded."""
    known = (*goal.facts, *goal.background)
    ground = ground_of(goal.background)
    ground += [unfolded(item, known) for item in (*ground, *goal.assumptions)]
    here = FOR_CHECKS.of((*goal.assumptions, *ground))
    undefined = doubts(unfolded(goal.statement, known), here) or doubts(goal.statement, here, meaning_of(known))
    if undefined:
        raise Rejected(undefined[0])


def ground_of(facts) -> list:
    """What the facts say without quantifiers or conditions."""
    return [fact.conclusion for fact in facts if not fact.variables and not fact.hypotheses]


def check_derivation(goal: Goal, evidence: Derivation, context: Context) -> None:
    """Recompute the lemmas, then see whether the closing gives the goal."""
    lemmas: list = []
    try:
        for lemma in evidence.lemmas:
            check = _lifted if isinstance(lemma, Lifted) else instantiate
            lemmas.append(check(goal, lemma, context))
            context = FOR_CHECKS.widened(context, lemmas[-1])
        _close(goal, evidence.closing, lemmas, context)
    except (Undefined, ring.TooLarge) as problem:
        raise Rejected(str(problem)) from problem


def _lifted(goal: Goal, lemma: Lifted, context: Context):
    """An inequality for every value of an index gives the inequality of the sums."""
    relation = {"<=": Le, "<": Lt, "=": Eq}.get(lemma.relation)
    if relation is None:
        raise Rejected(f"cannot carry {lemma.relation} under {lemma.head}")
    if lemma.head == "expectation":
        if not (is_random(lemma.left) or is_random(lemma.right)):
            raise Rejected("nothing random is left under the expectation")
        inner, heads = context, (lambda body: E(body))
    else:
        variable, lower, upper = lemma.limits
        if any(variable in free_symbols(statement) for statement in context.statements) or any(
                variable in constants_of(fact) for fact in (*goal.facts, *goal.background)):
            raise Rejected(f"{variable} is not arbitrary here")
        head = {"sum": Sum, "integral": Integral}.get(lemma.head)
        if head is None:
            raise Rejected(f"cannot carry a relation under {lemma.head}")
        node = head(lemma.left, (variable, lower, upper))
        inner, heads = context.extended(ranges_of(node)), (lambda body: head(body, (variable, lower, upper)))
        room = upper - lower + (1 if lemma.head == "sum" else 0)
        if not context.is_nonnegative(room):
            raise Rejected(f"cannot see that the range from {lower} to {upper} is not reversed")
        if lemma.relation == "<" and not (context.is_nonnegative if lemma.head == "sum" else context.is_positive)(upper - lower):
            raise Rejected(f"a strict inequality needs a term between {lower} and {upper}")
    sub = Goal(relation(lemma.left, lemma.right, evaluate=False), goal.facts, goal.assumptions, goal.rules, goal.background)
    check_derivation(sub, lemma.proof, inner)
    return relation(heads(lemma.left), heads(lemma.right), evaluate=False)


# -- closings ---------------------------------------------------------------------------------------------------

def _close(goal: Goal, closing, lemmas: list, context: Context) -> None:
    statement = goal.statement
    if isinstance(closing, Identity):
        _close_identity(goal, closing, context)
    elif isinstance(closing, MatrixRules):
        _close_matrix(statement, closing, lemmas, context)
    elif isinstance(closing, Combination):
        _close_combination(statement, closing, lemmas, context)
    elif isinstance(closing, Match):
        if not context.same(statement, lemmas[closing.position]):
            raise Rejected(f"{lemmas[closing.position]} is not the goal")
    elif isinstance(closing, Sign):
        if not context.proves(statement):
            raise Rejected("the sign is not visible")
    else:
        raise Rejected(f"the kernel knows no closing of the kind {type(closing).__name__}")


def _close_identity(goal: Goal, closing: Identity, context: Context) -> None:
    statement = goal.statement
    if not isinstance(statement, (Eq, Le, Ge)):
        raise Rejected("an identity closes only =, <= and >=")
    left, right = statement.args
    for rewrite in closing.rewrites:
        if rewrite.side == "left":
            left = rewrite_all(goal, left, rewrite, context)
        else:
            right = rewrite_all(goal, right, rewrite, context)
    if not context.normalizer.equal(left, right):
        raise Rejected(f"{left} and {right} have different normal forms")


def _sides(statement):
    """(smaller, larger, strict) of an inequality, or (left, right, None) of an equation."""
    if isinstance(statement, Eq):
        return statement.lhs, statement.rhs, None
    if isinstance(statement, (Le, Lt)):
        return statement.lhs, statement.rhs, isinstance(statement, Lt)
    if isinstance(statement, (Ge, Gt)):
        return statement.rhs, statement.lhs, isinstance(statement, Gt)
    raise Rejected(f"{statement} is neither an equation nor an inequality")


def _close_combination(statement, closing: Combination, lemmas: list, context: Context) -> None:
    small, large, strict = _sides(statement)
    normalizer = context.normalizer
    residual = normalizer.poly(large - small)
    earned = False
    for position, multiplier in closing.multipliers:
        low, high, is_strict = _sides(lemmas[position])
        multiplier = sympify(multiplier)
        undefined = doubts(multiplier, context)
        if undefined:
            raise Rejected(f"the multiplier may be undefined: {undefined[0]}")
        if is_strict is not None:
            if strict is None:
                raise Rejected("an equation cannot follow from an inequality")
            if not context.is_nonnegative(multiplier):
                raise Rejected(f"cannot see that the multiplier {multiplier} is not negative")
            earned = earned or (is_strict and context.is_positive(multiplier))
        residual = ring.subtract(residual, ring.multiply(normalizer.poly(multiplier), normalizer.poly(high - low)))
    remainder = sympify(closing.remainder)
    residual = ring.clear_denominators(ring.subtract(residual, normalizer.poly(remainder)))
    if residual:
        raise Rejected(f"the combination leaves {ring.to_expression(residual)}")
    if remainder != 0:
        if strict is None:
            raise Rejected("an equation cannot have a remainder")
        if not context.is_nonnegative(remainder):
            raise Rejected(f"cannot see that {remainder} is not negative")
        earned = earned or context.is_positive(remainder)
    if strict and not earned:
        raise Rejected("a strict inequality needs a strict part")


def _close_matrix(statement, closing: MatrixRules, lemmas: list, context: Context) -> None:
    """Cited matrix equations as rules `word -> rest`; each application replaces equals by equals."""
    if not isinstance(statement, (Eq, Le, Ge)):
        raise Rejected("matrix rules close only =, <= and >=")
    context = context.extended(())  # its own, for rules are added to it
    matrices = context.normalizer.matrices
    for position in closing.positions:
        lemma = lemmas[position]
        if not isinstance(lemma, Eq) or not isinstance(lemma.lhs, MatrixExpr):
            raise Rejected(f"{lemma} is not a matrix equation")
        difference = matrices.difference(lemma.lhs, lemma.rhs)
        rules = matrix_rules(matrices, difference)
        if difference and not rules:  # one that follows from those before it adds nothing
            raise Rejected(f"{lemma} has no largest word to rewrite")
        matrices.take(rules)
    complete(matrices, closing.rounds)
    if not context.normalizer.equal(*statement.args):
        raise Rejected("the two sides have different normal forms under the cited equations")


# -- numbers ------------------------------------------------------------------------------------------------------

def _check_cover(goal: Goal, evidence: Cover) -> Verdict:
    statement = goal.statement
    small, large, strict = _sides(statement)
    if strict is None:
        raise Rejected("a cover shows inequalities only")
    ranges = {symbol: (lower, upper) for symbol, lower, upper in evidence.region}
    for symbol in free_symbols(statement):
        if symbol not in ranges:
            raise Rejected(f"the cover says nothing of {symbol}")
    for symbol, (lower, upper) in ranges.items():
        within = [Ge(symbol, lower, evaluate=False), Le(symbol, upper, evaluate=False)]
        context = FOR_CHECKS.of(goal.assumptions)
        if not all(context.proves(bound) for bound in within):
            raise Rejected(f"the cover is of [{lower}, {upper}], the goal's {symbol} may be elsewhere")
    if not check_cover(large - small, evidence.boxes, evidence.region, bits=evidence.bits, strict=bool(strict)):
        raise Rejected("a box does not show the relation, or the boxes leave a gap")
    return Verdict.ENCLOSED


def _check_witness(goal: Goal, evidence: Witness) -> Verdict:
    check_admissible([goal.statement, *(fact.statement for fact in (*goal.facts, *goal.background))], evidence.values)
    check_laws(goal.assumptions, evidence.values)
    for item in goal.assumptions:
        if isinstance(item, CHECKABLE) or isinstance(item, Independent) and speaks_of(item, evidence.values):
            outcome = settled_tie(item, evidence.values, holds(item, evidence.values, bits=evidence.bits))
            if outcome.truth is not True or not outcome.certified:
                raise Rejected(f"the assumption {item} is not certified at the witness: {outcome.why}")
    for fact in (*goal.facts, *goal.background):
        if fact.kind == "premise":
            outcome = settled_tie(fact.statement, evidence.values, holds(fact.statement, evidence.values, bits=evidence.bits))
            if outcome.truth is not True or not outcome.certified:
                raise Rejected(f"the premise {fact.name} is not certified at the witness: {outcome.why}")
    outcome = settled_tie(goal.statement, evidence.values, holds(goal.statement, evidence.values, bits=evidence.bits))
    if outcome.undefined:
        raise Rejected(f"the statement is undefined at the witness: {outcome.undefined}")
    if outcome.truth is not False or not outcome.certified:
        raise Rejected("the statement is not certified false at the witness")
    return Verdict.REFUTED


def contradict(statement, shown, premises) -> Verdict:
    """REFUTED if, at values where the premises are shown, what is shown contradicts the statement."""
    context = Context(())
    for premise in premises:
        if not discharges(context, premise) and not any(context.same(premise, item) for item in shown):
            raise Rejected(f"the premise {premise} is not shown at the values")
    if isinstance(statement, Implies):
        condition, statement = statement.args
        if not discharges(context, condition) and not any(context.same(condition, item) for item in shown):
            raise Rejected(f"the condition {condition} is not shown at the values")
    if statement is not S.false and not any(_opposite(context, statement, item) for item in shown):  # 1 = 0 contradicts itself
        raise Rejected(f"nothing shown contradicts {statement}")
    return Verdict.REFUTED


def _opposite(context: Context, statement, shown) -> bool:
    """Whether both statements cannot hold."""
    if isinstance(statement, LIMITS) and type(statement) is type(shown):
        body, variable, place, limit = statement.args
        same = type(statement)(body, variable, place, shown.args[3])
        return context.same(same, shown) and context.is_nonzero(limit - shown.args[3])
    if isinstance(statement, IsBigO) and isinstance(shown, Tends) and shown.args[3] in (oo, -oo):
        body, bound, variable, place = statement.args  # a quotient that tends to infinity is not bounded
        large = context.inside(statement).extended([Ge(variable, 10**6, evaluate=False)] if place is oo else [Ne(variable, place, evaluate=False)])
        return large.is_nonzero(bound) and context.same(Tends(body / bound, variable, place, shown.args[3]), shown)
    if not isinstance(statement, Relational) or not isinstance(shown, Relational):
        return False
    if isinstance(statement, Eq):
        return any(context.same(kind(*sides, evaluate=False), shown) for kind in (Ne, Lt)
                   for sides in (statement.args, statement.args[::-1]))
    small, large, strict = _sides(statement)
    opposites = [Lt(large, small, evaluate=False)] + ([Le(large, small, evaluate=False), Eq(large, small, evaluate=False)] if strict else [])
    return any(context.same(item, shown) for item in opposites)
