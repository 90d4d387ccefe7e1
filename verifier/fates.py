"""What became of each mutant: refuted at a point, equivalent to the statement, implied by it, or unnoticed.

A mutant is refuted where every premise and the statement itself hold and the mutant certainly fails.  It is implied when the
kernel accepts a proof of it from the statement and the premises: a weaker truth, which no check of values could notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sympy import Eq, Expr, Ge, Gt, Integer, Le, Lt, Ne, S, Symbol
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.claim import Article, Claim, MalformedClaim, Premise, Therefore
from verifier.evidence import Combination, Derivation, Instance, Match
from verifier.facts import facts_of
from verifier.goal import Budget, Goal
from verifier.kernel import judge
from verifier.mutation import Mutant, mutants
from verifier.operators import Both, Iff, Implies
from verifier.proofs import tasks
from verifier.strategies.constants import Constants
from verifier.tools.context import Context
from verifier.tools.evaluate import Outcome, evaluate, holds
from verifier.tools.instances import Rejected
from verifier.tools.polynomial import TooLarge
from verifier.tools.predicates import admissible
from verifier.tools.sampling import exact
from verifier.tools.scalars import Undecided, Unsupported
from verifier.tools.terms import Undefined
from verifier.valuation import Valuation
from verifier.variations import NO_VALUE, Neighbourhood
from verifier.verdict import Verdict

REFUTED, EQUIVALENT, IMPLIED, SURVIVED = "refuted", "equivalent", "implied", "survived"
NOTICED = (REFUTED, EQUIVALENT, IMPLIED)
GAVE_UP = (Undefined, TooLarge, ArithmeticError, ValueError, TypeError, AttributeError, KeyError, RecursionError,
           NotImplementedError, MalformedClaim, LookupError)
ITSELF = "the statement itself"
AIMS = 12  # points of the neighbourhood that are moved onto an equation
INEQUALITIES = (Le, Lt, Ge, Gt)


@dataclass
class Fate:
    """One mutant, what became of it and what shows that."""

    mutant: Mutant
    outcome: str = ""
    shown_by: str = ""
    met: int = 0  # points at which it holds
    unclear: int = 0  # points at which it is neither seen to hold nor to fail

    def as_row(self) -> dict:
        """Plain data for the record."""
        return {"change": self.mutant.change, "text": str(self.mutant.statement), "outcome": self.outcome, "shown_by": self.shown_by}


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
    fates: list[Fate] = field(default_factory=list)
    sound: dict = field(default_factory=dict)  # id(valuation) -> whether the claim's own statements hold there

    def run(self, most: int, further: Iterable[Mutant] = ()) -> list[Fate]:
        """All mutants, at most so many of each statement, and further ones; the cheap questions first."""
        self.fates = [Fate(mutant) for statement in self.claim.says for mutant in mutants(statement)[:most]]
        self.fates += map(Fate, further)
        self._refute(lambda: self.near.seeds)
        context = Context(tuple(premise.statement for premise in self.claim.given))
        for fate in self._open():
            for statement in self.claim.says:
                if quietly(lambda: context.same(fate.mutant.statement, statement)):
                    fate.outcome, fate.shown_by = EQUIVALENT, "one normal form"
        self._refute(self._farther)
        self._aim()
        for fate in self._open():
            reason = follows(self.claim, self.article, fate.mutant.statement)
            if reason:
                fate.outcome, fate.shown_by = IMPLIED, f"it follows from the statement: {reason}"
        for fate in self._open():
            if fate.met or fate.unclear or not self.near.seeds:
                fate.outcome = SURVIVED
                fate.shown_by = f"it holds at {fate.met} points" if fate.met else "no point decides it"
        return [fate for fate in self.fates if fate.outcome]  # the others have no value at any point

    def _open(self) -> list[Fate]:
        return [fate for fate in self.fates if not fate.outcome]

    def _farther(self):
        count = 0
        for valuation in self.near.points():
            if not self._open() or count >= self.points:
                return
            if any(valuation is seed for seed in self.near.seeds):
                continue
            count += 1
            yield valuation

    def _refute(self, points: Callable) -> None:
        """Point by point, so that a point is found once for all mutants."""
        for valuation in points():
            for fate in self._open():
                outcome = at(fate.mutant.statement, valuation)
                if outcome.truth is False and outcome.certified and self._holds_itself(valuation):
                    fate.outcome, fate.shown_by = REFUTED, _told(valuation, outcome)
                else:
                    fate.met += outcome.truth is not None
                    fate.unclear += outcome.truth is None and not outcome.undefined

    def _aim(self) -> None:
        """Points at which an equation `symbol = value` of a condition, or of another statement of the claim, holds by construction."""
        every = [part for said in self.claim.says for part in equations(said)]
        for fate in self._open():
            for equation in dict.fromkeys((*equations(fate.mutant.statement), *every)):
                if self._aimed(fate, equation):
                    break

    def _aimed(self, fate: Fate, equation: Eq) -> bool:
        symbol, meaning = equation.args if isinstance(equation.lhs, Symbol) else equation.args[::-1]
        for valuation in (*self.near.seeds[:6], *self.near.found[:AIMS]):
            value = meaning.xreplace(numbers_of(valuation))
            if symbol not in valuation.values or not value.is_number or not value.is_finite or not admissible(symbol, value):
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
    return f"at {shown}" + (f": {left} {outcome.relation} {right} fails" if left else "")


def numbers_of(valuation: Valuation) -> dict:
    """The values that are numbers, and those of defined symbols that are rational."""
    found = {key: value for key, value in valuation.values.items() if isinstance(key, Symbol) and isinstance(value, Expr)}
    for definition in valuation.definitions:
        if isinstance(definition.head, Symbol):
            with suppress(*NO_VALUE):
                found[definition.head] = exact(evaluate(definition.head, valuation))
    return found


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


def follows(claim: Claim, article: Article, statement) -> str:
    """How the kernel accepts the statement as a consequence of what the claim says, in words; empty if it does not."""
    said = tuple(fact for words in claim.says for fact in facts_of(Premise(ITSELF, words), ITSELF))
    ground = tuple(premise for premise in claim.given if isinstance(premise.statement, (Relational, Both))
                   and not premise.statement.atoms(AppliedUndef))
    used: dict = {}
    for part in _parts(statement):
        try:
            for task in tasks(replace(claim, proof=(Therefore(part, because=ground),)), article):
                name = _proved(replace(task.goal, facts=(*said, *task.goal.facts)))
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


def _proved(goal: Goal) -> str:
    for name, propose in (("its own words", own_words), ("a visible weakening", weakening)):
        try:
            if any(_accepts(goal, evidence) for evidence in propose(goal)):
                return name
        except GAVE_UP:
            continue
    return ""


def own_words(goal: Goal) -> tuple:
    """The goal as one of the things that the statement says."""
    return tuple(Derivation((_as_said(fact),), Match(0), "said") for fact in goal.facts if _is_said(fact))


def _is_said(fact) -> bool:
    return fact.name.startswith(ITSELF)


def _as_said(fact) -> Instance:
    return Instance(fact.name, {variable: variable for variable in fact.variables})


def _accepts(goal: Goal, evidence) -> bool:
    try:
        return judge(goal, evidence) is Verdict.PROVED
    except (Rejected, *GAVE_UP):
        return False


def weakening(goal: Goal) -> tuple:
    """The goal as a multiple of what the statement says and a remainder that should visibly not be negative."""
    if not isinstance(goal.statement, INEQUALITIES):
        return ()
    gap, found, context = _gap(goal.statement), [], Context(goal.assumptions)
    if context.is_nonnegative(gap):
        found.append(Derivation((), Combination((), gap), "weakening"))
    for fact in goal.facts:
        if _is_said(fact) and isinstance(fact.conclusion, INEQUALITIES):
            for multiplier in (S.One, Integer(2), S.Half):
                rest = gap - multiplier * _gap(fact.conclusion)
                if context.is_nonnegative(rest):  # asked here, where little is known and the answer is quick
                    found.append(Derivation((_as_said(fact),), Combination(((0, multiplier),), rest), "weakening"))
    return tuple(found)


def _gap(statement):
    small, large = statement.args if isinstance(statement, (Le, Lt)) else statement.args[::-1]
    return large - small
