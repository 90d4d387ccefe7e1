"""What became of each mutant: refuted at a point, equivalent to the statement, implied by it, or unnoticed.

A mutant is refuted where every premise and the statement itself hold and the mutant certainly fails or has no value.  It is
implied when the kernel accepts a proof of it from the statement and the premises: a truth, which no check could notice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from sympy import Eq, Expr, Integral, Limit, MatrixSymbol, Ne, S

from verifier.claim import Article, Claim
from verifier.mutants.at_points import at, is_one_number, is_plain, number_at, touches
from verifier.mutants.corollaries import corollaries
from verifier.mutants.differences import beside
from verifier.mutants.equivalents import reason_for_sameness
from verifier.mutants.fate import DISAGREES, EQUIVALENT, IMPLIED, REFUTED, SURVIVED, Fate, score, shown, told
from verifier.mutants.implication import follows
from verifier.mutants.linear_means import is_linear_change
from verifier.mutants.mutation import Mutant, mutants
from verifier.mutants.normal_points import tells_against
from verifier.mutants.pursuit import denominators, divisors, downhill, equations, granted, is_ordered, margin, moved, onto_conditions, vanishes, zeros
from verifier.mutants.rivals import is_asymptotic, measured, persists, refutes
from verifier.mutants.sharper import by_covering, by_search, is_out_of_reach
from verifier.mutants.squares import by_squares
from verifier.mutants.variations import Neighbourhood
from verifier.tools.context import Context
from verifier.tools.evaluation.evaluate import Outcome
from verifier.tools.evaluation.predicates import takes_many_integrals
from verifier.tools.work import Work, allotted
from verifier.vocabulary.operators import Exists
from verifier.vocabulary.valuation import Valuation

DEAREST_MEAN = 200_000  # parts of expressions that one mean under a quadrature rule may cost
FARTHER = 350_000  # and all the points beside the examples together
DEAREST_PROOF, DEAREST_COVER = 30_000, 120_000  # and one search for a proof, or for boxes
DEAREST_NUMBERS = 6_000  # and the numbers that one expression is at some points
FOR_PROOFS = 40_000  # which farther points leave to what is true
LONGER_PROOF, FEW_PROOFS = 90_000, 4  # and one that is tried again for it ended too early
EFFORT, MATRIX_EFFORT = 800, 250  # operations of all the mutants that are tried to be derived from what the claim says
DEEP = 8  # mutants of a claim that are tried to be derived by a longer search
FEW = 12  # mutants of a statement that no point decides
EMPTY = 60  # points at which denominators are looked at
AIMS = 12  # points of the neighbourhood that are moved onto an equation
DIGITS = 15  # to which two sides agree that may be one number
FEW_SEEDS = 3  # at which limits are looked at
QUICK_RULES = 3  # for normal laws, before what is true is looked for
STARTS = 2  # points from which one goes downhill


@dataclass
class Trials:
    """The mutants of one claim against points near its examples."""

    claim: Claim
    article: Article
    near: Neighbourhood
    points: int
    proved: bool = False
    normal: tuple = ()  # points at which quadrature rules stand for normal laws
    seeds: int = 20  # of the first points, how many are used
    fates: list[Fate] = field(default_factory=list)
    sound: dict = field(default_factory=dict)  # id(valuation) -> whether the claim's own statements hold there

    def run(self, most: int, further: Iterable[Mutant] = ()) -> list[Fate]:
        """All mutants, at most so many of each statement, and further ones; the cheap questions first."""
        for statement in self.claim.says:
            dear = is_asymptotic(statement) and statement.has(Integral)  # a sequence of integrals for each point
            blind = bool(self.near.seeds) and (dear or all(at(statement, seed).truth is None for seed in self.near.seeds[:min(4, self.seeds)]))
            self.fates += [Fate(mutant, beside(mutant.statement, statement) if self.proved else None, blind=blind)
                           for mutant in mutants(statement)[:min(most, FEW) if blind else most]]
        self.fates += map(Fate, further)
        self._limits()
        self._refute(lambda: self.near.seeds[:1], [fate for fate in self.fates if not fate.blind])
        self._means()
        self._refute(lambda: self.near.seeds[1:self.seeds], [fate for fate in self.fates if not fate.blind])
        context = Context(tuple(premise.statement for premise in self.claim.given))
        for fate in self._open():
            for statement in self.claim.says:
                reason = reason_for_sameness(fate.mutant.statement, statement, self.claim, context)
                if reason:
                    fate.outcome, fate.shown_by = EQUIVALENT, reason
        self._compare()
        self._touch()
        self._measure()
        self._refute(lambda: self.near.seeds[:self.seeds], [fate for fate in self.fates if fate.blind and not fate.against])
        with allotted(FARTHER if Work.left is None else min(FARTHER, max(Work.left // 2, Work.left - FOR_PROOFS))):
            self._refute(self._farther, [fate for fate in self.fates if not fate.blind])
        self._empty()
        self._nowhere()
        self._exclude()
        self._aim()
        self._average(self.normal[:QUICK_RULES])
        self._derive()
        self._average(self.normal[QUICK_RULES:])
        self._descend()
        self._derive_from_corollaries()
        self._derive_deeper()
        self._refute(self._farther, [fate for fate in self.fates if not fate.blind])
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
        """Points beside the first ones, each once."""
        for count, valuation in enumerate(islice(self.near.points(), len(self.near.seeds), None)):
            if not self._open(farther=True) or count >= self.points or Work.left is not None and Work.left < 0:
                return
            if count >= self.reached:
                self.reached += 1
                yield valuation

    def _refute(self, points: Callable, among: list[Fate]) -> None:
        """Point by point, so that a point is found once for all mutants."""
        for valuation in points():
            for fate in among:
                if not fate.outcome:
                    self._seen(fate, valuation, at(fate.mutant.statement, valuation))

    def _seen(self, fate: Fate, valuation: Valuation, outcome: Outcome) -> bool:
        """Take note of the outcome at a point; whether it refutes the mutant."""
        if outcome.truth is False and outcome.certified and self._holds_itself(valuation):
            fate.outcome, fate.shown_by = REFUTED, told(valuation, outcome)
            return True
        if outcome.truth is False:
            fate.against = fate.against or (told(valuation, outcome) if self._holds_itself(valuation) else "")
        else:
            fate.met += outcome.truth is not None
            fate.unclear += outcome.truth is None and not outcome.undefined
            if outcome.undefined and outcome.certified and len(fate.without) < FEW_SEEDS:
                fate.without.append((valuation, outcome.undefined))
        return False

    def _touch(self) -> None:
        """Strict relations whose sides are one number at a point, which balls alone cannot tell."""
        for fate in self._open(farther=True):
            for valuation in self.near.seeds[:self.seeds] if fate.unclear else ():
                outcome = at(fate.mutant.statement, valuation)
                close = outcome.digits >= DIGITS or not outcome.digits and is_plain(fate.mutant.statement)
                if outcome.truth is None and not outcome.undefined and close and touches(fate.mutant.statement, valuation) and self._holds_itself(valuation):
                    fate.outcome, fate.shown_by = REFUTED, told(valuation, outcome)
                    break

    def _compare(self) -> None:
        """Mutants of proved statements that no point decides as a whole, by their differences from what is true."""
        for fate in self._open():
            for valuation in self.near.seeds[:FEW_SEEDS] if (fate.blind or fate.unclear) and _is_decidable(fate.beside) else ():
                outcome = at(fate.beside, valuation)
                if outcome.truth is False and outcome.certified and self._holds_itself(valuation):
                    fate.outcome, fate.shown_by = REFUTED, f"of the difference from the true statement, {told(valuation, outcome)}"
                    break

    def _limits(self) -> None:
        """Limits and orders that are not the true ones."""
        for fate in self._open():
            for valuation in self.near.seeds[:FEW_SEEDS] if is_asymptotic(fate.mutant.statement) else ():
                words = refutes(fate.mutant.statement, self.claim.says, valuation, self.proved) or (
                    refutes(fate.beside, (), valuation, False) if is_asymptotic(fate.beside) else "")
                if words and self._holds_itself(valuation):
                    fate.outcome, fate.shown_by = REFUTED, f"at {shown(valuation)}: {words}"
                    break

    def _means(self) -> None:
        """Means that are those of the statement because means are linear, before many outcomes are gone through for them."""
        for fate in self._open():
            with allotted(DEAREST_PROOF):
                linear = is_linear_change(fate.mutant.statement, self.claim, self.article, self.proved)
            if linear:
                fate.outcome, fate.shown_by = IMPLIED, "it follows from the statement: means are linear"

    def _measure(self) -> None:
        """Limits and orders against which values far out speak."""
        asymptotic = [fate for fate in self._open() if is_asymptotic(fate.mutant.statement) and not fate.against]
        for fate in sorted(asymptotic, key=lambda fate: fate.beside.count_ops() if is_asymptotic(fate.beside) else 0):
            for valuation in self.near.seeds[:1 if takes_many_integrals(fate.mutant.statement) else FEW_SEEDS]:
                words = (persists(fate.beside, valuation, self.far_out) if is_asymptotic(fate.beside) else
                         measured(fate.mutant.statement, self.claim.says, valuation, self.far_out))
                if words:
                    fate.against = f"at {shown(valuation)}: {words}"
                    break

    def _average(self, points: Iterable[Valuation]) -> None:
        """Expectations under normal laws, by a quadrature rule that stands for the law."""
        for valuation in points:
            left = [fate for fate in self._open() if not fate.against]
            kinds = {type(fate.mutant.statement) for fate in left}
            itself = [(type(said), at(said, valuation, DEAREST_MEAN)) for said in self.claim.says if type(said) in kinds]
            for fate in left:
                statement = fate.mutant.statement
                found = at(statement, valuation, DEAREST_MEAN)
                words = next(filter(None, (tells_against(found, outcome) for kind, outcome in itself if kind is type(statement))), "")
                fate.against = f"at {shown(valuation)}: {words}" if words else ""

    def _aim(self) -> None:
        """Points at which an equation of a condition, or of another statement of the claim, holds by construction; then poles."""
        every = [part for said in self.claim.says for part in equations(said)]
        known = {base for said in self.claim.says for base in denominators(said)}
        for fate in self._open(farther=True):
            if self._conditioned(fate):
                continue
            for equation in dict.fromkeys((*equations(fate.mutant.statement), *every)):
                if self._aimed(fate, equation):
                    break
            else:
                any(self._has_no_value(fate, base, (moved(equation, valuation, self.near) for valuation in self._bases()))
                    for base, equation in zeros(fate.mutant.statement, known))

    def _empty(self) -> None:
        """Mutants that have no value at a point which is there already, such as those whose sums are empty for one term."""
        known = {base for said in self.claim.says for base in divisors(said)}
        points = (*self.near.seeds, *self.near.found)[:EMPTY]
        for fate in self._open(farther=True):
            bases = sorted(divisors(fate.mutant.statement).keys() - known, key=str)
            any(self._has_no_value(fate, base, points) or self._divides_by_zero(fate, base) for base in bases)

    def _nowhere(self) -> None:
        """Mutants without a value, such as the order of complex numbers, where the statement certainly holds; of a limit points say little."""
        for fate in self._open():
            for valuation, reason in fate.without if not fate.mutant.statement.has(Integral, Limit) else ():
                if all(at(said, valuation).truth is True for said in self.claim.says):
                    fate.outcome, fate.shown_by = REFUTED, f"at {shown(valuation)}: it has no value, for {reason}"
                    break

    def _exclude(self) -> None:
        """Values that are said to exist, where nothing in the named range can be one."""
        for fate in self._open():
            for valuation in self.near.seeds if isinstance(fate.mutant.statement, Exists) else ():
                if is_out_of_reach(fate.mutant.statement, valuation) and self._holds_itself(valuation):
                    fate.outcome, fate.shown_by = REFUTED, f"at {shown(valuation)}: no value in the range solves the equation"
                    break

    def _bases(self) -> tuple:
        return (*self.near.seeds[:6], *self.near.found[:AIMS])

    def _conditioned(self, fate: Fate) -> bool:
        """Whether an implication between equations of matrices fails where one side of it holds by construction."""
        statement = fate.mutant.statement
        return any(self._seen(fate, there, at(statement, there)) for valuation in self._bases()
                   for there in onto_conditions(statement, valuation, self.near))

    def _aimed(self, fate: Fate, equation: Eq) -> bool:
        for valuation in self._bases():
            there = moved(equation, valuation, self.near)
            if there is None:
                continue
            outcome = at(granted(fate.mutant.statement, equation), there)
            if outcome.truth is not False and touches(fate.mutant.statement, there):
                outcome = Outcome(False, True, outcome.left, outcome.right, outcome.relation)
            if outcome.truth is False and outcome.certified and self._holds_itself(there):
                fate.outcome, fate.shown_by = REFUTED, told(there, outcome)
                return True
        return False

    def _has_no_value(self, fate: Fate, base: Expr, points: Iterable[Valuation | None]) -> bool:
        """Whether the mutant divides by 0, or takes its logarithm, where the premises and the statement certainly hold."""
        for there in points:
            if there is not None and vanishes(base, there) and at(fate.mutant.statement, there).undefined and self._holds_surely(there):
                fate.outcome, fate.shown_by = REFUTED, f"at {shown(there)}: it has no value, for {base} is 0"
                return True
        return False

    def _derive(self) -> None:
        """The mutants that are true, shortest first, as far as the effort goes."""
        left, cut_short = MATRIX_EFFORT if any(said.atoms(MatrixSymbol) for said in self.claim.says) else EFFORT, []
        for fate in sorted(self._open(), key=lambda fate: fate.mutant.statement.count_ops()):
            if fate.against:
                continue
            left -= 1 + fate.mutant.statement.count_ops()
            if left < 0:
                break
            reason, ended = self._following(fate, DEAREST_PROOF)
            if not ended and not reason:
                cut_short.append(fate)
            with allotted(DEAREST_PROOF):
                reason = reason or by_squares(self.claim, self.article, fate.mutant.statement, self.proved, self._values)
            if reason:
                fate.outcome, fate.shown_by = IMPLIED, f"it follows from the statement: {reason}"
        for fate in cut_short[:FEW_PROOFS]:
            reason, _ = self._following(fate, LONGER_PROOF)
            if reason:
                fate.outcome, fate.shown_by = IMPLIED, f"it follows from the statement: {reason}"

    def _following(self, fate: Fate, most: int) -> tuple[str, bool]:
        """How the mutant follows from the statement, in words, and whether the search ended before its work did."""
        with allotted(most):
            reason = follows(self.claim, self.article, fate.mutant.statement, self.proved, self._values, self._differ)
            return reason, Work.left is None or Work.left > 0

    def _likely(self) -> list[Fate]:
        """Inequalities that hold wherever they are decided."""
        return [fate for fate in self._open(farther=True) if fate.met and not fate.against and is_ordered(fate.mutant.statement)]

    def _derive_from_corollaries(self) -> None:
        """Those that hold at every point, with what the article goes on to conclude from the statement alone."""
        likely = self._likely() if self.proved else []
        further = corollaries(self.claim, self.article) if likely else ()
        for fate in likely[:FEW] if further else ():
            with allotted(DEAREST_PROOF):
                reason = follows(self.claim, self.article, fate.mutant.statement, self.proved, self._values, self._differ, further=further)
            if reason:
                fate.outcome, fate.shown_by = IMPLIED, f"it follows from what is concluded of the statement: {reason}"

    def _derive_deeper(self) -> None:
        """Inequalities that hold at every point, by a longer search for a proof."""
        for fate in sorted(self._likely(), key=lambda fate: fate.mutant.statement.count_ops())[:DEEP]:
            reason = ""
            for by, most in ((by_covering, DEAREST_COVER), (by_search, DEAREST_PROOF)):
                with allotted(most):
                    reason = reason or follows(self.claim, self.article, fate.mutant.statement, self.proved, self._values, by=by)
            if reason:
                fate.outcome, fate.shown_by = IMPLIED, f"it follows from the statement: {reason}"

    def _values(self, expression) -> list[float]:
        """The expression at some points where all premises hold, each as a float; infinite where it is not seen."""
        if expression not in self.numbers:
            with allotted(DEAREST_NUMBERS):
                self.numbers[expression] = [number_at(expression, valuation) for valuation in (*self.near.seeds[:3], *self.near.found[:3])]
        return self.numbers[expression]

    def _differ(self, first, second) -> bool:
        """Whether the two expressions are certainly different at one of the first points."""
        outcomes = (at(Eq(first, second, evaluate=False), seed) for seed in self.near.seeds[:2])
        return any(outcome.truth is False and outcome.certified for outcome in outcomes)

    def _descend(self) -> None:
        """Inequalities that hold everywhere so far, followed downhill from where they hold most narrowly."""
        for fate in self._open(farther=True):
            if fate.against or not is_ordered(fate.mutant.statement) or not fate.met:
                continue
            known = [(found, place) for place, valuation in enumerate((*self.near.seeds, *self.near.found))
                     if (found := margin(at(fate.mutant.statement, valuation))) is not None]
            for _, place in sorted(known)[:STARTS]:
                start = (*self.near.seeds, *self.near.found)[place]
                if any(self._seen(fate, valuation, outcome) for valuation, outcome in
                       downhill(start, self.near, lambda valuation: at(fate.mutant.statement, valuation))):
                    break

    def _divides_by_zero(self, fate: Fate, base: Expr) -> bool:
        """Whether a denominator is exactly 0 at one of the first points, which balls cannot tell."""
        for valuation in self.near.seeds[:self.seeds] if is_plain(fate.mutant.statement) else ():
            if at(Ne(base, 0), valuation).truth is None and is_one_number(base, S.Zero, valuation) and all(
                    at(said, valuation).truth is True for said in self.claim.says):
                fate.outcome, fate.shown_by = REFUTED, f"at {shown(valuation)}: it has no value, for {base} is 0"
                return True
        return False

    def _holds_surely(self, valuation: Valuation) -> bool:
        return all((itself := at(said, valuation)).truth is True and not itself.undefined for said in self.claim.says)

    def _holds_itself(self, valuation: Valuation) -> bool:
        """A point at which the statement itself seems to fail does not meet the premises, whatever was seen of them."""
        if id(valuation) not in self.sound:
            self.sound[id(valuation)] = all(at(statement, valuation).truth is not False for statement in self.claim.says)
            self.kept.append(valuation)
        return self.sound[id(valuation)]

    reached: int = 0  # of the farther points, how many are done
    numbers: dict = field(default_factory=dict)  # expression -> its values at a few points
    far_out: dict = field(default_factory=dict)  # the points along the sequences at which limits are measured
    kept: list = field(default_factory=list)  # the points themselves, so that no other takes the identity of one


def _is_decidable(statement) -> bool:
    """Whether there is a statement which one point may decide."""
    return statement is not None and not is_asymptotic(statement)


__all__ = ["REFUTED", "SURVIVED", "Fate", "Trials", "score"]
