"""Points of claims about normal laws: a Gauss-Hermite rule stands for the law, so what is seen there is measured, not certified."""

from __future__ import annotations

from functools import lru_cache

from sympy import Derivative, Integer, Rational, S, Symbol
from sympy.integrals.quadrature import gauss_hermite

from verifier.claim import Claim
from verifier.tools.evaluation.evaluate import Outcome, holds
from verifier.tools.evaluation.predicates import admissible
from verifier.tools.evaluation.sampling import sample_points
from verifier.tools.evaluation.scalars import ball
from verifier.vocabulary.distributions import Distribution
from verifier.vocabulary.operators import E, FiniteMean, FiniteMoments, IdenticallyDistributed, IndependentEntries, StandardNormal
from verifier.vocabulary.symbols import Random, RandomSequence, RandomVector
from verifier.vocabulary.valuation import Valuation, symbols_of

MODELS = (StandardNormal, IndependentEntries, IdenticallyDistributed, FiniteMoments, FiniteMean)
NODES = {1: 16, 2: 7, 3: 5}  # of the rule, by the number of entries that are drawn together
CHOICES = tuple((size, tuple(map(Rational, row))) for size, row in (  # of integers and of real parameters
    (2, ("1/2", "3/4", 1, "3/2")), (2, (-1, "-9/10", 2, "3/2")), (2, (2, "9/4", "1/3", 2)), (3, ("3/2", "7/4", "3/2", 2))))
FAR, TIMES = 1e-2, 30  # a gap that tells, against the size of the sides and against the error of the rule


@lru_cache
def normal_rule(nodes: int) -> Distribution:
    """The Gauss-Hermite rule for the standard normal law as a law on as many numbers, rounded to 12 digits."""
    places, weights = gauss_hermite(nodes, 20)
    atoms = [_rounded(place * 2**S.Half) for place in places]
    chances = [_rounded(weight / S.Pi**S.Half) for weight in weights[:-1]]
    return Distribution(tuple(zip(atoms, (*chances, 1 - sum(chances)), strict=True)), f"a Gauss-Hermite rule with {nodes} nodes")


def _rounded(number) -> Rational:
    return Rational(round(number.evalf(20) * 10**12), 10**12)


def normal_points(claim: Claim, name: str) -> list[Valuation]:
    """Values of all that is not random where the other premises hold, with the rule for each random symbol."""
    declared = {argument for premise in claim.given if isinstance(premise.statement, StandardNormal) for argument in premise.statement.args}
    keys = symbols_of(*claim.says, *(premise.statement for premise in claim.given), definitions=claim.definitions)
    random = [key for key in keys if _is_random(key)]
    if not declared or not set(random) <= declared:
        return []
    given = tuple(premise for premise in claim.given if not isinstance(premise.statement, MODELS))
    others = [key for key in keys if key not in random]
    choices = CHOICES if any(isinstance(key, Symbol) and key.is_integer for key in others) else CHOICES[:-1]
    kept = [chosen for choice in choices if (chosen := _chosen(others, given, claim.definitions, *choice)) is not None]
    kept = kept or sample_points(others, given, claim.definitions, seed=name, count=4, tries=40, statements=claim.says).kept[:1]
    found = []
    for valuation in kept:
        sizes = [int(value) for key, value in valuation.values.items() if isinstance(key, Symbol) and key.is_integer]
        together = max(sizes, default=1) if any(isinstance(key, RandomVector) for key in random) else len(random)
        if together in NODES:
            found.append(valuation.with_values({key: normal_rule(NODES[together]) for key in random}))
    return found


def _chosen(keys, given, definitions, size, values) -> Valuation | None:
    """The size for integers, and increasing simple numbers for the others, where all premises hold."""
    if not all(isinstance(key, Symbol) for key in keys):
        return None
    rising = iter(values)
    chosen = Valuation({key: Integer(size) if key.is_integer else next(rising, S.One) for key in sorted(keys, key=str)}, definitions)
    if not all(admissible(key, value) for key, value in chosen.values.items()):
        return None
    return chosen if all(holds(premise.statement, chosen).truth is True for premise in given) else None


def _is_random(key) -> bool:
    return isinstance(key, (Random, RandomVector)) or isinstance(key, type) and issubclass(key, RandomSequence)


def under_the_mean(statement):
    """The statement with derivatives of expectations taken under the expectation, as laws on finitely many values allow."""
    if not (statement.has(E) and statement.has(Derivative)):
        return statement
    return statement.replace(lambda node: isinstance(node, Derivative) and isinstance(node.expr, E),
                             lambda node: E(Derivative(node.expr.args[0], *node.args[1:]).doit()))


def _sides(outcome: Outcome) -> tuple:
    """Both sides as floats, if there are two numbers."""
    if outcome.left is None or isinstance(outcome.left, tuple) or isinstance(outcome.right, tuple):
        return ()
    return tuple(float(ball(side).real.mid()) for side in (outcome.left, outcome.right))


def gap(outcome: Outcome, beside: Outcome) -> float | None:
    """The difference of the sides against their size and that of others, in the direction in which the relation fails; None if there is none."""
    if not _sides(outcome):
        return None
    left, right = _sides(outcome)
    size = max(*map(abs, (left, right, *_sides(beside))), 1e-6)
    if outcome.relation == "=":
        return abs(left - right) / size
    return max(0.0, (left - right if outcome.relation in ("<", "<=") else right - left) / size)


def tells_against(mutant: Outcome, statement: Outcome) -> str:
    """Where the rule shows a gap in the mutant and none in the statement, in words."""
    ours, theirs = gap(statement, statement), gap(mutant, statement)
    if mutant.truth is False and not mutant.relation and statement.truth is True:  # of a limit
        return mutant.why
    if ours is None or theirs is None or not (theirs > FAR and theirs > TIMES * ours):
        return ""
    left, right = mutant.words()
    return f"{left} {mutant.relation} {right} fails by a part {theirs:.2g}, where the statement is met up to {ours:.1g}"


__all__ = ["normal_points", "tells_against", "under_the_mean"]
