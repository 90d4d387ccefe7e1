"""Infinite sums in closed form: by the ratio of successive terms against a table of power series, or by a telescoper.

A row of `_series` says: if t(k+1)/t(k) is this function of k, the sum from the first term t0 on is t0 times that,
where it converges.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import substitute
from verifier.tools.calculus.asymptotics import Diverges
from verifier.tools.fingerprints.fingerprint import Unfit, agree
from verifier.tools.sums.fourier_sums import fourier


class NoSum(ValueError):
    """No row fits, or convergence is not visible."""


def sum_of(node, context):
    """The value of Sum(f, (k, a, oo)) for an integer a."""
    if len(node.limits) != 1:
        raise NoSum("a double sum")
    k, lower, upper = node.limits[0]
    if lower is -sp.oo or upper is not sp.oo or not lower.is_Integer:
        raise NoSum("only sums from an integer to infinity")
    body = sp.sympify(node.function)
    _check_as_written(body, k, lower)
    if body.has(sp.fibonacci, sp.lucas):
        body = sp.expand(body.replace(lambda part: isinstance(part, (sp.fibonacci, sp.lucas)) and len(part.args) == 1, by_powers))
    n = sp.Dummy("n", integer=True, nonnegative=True)
    term = substitute(body, {k: n + lower})
    for row in (_zeta, _generating, _series, _rational, fourier):
        found = row(term, n, lower, context)
        if found is not None:
            return found
    if term.is_Add:
        return sp.Add(*(sum_of(sp.Sum(substitute(part, {n: k - lower}), (k, lower, sp.oo)), context) for part in term.args))
    if lower >= 1:  # one term more, if it has a value
        first = substitute(body, {k: lower - 1})
        if first.is_finite and not first.has(sp.zoo, sp.nan, sp.oo):
            return sum_of(sp.Sum(body, (k, lower - 1, sp.oo)), context) - first
    raise NoSum(f"no closed form of {node} is known")


def by_powers(node):
    """Binet's formula, for the whole numbers that the index of a sum runs over."""
    n, root = node.args[0], sp.sqrt(5)
    first, second = ((1 + root) / 2) ** n, ((1 - root) / 2) ** n
    return (first - second) / root if isinstance(node, sp.fibonacci) else first + second


def _check_as_written(body, k, lower) -> None:
    """A term that is divided by 0 has no value, even where a simpler form of it has one."""
    for part in sp.preorder_traversal(body):
        if part.is_Pow and part.exp.is_negative and part.base.free_symbols == {k} and part.base.is_polynomial(k) and any(
                root.is_integer and root >= lower for root in sp.Poly(part.base, k).ground_roots()):
            raise NoSum(f"a term is divided by {part.base}, which is 0 for one of them")


def product_of(node):
    """The value of Product(f, (k, a, oo)) for a rational function with linear factors, as a quotient of gamma functions.

    The partial products converge to this if and only if f = 1 + O(1/k^2): both parts of f of one degree and leading term, and their
    roots of one sum (Weierstrass).  Where f = 1 - c/k + O(1/k^2) with c > 0 they tend to 0, with c < 0 they are unbounded.
    """
    if len(node.limits) != 1:
        raise NoSum("a double product")
    k, lower, upper = node.limits[0]
    function = sp.cancel(sp.together(node.function))
    _check_as_written(node.function, k, lower)
    if upper is not sp.oo or not lower.is_Integer or not function.is_rational_function(k):
        raise NoSum("only rational functions, from an integer to infinity")
    over, under = (sp.Poly(part, k) for part in sp.fraction(function))
    roots = [[root for root, times in sp.roots(part).items() for _ in range(times)] for part in (over, under)]
    if over.degree() != under.degree() or over.LC() != under.LC() or any(
            len(found) != part.degree() for found, part in zip(roots, (over, under), strict=True)):
        raise NoSum("the factors do not tend to 1, or have no visible roots")
    if lower == 1 and not any(roots[1]) and all(roots[0].count(-root) == roots[0].count(root) for root in roots[0]):
        return sp.Mul(*(sp.sinc(sp.pi * root) for root in roots[0] if sp.default_sort_key(root) <= sp.default_sort_key(-root)))  # Euler's
    drift = sp.simplify(sum(roots[0]) - sum(roots[1]))  # f = 1 - drift/k + O(1/k^2)
    if not drift.is_Rational and drift != 0:
        raise NoSum("the product does not visibly converge")
    if any(root.is_integer is not False and not (root.is_integer and root < lower) for root in roots[1]) or any(
            root.is_integer is None for root in roots[0]):
        raise NoSum("a factor has no value, or may be 0")
    vanishes = any(root.is_integer and root >= lower for root in roots[0])
    if drift < 0 and vanishes:
        raise NoSum("a factor is 0, and without it the product diverges")
    if drift < 0:
        raise Diverges("the product grows beyond every bound")
    if drift > 0 or vanishes:
        return sp.S.Zero  # the partial products tend to 0, or are 0 from a factor on
    return sp.Mul(*(sp.gamma(lower - root) for root in roots[1])) / sp.Mul(*(sp.gamma(lower - root) for root in roots[0]))


def _zeta(term, n, lower, context):
    """Sums of c (n + a)^-s, alternating or not, over natural numbers n + a from 1 on."""
    sign = sp.S.One
    coefficient, rest = sp.S.One, []
    for factor in sp.Mul.make_args(term):
        if n not in factor.free_symbols:
            coefficient *= factor
        elif factor.is_Pow and factor.base == -1 and factor.exp.diff(n) == 1:
            sign = sp.S.NegativeOne
            coefficient *= (-1) ** (factor.exp - n)
        else:
            rest.append(factor)
    if len(rest) != 1 or not rest[0].is_Pow or n in rest[0].exp.free_symbols:
        return None
    base = sp.expand(rest[0].base)
    slope = base.coeff(n)
    start = sp.expand(base / slope - n) if slope.is_positive else base - n
    if sign == 1 and start.is_Rational and start > 0 and (slope != 1 or not start.is_Integer) and context.is_positive(-rest[0].exp - 1):
        return coefficient * slope ** rest[0].exp * sp.zeta(-rest[0].exp, start)
    start = sp.expand(base - n)
    if not start.is_Integer or not 1 <= start <= 20:
        return None
    if start > 1:
        head = sp.Add(*(term.xreplace({n: sp.Integer(i) - start}) for i in range(1, int(start))))
        whole = _zeta(term.xreplace({n: n + 1 - start}), n, lower, context)
        return None if whole is None else whole - head
    s = -rest[0].exp
    if sign == 1:
        return coefficient * sp.zeta(s) if context.is_positive(s - 1) else None
    if s == 1:
        return coefficient * sp.log(2)
    return coefficient * (1 - 2 ** (1 - s)) * sp.zeta(s) if context.is_positive(s) else None


def _rational(term, n, lower, context):
    """Sums of a rational function with linear factors, alternating or not, by digamma and Hurwitz zeta functions."""
    sign, rest = sp.S.One, []
    for factor in sp.Mul.make_args(term):
        if factor.is_Pow and factor.base == -1 and factor.exp.diff(n) in (1, -1):
            sign, factor = -sign, (-1) ** sp.expand(factor.exp - factor.exp.diff(n) * n)
        rest.append(factor)
    function = sp.cancel(sp.together(sp.Mul(*rest)))
    if not function.is_rational_function(n) or n not in function.free_symbols:
        return None
    over, under = (sp.Poly(part, n) for part in sp.fraction(function))
    if under.degree() - over.degree() < (2 if sign == 1 else 1):
        return None
    roots = sp.roots(under)
    if sum(roots.values()) != under.degree():
        return None
    total = sp.S.Zero
    for root, times in roots.items():
        lowest = sp.Poly(sp.div(under.as_expr(), (n - root) ** times, n)[0], n) if times > 1 else None
        for power in range(1, times + 1):
            part = over.as_expr() / (under.diff(n).as_expr() if lowest is None else lowest.as_expr())
            part = sp.diff(part, n, times - power).xreplace({n: root}) / sp.factorial(times - power)
            total += part * _shifted_powers(power, -root, sign)
    return total


def _shifted_powers(power: int, start, sign):
    """The sum of sign^n (n + start)^-power over n >= 0; its divergent part, which cancels, left out for power 1."""
    if sign == 1:
        return -sp.digamma(start) if power == 1 else sp.zeta(power, start)
    half, next_half = start / 2, (start + 1) / 2
    if power == 1:
        return (sp.digamma(next_half) - sp.digamma(half)) / 2
    return (sp.zeta(power, half) - sp.zeta(power, next_half)) / sp.Integer(2) ** power


def ratio_of(term, n, context):
    """t(n+1)/t(n) as a rational function of n, checked in finite fields; None when it is none."""
    quotient = sp.combsimp(sp.powsimp(sp.expand_power_exp(sp.expand_power_base(term.xreplace({n: n + 1}) / term))))
    quotient = sp.cancel(sp.together(sp.powsimp(quotient, force=False)))
    if not quotient.is_rational_function(n):
        return None
    try:
        if not agree(term.xreplace({n: n + 1}), quotient * term, context):
            return None
    except (Unfit, ValueError):
        return None
    return quotient


def _generating(term, n, lower, context):
    """The generating functions of orthogonal polynomials p_n(x): sums of p_n(x) t^n/c_n from n = 0 (DLMF 18.12)."""
    found = [node for node in term.atoms(*GENERATING) if n in node.free_symbols]
    if len(found) != 1 or lower != 0 or found[0].args[0] != n or n in found[0].args[1].free_symbols or found[0] not in sp.Mul.make_args(term):
        return None
    x, (conditions, weight, value) = found[0].args[1], GENERATING[type(found[0])]
    rest = sp.powsimp(term / found[0] / weight(n), combine="exp")
    t = sp.cancel(sp.powsimp(rest.xreplace({n: n + 1}) / rest))
    constant = rest.xreplace({n: sp.S.Zero})
    if n in t.free_symbols or not context.is_real(x) or not context.is_real(t) or sp.powsimp(sp.expand(rest - constant * t**n)) != 0:
        return None
    return constant * value(x, t) if all(map(context.is_nonnegative, conditions(x))) and (
        weight(n) != 1 or context.is_positive(1 - t) and context.is_positive(1 + t) or context.is_positive(1 - sp.Abs(t))) else None


def _within_one(x):
    return 1 - x, 1 + x


GENERATING = {
    sp.legendre: (_within_one, lambda n: sp.S.One, lambda x, t: 1 / sp.sqrt(1 - 2 * x * t + t**2)),
    sp.chebyshevt: (_within_one, lambda n: sp.S.One, lambda x, t: (1 - x * t) / (1 - 2 * x * t + t**2)),
    sp.chebyshevu: (_within_one, lambda n: sp.S.One, lambda x, t: 1 / (1 - 2 * x * t + t**2)),
    sp.hermite: (lambda x: (), lambda n: 1 / sp.factorial(n), lambda x, t: sp.exp(2 * x * t - t**2)),
    sp.laguerre: (lambda x: (), lambda n: sp.S.One, lambda x, t: sp.exp(-x * t / (1 - t)) / (1 - t)),
}


def _series(term, n, lower, context):
    ratio = ratio_of(term, n, context)
    if ratio is None:
        return None
    first = term.xreplace({n: sp.S.Zero})
    if not first.is_finite and first.is_finite is not None:
        return None
    over, under = (sp.Poly(part, n) for part in sp.fraction(ratio))
    x = sp.cancel(over.LC() / under.LC())
    small = context.is_positive(1 - x) and context.is_positive(1 + x) or (_inside(x) if x.is_number else context.is_positive(1 - sp.Abs(x)))
    monic = sp.cancel(ratio / x)
    def is_(expression):
        return sp.cancel(monic - expression) == 0
    if is_(1):
        return first / (1 - x) if small else None
    if is_(1 / (n + 1)):
        return first * sp.exp(x)
    if is_((n + 1) / (n + 2)):
        return -first * sp.log(1 - x) / x if small else None
    for shift, even, odd in ((sp.Rational(1, 2), sp.cosh, sp.cos), (sp.Rational(3, 2), sp.sinh, sp.sin)):
        if is_(1 / ((n + 1) * (n + shift))):
            head, square = (even, x) if context.is_positive(x) else (odd, -x)  # even functions of the root, for any complex x
            root = 2 * _plain_root(square)
            return first * (head(root) if shift == sp.S.Half else head(root) / root)
    if is_(1 / (n + 1) ** 2):
        head, square = (sp.besseli, x) if context.is_positive(x) else (sp.besselj, -x)
        return first * head(0, 2 * _plain_root(square))
    if is_((n + sp.S.Half) / (n + sp.Rational(3, 2))):  # an even function of the root, so that either will do
        if context.is_nonnegative(-x) and context.is_nonnegative(1 + x):
            root = _plain_root(-x)
            return first * sp.atan(root) / root
        root = _plain_root(x)
        return first * sp.atanh(root) / root if small else None
    central = next((value for monic_ratio, value in CENTRAL if is_(monic_ratio(n))), None) if small else None
    if central is not None and (context.is_positive(x) or context.is_positive(-x)):
        return first * central(x, context.is_positive(x))
    if under.degree() == 1 and over.degree() == 1 and is_((n + over.monic().TC()) / (n + 1)) and small:
        return first * (1 - x) ** (-over.monic().TC())
    return None


def _arc(x, positive: bool):
    """w arcsin w for w^2 = x, and -w arsinh w for w^2 = -x."""
    root = _plain_root(x if positive else -x)
    return root * sp.asin(root) if positive else -root * sp.asinh(root)


# 2F1(1, 1; 3/2; x), 2F1(1, 1; 1/2; x) and 3F2(1, 1, 1; 3/2, 2; x) for real x with 0 < |x| < 1: powers of arcsin, whose terms are
# divided by central binomial coefficients (DLMF 15.4.4 with 15.8.1; Lehmer, Interesting series involving the central binomial coefficient)
CENTRAL = (
    (lambda n: (n + 1) / (n + sp.Rational(3, 2)), lambda x, positive: _arc(x, positive) / (x * sp.sqrt(1 - x))),
    (lambda n: (n + 1) / (n + sp.S.Half), lambda x, positive: 1 / (1 - x) + _arc(x, positive) / ((1 - x) * sp.sqrt(1 - x))),
    (lambda n: (n + 1) ** 2 / ((n + sp.Rational(3, 2)) * (n + 2)), lambda x, positive: _arc(x, positive) ** 2 / x**2),
)


def _plain_root(square):
    """A number with that square: without a root sign or a modulus where there is one."""
    found = sp.powdenest(sp.sqrt(square), force=True).replace(sp.Abs, lambda number: number)
    return found if sp.expand(found**2 - square) == 0 else sp.sqrt(square)


def _inside(x) -> bool:
    value = sp.Abs(x)
    return bool(value.is_comparable and sp.Lt(value, 1) == sp.true)


def telescoped(node, antidifference, context):
    """Whether T(k+1) - T(k) is the term, for a Sum over k."""
    k = node.limits[0][0]
    try:
        return agree(antidifference.xreplace({k: k + 1}) - antidifference, node.function, context)
    except (Unfit, ValueError):
        return False
