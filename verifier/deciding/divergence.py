"""Integrals, infinite sums and means that have no value for some of the values that their parameters may take."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator

import sympy as sp

from verifier.deciding.forms import REFUSALS, OutOfTime, at_most
from verifier.deciding.singular import special_values
from verifier.tools.binding import substitute
from verifier.tools.calculus.improper import exists
from verifier.tools.chance.moments import Chance, NoMoment, without_chance
from verifier.tools.chance.named_laws import LAWS
from verifier.tools.settled import delicate, gap
from verifier.tools.sums.convergence import NotDecided
from verifier.tools.vocabulary import contains
from verifier.vocabulary.operators import Converges, Cov, E, Var
from verifier.vocabulary.symbols import Random

PARAMETERS = tuple(map(sp.Integer, (0, 1, -1, 2, -2))) + (sp.Rational(1, 2), -sp.Rational(1, 2), sp.Integer(3))
IMAGINARY = (sp.I, 2 * sp.I, -2 * sp.I)  # of complex parameters also, after the first of these
MOST_POINTS = 40
BESIDE = sp.Rational(1, 9973)
FEWER = 8  # for means
SHARE, ALTOGETHER = 0.4, 2.0  # seconds of one test, and of all
GROWING = (sp.sinh, sp.cosh, sp.gamma, sp.factorial)


def divergent(hunt) -> Iterator[tuple]:
    """(values, node) where an integral or infinite sum of the statement certainly diverges."""
    if not contains(hunt.statement, sp.Integral, sp.Sum) or contains(hunt.statement, Converges) or hunt.matrices:
        return
    nodes = [node for node in sp.preorder_traversal(hunt.statement) if _is_infinite(node)]
    if not nodes:
        return
    end = time.process_time() + ALTOGETHER
    for values in _cases(hunt, nodes):
        for node in nodes:
            if _diverges(substitute(node, values)):
                yield values, node
        if time.process_time() > end:
            return


def diverges_around(hunt, node, values) -> bool:
    """Whether the node certainly diverges on both sides of the values too, along one of its numbers by itself."""
    for symbol in node.free_symbols:
        if symbol in values and symbol.is_real and values[symbol].is_real:
            step = sp.S.One if symbol.is_integer else BESIDE
            around = [{**values, symbol: values[symbol] + sign * step} for sign in (1, -1)]
            if all(hunt.admits(symbol, beside[symbol]) and hunt.premises_hold(beside) and _diverges(substitute(node, beside)) for beside in around):
                return True
    return False


def without_mean(hunt, assumptions) -> Iterator[tuple]:
    """(values, node) where an expectation, variance or covariance of the statement certainly does not exist."""
    nodes = [node for node in sp.preorder_traversal(hunt.statement) if isinstance(node, (E, Var, Cov))]
    for values in itertools.islice(_cases(hunt, nodes), FEWER) if nodes and not hunt.matrices else ():
        for node in nodes:
            there, known = substitute(node, values), [substitute(item, values) for item in assumptions]
            try:
                with at_most(SHARE):
                    without_chance(sp.Eq(there, sp.S.Zero, evaluate=False), known)
            except NoMoment:
                yield values, node
            except (OutOfTime, *REFUSALS):
                if any(map(_diverges, _against_density(there, Chance(known)))):
                    yield values, node


def unseen_mean(statement, assumptions):
    """A mean of exp(exp(X)) and the like under a named law, or one of 1/(X + Y) that cancels, of which it is not known whether it exists; or None."""
    towers = {node: parts for node in sp.preorder_traversal(statement) if isinstance(node, (E, Var, Cov))
              if (parts := [part for part in node.atoms(sp.exp, *GROWING) if _towers(part) and not part.args[0].is_nonpositive])}
    chance = Chance(assumptions) if towers else None
    quotient = _cancelled_quotient(statement, assumptions)
    if quotient is not None:
        return quotient
    return next((node for node, parts in towers.items() if any(item in chance.laws for part in parts for item in part.atoms(Random))
                 and not any(map(_visible, _against_density(node, chance)))), None)


def _cancelled_quotient(statement, assumptions):
    """A mean on both sides alike, in which something in several variables of named laws divides or is in a logarithm; or None."""
    if not isinstance(statement, sp.Eq):
        return None
    nodes = [node for node in sp.preorder_traversal(statement) if isinstance(node, (E, Var, Cov))
             and any(len(part.args[0].atoms(Random)) > 1 for part in node.atoms(sp.Pow, sp.log) if isinstance(part, sp.log) or part.exp.is_negative)]
    left = gap(statement) if nodes else sp.S.Zero
    known = Chance(assumptions) if nodes else None
    return next((node for node in nodes if not left.has(node) and any(item in known.laws for item in node.atoms(Random))), None)


def _towers(part) -> bool:
    return any(inner.atoms(Random) for inner in part.args[0].atoms(sp.exp, *GROWING))


def _visible(integral) -> bool:
    try:
        with at_most(SHARE):
            return exists(integral)
    except (NotDecided, OutOfTime, *REFUSALS):
        return False


def _against_density(node, chance) -> Iterator[sp.Integral]:
    """The mean of f(X), or of the f(X)^2 that a variance needs, as an integral against the density of X."""
    body = node.args[0]
    variables = body.atoms(Random) if isinstance(node, (E, Var)) else ()
    rows = [(variable, LAWS[name], parameters) for variable in variables if variable in chance.laws for name, *parameters in [chance.law(variable)]]
    if len(rows) != len(variables) or len(rows) != 1 or rows[0][1].density is None:
        return
    (variable, law, parameters), = rows
    x = sp.Symbol(f"{variable.name}'", real=True)  # a name that no author can write
    value, low, high = law.density(x, *parameters)
    yield sp.Integral(body.xreplace({variable: x}) ** (2 if isinstance(node, Var) else 1) * value, (x, low, high))


def may_diverge(statement, values) -> bool:
    """Whether a sum, infinite or of terms that may have no value, has a parameter, or an integral one that is not real at the point."""
    return any(not isinstance(node, sp.Integral) or values[symbol].is_extended_real is False
               for node in statement.atoms(sp.Integral, sp.Sum, sp.Product)
               if isinstance(node, sp.Integral) or node.has(sp.oo) or delicate(node.function)
               for symbol in node.free_symbols & values.keys())


def _cases(hunt, nodes) -> Iterator[dict]:
    """Simple values of the numbers of which the nodes speak, as the premises allow."""
    free = sorted(set().union(*(node.free_symbols for node in nodes)) & set(hunt.numbers), key=lambda symbol: symbol.name)
    others = {symbol: next((value for value in PARAMETERS[1:] if hunt.admits(symbol, value)), None) for symbol in hunt.numbers}
    beyond = special_values(hunt.statement, hunt.premises, free) if any(isinstance(node, sp.Integral) for node in nodes) else {}
    simple = {symbol: PARAMETERS if symbol.is_extended_real else (*PARAMETERS[:2], *IMAGINARY, *PARAMETERS[2:]) for symbol in free}
    tried = [[*simple[symbol], *(value for value in beyond.get(symbol, ()) if value.is_Rational and value not in PARAMETERS)] for symbol in free]
    cases = itertools.product(*([(place, value) for place, value in enumerate(values) if hunt.admits(symbol, value)]
                                for symbol, values in zip(free, tried, strict=True)))
    for row in itertools.islice(sorted(cases, key=lambda row: sum(place for place, _ in row)), MOST_POINTS):
        case = [value for _, value in row]
        values = {**others, **dict(zip(free, case, strict=True))}
        if None in values.values() or not hunt.premises_hold(values):
            continue
        yield values
        if not free:
            return


def _is_infinite(node) -> bool:
    return (
        isinstance(node, sp.Integral)
        or isinstance(node, sp.Sum)
        and any(sp.oo in limit or -sp.oo in limit for limit in node.limits)
    )


def _diverges(node) -> bool:
    if not isinstance(node, (sp.Integral, sp.Sum, sp.Product)) or node.free_symbols or len(node.limits) != 1:
        return False
    try:
        with at_most(SHARE):
            return not exists(node)
    except (NotDecided, OutOfTime, *REFUSALS):
        return False
