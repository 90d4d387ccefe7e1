"""Whether a changed statement is true after all: what the kernel accepts from the statement and the premises.

A mutant that is a case of the statement, weaker than it, or provable on its own is a truth that no check could notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from sympy import Add, Derivative, Ge, Gt, Integer, Integral, Le, Lt, MatrixExpr, MatrixSymbol, Ne, S, ZeroMatrix
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.claim import Article, Claim, MalformedClaim, Premise, Therefore
from verifier.evidence import Combination, Derivation, Instance, Match
from verifier.facts import conclusion_of
from verifier.goal import Budget, Goal
from verifier.kernel import judge
from verifier.operators import Both, Iff, Implies, Invertible
from verifier.proofs import tasks
from verifier.strategies import QUICK
from verifier.strategies.constancy import ByDerivative
from verifier.strategies.inequalities import Inequalities
from verifier.strategies.limits import Limits
from verifier.strategies.matrix_words import MatrixWords
from verifier.strategies.rewriting import Rewriting
from verifier.symbols import Point
from verifier.tools import terms
from verifier.tools.binding import substitute
from verifier.tools.context import Context
from verifier.tools.instances import Rejected
from verifier.verdict import Verdict

GAVE_UP = (*terms.GAVE_UP, MalformedClaim, LookupError)
ITSELF = "the statement itself"
LONGEST = 40  # operations of a remainder whose sign is asked for
LONGEST_ALONE, LONGEST_CALCULUS = 60, 40  # operations of a statement that is tried to be proved on its own
INEQUALITIES = (Le, Lt, Ge, Gt)
STRATEGIES = (Rewriting(), *QUICK, ByDerivative(), Inequalities(), Limits())  # those that give up soon
OF_MATRICES = (MatrixWords(),)
MULTIPLIERS = (S.One, Integer(2), S.Half, Integer(4), S.One / 4)


def quietly(question: Callable) -> bool:
    """The answer of a search that may give up, which is a no."""
    try:
        return bool(question())
    except GAVE_UP:
        return False


def follows(claim: Claim, article: Article, statement, proved: bool = False, fails: Callable = lambda statement: False) -> str:
    """How the kernel accepts the statement as a consequence of what the claim says, in words; empty if it does not.

    Of a proved claim the steps are known as well, such as those that make its terms defined.  `fails` tells of an
    inequality whether it is seen to fail where all premises hold, so that it need not be tried.
    """
    shown = tuple(Premise("shown on the way", conclusion) for conclusion in map(conclusion_of, claim.proof if proved else ())
                  if isinstance(conclusion, (Invertible, Ne)) or isinstance(conclusion, INEQUALITIES) and conclusion.count_ops() <= 6)
    ground = tuple(premise for premise in claim.given if isinstance(premise.statement, (Relational, Both))
                   and not premise.statement.atoms(AppliedUndef))
    named = replace(article, names={**article.names, id(claim): ITSELF})
    used: dict = {}
    for part in _parts(statement):
        try:
            wider = replace(claim, given=(*claim.given, *shown), proof=(Therefore(part, because=(claim, *ground, *shown)),))
            for task in tasks(wider, named):
                name = _proved(task.goal, fails)
                if not name:
                    return ""
                used[name] = True
        except GAVE_UP:
            return ""
    return ", ".join(used)


def _parts(statement) -> tuple:
    if isinstance(statement, Iff):
        first, second = statement.args
        return Implies(first, second), Implies(second, first)
    return (statement,)


def _proved(goal: Goal, fails: Callable) -> str:
    """As one of the things that the statement says, itself or with something visibly not negative added, or alone."""
    context = Context(tuple(item for item in goal.assumptions if isinstance(item, (Relational, Both)) and not item.atoms(AppliedUndef)))
    for name, evidence in (*own_words(goal, context), *weakenings(goal, context, fails), *alone(goal)):
        if accepts(goal, evidence):
            return name
    return ""


def accepts(goal: Goal, evidence) -> bool:
    """Whether the kernel calls the goal proved by the evidence."""
    try:
        return judge(goal, evidence) in (Verdict.PROVED, Verdict.ENCLOSED)
    except (Rejected, *GAVE_UP):
        return False


def alone(goal: Goal) -> Iterator[tuple]:
    """Evidence for the goal from the premises by the strategies for single statements, and from all that is known."""
    if goal.statement.count_ops() > (LONGEST_CALCULUS if goal.statement.has(Integral, Derivative) else LONGEST_ALONE):
        return
    for strategy in OF_MATRICES if goal.statement.atoms(MatrixSymbol) else STRATEGIES:
        try:
            evidence = strategy.propose(goal, Budget())
        except (Rejected, *GAVE_UP):
            continue
        if evidence is not None:
            yield f"it is true as well, by {strategy.name}", evidence


def _said(goal: Goal) -> Iterator[tuple]:
    """(instance, what it says) of the claim's statements, at their own symbols and at multiples of one of them."""
    for fact in goal.facts:
        if not fact.name.startswith(ITSELF):
            continue
        same = {variable: variable for variable in fact.variables}
        yield Instance(fact.name, same), fact.conclusion
        for variable in sorted(fact.variables, key=str):
            if isinstance(variable, (Point, MatrixSymbol)):
                zero = [ZeroMatrix(*variable.shape)] if isinstance(variable, MatrixSymbol) else []
                for value in (2 * variable, -variable, variable / 2, *zero):
                    yield Instance(fact.name, {**same, variable: value}), substitute(fact.conclusion, {variable: value})


def own_words(goal: Goal, context: Context) -> Iterator[tuple]:
    """The goal as one of the things that the statement says."""
    for instance, words in _said(goal):
        if quietly(lambda: context.same(words, goal.statement)):
            yield "it is part of it" if all(key == value for key, value in instance.values.items()) else "it is a case of it", \
                Derivation((instance,), Match(0), "said")


def weakenings(goal: Goal, context: Context, fails: Callable = lambda statement: False) -> Iterator[tuple]:
    """The goal as a multiple of what the statement says and a remainder that is visibly not negative."""
    if not isinstance(goal.statement, INEQUALITIES):
        return
    gap = _gap(goal.statement)
    if _visible(gap, context, fails):
        yield "its sign is visible", Derivation((), Combination((), gap), "weakening")
    for instance, words in _said(goal):
        if isinstance(words, INEQUALITIES):
            for multiplier in MULTIPLIERS:
                rest = _left_over(gap, multiplier * _gap(words), context)
                if _visible(rest, context, fails):
                    yield "it is weaker", Derivation((instance,), Combination(((0, multiplier),), rest), "weakening")


def _visible(rest, context: Context, fails: Callable) -> bool:
    """Whether the expression is quickly seen not to be negative."""
    return rest.count_ops() <= LONGEST and not fails(Ge(rest, S.Zero, evaluate=False)) and quietly(lambda: context.is_nonnegative(rest))


def _left_over(gap, part, context: Context):
    """The first expression less the second; of two terms with one normal form nothing is left."""
    ours, theirs = list(Add.make_args(gap)), list(Add.make_args(part.expand(deep=False) if part.is_Mul else part))
    for term in list(theirs):
        match = next((other for other in ours if other == term or _alike(other, term, context)), None)
        if match is not None:
            ours.remove(match)
            theirs.remove(term)
    return Add(*ours) - Add(*theirs)


def _alike(first, second, context: Context) -> bool:
    return first.has(MatrixExpr) and second.has(MatrixExpr) and quietly(lambda: context.normalizer.poly(first) == context.normalizer.poly(second))


def _gap(statement):
    small, large = statement.args if isinstance(statement, (Le, Lt)) else statement.args[::-1]
    return large - small
