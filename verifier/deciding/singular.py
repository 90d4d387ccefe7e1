"""Where a statement may change its nature: zeros of denominators, branch points, corners, jumps, ends of premises."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

import sympy as sp
from flint import ctx
from sympy.core.relational import Relational

from verifier.deciding.curves import NEAR, just_inside
from verifier.tools.calculus.split_integrals import without_corners
from verifier.tools.evaluation.programs import Program, Run
from verifier.tools.evaluation.scalars import ball
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.tools.settled import settled
from verifier.tools.sums.whole_numbers import PARTS
from verifier.vocabulary.valuation import Valuation

Q = sp.Rational
BRANCHED = (sp.log, sp.asin, sp.acos, sp.atanh, sp.acosh, sp.asec, sp.acsc, sp.acoth)
CUT = (sp.log, sp.atan, sp.acot)
CORNERED = (sp.Abs, sp.sign, sp.Heaviside, sp.arg)
PLANAR = (sp.Abs, sp.re, sp.im, sp.conjugate)
PERIODIC = (sp.tan, sp.cot, sp.sec, sp.csc, sp.sin, sp.cos)
HYPERBOLIC = (sp.coth, sp.csch)
INVERSES = {sp.exp: sp.log, sp.log: sp.exp, sp.sinh: sp.asinh, sp.cosh: sp.acosh, sp.tanh: sp.atanh, sp.sin: sp.asin, sp.cos: sp.acos, sp.tan: sp.atan}
POLAR = (sp.gamma, sp.loggamma, sp.factorial, sp.polygamma, sp.digamma, sp.trigamma, sp.binomial, sp.beta, sp.zeta, sp.harmonic,
         sp.polylog, sp.lerchphi, sp.expint, sp.uppergamma, sp.lowergamma, sp.LambertW, sp.besselj, sp.bessely, sp.besseli, sp.besselk, sp.jn, sp.yn,
         sp.erfinv, sp.erfcinv, sp.li, sp.Li, sp.elliptic_k, sp.elliptic_pi, sp.RisingFactorial, sp.FallingFactorial, sp.factorial2)
SIMPLE = (sp.S.One, sp.Integer(2), sp.S.Zero, Q(1, 2), sp.S.NegativeOne, sp.Integer(3))
MOST_TARGETS = 24
GUESSES = (sp.S.Zero, sp.S.One, sp.S.NegativeOne, sp.pi, sp.pi / 2, -sp.pi / 2, sp.Integer(2), sp.E, 1 / sp.E)


def targets(statement) -> list:
    """Expressions whose zeros matter, each once."""
    found: dict = {}

    def note(*expressions):
        for expression in expressions:
            if expression.has(sp.Derivative):
                expression = settled(expression)
            if expression.free_symbols and not expression.has(sp.Derivative, sp.Subs):  # numbers cannot be put into these
                found.setdefault(expression)
                if expression.has(sp.Abs):
                    with suppress(sp.PolynomialError):  # of too many cases
                        found.update(dict.fromkeys(without_corners(expression)))

    for node in sp.preorder_traversal(statement):
        if isinstance(node, (sp.Sum, sp.Product, sp.Integral)):
            note(*_reached(node))
        if isinstance(node, CUT) or node.is_Pow and not node.exp.is_Integer and not isinstance(node, sp.exp):
            note(*_on_the_cut(node))
        if isinstance(node, (sp.log, sp.Pow)) and node.has(sp.I):  # where a cut is crossed
            note(*(part for part in (sp.im(settled(node.args[0])),) if part.free_symbols and not part.has(sp.im, sp.re)))
        if isinstance(node, sp.Pow) and not isinstance(node, sp.exp):
            if not (node.exp.is_Integer and node.exp > 0):
                note(node.base)
            if node.exp.free_symbols:
                note(node.exp)
            if node.base.is_Add and node.exp.is_Integer and node.exp.is_even and node.exp > 0:  # least there
                note(node.base)
        elif isinstance(node, BRANCHED):
            note(node.args[0], node.args[0] - 1, node.args[0] + 1)
        elif isinstance(node, CORNERED):
            note(node.args[0])
        elif isinstance(node, sp.KroneckerDelta):
            note(node.args[0] - node.args[1])
        elif isinstance(node, (sp.Max, sp.Min)):
            note(*(node.args[0] - other for other in node.args[1:]))
        elif isinstance(node, PARTS):
            note(node.args[0], node.args[0] - 1, node.args[0] + 1)
        elif isinstance(node, PERIODIC):
            note(node.args[0] - sp.pi / 2, node.args[0], node.args[0] - sp.pi)
        elif isinstance(node, HYPERBOLIC):
            note(node.args[0])
        elif isinstance(node, POLAR):
            for argument in node.args:
                note(argument, argument + 1, argument - 1)
        elif isinstance(node, sp.hyper):
            note(node.args[2] - 1)
        elif isinstance(node, Relational) and node is not statement and not isinstance(node.args[0], sp.MatrixExpr):
            note(node.args[0] - node.args[1])
    return list(found)[:MOST_TARGETS]


def _on_the_cut(node) -> list:
    """What vanishes where the argument stands on the cut of its function: at a place far from its end and at one near to it."""
    argument = node.args[0]
    if all(symbol.is_extended_real is not None for symbol in argument.free_symbols):
        return []
    if isinstance(node, (sp.atan, sp.acot)):
        return [argument - place for place in (2 * sp.I, -2 * sp.I, sp.I / 2, -sp.I / 2)]
    return [] if argument.is_Symbol else [argument + 2, argument + sp.S.Half]


def _reached(node) -> list:
    """What vanishes where an end of the range reaches a zero of a denominator or logarithm inside, and goes beyond it."""
    found = []
    for variable, *ends in node.limits if len(node.limits) == 1 else ():
        inside = {part.base for part in node.function.atoms(sp.Pow) if part.exp.is_negative} | {part.args[0] for part in node.function.atoms(sp.log)}
        for expression in sorted((item for item in inside if item.is_polynomial(variable) and variable in item.free_symbols), key=str):
            found += [end - root - shift for root in roots(expression, variable)[:2] if root.is_Rational or root.free_symbols
                      for end in ends if end.free_symbols for shift in (0, 1)]
    return found


def special_values(statement, premises, symbols, deep: bool = False) -> dict:
    """For each symbol the values at which something may happen, with both sides of them."""
    found = _special_values(statement, tuple(premises), tuple(symbols), deep and len(symbols) > 1)
    return {symbol: list(values) for symbol, values in found.items()}


@lru_cache(maxsize=64)
def _special_values(statement, premises, symbols, deep: bool) -> dict:
    found: dict = {symbol: {} for symbol in symbols}
    exact: dict = {symbol: set() for symbol in symbols}
    wanted = [expression for item in (statement, *premises) for expression in targets(item)]
    wanted += [premise.args[0] - premise.args[1] for premise in premises
               if isinstance(premise, Relational) and not isinstance(premise.args[0], sp.MatrixExpr)]
    for expression in wanted:
        for symbol in sorted(expression.free_symbols & set(symbols), key=lambda item: item.name):
            others = sorted(expression.free_symbols - {symbol}, key=lambda item: item.name)
            if any(other not in found for other in others):
                continue
            for value in SIMPLE[: (4 if deep else 2)] if others else (sp.S.One,):
                for root in roots(expression.xreplace(dict.fromkeys(others, value)), symbol):
                    found[symbol].setdefault(root)
                    if root.is_real:
                        exact[symbol].add(root)
                        found[symbol].setdefault(root + NEAR)
                        found[symbol].setdefault(root - NEAR)
    for symbol, values in found.items():
        values.update(dict.fromkeys(_between(exact[symbol]) if not symbol.is_integer else ()))
        values.update(dict.fromkeys(just_inside(premises, symbol) if symbol.is_real is None else ()))
    return {symbol: tuple(values) for symbol, values in found.items()}


def mixed(values: list) -> list:
    """Real numbers and others by turns, in their order."""
    pairs = itertools.zip_longest((value for value in values if value.is_real), (value for value in values if not value.is_real))
    return [value for pair in pairs for value in pair if value is not None]


def _between(roots) -> list:
    """A number between each two neighbours of those where something happens: between two cuts or jumps may be a piece of its own."""
    places = sorted(Q(float(root)).limit_denominator(10**9) for root in roots if root.is_comparable and root.is_finite)
    return [(low + high) / 2 for low, high in itertools.pairwise(dict.fromkeys(places))]


def joint_points(statement, base) -> Iterator[dict]:
    """The point moved along one symbol to where an expression in several symbols vanishes; powers of zero."""
    yield from _powers_of_zero(statement, base)
    yield from _quarter_turns(statement, base)
    yield from _poles_of_gammas(statement, base)
    yield from _slopes_at_zero(statement, base)
    for expression in targets(statement):
        symbols = sorted(expression.free_symbols & set(base), key=lambda item: item.name)
        if len(symbols) < 2 or len(symbols) < len(expression.free_symbols):
            continue
        for symbol in symbols[:1]:
            others = {other: base[other] for other in symbols if other != symbol}
            for root in roots(expression.xreplace(others), symbol)[:2]:
                yield {**base, symbol: root}


def _quarter_turns(statement, base) -> Iterator[dict]:
    """Where products of waves and of a wave and a symbol may be 0 or 1 inside a derivative: an arcsine or a modulus of them may have a corner there."""
    bent = {part for node in statement.atoms(sp.Derivative) for part in node.expr.atoms(sp.Abs, sp.asin, sp.acos, sp.acosh, sp.Pow, sp.Max, sp.Min)
            if part.has(sp.sin, sp.cos) and not (part.is_Pow and part.exp.is_Integer)}
    for part in sorted(bent, key=sp.default_sort_key):
        symbols = sorted(part.free_symbols & set(base), key=lambda item: item.name)
        if len(symbols) == 2 and symbols[0].is_real and symbols[1].is_real:
            for values in itertools.product((sp.S.Zero, sp.S.One, sp.pi / 2), repeat=2):
                yield {**base, **dict(zip(symbols, values, strict=True))}


def _slopes_at_zero(statement, base) -> Iterator[dict]:
    """Where the base of a power inside a derivative vanishes, with the exponents 1/2 and 1."""
    for node in sorted({part for slope in statement.atoms(sp.Derivative) for part in slope.expr.atoms(sp.Pow)
                        if part.exp.free_symbols and part.base.free_symbols & set(slope.variables)}, key=sp.default_sort_key):
        symbols = sorted(node.base.free_symbols & set(base), key=lambda item: item.name)
        others = sorted(node.exp.free_symbols & set(base) - set(symbols), key=lambda item: item.name)
        for exponent in (sp.S.Half, sp.S.One) if symbols and others else ():
            there = {**base, others[0]: exponent}
            for root in roots(node.base.xreplace({symbol: there[symbol] for symbol in symbols[1:]}), symbols[0])[:1]:
                yield {**there, symbols[0]: root}


def _poles_of_gammas(statement, base) -> Iterator[dict]:
    """Where the argument of a gamma function in two symbols is 0, -1 or -2, for a few values of one of them."""
    gammas = [node.args[0] for node in sorted(statement.atoms(sp.gamma, sp.loggamma, sp.digamma), key=sp.default_sort_key)]
    gammas += [sp.Add(*node.args) for node in sorted(statement.atoms(sp.RisingFactorial), key=sp.default_sort_key)]
    for argument in gammas[:4]:
        symbols = sorted(argument.free_symbols & set(base), key=lambda item: item.name)
        if len(symbols) != 2 or not all(symbol.is_real for symbol in symbols):
            continue
        for one, other in (symbols, symbols[::-1]):
            for value, pole in itertools.product((sp.Rational(-5, 2), sp.Integer(-4), sp.Rational(1, 2)), (0, -1, -2)):
                for root in roots(argument.xreplace({other: value}) - pole, one)[:1]:
                    yield {**base, other: value, one: root}


def _powers_of_zero(statement, base) -> Iterator[dict]:
    """Where a base vanishes and of its exponents some are positive, others negative: 0**2*0**(-1) has no value, 0**(2 - 1) has."""
    exponents: dict = {}
    for node in sp.preorder_traversal(statement):
        if isinstance(node, sp.Pow) and not isinstance(node, sp.exp) and node.exp.free_symbols and node.base.free_symbols:
            exponents.setdefault(node.base, {}).setdefault(node.exp)
    for vanishing, found in exponents.items():
        varying = sorted({symbol for item in found for symbol in item.free_symbols if symbol in base}, key=lambda item: item.name)
        movers = sorted((vanishing.free_symbols & set(base)) - set(varying), key=lambda item: item.name)
        if len(found) < 2 or not movers or not 1 <= len(varying) <= 3 or isinstance(vanishing, sp.MatrixExpr):
            continue
        others = {symbol: base[symbol] for symbol in vanishing.free_symbols & set(base) if symbol is not movers[0]}
        for root in roots(vanishing.xreplace(others), movers[0])[:1]:
            choices = (sp.Integer(2), sp.S.NegativeOne, *((sp.S.One, sp.S.Zero) if len(varying) == 1 else ()))  # 0^0 has no value
            for powers in itertools.product(choices, repeat=len(varying)):
                yield {**base, movers[0]: root, **dict(zip(varying, powers, strict=True))}


def roots(expression, symbol) -> list:
    """Zeros of an expression in one symbol: all rational ones of a polynomial, real algebraic ones, simple guesses."""
    try:
        expression = sp.sympify(expression)
        if symbol not in expression.free_symbols:
            return []
        if (root := _of_line(expression, symbol)) is not None:
            return [root]
        if not expression.is_polynomial(symbol):
            return _of_steps(expression, symbol) or _in_the_plane(expression, symbol) or _inverted(expression, symbol) or _guessed(expression, symbol)
        polynomial = sp.Poly(settled(expression), symbol)  # as it is written, a sum in a sum is no polynomial
        if polynomial.degree() <= 0 or polynomial.degree() > 12:
            return []
        if polynomial.degree() == 1:
            a, b = polynomial.all_coeffs()
            return [-b / a]
        if polynomial.domain.is_ZZ or polynomial.domain.is_QQ:
            exact = list(polynomial.ground_roots())
            if exact or polynomial.degree() > 4:
                return sorted(exact)
            return [root for root in sp.roots(polynomial) if root.is_number and sp.count_ops(root) < 12]
    except (sp.PolynomialError, NotImplementedError, ValueError, TypeError, ZeroDivisionError, AttributeError):
        pass
    return []


def _of_line(expression, symbol):
    """The zero of a*x + b with a visible a and any b free of x, or None."""
    slope = height = sp.S.Zero
    for term in sp.Add.make_args(expression):
        coefficient, rest = term.as_coeff_Mul()
        if rest is symbol:
            slope += coefficient
        elif symbol not in term.free_symbols:
            height += term
        else:
            return None
    return -height / slope if slope else None


def _of_steps(expression, symbol) -> list:
    """Zeros of an expression in one whole part or remainder of the symbol: of floor(2*x) - 77 at x = 77/2."""
    steps = [node for node in expression.atoms(*PARTS) if symbol in node.free_symbols]
    step = sp.Dummy("s", real=True)
    inner = expression.xreplace({steps[0]: step}) if len(steps) == 1 and not steps[0].args[0].has(*PARTS) else symbol
    if symbol in inner.free_symbols or not inner.is_polynomial(step):
        return []
    return [root for height in roots(inner, step) for root in roots(steps[0].args[0] - height, symbol)
            if expression.xreplace({symbol: root}) == 0]


def _in_the_plane(expression, symbol) -> list:
    """Zeros on a ray of an expression in moduli, parts and conjugates of a complex symbol: of Abs(z) - 3 at z = 3."""
    if symbol.is_real is not None or not expression.has(*PLANAR):
        return []
    length = sp.Dummy("r", positive=True)
    found = []
    for ray in (length, -length, sp.I * length):
        along = expression.xreplace({symbol: ray})
        if length in along.free_symbols and along.is_polynomial(length):
            found += [ray.xreplace({length: root}) for root in roots(along, length) if root.is_nonnegative]
    return found


def _inverted(expression, symbol) -> list:
    """The zero of a*f(u) + b in the complex plane, where f has an inverse and u is of the first degree: of exp(2*z) - 3 at log(3)/2."""
    if symbol.is_real is not None:  # of real numbers the sign of the expression tells it
        return []
    outer = [node for node in expression.atoms(*INVERSES) if symbol in node.free_symbols]
    value = sp.Dummy("v")
    if len(outer) != 1 or symbol in (rest := expression.xreplace({outer[0]: value})).free_symbols:
        return []
    heights = [INVERSES[outer[0].func](height) for height in roots(rest, value)[:2] if height.is_finite]
    return [root for height in heights for root in roots(outer[0].args[0] - height, symbol)[:2]]


def _guessed(expression, symbol) -> list:
    """Those of a few simple numbers at which a ball around the expression holds zero."""
    found, program = [], Program((expression,))
    with ctx.workprec(64):
        for value in GUESSES:
            try:
                near = ball(Run(program, Valuation({symbol: value}), 64).value(expression))
                if near.is_finite() and near.contains(0) and float(abs(near).abs_upper()) < 1e-9:
                    found.append(value)
            except (*GAVE_UP, LookupError):
                continue
    return found
