"""Concrete instances that authors write: example(d=3, q=coin, k=same_as(q)), checked against the claim's symbols."""

from __future__ import annotations

from keyword import iskeyword
from typing import Any, Iterable, Mapping

import sympy as sp
from sympy import IndexedBase, Lambda, MatrixSymbol, Symbol, sympify
from sympy.core.function import UndefinedFunction

from verifier.claim import Example, MalformedClaim
from verifier.vocabulary.distributions import (
    Continuous,
    Distribution,
    Jointly,
    RandomValue,
    SameAs,
    coin,
    distribution,
    image_of,
    jointly,
    lazy_coin,
    lazy_coin_of_variance_1,
    multiples_of_one,
    normal,
    same_as,
    standard_normal,
    three_points_like_normal,
    uniform_between,
    uniform_on,
)
from verifier.vocabulary.regions import ball, box, finite_set, interval, simplex, transport_plans
from verifier.vocabulary.symbols import ComplexMatrix, ConvexSet, Index, Point, Random, RandomPoint, RandomSequence, RandomTrajectory, RandomVector
from verifier.vocabulary.valuation import Valuation, exact_value, is_function_key, name_of, show_value

__all__ = ["example", "coin", "lazy_coin", "lazy_coin_of_variance_1", "three_points_like_normal", "distribution",
           "uniform_on", "uniform_between", "normal", "standard_normal", "jointly", "same_as", "image_of",
           "multiples_of_one", "ball", "box", "interval", "simplex",
           "finite_set", "transport_plans"]


def example(note: str = "", **values: Any) -> Example:
    """A value for every symbol: numbers, [..] for vectors, [[..]] for matrices, functions, distributions, sets.

    A symbol that is called as a word of Python is written with an underscore: lambda_=2.
    """
    return Example({name[:-1] if name.endswith("_") and iskeyword(name[:-1]) else name: exact_value(value)
                    for name, value in values.items()}, note)


def instantiate(given: Example, symbols: Iterable, definitions: tuple = ()) -> Valuation:
    """The valuation of a claim's symbols that an example describes; says which value is missing, spare or unfit."""
    by_name: dict[str, Any] = {}
    for symbol in symbols:
        name = name_of(symbol)
        if name in by_name and by_name[name] != symbol:
            raise MalformedClaim(f"two different symbols print alike: {name}; give them different names")
        by_name[name] = symbol
    spare = sorted(set(given.values) - set(by_name))
    if spare:
        raise MalformedClaim(f"the example gives {', '.join(spare)}, but the claim has only {', '.join(sorted(by_name))}")
    missing = [name for name, symbol in by_name.items() if name not in given.values and not isinstance(symbol, Index)]
    if missing:
        raise MalformedClaim(f"the example gives no value for {', '.join(sorted(missing))}")
    values = {by_name[name]: fit(by_name[name], _resolved(value, by_name)) for name, value in given.values.items()}
    valuation = Valuation(values, tuple(definitions), given.note)
    _check_shapes(valuation)
    return valuation


def _resolved(value, by_name: dict):
    """same_as("X") refers to the symbol of that name."""
    if isinstance(value, SameAs) and isinstance(value.other, str) and value.other in by_name:
        return SameAs(by_name[value.other], value.image, value.says or f"equal to {value.other}")
    return value


def fit(symbol, value):
    """The value in the form that the symbol's kind needs; MalformedClaim when it does not fit."""
    value = exact_value(value)
    if isinstance(symbol, RandomPoint) or _is_kind(symbol, RandomTrajectory):
        usable = isinstance(value, (tuple, Lambda, RandomValue)) or (callable(value) and not isinstance(value, sp.Basic))
        return _expect(symbol, value, usable, "a distribution of points, or coordinates in terms of random symbols")
    if isinstance(symbol, (Random, RandomVector)) or _is_kind(symbol, RandomSequence):
        return _random(symbol, value)
    if isinstance(symbol, ConvexSet):
        return _expect(symbol, value, hasattr(value, "condition"), "a set such as ball([0, 0], 1)")
    if isinstance(symbol, Point):
        _expect(symbol, value, isinstance(value, tuple), "a list of coordinates")
        return _expect(symbol, value, not any(number.is_real is False for number in _outcomes(value)), "real coordinates")
    if isinstance(symbol, MatrixSymbol):
        if isinstance(value, sp.MatrixBase):
            value = exact_value(value.tolist())
        shaped = isinstance(value, tuple) and value and all(isinstance(row, tuple) and len(row) == len(value[0]) for row in value)
        if shaped and not isinstance(symbol, ComplexMatrix):
            _expect(symbol, value, not any(getattr(entry, "is_real", True) is False for row in value for entry in row), "real entries")
        return _expect(symbol, value, shaped, "a list of rows of one length")
    if isinstance(symbol, IndexedBase) or is_function_key(symbol):
        usable = isinstance(value, (tuple, dict, Lambda)) or (callable(value) and not isinstance(value, sp.Basic))
        if not usable and isinstance(value, sp.Expr) and not isinstance(symbol, IndexedBase):
            return Lambda(sp.Dummy("t"), value)  # a constant function
        return _expect(symbol, value, usable, "a list, a dictionary or a function")
    if isinstance(symbol, Symbol):
        return _number(symbol, value)
    return value


def _is_kind(symbol, kind) -> bool:
    return isinstance(symbol, UndefinedFunction) and issubclass(symbol, kind)


def _random(symbol, value):
    scalar = isinstance(symbol, Random)
    _expect(symbol, value, not any(number.is_real is False for number in _outcomes(value)), "real values")
    if isinstance(value, sp.Expr):
        return distribution({value: 1})
    fits = isinstance(value, RandomValue) or (isinstance(value, tuple) and not scalar)
    return _expect(symbol, value, fits, "a distribution such as coin, uniform_on([..]) or same_as(..)")


def _outcomes(value):
    """The numbers that a value of a random symbol, a vector or a list consists of, where they are listed."""
    if isinstance(value, (Distribution, Jointly)):
        value = tuple(outcome for outcome, _ in value.atoms)
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from _outcomes(item)
    elif isinstance(value, sp.Expr):
        yield value


def _number(symbol, value):
    if not isinstance(value, sp.Basic) or not sympify(value).is_number:
        raise MalformedClaim(f"{name_of(symbol)}: expected a number, found {show_value(value)}")
    unfit = unfit_for(symbol, value)
    if unfit:
        raise MalformedClaim(f"{name_of(symbol)} is declared {unfit}, but the example gives {value}")
    return value


def unfit_for(symbol, value) -> str:
    """The first declared property of a symbol that the number certainly lacks, in words; empty when it fits."""
    known_as = ("positive", "nonnegative", "nonzero", "integer", "real")  # as authors declare them
    facts = symbol.assumptions0
    for fact, truth in ((fact, facts[fact]) for fact in dict.fromkeys((*known_as, *facts)) if fact in facts):
        if fact in ("commutative", "hermitian", "antihermitian"):
            continue
        known = getattr(value, f"is_{fact}")
        if known is not None and known is not truth:
            return fact if truth else f"not {fact}"
    return ""


def _expect(symbol, value, fits, what):
    if not fits:
        raise MalformedClaim(f"{name_of(symbol)}: expected {what}, found {show_value(value)}")
    return value


def _check_shapes(valuation: Valuation) -> None:
    """Lengths and shapes that are plain numbers under the valuation agree with the values; points share a dimension."""
    numbers = {key: value for key, value in valuation.values.items() if isinstance(key, Symbol) and isinstance(value, sp.Expr)}
    dimensions = set()
    for key, value in valuation.values.items():
        if isinstance(key, Point) and isinstance(value, tuple):
            dimensions.add(len(value))
        if isinstance(key, MatrixSymbol):
            _same_size(key, key.shape, (len(value), len(value[0])), numbers)
        elif isinstance(key, IndexedBase) and key.shape and isinstance(value, tuple):
            _same_size(key, key.shape, (len(value),), numbers)
        if isinstance(value, SameAs) and value.other not in valuation:
            raise MalformedClaim(f"{name_of(key)} is given by {name_of(value.other)}, which has no value")
        if isinstance(value, SameAs) and isinstance(valuation[value.other], (Distribution, Continuous)) and _places(key) != _places(value.other):
            raise MalformedClaim(f"{name_of(key)} and {name_of(value.other)} have different numbers of indices, so that no entry of one is that of the other")
        if isinstance(key, Index) and isinstance(value, sp.Expr):
            _within_range(key, value, numbers)
    if len(dimensions) > 1:
        raise MalformedClaim(f"points of different dimensions: {', '.join(map(str, sorted(dimensions)))}")


def _places(symbol):
    """The number of indices of a random symbol."""
    if isinstance(symbol, IndexedBase):
        return len(symbol.shape or (1,))
    return 0 if isinstance(symbol, Random) else 1


def _within_range(index: Index, value, numbers):
    """An index is between its ends, where these are numbers."""
    for small, large in ((index.lower, value), (value, index.upper)):
        if large is not None and sympify(small).subs(numbers).is_number and (sympify(large).subs(numbers) - sympify(small).subs(numbers)).is_negative:
            raise MalformedClaim(f"{index.name} runs from {index.lower} to {index.upper}, but the example gives {value}")


def _same_size(key, declared, found, numbers):
    for wanted, size in zip(declared, found):
        wanted = sympify(wanted).subs(numbers)
        if wanted.is_Integer and int(wanted) != size:
            raise MalformedClaim(f"{name_of(key)}: expected {wanted} entries, found {size}")


