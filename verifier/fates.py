"""What became of each mutant: refuted at a point, equivalent to the statement, implied by it, or unnoticed.

A mutant is refuted where every premise and the statement itself hold and the mutant certainly fails.  It is implied when the
kernel accepts a proof of it from the statement and the premises: a weaker truth, which no check of values could notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sympy import Eq, Expr, Ge, Gt, Integer, Le, Lt, MatrixSymbol, Ne, S, Symbol, ZeroMatrix
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.claim import Article, Claim, MalformedClaim, Premise, Therefore
from verifier.evidence import Combination, Derivation, Instance, Match
from verifier.facts import conclusion_of
from verifier.goal import Budget, Goal
from verifier.kernel import judge
from verifier.mutation import Mutant, mutants
from verifier.operators import Both, Iff, Implies, Invertible
from verifier.printing import text
from verifier.proofs import tasks
from verifier.strategies.constants import Constants
from verifier.symbols import Point
from verifier.tools import terms
from verifier.tools.binding import substitute
from verifier.tools.context import Context
from verifier.tools.evaluate import Outcome, evaluate, holds
from verifier.tools.evaluator import allotted
from verifier.tools.instances import Rejected
from verifier.tools.predicates import admissible
from verifier.tools.sampling import exact
from verifier.tools.scalars import Undecided, Unsupported
from verifier.valuation import Valuation
from verifier.variations import NO_VALUE, Neighbourhood
from verifier.verdict import Verdict

REFUTED, DISAGREES, EQUIVALENT, IMPLIED, SURVIVED = "refuted", "disagrees", "equivalent", "implied", "survived"
NOTICED = (REFUTED, DISAGREES, EQUIVALENT, IMPLIED)
GAVE_UP = (*terms.GAVE_UP, MalformedClaim, LookupError)
ITSELF = "the statement itself"
LONGEST = 40  # operations of a remainder whose sign is asked for
DEAREST = 60_000  # parts of expressions that one point may cost
MOST_FOLLOWED, MATRICES_FOLLOWED = 12, 4  # mutants of a claim that are tried to be derived from it
FEW = 12  # mutants of a statement that no point decides
AIMS = 12  # points of the neighbourhood that are moved onto an equation
INEQUALITIES = (Le, Lt, Ge, Gt)


@dataclass
class Fate:
    """One mutant, what became of it and what shows that."""

    mutant: Mutant
    outcome: str = ""
    shown_by: str = ""
    met: int = 0  # points at which it holds
    against: str = ""  # where the numbers speak against it without certainty, as those of a limit do
    blind: bool = False  # the statement itself is decided at none of the first points, so farther ones would not help
    unclear: int = 0  # points at which it is neither seen to hold nor to fail

    def as_row(self) -> dict:
        """Plain data for the record."""
        return {"change": self.mutant.change, "text": text(self.mutant.statement), "outcome": self.outcome, "shown_by": self.shown_by}


def score(rows: list[dict]) -> float | None:
    """The part of the mutants that is noticed; none when there are no mutants."""
    return round(sum(row["outcome"] in NOTICED for row in rows) / len(rows), 4) if rows else None


@dataclass
class Trials:
    """The mutants of one claim against points near its examples."""

    claim: Claim
    article: Article
    near: Neighbourhood
    points: int
    proved: bool = False
    seeds: int = 20  # of the first points, how many are used
    fates: list[Fate] = field(default_factory=list)
    sound: dict = field(default_factory=dict)  # id(valuation) -> whether the claim's own statements hold there

    def run(self, most: int, further: Iterable[Mutant] = ()) -> list[Fate]:
        """All mutants, at most so many of each statement, and further ones; the cheap questions first."""
        for statement in self.claim.says:
            blind = bool(self.near.seeds) and all(at(statement, seed).truth is None for seed in self.near.seeds[:min(4, self.seeds)])
            self.fates += [Fate(mutant, blind=blind) for mutant in mutants(statement)[:min(most, FEW) if blind else most]]
        self.fates += map(Fate, further)
        self._refute(lambda: self.near.seeds[:self.seeds])
        context = Context(tuple(premise.statement for premise in self.claim.given))
        for fate in self._open():
            for statement in self.claim.says:
                if quietly(lambda: context.same(fate.mutant.statement, statement)):
                    fate.outcome, fate.shown_by = EQUIVALENT, "one normal form"
        self._refute(self._farther, farther=True)
        self._aim()
        for fate in self._open()[:MATRICES_FOLLOWED if any(said.atoms(MatrixSymbol) for said in self.claim.says) else MOST_FOLLOWED]:
            reason = follows(self.claim, self.article, fate.mutant.statement, self.proved, tuple(self.near.seeds[:2]))
            if reason:
                fate.outcome, fate.shown_by = IMPLIED, f"it follows from the statement: {reason}"
        for fate in self._open():
            if fate.against:
                fate.outcome, fate.shown_by = DISAGREES, f"{fate.against} (measured, not certified)"
            elif fate.met or fate.unclear or not self.near.seeds:
                fate.outcome = SURVIVED
                fate.shown_by = f"it holds at {fate.met} points" if fate.met else "no point decides it"
        return [fate for fate in self.fates if fate.outcome]  # the others have no value at any point

    def _open(self, farther: bool = False) -> list[Fate]:
        return [fate for fate in self.fates if not fate.outcome and not (farther and fate.blind)]

    def _farther(self):
        count = 0
        for valuation in self.near.points():
            if not self._open(farther=True) or count >= self.points:
                return
            if any(valuation is seed for seed in self.near.seeds):
                continue
            count += 1
            yield valuation

    def _refute(self, points: Callable, farther: bool = False) -> None:
        """Point by point, so that a point is found once for all mutants."""
        for valuation in points():
            for fate in self._open(farther):
                outcome = at(fate.mutant.statement, valuation)
                if outcome.truth is False and outcome.certified and self._holds_itself(valuation):
                    fate.outcome, fate.shown_by = REFUTED, _told(valuation, outcome)
                elif outcome.truth is False:
                    fate.against = fate.against or (_told(valuation, outcome) if self._holds_itself(valuation) else "")
                else:
                    fate.met += outcome.truth is not None
                    fate.unclear += outcome.truth is None and not outcome.undefined

    def _aim(self) -> None:
        """Points at which an equation `symbol = value` of a condition, or of another statement of the claim, holds by construction."""
        every = [part for said in self.claim.says for part in equations(said)]
        for fate in self._open(farther=True):
            for equation in dict.fromkeys((*equations(fate.mutant.statement), *every)):
                if self._aimed(fate, equation):
                    break

    def _aimed(self, fate: Fate, equation: Eq) -> bool:
        symbol, meaning = equation.args if isinstance(equation.lhs, Symbol) else equation.args[::-1]
        for valuation in (*self.near.seeds[:6], *self.near.found[:AIMS]):
            value = meaning.xreplace(numbers_of(valuation))
            if isinstance(symbol, Point) or symbol not in valuation.values or not value.is_number or not value.is_finite or not admissible(symbol, value):
                continue
            there = self.near.rederived({**valuation.values, symbol: value})
            if there.values[symbol] != value or not self.near.admits(there):
                continue
            outcome = at(_granted(fate.mutant.statement, equation), there)
            if outcome.truth is not False and touches(fate.mutant.statement, there):
                outcome = Outcome(False, True, outcome.left, outcome.right, outcome.relation)
            if outcome.truth is False and outcome.certified and self._holds_itself(there):
                fate.outcome, fate.shown_by = REFUTED, _told(there, outcome)
                return True
        return False

    def _holds_itself(self, valuation: Valuation) -> bool:
        """A point at which the statement itself seems to fail does not meet the premises, whatever was seen of them."""
        if id(valuation) not in self.sound:
            self.sound[id(valuation)] = all(at(statement, valuation).truth is not False for statement in self.claim.says)
        return self.sound[id(valuation)]


def _told(valuation: Valuation, outcome: Outcome) -> str:
    left, right = outcome.words()
    shown = ", ".join(f"{name} = {value}" for name, value in valuation.describe().items())
    return f"at {shown}: " + (f"{left} {outcome.relation} {right} fails" if left else outcome.why or "it fails")


def numbers_of(valuation: Valuation) -> dict:
    """The values that are numbers, and those of defined symbols that are rational."""
    found = {key: value for key, value in valuation.values.items() if isinstance(key, Symbol) and isinstance(value, Expr)}
    for definition in valuation.definitions:
        if isinstance(definition.head, Symbol):
            with suppress(*NO_VALUE):
                found[definition.head] = exact(evaluate(definition.head, valuation))
    return {key: value for key, value in found.items() if isinstance(value, Expr)}  # a defined point has coordinates


def equations(statement) -> tuple:
    """The equations `symbol = expression` (or their denials, as equations) that stand in a statement."""
    if isinstance(statement, (Implies, Iff, Both)):
        return tuple(found for part in statement.args for found in equations(part))
    if isinstance(statement, (Eq, Ne)) and any(isinstance(side, Symbol) for side in statement.args):
        return (Eq(*statement.args, evaluate=False),)
    return ()


def _granted(statement, equation: Eq):
    """What is left of a statement where the equation holds by construction."""
    if isinstance(statement, Implies) and statement.args[0] == equation:
        return statement.args[1]
    if isinstance(statement, Iff) and equation in statement.args:
        return statement.args[1 - statement.args.index(equation)]
    return statement


def touches(statement, valuation: Valuation) -> bool:
    """Whether two sides that a strict relation (under a condition that holds) keeps apart are one number, which the kernel proves."""
    if isinstance(statement, Implies):
        condition = at(statement.args[0], valuation)
        return bool(condition.truth and condition.certified) and touches(statement.args[1], valuation)
    if not isinstance(statement, (Lt, Gt, Ne)):
        return False
    left, right = (side.xreplace(numbers_of(valuation)) for side in statement.args if isinstance(side, Expr))
    if not left.is_number or not right.is_number or left.atoms(AppliedUndef) | right.atoms(AppliedUndef):
        return False
    goal = Goal(Eq(left, right, evaluate=False))
    evidence = None if left == right else Constants().propose(goal, Budget())
    return left == right or evidence is not None and _accepts(goal, evidence)


def at(statement, valuation: Valuation) -> Outcome:
    """The outcome at a point; an outcome without truth where the statement has none."""
    try:
        with allotted(DEAREST):
            return holds(statement, valuation)
    except (Undecided, Unsupported) as failure:
        return Outcome(None, why=str(failure))
    except NO_VALUE as failure:
        return Outcome(None, why=str(failure), undefined=str(failure) or "no value")


def quietly(question: Callable) -> bool:
    """The answer of a search that may give up, which is a no."""
    try:
        return bool(question())
    except GAVE_UP:
        return False


def follows(claim: Claim, article: Article, statement, proved: bool = False, points: tuple = ()) -> str:
    """How the kernel accepts the statement as a consequence of what the claim says, in words; empty if it does not.

    Of a proved claim the steps are known as well, such as those that make its terms defined.  The points spare the search what fails there.
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
                name = _proved(task.goal, points)
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


def _proved(goal: Goal, points: tuple) -> str:
    """What the claim says at its own symbols or at multiples of one of them, itself or with something visibly not negative added."""
    context = Context(tuple(item for item in goal.assumptions if isinstance(item, (Relational, Both)) and not item.atoms(AppliedUndef)))
    for name, evidence in (*own_words(goal, context), *weakenings(goal, context, points)):
        if _accepts(goal, evidence):
            return name
    return ""


def _accepts(goal: Goal, evidence) -> bool:
    try:
        return judge(goal, evidence) is Verdict.PROVED
    except (Rejected, *GAVE_UP):
        return False


def _said(goal: Goal) -> Iterator[tuple]:
    """(instance, what it says) of the claim's statements."""
    for fact in goal.facts:
        if not fact.name.startswith(ITSELF):
            continue
        same = {variable: variable for variable in fact.variables}
        yield Instance(fact.name, same), fact.conclusion
        for variable in sorted(fact.variables, key=str):
            if isinstance(variable, (Point, MatrixSymbol)):
                for value in (2 * variable, -variable, *([ZeroMatrix(*variable.shape)] if isinstance(variable, MatrixSymbol) else [])):
                    yield Instance(fact.name, {**same, variable: value}), substitute(fact.conclusion, {variable: value})


def own_words(goal: Goal, context: Context) -> Iterator[tuple]:
    """The goal as one of the things that the statement says."""
    for instance, words in _said(goal):
        if quietly(lambda: context.same(words, goal.statement)):
            yield "it is part of it" if all(key == value for key, value in instance.values.items()) else "it is a case of it", \
                Derivation((instance,), Match(0), "said")


def weakenings(goal: Goal, context: Context, points: tuple = ()) -> Iterator[tuple]:
    """The goal as a multiple of what the statement says and a remainder that is visibly not negative."""
    if not isinstance(goal.statement, INEQUALITIES):
        return
    gap = _gap(goal.statement)
    if _is_short(gap) and not _negative_at(gap, points) and quietly(lambda: context.is_nonnegative(gap)):
        yield "its sign is visible", Derivation((), Combination((), gap), "weakening")
    for instance, words in _said(goal):
        if isinstance(words, INEQUALITIES):
            itself = all(key == value for key, value in instance.values.items())
            for multiplier in (S.One, Integer(2), S.Half) if itself else (S.One,):
                rest = gap - multiplier * _gap(words)
                if _is_short(rest) and not _negative_at(rest, points) and quietly(lambda: context.is_nonnegative(rest)):  # asked here, where little is known and the answer is quick
                    yield "it is weaker", Derivation((instance,), Combination(((0, multiplier),), rest), "weakening")


def _is_short(expression) -> bool:
    """Whether a sign in the expression, if there is one, is quickly seen; what a weakening adds is short."""
    return expression.count_ops() <= LONGEST


def _negative_at(expression, points: tuple) -> bool:
    """Whether the expression is certainly negative at one of the points."""
    return any(outcome.truth is False and outcome.certified
               for outcome in (at(Ge(expression, S.Zero, evaluate=False), point) for point in points))


def _gap(statement):
    small, large = statement.args if isinstance(statement, (Le, Lt)) else statement.args[::-1]
    return large - small
