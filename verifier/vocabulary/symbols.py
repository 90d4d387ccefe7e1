"""The kinds of symbols an author may declare; every symbol is made here, so two that print alike never meet."""

from __future__ import annotations

import difflib

from sympy import Dummy, Function, IndexedBase, MatrixExpr, MatrixSymbol, Piecewise, Sum, Symbol, piecewise_fold, sympify
from sympy.concrete import expr_with_limits
from sympy.core.assumptions import _assume_defined
from sympy.core.function import AppliedUndef, UndefinedFunction

from verifier.claim import MalformedClaim
from verifier.vocabulary.operators import Cov, E, Var


def _fold_outside_binders(function):
    """Cases brought to the top of a sum or integral, except from inside another binder, whose variable they may speak of.

    SymPy takes them out of inner sums too: Sum(x(l)*Sum(Piecewise((f(l, o), o < 2), (0, True)), (o, 0, 3)), (l, 0, 1)) would get a free o.
    """
    masked = {}

    def mask(node):
        if not node.has(Piecewise):
            return node
        if getattr(node, "bound_symbols", ()):
            new = MatrixSymbol(Dummy().name, *node.shape) if isinstance(node, MatrixExpr) else Dummy()
            masked[new] = node
            return new
        return node.func(*map(mask, node.args)) if node.args else node

    outer = mask(function)
    return piecewise_fold(outer).xreplace(masked) if masked else piecewise_fold(function)


expr_with_limits.piecewise_fold = _fold_outside_binders


def _remembered_hash(function):
    """The hash of a declared function, which SymPy puts together again from its assumptions each time it is looked up."""
    known = function.__dict__.get("_known_hash")
    if known is None:
        known = hash_of_function(function)
        type.__setattr__(function, "_known_hash", known)
    return known


hash_of_function = UndefinedFunction.__hash__
UndefinedFunction.__hash__ = _remembered_hash


class Index(Symbol):
    """An integer that runs from `lower` to `upper`; free in a premise it means "for each of them"."""

    __slots__ = ("lower", "upper")

    def __new__(cls, name, lower=1, upper=None):
        new = Symbol.__xnew__(cls, name, integer=True)
        new.lower, new.upper = sympify(lower), None if upper is None else sympify(upper)
        return new

    def _hashable_content(self):
        return (*super()._hashable_content(), self.lower, self.upper)

    def __getnewargs_ex__(self):
        return (self.name, self.lower, self.upper), {}


class Random(Symbol):
    """A real random variable."""

    __slots__ = ()


class RandomVector(IndexedBase):
    """A finite family of real random variables X[1], X[2], ..."""


class RandomSequence(AppliedUndef):
    """The value at one time of a random process."""


class Point(Symbol):
    """A vector of an abstract Euclidean space; sums and multiples of points are points."""

    __slots__ = ()


class PointValued(AppliedUndef):
    """The value of a function whose values are points, such as the iterate theta(t)."""

    is_point_valued = True


class RandomPoint(Random, Point):
    """A random vector of an abstract Euclidean space."""

    __slots__ = ()


class RandomTrajectory(RandomSequence, PointValued):
    """The value at one time of a random sequence of points, such as the iterate of a stochastic method."""


class ConvexSet(Symbol):
    """A set of points."""

    __slots__ = ()


class ComplexMatrix(MatrixSymbol):
    """A matrix of complex numbers."""

    has_complex_entries = True


def _names(names):
    if not isinstance(names, str):
        raise MalformedClaim(f"expected the names of symbols in quotes, found {names}", 'write them as real("x y")')
    return names.replace(",", " ").split()


def _each(names, make):
    """One symbol for one name, a tuple for several."""
    made = tuple(make(name) for name in _names(names))
    return made[0] if len(made) == 1 else made


def natural(names):
    """Integers n >= 1."""
    return _each(names, lambda name: Symbol(name, integer=True, positive=True))


def whole(names):
    """Integers n >= 0."""
    return _each(names, lambda name: Symbol(name, integer=True, nonnegative=True))


def integer(names):
    """Integers of either sign."""
    return _each(names, lambda name: Symbol(name, integer=True))


def index(names, lower=1, upper=None):
    """An index running from `lower` to `upper` (to infinity when not given); premises with it hold for each."""
    return _each(names, lambda name: Index(name, lower, upper))


def real(names):
    """Real numbers."""
    return _each(names, lambda name: Symbol(name, real=True))


def positive(names):
    """Real numbers x > 0."""
    return _each(names, lambda name: Symbol(name, positive=True))


def nonnegative(names):
    """Real numbers x >= 0."""
    return _each(names, lambda name: Symbol(name, nonnegative=True))


def nonzero(names):
    """Real numbers x != 0."""
    return _each(names, lambda name: Symbol(name, real=True, nonzero=True))


def complex_number(names):
    """Complex numbers."""
    return _each(names, lambda name: Symbol(name, complex=True))


def _shape(length):
    """The lengths of an array, one for each index."""
    return None if length is None else tuple(length) if isinstance(length, (tuple, list)) else (length,)


def _real(assumptions) -> dict:
    """The assumptions of a real object; a word that SymPy does not know would silently mean nothing, or replace a method."""
    unknown = sorted(set(assumptions) - _assume_defined)
    if unknown:
        near = difflib.get_close_matches(unknown[0], _assume_defined, 1)
        raise MalformedClaim(f"{unknown[0]} is no property of numbers" + (f"; did you mean {near[0]}?" if near else ""))
    return {"real": True, **{name: value if value is None else bool(value) for name, value in assumptions.items()}}


def vector(names, length=None, **assumptions):
    """Real vectors: x[i] is the i-th entry, i = 1, ..., length; of length (n, d) the arrays x[i, j]."""
    return _each(names, lambda name: IndexedBase(name, shape=_shape(length), **_real(assumptions)))


def sequence(names, **assumptions):
    """Real sequences: D(t) is the value at the integer t."""
    return _each(names, lambda name: Function(name, **_real(assumptions)))


def function(names, **assumptions):
    """Real functions of real arguments."""
    return _each(names, lambda name: Function(name, **_real(assumptions)))


def complex_function(names):
    """Complex functions of real arguments, and complex sequences."""
    return _each(names, Function)


def random_variable(names):
    """Real random variables."""
    return _each(names, lambda name: Random(name, real=True))


def random_vector(names, length=None):
    """Random vectors: X[i] is the i-th entry, a real random variable; of length (n, d) the arrays X[i, j]."""
    return _each(names, lambda name: RandomVector(name, shape=_shape(length), real=True))


def random_function(names):
    """Random functions: F(t) is a real random variable for each t."""
    return _each(names, lambda name: UndefinedFunction(name, bases=(RandomSequence,), real=True))


def point(names):
    """Vectors of one Euclidean space R^d, d arbitrary; use dot(x, y) and norm(x)."""
    return _each(names, lambda name: Point(name))


def trajectory(names):
    """Functions whose values are points: theta(t) is the iterate at time t."""
    return _each(names, lambda name: UndefinedFunction(name, bases=(PointValued,)))


def random_point(names):
    """Random vectors of the Euclidean space of the points."""
    return _each(names, lambda name: RandomPoint(name))


def random_trajectory(names):
    """Random sequences of points: theta(t) is the random iterate at time t."""
    return _each(names, lambda name: UndefinedFunction(name, bases=(RandomTrajectory,)))


def convex_set(names):
    """Sets of points (that a set is convex is a premise, see `is_convex_set`)."""
    return _each(names, lambda name: ConvexSet(name))


def matrix(names, rows, columns):
    """Real matrices with `rows` rows and `columns` columns, both of which may be symbols."""
    return _each(names, lambda name: MatrixSymbol(name, rows, columns))


def complex_matrix(names, rows, columns):
    """Complex matrices with `rows` rows and `columns` columns; Adjoint(U) is the conjugate transpose of U."""
    return _each(names, lambda name: ComplexMatrix(name, rows, columns))


def is_random(expression) -> bool:
    """Whether a random symbol occurs in the expression outside expectations, variances and covariances."""
    if isinstance(expression, (Random, RandomVector, RandomSequence)):
        return True
    if isinstance(expression, (E, Var, Cov)):
        return False
    return any(is_random(argument) for argument in expression.args)


def random_bases(expression) -> frozenset:
    """The random variables, vectors and processes that occur in the expression."""
    found = set()
    for node in expression.atoms(Random, RandomVector, RandomSequence):
        found.add(node.func if isinstance(node, RandomSequence) else node)
    return frozenset(found)


def is_point(expression) -> bool:
    """Whether the expression is a point: a point symbol, a multiple of one, a sum of points, indexed or not, or their mean."""
    if expression.is_Add:
        return any(is_point(term) for term in expression.args)
    if expression.is_Mul:
        return sum(is_point(factor) for factor in expression.args) == 1
    if isinstance(expression, Sum):
        return is_point(expression.function)
    if isinstance(expression, E):
        return is_point(expression.args[0])
    head = getattr(expression, "is_point", None)
    return isinstance(expression, (Point, PointValued)) or head is True


def kind_of(symbol) -> str:
    """The word for a declared symbol's kind, as reports print it."""
    if isinstance(symbol, Index):
        return "index" + (f" from {symbol.lower} to {symbol.upper}" if symbol.upper is not None else f" from {symbol.lower}")
    for kind, word in ((RandomPoint, "random vector of R^d"), (Random, "random variable"), (RandomVector, "random vector"), (Point, "vector of R^d"),
                       (ConvexSet, "set of vectors"), (MatrixSymbol, "real matrix"), (IndexedBase, "real vector")):
        if isinstance(symbol, kind):
            if kind is MatrixSymbol:
                return f"{'complex' if isinstance(symbol, ComplexMatrix) else 'real'} {symbol.rows} by {symbol.cols} matrix"
            length = getattr(symbol, "shape", None)
            return word + (f" with {' times '.join(map(str, length))} entries" if length else "")
    if isinstance(symbol, UndefinedFunction):
        if issubclass(symbol, RandomTrajectory):
            return "random sequence of vectors"
        return "sequence of vectors" if issubclass(symbol, PointValued) else "real function or sequence"
    for word in ("positive", "nonnegative"):
        if getattr(symbol, f"is_{word}", None):
            numbers = "integer" if symbol.is_integer else "real number"
            return f"{word} {numbers}"
    if symbol.is_integer:
        return "integer"
    return "real number" if symbol.is_real else "complex number"


__all__ = ["natural", "whole", "integer", "index", "real", "positive", "nonnegative", "nonzero", "complex_number",
           "vector", "sequence", "function", "complex_function", "random_variable", "random_vector", "random_function", "point", "trajectory",
           "random_point", "random_trajectory",
           "convex_set", "matrix", "complex_matrix"]
