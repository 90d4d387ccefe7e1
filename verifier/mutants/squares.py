"""A difference between squared norms of matrices as a multiple of one more squared norm: guessed from numbers, for a proof.

An orthogonal projector P leaves |M (I - 2 P)|^2 - |M (I - P)|^2 = |M P|^2, which is not negative; no sign rule sees it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from sympy import Add, Eq, Expr, MatAdd, MatMul, MatrixExpr, Mul, Rational, S

from verifier.claim import Article, Claim, Therefore
from verifier.evidence import Combination, Derivation, Instance
from verifier.goal import Budget, Goal
from verifier.judgement.proofs import tasks
from verifier.mutants.implication import GAVE_UP, ITSELF, accepts, gap, grounds, left_over, said
from verifier.strategies.matrix_words import MatrixWords
from verifier.tools.context import Context
from verifier.tools.relations import ORDER
from verifier.vocabulary.operators import frobenius

MOST_WORDS = 8
LARGEST_DENOMINATOR = 4  # of a multiple that is looked for
TINY = 1e-9


def by_squares(claim: Claim, article: Article, statement, proved: bool, values: Callable) -> str:
    """How an inequality between norms is one that the claim says and a squared norm more, in words; empty if it is not seen to be."""
    if not isinstance(statement, ORDER) or not statement.has(frobenius):
        return ""
    proof = _Proof(claim, article, statement, proved)
    try:
        ours = values(gap(statement))
        for words, multiplier in proof.sources():
            if words is not None and any(one - float(multiplier) * other < -TINY for one, other in zip(ours, values(words))
                                         if math.isfinite(one) and math.isfinite(other)):
                continue
            rest = left_over(gap(statement), multiplier * words, Context(())) if words is not None else gap(statement)
            for more in squares(rest, values):
                if proof.holds(Eq(rest, more, evaluate=False), words, multiplier):
                    return f"it is weaker by {more}"
    except GAVE_UP:
        pass
    return ""


@dataclass(frozen=True)
class _Proof:
    """A mutant from what the claim says and one equation of norms, which the matrix equations that are given show."""

    claim: Claim
    article: Article
    statement: Any
    proved: bool

    def sources(self) -> Iterator[tuple]:
        """(difference of the sides of what the claim says, its multiplier): none, at its own symbols, and at twice one of them."""
        (goal,) = self._goals()
        yield None, S.Zero
        for instance, words, _ in said(goal):
            if isinstance(words, ORDER) and all(value in (key, 2 * key) for key, value in instance.values.items()):
                yield gap(words), S.One

    def _goals(self, *before: Therefore) -> list[Goal]:
        shown, ground = grounds(self.claim, self.proved)
        first = tuple(replace(part, because=(*ground, *shown)) for part in before)
        last = Therefore(self.statement, because=(self.claim, *first, *ground, *shown))
        wider = replace(self.claim, given=(*self.claim.given, *shown), proof=(*first, last))
        names = {**self.article.names, id(self.claim): ITSELF}
        return [task.goal for task in tasks(wider, replace(self.article, names=names), checked=self.proved)]

    def holds(self, difference: Eq, words, multiplier) -> bool:
        """Whether the kernel accepts the equation, and then the statement."""
        equal, weaker = self._goals(Therefore(difference))
        try:
            evidence = MatrixWords().propose(equal, Budget())
        except GAVE_UP:
            return False
        if evidence is None or not accepts(equal, evidence):
            return False
        lemma = Instance(next(fact.name for fact in weaker.facts if fact.conclusion == difference), {})
        used = [(instance, multiplier) for instance, told, _ in said(weaker) if isinstance(told, ORDER) and gap(told) == words][:1]
        rows = (*used, (lemma, -S.One))
        parts = Combination(tuple((place, number) for place, (_, number) in enumerate(rows)), difference.rhs)
        return accepts(weaker, Derivation(tuple(instance for instance, _ in rows), parts, "a square more"))


def squares(difference: Expr, values: Callable) -> Iterator[Expr]:
    """0 or positive multiples of a squared norm, that have the values of the difference at the points where both are seen."""
    outside, inside = _factors(difference)
    numbers = values(inside)
    if numbers and all(abs(number) < TINY for number in numbers):
        yield S.Zero
    for word in _words(inside):
        square = frobenius(word)**2
        multiple = _ratio(numbers, values(square))
        if multiple:
            yield outside * multiple * square


def _factors(difference: Expr) -> tuple[Expr, Expr]:
    """What all terms of the difference share but norms, and the rest."""
    plain = [factor for factor in Mul.make_args(difference) if not factor.has(frobenius)]
    terms = Add.make_args(Mul(*(factor for factor in Mul.make_args(difference) if factor.has(frobenius))))
    shared = [factor for factor in Mul.make_args(terms[0]) if not factor.has(frobenius) and not factor.is_Rational
              and all(factor in Mul.make_args(term) for term in terms)]
    rests = (Mul(*(factor for factor in Mul.make_args(term) if factor not in shared)) for term in terms)
    return Mul(*plain, *shared), Add(*rests)


def _words(expression: Expr) -> list[MatrixExpr]:
    """The products whose sums stand under norms, and those sums, without numbers before them."""
    found: dict = {}
    for term in Add.make_args(expression):
        for node in sorted(term.atoms(frobenius), key=str):
            whole = node.args[0]
            for word in (whole, *_terms(whole)):
                found.setdefault(word.as_coeff_mmul()[1] if isinstance(word, MatMul) else word)
    return list(found)[:MOST_WORDS]


def _terms(matrix: MatrixExpr) -> list[MatrixExpr]:
    """The terms of a matrix, multiplied out."""
    if isinstance(matrix, MatAdd):
        return [term for part in matrix.args for term in _terms(part)]
    if isinstance(matrix, MatMul):
        place = next((k for k, factor in enumerate(matrix.args) if isinstance(factor, MatAdd)), None)
        if place is not None:
            before, after = matrix.args[:place], matrix.args[place + 1:]
            return [term for part in matrix.args[place].args for term in _terms(MatMul(*before, part, *after).doit(deep=False))]
    return [matrix]


def _ratio(numbers: list[float], others: list[float]) -> Rational | None:
    """The positive multiple of small denominator that the numbers are of the others, wherever both are seen."""
    seen = [(one, other) for one, other in zip(numbers, others) if math.isfinite(one) and math.isfinite(other)]
    largest = max(seen, key=lambda pair: abs(pair[1]), default=(0, 0))
    if len(seen) < 2 or abs(largest[1]) < TINY:
        return None
    guess = Fraction(largest[0] / largest[1]).limit_denominator(LARGEST_DENOMINATOR)
    close = all(abs(one - guess * other) <= TINY * (1 + abs(one)) for one, other in seen)
    return Rational(guess.numerator, guess.denominator) if guess > 0 and close else None
