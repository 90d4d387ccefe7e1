"""Equivalent statements without sums, integrals, limits or expectations, each with the rewriting that the kernel redoes."""

from __future__ import annotations

import signal
import threading
import time
from contextlib import contextmanager

import sympy as sp
from sympy.integrals.manualintegrate import manualintegrate
from sympy.polys.polyerrors import BasePolynomialError

from verifier.deciding.error_functions import of_errors
from verifier.strategies.telescoping import difference_of, multiple_of, of_waves
from verifier.tools.calculus.asymptotics import NoLimit
from verifier.tools.calculus.integration import NoIntegral
from verifier.tools.calculus.iterated import inner_integrals
from verifier.tools.calculus.waves import WAVES, single_waves
from verifier.tools.chance.moments import NoMoment, NotKnown
from verifier.tools.context import Context
from verifier.tools.matrices.matrix_functions import HEADS
from verifier.tools.normal_forms.comparison import alpha
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.tools.rewriting_around import rewritten_around
from verifier.tools.rewritings import RULES, is_root_of
from verifier.tools.settled import settled
from verifier.tools.sums.by_parts import harmonic_factor
from verifier.tools.sums.cases_in_ranges import CASES
from verifier.tools.sums.inner_sums import exchanged, flattened
from verifier.tools.sums.known_sums import NoSum
from verifier.tools.vocabulary import contains
from verifier.vocabulary.notions import gradient
from verifier.vocabulary.operators import Converges, Cov, E, Independent, Prob, Var, entry

REFUSALS = (NoIntegral, NoSum, NoLimit, NotKnown, BasePolynomialError, *GAVE_UP)


class OutOfTime(Exception):
    """An engine call took longer than its share."""


@contextmanager
def at_most(seconds: float):
    """Interrupt what needs more processor time, where Python can be interrupted at all; limits may stand inside each other."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    late = OutOfTime(f"not finished within {seconds:g} s")
    rung = False

    def stop(number, frame):
        nonlocal rung
        rung = True
        raise late
    before = signal.signal(signal.SIGPROF, stop)
    begun = time.process_time()
    outer, _ = signal.setitimer(signal.ITIMER_PROF, seconds)
    if 0 < outer < seconds:
        signal.setitimer(signal.ITIMER_PROF, outer)
    try:
        yield
    except SystemError as problem:  # what an exception becomes inside a compiled library
        if not rung:
            raise
        raise late from problem
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
        if outer:
            signal.setitimer(signal.ITIMER_PROF, max(0.001, outer - (time.process_time() - begun)))


def by_table(statement, assumptions):
    """(rule, data, new statement) where a table has every integral, or None."""
    return _first([("table of integrals", ())], statement, assumptions) if contains(statement, sp.Integral) else None


def plainer(statement, assumptions):
    """(rule, data, new statement) that removes one kind of head, or None."""
    wanted = [("tests of convergence", ())] if contains(statement, Converges) else []
    if contains(statement, E, Var, Cov, Prob, Independent):
        wanted.append(("moments of named laws", ()))
    if contains(statement, sp.Limit):
        if contains(statement, sp.Sum, sp.Product, sp.fibonacci, sp.lucas, sp.harmonic):
            wanted.append(("limits of sums", ()))
        wanted.append(("limits by growth", ()))
    if contains(statement, sp.Integral):
        wanted += [("derivatives of integrals", ())] if contains(statement, sp.Derivative) else []
        wanted += _of_integrals(statement)
    if contains(statement, sp.Sum, sp.Product) and any(
            limit[-1] is sp.oo or limit[-1].is_Integer and limit[-2].is_Integer for node in statement.atoms(sp.Sum, sp.Product)
            for limit in node.limits if len(limit) == 3):
        wanted.append(("closed sums", ()))
        if any(limit[-1] is sp.oo and limit[-2].free_symbols for node in statement.atoms(sp.Sum) for limit in node.limits if len(limit) == 3):
            wanted += [("sums and sequences as gamma functions", ()), ("tails of series", ())]
    if contains(statement, sp.Product) and contains(statement, sp.sin, sp.cos, sp.exp):
        wanted.append(("products of waves", ()))
    if contains(statement, sp.Sum):
        wanted += [("cases in their ranges", ())] if contains(statement, *CASES) else []
        wanted += [("factorial moments", ()), *_of_inner_sums(statement, assumptions)]
        wanted += _of_harmonic_sums(statement) if contains(statement, sp.harmonic) else []
    if contains(statement, sp.ImmutableDenseMatrix):
        wanted.append(("entry by entry", ()))
    if contains(statement, gradient) and contains(statement, entry):
        wanted.append(("entries of gradients", ()))
    if contains(statement, sp.Determinant):
        wanted.append(("determinants", ()))
    if statement.has(*HEADS) and contains(statement, sp.Min, sp.Max):
        wanted.append(("least of several", ()))
    if statement.has(*HEADS):
        wanted.append(("functions of the parts of matrices", ()))
    if contains(statement, sp.besselj, sp.bessely, sp.besseli, sp.besselk):
        wanted.append(("half-integer Bessel functions", ()))
    nested = _nested_roots(statement) if contains(statement, sp.Pow) else ()
    if nested:
        wanted.append(("roots of squares", nested))
    return _first(wanted, statement, assumptions) if wanted else None


def _of_inner_sums(statement, assumptions) -> list:
    """Rewritings of finite sums over several letters: by terms of the inner ones, in one order or the other, that are differences."""
    if not isinstance(statement, sp.core.relational.Relational):
        return []
    flat = flattened(statement)
    nodes = [node for node in flat.atoms(sp.Sum) if len(node.limits) > 1 and not any(sp.oo in limit or len(limit) != 3 for limit in node.limits)]
    nodes = sorted(nodes, key=sp.default_sort_key)
    summed = tuple((node, whole) for node in nodes if (whole := _inner_difference(node)) is not None)
    if summed:
        return [("inner sums", summed)]
    turned = [(node, other) for node in nodes if (other := exchanged(node, Context(assumptions))) is not None]
    summed = tuple((node, whole) for node, other in turned if (whole := _inner_difference(other)) is not None)
    met = {alpha(node) for node in nodes}
    matched = [(node, None) for node, other in turned if alpha(other) in met - {alpha(node)}]
    return [("exchanged sums", found) for found in (summed, tuple(matched[:1])) if found]


def _inner_difference(node):
    """A function whose differences are the terms of the inner sum, or None."""
    try:
        with at_most(2.0):
            return difference_of(sp.expand(settled(node.function)), node.limits[0][0])
    except (*REFUSALS, OutOfTime):
        return None


def _of_harmonic_sums(statement) -> list:
    """Summation by parts for series, and for sums whose terms move with their end: the others are for induction."""
    data = []
    for node in sorted(statement.atoms(sp.Sum), key=sp.default_sort_key):
        parts = harmonic_factor(node)
        if parts is None or node.limits[0][2] is not sp.oo and not node.limits[0][2].free_symbols & parts[0].free_symbols:
            continue
        try:
            with at_most(2.0):
                whole = of_waves(parts[0], node.limits[0][0]) or multiple_of(parts[0], node.limits[0][0])
        except (*REFUSALS, OutOfTime):
            continue
        data += [] if whole is None else [(node, whole)]
    return [("harmonic sums by parts", tuple(data))] if data else []


def _of_integrals(statement) -> list:
    """Rewritings to try where the statement has integrals."""
    wanted: list = []
    if any(len(node.limits) > 1 for node in statement.atoms(sp.Integral)):
        wanted.append(("factors of iterated integrals", ()))
    if inner := inner_integrals(statement):
        guesses = tuple(_primitive(settled(row[1].function), row[1].limits[0][0]) for row in inner)
        if None not in guesses:
            wanted.append(("iterated integrals", guesses))
    return [*wanted, ("integrals in parts", ()), ("table of integrals", ()), ("antiderivatives", None)]


def _first(wanted, statement, assumptions):
    """The first of the rewritings that applies, with its data and what it makes of the statement."""
    context = Context(assumptions)
    for rule, data in wanted:
        try:
            with at_most(4.0):
                data = _antiderivatives(statement) if data is None else data
                made = rewritten_around(RULES[rule], statement, assumptions, data, context)
        except NoMoment:
            raise
        except (*REFUSALS, OutOfTime):
            continue
        if made is not None and made != statement:
            return rule, data, made
    return None


def _nested_roots(statement) -> tuple:
    """Square roots of numbers with roots in them, and what they may be: denested, or the other side of an equation."""
    found, sides = [], statement.args if isinstance(statement, sp.Eq) else ()
    nested = [node for node in statement.atoms(sp.Pow) if node.exp.is_Rational and node.exp.q == 2 and not node.free_symbols
              and any(inner.exp == sp.S.Half for inner in node.base.atoms(sp.Pow))]
    for node in sorted(nested, key=sp.count_ops):
        root = sp.sqrt(settled(node.base))
        guesses = (_denested(root), *(settled(side) for side in sides if side.is_number))
        other = next((guess for guess in guesses if guess not in (None, root) and sp.count_ops(guess) < 200
                      and is_root_of(guess, settled(node.base))), None)
        found += [] if other is None else [(root, other)]
    return tuple(found)


def _denested(root):
    try:
        with at_most(0.5):
            return sp.sqrtdenest(root)
    except (*REFUSALS, OutOfTime):
        return None


def _antiderivatives(statement) -> tuple:
    """Functions that a computer algebra system proposes; whether they are right is checked elsewhere."""
    found = []
    for node in sorted(statement.atoms(sp.Integral), key=sp.count_ops):
        if len(node.limits) == 1 and len(node.limits[0]) == 3:
            body, x = settled(node.function), node.limits[0][0]
            guess = _primitive(body, x)
            if guess is not None:
                found.append((node, guess))
    return tuple(found)


def _with_split_denominators(node, x):
    """Denominators in factors, whose signs are easier to see: of parameters alone, m^2 - n^2 is not 0 where m - n and m + n are not."""
    return node.replace(lambda part: part.is_Pow and part.exp.is_negative and part.base.is_Add
                        and (not part.base.is_polynomial() or part.exp.is_integer and len(part.base.free_symbols - {x}) > 1
                             and x not in part.base.free_symbols),
                        lambda part: sp.factor(part.base) ** part.exp)


def _of_exponentials(body, x):
    """An antiderivative of a rational function of e^x, in terms of e^x."""
    t = sp.Dummy("t", positive=True)
    inner = body.rewrite(sp.exp).replace(lambda node: isinstance(node, sp.exp) and (node.args[0] / x).is_Integer, lambda node: t ** (node.args[0] / x))
    if x in inner.free_symbols or not inner.is_rational_function(t):
        return None
    return sp.integrate(sp.cancel(inner / t), t).xreplace({t: sp.exp(x)})


def _of_waves(body, x):
    """An antiderivative of a product of waves sin(a x + b), cos(a x + b), exp(a x + b) with several rates a, by the waves of their sums."""
    waves = [factor for factor in sp.Mul.make_args(body) if isinstance(factor, WAVES) and x in factor.free_symbols]
    rest = sp.Mul(*(factor for factor in sp.Mul.make_args(body) if factor not in waves))
    if len(waves) < 2 or x in rest.free_symbols or not any(wave.free_symbols - {x} for wave in waves):
        return None
    singles = single_waves(sp.Mul(*waves), x)
    whole = {sp.sin: lambda inner: -sp.cos(inner), sp.cos: sp.sin, sp.exp: sp.exp}
    return None if singles is None else rest * sp.Add(
        *(factor * whole[wave.func](inner) / sp.factor(rate) for factor, wave, inner, rate in singles))


def _likely_case(node, body):
    """The first case, without I for a real integrand if there is one."""
    return next((value for value, _ in node.args if not value.has(sp.I) or body.has(sp.I)), node.args[0][0])


def _primitive(body, x):
    for attempt in (lambda: _of_waves(body, x), lambda: of_errors(body, x), lambda: manualintegrate(body, x), lambda: sp.integrate(body, x),
                    lambda: sp.integrate(sp.expand(body), x), lambda: _of_exponentials(body, x)):
        try:
            with at_most(2.0):
                guess = attempt()
        except (*REFUSALS, OutOfTime):
            continue
        if guess is not None and not guess.has(sp.Integral, sp.Piecewise, sp.RootSum, sp.zoo, sp.nan):
            return _with_split_denominators(guess, x)
        if guess is not None and guess.has(sp.Piecewise) and not guess.has(sp.Integral):
            return _with_split_denominators(guess.replace(lambda node: isinstance(node, sp.Piecewise), lambda node: _likely_case(node, body)), x)
    return None
