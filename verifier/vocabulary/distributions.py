"""Finite probability laws that authors give to random variables and vectors, so that expectations are exact sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Mapping

from sympy import Rational, sqrt, sympify

from verifier.claim import MalformedClaim
from verifier.vocabulary.valuation import exact_value, name_of, show_value


class RandomValue:
    """What is given for a random variable or vector; `source` names the randomness behind one entry."""


@dataclass(frozen=True, eq=False)
class Distribution(RandomValue):
    """One number at random; the entries of a vector with this value are independent copies."""

    atoms: tuple  # of (value, probability)
    says: str = ""

    def __post_init__(self):
        total = sum(probability for _, probability in self.atoms)
        if total != 1 or any(probability < 0 for _, probability in self.atoms):
            raise MalformedClaim(f"expected probabilities >= 0 that sum to 1, found sum {total}")

    def __str__(self):
        return self.says or "{" + ", ".join(f"{show_value(value)} with probability {p}" for value, p in self.atoms) + "}"

    def source(self, base, index) -> tuple[Any, Callable]:
        """The independent source of randomness behind entry `index`, and how the entry reads its outcome."""
        return (base, index, self.atoms), _itself


@dataclass(frozen=True, eq=False)
class AllEntriesEqual(RandomValue):
    """A vector whose entries are all one and the same random number."""

    distribution: Distribution | Continuous

    def __str__(self):
        return f"all entries equal to one draw of {self.distribution}"

    def source(self, base, index):
        return self.distribution.source(base, None)


@dataclass(frozen=True)
class Density:
    """How an outcome with a density is distributed; the two there are have one object each."""

    name: str


STANDARD_NORMAL, UNIFORM = Density("standard normal"), Density("uniform between 0 and 1")


@dataclass(frozen=True, eq=False)
class Continuous(RandomValue):
    """shift + scale times an outcome with a density, scale > 0; the entries of a vector with this value are independent copies."""

    density: Density
    shift: Any
    scale: Any
    says: str

    def __post_init__(self):
        if not (self.shift.is_real and self.scale.is_positive):
            raise MalformedClaim(f"{self.says}: expected numbers that make it spread over more than one point")

    def __str__(self):
        return self.says

    def source(self, base, index):
        return (base, index, self.density), self


@dataclass(frozen=True, eq=False)
class SameAs(RandomValue):
    """The entries are those of another random vector (or variable), or an image of them."""

    other: Any
    image: Callable | None = None
    says: str = ""

    def __str__(self):
        return self.says or (f"equal to {name_of(self.other)}" if self.image is None else f"a function of {name_of(self.other)}")


@dataclass(frozen=True, eq=False)
class Jointly(RandomValue):
    """A random vector as a whole: finitely many outcomes, each a list of all entries."""

    atoms: tuple  # of (entries, probability)

    def __post_init__(self):
        Distribution(self.atoms)
        if len({len(entries) for entries, _ in self.atoms}) != 1:
            raise MalformedClaim("expected outcomes of one length")

    def __str__(self):
        return "; ".join(f"{show_value(entries)} with probability {p}" for entries, p in self.atoms)

    def source(self, base, index):
        return (base, "whole", self.atoms), _Entry(index)


@dataclass(frozen=True)
class _Entry:
    """Reads one entry, counted from 1, of an outcome that is a whole vector."""

    index: Any

    def __call__(self, outcome):
        if not isinstance(self.index, int) or not 1 <= self.index <= len(outcome):
            raise LookupError(f"entry {self.index} of a random vector with {len(outcome)} entries")
        return outcome[self.index - 1]


def _itself(outcome):
    return outcome


def distribution(probabilities: Mapping) -> Distribution:
    """The law {value: probability}."""
    return Distribution(tuple((exact_value(value), sympify(exact_value(p))) for value, p in probabilities.items()))


def uniform_on(values) -> Distribution:
    """Each of the listed values with the same probability."""
    listed = [exact_value(value) for value in values]
    return Distribution(tuple((value, Rational(1, len(listed))) for value in listed),
                        f"uniform on {show_value(tuple(listed))}")


def normal(mean, variance) -> Continuous:
    """The normal law with this mean and this positive variance."""
    mean, variance = (sympify(exact_value(number)) for number in (mean, variance))
    return Continuous(STANDARD_NORMAL, mean, sqrt(variance), f"normal with mean {mean} and variance {variance}")


def uniform_between(low, high) -> Continuous:
    """The uniform law on the interval from low to high."""
    low, high = (sympify(exact_value(number)) for number in (low, high))
    return Continuous(UNIFORM, low, high - low, f"uniform between {low} and {high}")


def same_as(other) -> SameAs:
    """The very same random vector (or variable) as another one: same_as(q)."""
    return SameAs(other)


def image_of(other, function, says: str = "") -> SameAs:
    """Each entry is a function of the same entry of another random vector: image_of(X, lambda x: x**2)."""
    return SameAs(other, function, says)


def multiples_of_one(law: Distribution | Continuous) -> AllEntriesEqual:
    """A random multiple of (1, 1, ..., 1)."""
    return AllEntriesEqual(law)


def jointly(probabilities: Mapping) -> Jointly:
    """A random vector given by the probabilities of its outcomes: jointly({(1, 1): 1/2, (-1, 1): 1/2})."""
    return Jointly(tuple((exact_value(entries), sympify(exact_value(p))) for entries, p in probabilities.items()))




coin = Distribution(((sympify(1), Rational(1, 2)), (sympify(-1), Rational(1, 2))), "a fair coin +-1")
lazy_coin = Distribution(((sympify(0), Rational(1, 2)), (sympify(1), Rational(1, 4)), (sympify(-1), Rational(1, 4))),
                         "0 with probability 1/2, +-1 with probability 1/4 each (variance 1/2)")
lazy_coin_of_variance_1 = Distribution(
    ((sympify(0), Rational(3, 4)), (sympify(2), Rational(1, 8)), (sympify(-2), Rational(1, 8))),
    "0 with probability 3/4, +-2 with probability 1/8 each (variance 1)")
three_points_like_normal = Distribution(
    ((sympify(0), Rational(2, 3)), (sqrt(3), Rational(1, 6)), (-sqrt(3), Rational(1, 6))),
    "0 with probability 2/3, +-sqrt(3) with probability 1/6 each (the first five moments of a standard normal)")
standard_normal = Continuous(STANDARD_NORMAL, sympify(0), sympify(1), "standard normal")
