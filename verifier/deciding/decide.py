"""One statement without a file: definedness, then refutation, then proof, then agreement; never the other way round."""

from __future__ import annotations

import contextlib
import itertools
import time
from dataclasses import replace

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.random import seed

from verifier.deciding.alternatives import Ready, by_parts, opened
from verifier.deciding.background import consequences, laws_for, opposites
from verifier.deciding.by_cases import ASKING, case_by_case
from verifier.deciding.certainty import certain
from verifier.deciding.computer_algebra import simplified
from verifier.deciding.decision import Decision
from verifier.deciding.failures import GAVE_UP
from verifier.deciding.forms import OutOfTime, at_most, by_table, plainer
from verifier.deciding.holes import diverging, ill_posed, lost_by_rewriting, nowhere, undefined_elsewhere
from verifier.deciding.kinds import Unreadable
from verifier.deciding.parameters import at_parameters, by_cases_of_limit
from verifier.deciding.parsing import Problem, read
from verifier.deciding.readings import joined, readings
from verifier.deciding.recurring import along_recurrences
from verifier.deciding.search import Hunt
from verifier.deciding.where_defined import common_domain, is_total_for
from verifier.deciding.witnesses import with_simple_matrices
from verifier.evidence import AtValues, Numbers, Rewritten, Witness
from verifier.goal import Budget, Fact, Goal
from verifier.judgement.printing import evidence_words
from verifier.judgement.replay import replay_line, words_of
from verifier.kernel import judge
from verifier.strategies import BY_DIFFERENCES, BY_FACTS, DECIDING, OF_MATRICES, QUICK
from verifier.tools.calculus.entire import is_entire
from verifier.tools.calculus.iterated import inner_integrals
from verifier.tools.chance.moments import HasLaw, NoMoment
from verifier.tools.evaluation.truth import Outcome
from verifier.tools.instances import Rejected
from verifier.tools.matrices.definiteness import visible_facts
from verifier.tools.relations import ORDER, conjuncts
from verifier.tools.vocabulary import contains
from verifier.verdict import Verdict

SHARE = 6.0  # seconds of one strategy
FAR = 4096  # bits


def decide(statement: str, where=(), given=(), timeout: float = 20.0) -> Decision:
    """The decision on one statement; `timeout` bounds the processor time of the search, so that a busy machine decides alike."""
    start = time.thread_time()  # exact, where the clock of a process with a timer may advance by ticks of 4 ms
    seed(0)  # SymPy asks for properties in an order by chance: here the same whatever was decided before
    try:
        decision = _decided(statement, where, given, time.process_time() + timeout)
    except OutOfTime as problem:  # an alarm that went off while another was being put away
        decision = Decision(Verdict.TIMEOUT, explanation=f"interrupted: {problem}")
    decision.ms = 1000 * (time.thread_time() - start)
    decision.source, decision.given = statement, tuple(given)
    return decision


def _decided(statement, where, given, deadline) -> Decision:
    try:
        problem = opened(read(statement, where, given))
    except Unreadable as problem:
        return Decision(Verdict.ERROR, explanation=str(problem))
    if problem.statement in (sp.true, sp.false):
        return Decision(Verdict.PROVED if problem.statement else Verdict.REFUTED, "it is written as such",
                        statement=problem.statement)
    decision = joined([Search(reading, deadline).run() for reading in readings(problem)], problem)
    decision.statement = problem.statement
    return decision


class Search:
    """The order of deciding, for one problem."""

    def __init__(self, problem: Problem, deadline: float):
        self.problem, self.deadline = problem, deadline
        self.statement = problem.statement  # or an equivalent one, once rewritten
        self.rewritten: list = []  # (rule, data) in order
        self.hunt = Hunt(problem)
        self.tried: list = []
        self.seen = 0  # admitted points
        self.doubt: Decision | None = None  # the first point where a term has no value
        self.uncovered = False  # whether the statement as asked has a value at a point where the rewritten one has none
        self.alike: dict | None = None  # the first point at which neither side of an equation has a value
        self.wide = 0  # how often the points beside such a one were looked at
        premises = problem.known
        facts = tuple(Fact(f"premise {n}", frozenset(), (), item, "premise", item) for n, item in enumerate(premises, 1))
        facts += laws_for(problem.statement, premises)
        laws = tuple(HasLaw(item.symbol, sp.Tuple(sp.Symbol(item.law[0]), *item.law[1:]))
                     for item in problem.declared.values() if item.kind == "random" and item.law)
        known = (*problem.premises, *problem.needs, *laws, *consequences(problem.premises))
        known += visible_facts(problem.statement, known)
        domain = common_domain(problem.statement, problem.premises)
        self.hole = f"at every point where both sides are defined: {' and '.join(map(str, domain))}" if domain else ""
        known += domain
        self.goal = Goal(problem.statement, facts, known)

    def run(self) -> Decision:
        """The decision."""
        found = along_recurrences(self) if self.hunt.functions else None
        if found is not None:
            return found
        self._rewrite(by_table, 1)
        found = None if inner_integrals(self.statement) else self.points(self.hunt.first(), 12)  # double integrals are slow
        if found is not None:
            return found
        found = diverging(self) if self.hunt.numbers else None
        if found is not None:
            return found
        try:
            self._rewrite()
        except NoMoment as problem:
            return Decision(Verdict.ILL_POSED, str(problem), explanation=f"An expectation does not exist: {problem}.")
        if self.statement in (sp.true, sp.false):
            return self._settled()
        found = at_parameters(self) or by_cases_of_limit(self)
        if found is not None:
            return found
        if self.rewritten:
            found = self.points(self.hunt.first(), 12)
        elif not self.hunt.numbers:
            found = diverging(self)
        if found is None and (quick := self._quick_proof()) is not None:
            return self._unless_refuted(quick, 5)
        found = found or self.points(self.hunt.special(), 80) or self.doubt
        if found is not None:
            return found
        if self.uncovered:
            self._as_asked()
        if not self.seen:
            found = self.points(self.hunt.deep(150), 150) or self.doubt or self._empty()
            if found is not None:
                return found
        found = self.points(self.hunt.descent(), 150) or self.points(self.hunt.corners(), 140) or self.doubt
        if found is not None:
            return found
        first = self._in_parts() if contains(self.statement, *SLOW) and self.statement.has(*ASKING) else None  # what all strategies are too long for
        found = first or self._proof(DECIDING) or self._in_parts()
        if found is not None:
            return self._unless_refuted(found)
        found = self.points(self.hunt.deep(60), 100) or self.points(self.hunt.scan(), 20_000) or self.points(self.hunt.directions(), 300) or self.doubt
        if found is not None:
            return found
        return self._far_digits() or simplified(self) or self._agreement()

    def _unless_refuted(self, found: Decision, most: int = 12) -> Decision:
        """A proof, with a few points more: a certified counterexample beside it means that the tool is wrong, not which part."""
        if not found.verdict.is_full:
            return found
        most //= 2 if contains(self.statement, *SLOW) else 1
        other = self.points(self.hunt.deep(4), most, 1.0) or self.doubt or nowhere(self) or undefined_elsewhere(self)
        if other is None or other.verdict is not Verdict.REFUTED:
            return other or found
        words = f"{found.strategy} has a proof ({found.evidence}), and there is a counterexample: {other.evidence}"
        return replace(other, verdict=Verdict.CONFLICT, evidence=words, explanation="Two routes disagree; please report this statement.")

    def _rewrite(self, step=plainer, most: int = 6) -> None:
        """Replace the statement by an equivalent one without integrals, limits, infinite sums and expectations."""
        for _ in range(most):
            made = step(self.statement, self.goal.assumptions)
            if made is None:
                return
            rule, data, self.statement = made
            self.rewritten.append((rule, data))
            if self.statement in (sp.true, sp.false):
                return
            self.hunt = Hunt(self.problem, self.statement)

    def _as_asked(self) -> None:
        """Back to the statement as it was asked: a rewritten one says nothing of some point."""
        self.statement, self.rewritten, self.hunt = self.problem.statement, [], Hunt(self.problem)

    def _settled(self) -> Decision:
        """What rewriting made true or false; false for some values of what varies is not false."""
        rule = self.rewritten[-1][0]
        try:
            verdict = judge(self.goal, self._wrapped(Numbers()))
        except Rejected as problem:
            return Decision(Verdict.UNDECIDED, f"{rule}: the statement is {self.statement}, but {problem}")
        found = lost_by_rewriting(self) if verdict is Verdict.PROVED else None
        return found or Decision(verdict, f"{rule}: the statement is {self.statement}", strategy=rule)

    def _wrapped(self, evidence):
        """The evidence for the statement as it was asked."""
        for rule, data in reversed(self.rewritten):
            evidence = Rewritten(rule, evidence, data)
        return evidence

    def out_of_time(self) -> bool:
        """Whether the search should end."""
        return time.process_time() > self.deadline

    # -- points ------------------------------------------------------------------------------------------------

    def points(self, points, most: int, seconds: float = 60.0) -> Decision | None:
        """The first point that decides against the statement; one that decides against its definedness is noted."""
        try:
            if contains(self.statement, sp.Sum, sp.Product):  # of thousands of terms, where both sides are close at every precision
                seconds = min(seconds, SUMMING)
            with at_most(max(0.1, min(seconds, self.deadline - time.process_time()))):
                return self._tried_points(points, most)
        except OutOfTime:
            return None
        except GAVE_UP as problem:  # in finding points: what was seen at others stands
            self.tried.append({"strategy": "points", "outcome": f"gave up: {type(problem).__name__}: {problem}"[:300], "milliseconds": 0.0})
            return None

    def _tried_points(self, points, most: int) -> Decision | None:
        most *= 1 if not self.hunt.matrices else 4 if self.hunt.premises else 2 if self.hunt.numbers else 1  # few matrices meet an equation
        for values in itertools.islice(points, most):
            if self.out_of_time():
                return None
            trial = self.hunt.trial(values)
            if trial is None or not trial.admitted:
                continue
            self.seen += 1
            found = trial.outcome
            if found is None:
                continue
            if found.undefined:
                seen = certain(self.problem.statement, values) if self.rewritten and self.problem.statement.has(*ASKING) else None
                if seen is not None and seen.truth is False and seen.certified:
                    self._as_asked()
                    return self._refuted(values)
                self.uncovered = self.uncovered or seen is not None and seen.truth is True
                self.doubt = self.doubt or (None if self.uncovered else ill_posed(self, values, found.undefined))
            elif found.truth is False and found.certified:
                refuted = self._refuted(values)
                if refuted is not None:
                    return refuted
        return None

    def _far_digits(self) -> Decision | None:
        """A difference in far digits, such as between erf(40) and 1, before agreement is all that there is to say."""
        if not isinstance(self.statement, sp.Eq) or self.hunt.matrices or not self.hunt.alike or contains(self.statement, *SLOW):
            return None
        with contextlib.suppress(OutOfTime), at_most(1.0):
            seen = certain(self.statement, self.hunt.alike, (FAR,), ties=False)
            if seen is not None and seen.truth is False and seen.certified:
                return self._refuted(self.hunt.alike)
        return None

    def _refuted(self, values) -> Decision | None:
        values = self._shrunk(values)
        seen = certain(self.statement, values)
        if seen is not None and seen.truth is True and not seen.certified:
            seen = certain(self.statement, values, (FAR,))
        witness = Witness(values, max(256, seen.bits if seen else 0))
        try:
            verdict = judge(self.goal, self._wrapped(witness))
        except Rejected as problem:
            self.tried.append({"strategy": "witness", "outcome": f"rejected: {problem}", "milliseconds": 0.0})
            return None
        outcome = seen or Outcome(False)
        left, right = outcome.words()
        shown = words_of(values)
        where = ", ".join(f"{name} = {value}" for name, value in shown.items())
        fails = f"{left} {outcome.relation} {right} fails" if outcome.relation else f"{self.problem.statement} does not hold"
        return Decision(verdict, f"witness {where}: {fails}" if shown else fails, shown, explanation=outcome.why, left=left, right=right,
                        relation=outcome.relation, points=self.seen,
                        strategy="counterexample", accepted=(self.goal, self._wrapped(witness)),
                        replaying=lambda: replay_line(self.problem.statement, values, self._laws()))

    def _laws(self) -> dict:
        """The laws of the random symbols."""
        return {item.symbol: item.law for item in self.problem.declared.values() if item.kind == "random" and item.law}

    def _shrunk(self, values: dict) -> dict:
        """The simplest values found that still refute: one symbol after another, simplest candidates first."""
        best, spent = dict(values), 0
        for symbol in list(best):
            if type(symbol) is not sp.Symbol or any(symbol in size.free_symbols for item in self.hunt.matrices for size in item.symbol.shape):
                continue
            for value in SIMPLEST:
                if _size(value) >= _size(best[symbol]):
                    break
                if not self.hunt.admits(symbol, value):
                    continue
                trial = self.hunt.with_named_laws({**best, symbol: value})
                spent += 1
                if spent > 40 or self.out_of_time():
                    return best
                if not self.hunt.premises_hold(trial):
                    continue
                found = certain(self.statement, trial, (64, 192), ties=not isinstance(self.statement, sp.Eq))
                if found is not None and found.truth is False and found.certified:
                    best = trial
                    break
        return with_simple_matrices(self.hunt, self.statement, best, self.out_of_time) if self.hunt.matrices else best

    # -- premises, proofs, agreement ---------------------------------------------------------------------------

    def _empty(self) -> Decision | None:
        """No point meets the premises: a proof that none can, or nothing."""
        if not self.problem.premises:
            return None
        goal = Goal(sp.Le(sp.S.One, sp.S.Zero, evaluate=False), self.goal.facts, self.goal.assumptions)
        found = self.ask(goal, BY_FACTS)
        if found is not None:
            return Decision(Verdict.VACUOUS, "the premises contradict each other: " + found[2],
                            explanation="No values meet the premises, so the statement says nothing.")
        parts = list(conjuncts(self.problem.premises))
        for part in parts:
            outcome = certain(part, {}) if not part.free_symbols else None
            if outcome is not None and outcome.truth is False and outcome.certified:
                return Decision(Verdict.VACUOUS, f"the premise {part} is false")
            others = tuple(item for item in parts if item is not part)
            for opposite in opposites(part):
                found = self.ask(Goal(opposite, (), (*others, *consequences(others))), DECIDING)
                if found is not None and found[0].is_full:
                    return Decision(Verdict.VACUOUS, f"{opposite} holds{' under the other premises' if others else ''}, so that the premise "
                                    f"{part} cannot: {found[2]}", explanation="No values meet the premises, so the statement says nothing.")
        return None

    def _quick_proof(self) -> Decision | None:
        """A proof of an equation of numbers after its singular points, of which one of entire functions has none; one of sums; one of matrices."""
        if isinstance(self.statement, ORDER) and contains(self.statement, sp.Sum, sp.fibonacci, sp.lucas) and not (self.doubt or self.hunt.matrices):
            return self._proof(BY_DIFFERENCES)
        if self.hunt.matrices and not self.doubt and is_total_for(self.statement, self.hunt.matrices):
            return self._proof(OF_MATRICES)
        if self.doubt or self.rewritten or not isinstance(self.statement, sp.Eq) or self.hunt.matrices or contains(self.statement, *SLOW):
            return None
        if not all(map(is_entire, self.statement.args)):
            found = self.points(self.hunt.singular(), 60) or self.doubt
            if found is not None:
                return found
        return self._proof(QUICK)

    def _proof(self, strategies) -> Decision | None:
        if not self.seen or self.statement.has(sp.Limit):  # that it exists is not known, even where it is subtracted from itself
            return None
        found = self.ask(replace(self.goal, statement=self.statement), strategies)
        if found is None:
            return None
        verdict, strategy, words, evidence = found
        words += f" This is {self.hole}." if self.hole else ""
        where = words_of(evidence.values) if isinstance(evidence, AtValues) else {}
        return Decision(verdict, words, where, strategy=strategy, accepted=(self.goal, self._wrapped(evidence)), tried=self.tried, points=self.hunt.agreed,
                        digits=min(self.hunt.digits or 0, 10**4))

    def _in_parts(self) -> Decision | None:
        """A proof of a conjunction or disjunction from proofs of its parts, of an equation from its cases."""
        def prove(goal):
            found = self.ask(goal, DECIDING)
            return None if found is None or not found[0].is_full else found[3]
        if not self.seen:
            return None
        both = isinstance(self.statement, (sp.And, sp.Or))
        evidence = by_parts(replace(self.goal, statement=self.statement), prove) if both else case_by_case(self)
        return None if evidence is None else self._proof((Ready(evidence),))

    def ask(self, goal, strategies):
        """(verdict, strategy, words, evidence) of the first strategy whose evidence the kernel accepts, or None."""
        for strategy in strategies:
            if self.out_of_time():
                return None
            begun, outcome = time.process_time(), "no evidence"
            try:
                with at_most(min(SHARE, max(0.1, self.deadline - begun))):
                    evidence = strategy.propose(goal, Budget())
                    if evidence is not None:
                        whole = self._wrapped(evidence) if goal.statement is self.statement else evidence
                        return self._judged(goal, evidence), strategy.name, evidence_words(whole), evidence
            except OutOfTime as problem:
                outcome = f"gave up: {problem}"
            except Rejected as problem:
                outcome = f"rejected: {problem}"
            except GAVE_UP as problem:
                outcome = f"gave up: {type(problem).__name__}: {problem}"
            self.tried.append({"strategy": strategy.name, "outcome": outcome[:300],
                               "milliseconds": round(1000 * (time.process_time() - begun), 1)})
        return None

    def _judged(self, goal, evidence) -> Verdict:
        """The kernel's word on the statement as it was asked, or on a goal of its own."""
        if goal.statement is self.statement:
            return judge(self.goal, self._wrapped(evidence))
        return judge(goal, evidence)

    def _agreement(self) -> Decision:
        agreed = self.hunt.agreed
        words = ", ".join(item["strategy"] for item in self.tried) or "nothing"
        seen_on_the_axis = any(not symbol.is_extended_real for node in self.statement.atoms(sp.Integral) for symbol in node.variables)
        enough = agreed >= 3 or agreed and not self.hunt.numbers and not self.hunt.matrices
        given = self.hunt.functions and any(item.atoms(AppliedUndef) for item in self.hunt.premises)  # what meets that is too little to say so
        if isinstance(self.statement, sp.Eq) and enough and not given and not seen_on_the_axis and not self.hunt.unseen:
            digits = min(self.hunt.digits or 0, 10**4)
            return Decision(Verdict.SUPPORTED, f"agrees at {agreed} points, to at least {digits} digits; tried {words}",
                            tried=self.tried, points=agreed, digits=digits)
        why = "no point was found that meets the premises" if not self.seen else f"it holds at the {agreed} points that were tried"
        return Decision(Verdict.UNDECIDED, f"{why}; tried {words}", tried=self.tried, points=agreed)


def _size(value) -> tuple:
    """How simple a number is: integers before fractions before roots before complex numbers, small before large."""
    if value.is_Integer:
        return (0, abs(int(value)), int(value) < 0)
    if value.is_Rational:
        return (1, int(value.q) + abs(int(value.p)), int(value.p) < 0)
    return (2 if value.is_real else 3, sp.count_ops(value), 0)


SUMMING = 4.0  # seconds for the points of one kind
SLOW = (sp.Integral, sp.Limit, sp.Sum, sp.Product)  # one point costs more than many proofs
SIMPLEST = sorted({*map(sp.Integer, (0, 1, -1, 2, -2, 3, -3, 4, -4, 5, 6, 7, 8, 9, 10, -10)), sp.Rational(1, 2), sp.Rational(-1, 2),
                   sp.Rational(1, 3), sp.Rational(3, 2), sp.Rational(-3, 2), sp.Rational(1, 10), sp.I, -sp.I}, key=_size)

__all__ = ["Decision", "decide", "opened"]
