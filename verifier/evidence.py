"""What supports a verdict, as plain data that the kernel re-checks.

A derivation is a list of lemmas and a closing.  A lemma is an instance of a cited fact, or an inequality carried
under a sum or an expectation; the closing says how the goal follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping


class Evidence:
    """Marks the classes below."""


@dataclass(frozen=True, eq=False)
class Instance(Evidence):
    """A cited fact at particular values; `support` are the instances that meet its hypotheses."""

    fact: str
    values: Mapping[Any, Any] = field(default_factory=dict)
    support: tuple[Instance, ...] = ()


@dataclass(frozen=True, eq=False)
class Lifted(Evidence):
    """left <= right for every value of the variable in its range, carried under a sum, integral or expectation."""

    head: str  # "sum", "expectation", "integral"
    left: Any
    right: Any
    limits: tuple  # (variable, lower, upper), or () for an expectation
    proof: Derivation
    relation: str = "<="


@dataclass(frozen=True, eq=False)
class Rewrite(Evidence):
    """Every occurrence of one side of an instance replaced by the other side."""

    instance: Instance
    backwards: bool = False
    side: str = "left"  # which side of the goal


@dataclass(frozen=True, eq=False)
class Identity(Evidence):
    """Both sides have the same normal form, after the rewrites."""

    rewrites: tuple[Rewrite, ...] = ()


@dataclass(frozen=True, eq=False)
class Combination(Evidence):
    """right - left is the sum of multiplier * (lemma's right - left), plus terms that are visibly not negative."""

    multipliers: tuple  # of (position of the lemma, multiplier)
    remainder: Any = 0


@dataclass(frozen=True, eq=False)
class Match(Evidence):
    """The goal is word for word, up to normal form, what the lemma at that position says."""

    position: int


@dataclass(frozen=True, eq=False)
class Sign(Evidence):
    """The sign of an expression read off its structure."""


@dataclass(frozen=True, eq=False)
class MatrixRules(Evidence):
    """Matrix lemmas used as rewriting rules, largest word first; then both sides agree.

    `rounds` says how often the consequences of overlapping rules join them.
    """

    positions: tuple[int, ...]
    rounds: int = 0


@dataclass(frozen=True, eq=False)
class Derivation(Evidence):
    """Lemmas in order, and how the goal follows from them."""

    lemmas: tuple[Evidence, ...]
    closing: Evidence
    strategy: str = ""


@dataclass(frozen=True, eq=False)
class Cover(Evidence):
    """Boxes that tile the region; on each of them ball arithmetic shows the relation."""

    region: tuple  # of (symbol, lower, upper)
    boxes: tuple
    bits: int = 128


@dataclass(frozen=True, eq=False)
class Witness(Evidence):
    """A point at which all premises hold and the statement fails."""

    values: Mapping[str, Any]
    bits: int = 256


# -- closed forms: statements about formulas, re-checked by `tools.closed_forms` ------------------------------------

@dataclass(frozen=True, eq=False)
class Fingerprint(Evidence):
    """Both sides agree in random finite fields; true wherever both are defined."""


@dataclass(frozen=True, eq=False)
class Exponentiated(Evidence):
    """exp(factor * (left - right)) is 1: enough for real sides with factor 1; else the gap at one point decides."""

    factor: Any
    at: Mapping[Any, Any] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class AlgebraicNumber(Evidence):
    """The difference is an algebraic number, smaller than any that is not zero could be."""


@dataclass(frozen=True, eq=False)
class Numbers(Evidence):
    """A statement without free symbols that exact arithmetic or balls decide."""

    bits: int = 640


@dataclass(frozen=True, eq=False)
class Constancy(Evidence):
    """The difference has derivative zero along the variable and is zero at one point."""

    variable: Any
    point: Any
    slope: Evidence
    value: Evidence


@dataclass(frozen=True, eq=False)
class SignCases(Evidence):
    """The statement where an expression is positive, zero and negative; impossible cases carry None."""

    expression: Any
    positive: Evidence | None
    zero: Evidence | None
    negative: Evidence | None


@dataclass(frozen=True, eq=False)
class EqualCases(Evidence):
    """The statement where an expression is zero, and where it is not."""

    expression: Any
    zero: Evidence
    other: Evidence


# rewritings to a stronger statement: refuting that one refutes nothing
SUFFICIENT = frozenset({"whole series", "creative telescoping", "one side is larger", "equations on intervals", "real and imaginary parts",
                        "coordinate by coordinate", "outcome by outcome", "squares of a bound", "right angle", "sums over entries as numbers",
                        "LambertW as the variable", "principal arguments", "between two ends", "whole powers by their sizes"})


@dataclass(frozen=True, eq=False)
class Rewritten(Evidence):
    """A rewriting known to `tools.closed_forms` gives an equivalent statement, which the inner evidence shows."""

    rule: str
    inner: Evidence
    data: tuple = ()  # what the rule needs to be told, such as antiderivatives


@dataclass(frozen=True, eq=False)
class Parts(Evidence):
    """Each part of a conjunction, or one part of a disjunction (then its position)."""

    parts: tuple[Evidence, ...]
    position: int | None = None


@dataclass(frozen=True, eq=False)
class Steps(Evidence):
    """Induction on an integer: the statement at the start, and the difference from n to n + 1."""

    variable: Any
    start: Any
    base: Evidence
    step: Evidence


@dataclass(frozen=True, eq=False)
class QuotientSteps(Evidence):
    """Induction on an integer: positive sides at the start, and the logarithms of what multiplies them from n to n + 1.

    When `falling`, the quotient of the sides falls to a limit, and the base is about that limit.
    """

    variable: Any
    start: Any
    base: Evidence
    step: Evidence
    falling: bool = False


@dataclass(frozen=True, eq=False)
class FirstPlaces(Evidence):
    """An integer's first values one by one, and the statement beyond them."""

    variable: Any
    start: Any
    places: tuple[Evidence, ...]
    rest: Evidence


@dataclass(frozen=True, eq=False)
class TwoSteps(Evidence):
    """An inequality at an integer start and one further; then its gap is at least the sum of the two gaps before, or equal to it."""

    variable: Any
    start: Any
    bases: tuple[Evidence, Evidence]
    rest: Evidence
    equal: bool = False


@dataclass(frozen=True, eq=False)
class Falling(Evidence):
    """The gap of an inequality in an integer does not rise, and its limit is not negative."""

    variable: Any
    start: Any
    limit: Evidence
    step: Evidence


@dataclass(frozen=True, eq=False)
class NonNegative(Evidence):
    """The sign of the gap is visible, or visible after a rewriting that `tools.inequalities` knows."""

    form: str = "sign"
    data: tuple = ()


@dataclass(frozen=True, eq=False)
class Exhibited(Evidence):
    """Values of the bound variables, and why the statement holds there."""

    values: tuple  # in the order of the variables
    inner: Evidence


@dataclass(frozen=True, eq=False)
class ForEvery(Evidence):
    """The body of a "for all", shown for an arbitrary value that meets its conditions."""

    inner: Evidence


@dataclass(frozen=True, eq=False)
class AtValues(Evidence):
    """Values of the free symbols at which the premises hold, and evidence that refutes the statement there."""

    values: Mapping[Any, Any]
    inner: Evidence


@dataclass(frozen=True, eq=False)
class Denied(Evidence):
    """The opposite of an existence statement, shown for all values of its variables."""

    inner: Evidence


@dataclass(frozen=True, eq=False)
class AlongRecurrence(Evidence):
    """Induction over premises that give a function's next value from those before it.

    The statement at the start and the next places, one for each of `bases`; then at n + (their number) from the places before:
    by the sides being a closed form ("closed"), by (left - right)(n + 1) = factor * (left - right)(n) ("factor"), by the larger
    side of what the premise says when the hypotheses stand in it ("monotone"), or by the hypotheses as assumptions ("assumed").
    """

    variable: Any
    start: Any
    bases: tuple[Evidence, ...]
    step: Evidence
    form: str = "closed"
    factor: Any = 1
    beside: tuple = ()  # closed forms of other functions, shown by the same induction: their bases follow, their steps are Parts


@dataclass(frozen=True, eq=False)
class AtPlaces(Evidence):
    """A statement about a function at numbered places, with the values that the premises give it there."""

    inner: Evidence


@dataclass(frozen=True, eq=False)
class Unrolled(Evidence):
    """Values of the symbols and first values of the functions, from which the premises unroll to where the statement fails."""

    values: Mapping[Any, Any]
    first: Mapping[Any, Any]  # applied functions such as a(0) -> numbers
