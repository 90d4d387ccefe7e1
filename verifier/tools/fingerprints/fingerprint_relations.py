"""Relations between functions that a fingerprint uses only where all of them occur, or where the context places the argument.

Wronskians and Legendre's relation give one of four functions by the other three: where the divisor is not zero, and hence,
both sides being quotients of polynomials in functions that are independent but for the relation, wherever they are defined.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.fingerprints.fingerprint_reflections import reflected_dilogarithm, reflected_hypergeometric, reflected_zeta
from verifier.tools.fingerprints.fingerprint_rules import recurrence

I, HALF, PI = sp.I, sp.S.Half, sp.pi
FIRST = {sp.bessely: sp.besselj, sp.besselk: sp.besseli}
LARGEST_SHIFT = 12


def _wronskian(node, context, occurs):
    """Y or K of order b + 1 by that of order b and the functions of the first kind (DLMF 10.5.2, 10.28.2)."""
    first = FIRST[node.func]
    if not occurs(first):
        return None
    steps = recurrence(node)
    if steps is None:
        return None
    (here, there), ((base, x), (after, _)), key = steps
    second = sp.Function(f"second of {key}")(base, x)
    gap = -2 / (PI * x) if node.func is sp.bessely else 1 / x
    sign = 1 if node.func is sp.bessely else -1
    return here * second + there * (sign * first(after, x) * second + gap) / first(base, x)


def _besselk(node, context, occurs):
    """K is even in its order (DLMF 10.27.3); on the imaginary half-lines it is a function of the third kind."""
    order, z = node.args
    if order.could_extract_minus_sign() and sp.expand(order).as_coeff_Add()[1] != 0:
        return sp.besselk(-order, z)
    return _wronskian(node, context, occurs)


def _off_the_positive_axis(other):
    """J and I of i x and -i x for x > 0 by each other (DLMF 10.27.6), of -x by themselves (10.11.1)."""
    def value(node, context, occurs):
        order, z = node.args
        if not z.has(I) and context.is_positive(-z):
            return sp.exp(I * PI * order) * node.func(order, -z)
        for sign in (1, -1):
            x = -sign * I * z
            if not x.has(I) and context.is_positive(x):
                return sp.exp(sign * I * PI * order / 2) * other(order, x)
        return None
    return value


def _airybiprime(node, context, occurs):
    """Bi' from Ai Bi' - Ai' Bi = 1/pi (DLMF 9.2.7)."""
    if not all(map(occurs, (sp.airyai, sp.airybi, sp.airyaiprime))) or occurs(sp.besselj) or occurs(sp.besseli):
        return None
    x = node.args[0]
    return (1 / PI + sp.airyaiprime(x) * sp.airybi(x)) / sp.airyai(x)


def _complete_second(node, context, occurs):
    """E(m) by K(m), E(1 - m) and K(1 - m) for 0 < m < 1, for one of the two parameters (DLMF 19.7.1)."""
    if len(node.args) != 1 or not occurs(sp.elliptic_k):
        return None
    m, other = node.args[0], sp.expand(1 - node.args[0])
    if not m.free_symbols or sp.default_sort_key(m) < sp.default_sort_key(other) or not (context.is_positive(m) and context.is_positive(other)):
        return None
    k, turned = sp.elliptic_k(m), sp.elliptic_k(other)
    return (PI / 2 - sp.elliptic_e(other) * k + k * turned) / turned


def _polylog(node, context, occurs):
    """Of a square by those of its two roots (DLMF 25.12.15 with m = 2): both sides have the same cuts and values on them."""
    order, z = node.args
    if not (z.is_Pow and z.exp.is_Integer and z.exp > 0 and z.exp % 2 == 0) or order in (0, 1):
        return reflected_dilogarithm(node, context)
    root = z.base ** (z.exp / 2)
    return 2 ** (order - 1) * (sp.polylog(order, root) + sp.polylog(order, -root))


def _zeta(node, context, occurs):
    """At even numbers and at whole numbers below 1 by Bernoulli numbers, B_1 = 1/2 (DLMF 25.6.2, 25.6.3)."""
    if len(node.args) != 1:
        return _hurwitz(*node.args, context)
    s = node.args[0]
    half = s / 2
    if half.is_integer and half.is_positive:
        return (-1) ** (half + 1) * (2 * PI) ** s * sp.bernoulli(s) / (2 * sp.factorial(s))
    return -sp.bernoulli(1 - s) / (1 - s) if s.is_integer and s.is_nonpositive else reflected_zeta(node, context)


def _hurwitz(s, a, context):
    """zeta(s, 1/2) by zeta(s), and a step of a by one where both are positive (DLMF 25.11.11, 25.11.3); of whole s the recurrences know it.

    For s = 0, -1, ... and a > 0 by Bernoulli polynomials (25.11.14).
    """
    if a == HALF:
        return (2**s - 1) * sp.zeta(s)
    if s.is_integer and context.is_nonnegative(-s) and context.is_positive(a):
        return -sp.bernoulli(1 - s, a) / (1 - s)
    moved = None if s.is_integer else _without_shift(a)
    if moved is None or moved[2]:
        return None
    x, steps, _ = moved
    if not context.is_positive(x + min(steps, 0)):
        return None
    terms = sp.Add(*((x + k) ** -s for k in (range(steps) if steps > 0 else range(steps, 0))))
    return sp.zeta(s, x) - terms if steps > 0 else sp.zeta(s, x) + terms


def _lambert(node, context, occurs):
    """W(v e^v) = v, on the main branch for real v >= -1, on the other one for v <= -1 (DLMF 4.13.2)."""
    argument, branch = node.args if len(node.args) == 2 else (node.args[0], sp.S.Zero)
    for factor in sp.Mul.make_args(argument):
        if isinstance(factor, sp.exp):
            v = factor.args[0]
            if sp.expand(argument / factor - v) == 0 and context.is_real(v) and (
                    branch == 0 and context.is_nonnegative(v + 1) or branch == -1 and context.is_nonnegative(-1 - v)):
                return v
    return None


def _without_shift(x):
    """(x without its whole part, that whole part), turned so that no minus sign leads; the third part says whether it was."""
    constant, rest = sp.expand(x).as_coeff_Add()
    if not constant.is_Rational or not rest.free_symbols:
        return None
    if rest.could_extract_minus_sign():
        return x, 0, True
    whole = sp.floor(constant)
    return (None if not whole or abs(whole) > LARGEST_SHIFT else (rest + constant - whole, int(whole), False))


def _bernoulli(node, context, occurs):
    """B_n(x + 1) = B_n(x) + n x^(n-1) for n >= 1, B_n(1 - x) = (-1)^n B_n(x); odd Bernoulli numbers are 0 from 3 on (DLMF 24.4)."""
    n = node.args[0]
    if not (n.is_integer and context.is_nonnegative(n)):
        return None
    if len(node.args) == 1:
        return sp.S.Zero if n.is_odd and context.is_positive(n - 2) else None
    moved = _without_shift(node.args[1])
    if moved is None:
        return None
    x, steps, turned = moved
    if turned:
        return (-1) ** n * sp.bernoulli(n, sp.expand(1 - x))
    if not context.is_positive(n):
        return None
    places = range(steps) if steps > 0 else range(steps, 0)
    return sp.bernoulli(n, x) + (1 if steps > 0 else -1) * n * sp.Add(*((x + k) ** (n - 1) for k in places))


def _euler(node, context, occurs):
    """E_n(x + 1) = 2 x^n - E_n(x) and E_n(1 - x) = (-1)^n E_n(x) for n >= 1; odd Euler numbers are 0 (DLMF 24.4)."""
    n = node.args[0]
    if not (n.is_integer and context.is_nonnegative(n)):
        return None
    if len(node.args) == 1:
        return sp.S.Zero if n.is_odd else None
    moved = _without_shift(node.args[1])
    if moved is None:
        return None
    x, steps, turned = moved
    if turned:
        return (-1) ** n * sp.euler(n, sp.expand(1 - x))
    if not context.is_positive(n):
        return None
    below = x + steps - 1 if steps > 0 else x + steps
    return 2 * below**n - sp.euler(n, below if steps > 0 else below + 1)


def _double_factorial(node, context, occurs):
    """By gamma functions where the parity is visible, else by the one of two steps before (DLMF 5.4.2)."""
    n = node.args[0]
    if not (n.is_integer and context.is_nonnegative(n + 1)):
        return None
    if n.is_even or n.is_odd:
        return 2 ** (n / 2) * sp.gamma(n / 2 + 1) * (1 if n.is_even else sp.sqrt(2 / PI))
    constant, rest = sp.expand(n).as_coeff_Add()
    steps = int(constant) // 2 if constant.is_Integer else 0
    if not 0 < steps <= LARGEST_SHIFT or not context.is_nonnegative(n - 2 * steps + 1):
        return None
    return sp.Mul(*(n - 2 * k for k in range(steps))) * sp.factorial2(n - 2 * steps)


def _harmonic(node, context, occurs):
    """H_n^(s) = zeta(s) - zeta(s, n + 1) for s > 1 (DLMF 25.11.3)."""
    if len(node.args) == 2 and context.is_positive(node.args[1] - 1):
        n, s = node.args
        return sp.zeta(s) - sp.zeta(s, n + 1)
    return None


def _exponential_integral(node, context, occurs):
    """E_1(i x) = i Si(x) - i pi/2 - Ci(x) for x > 0, and its conjugate (DLMF 6.5.6)."""
    order, z = node.args
    for sign in (1, -1):
        x = -sign * I * z
        if order == 1 and not x.has(I) and context.is_positive(x):
            return sign * I * (sp.Si(x) - PI / 2) - sp.Ci(x)
    return None


def _quarter(node, context, occurs):
    """atan2(y, x) as an argument of x + i y, for real numbers (DLMF 4.23.28)."""
    y, x = node.args
    if not (context.is_real(x) and context.is_real(y)):
        return None
    return -I * (sp.log(x + I * y) - sp.log(x**2 + y**2) / 2)


RELATED = {
    sp.bessely: _wronskian, sp.besselk: _besselk, sp.besselj: _off_the_positive_axis(sp.besseli), sp.besseli: _off_the_positive_axis(sp.besselj),
    sp.airybiprime: _airybiprime, sp.elliptic_e: _complete_second, sp.polylog: _polylog, sp.zeta: _zeta, sp.bernoulli: _bernoulli,
    sp.euler: _euler, sp.factorial2: _double_factorial, sp.atan2: _quarter, sp.hyper: reflected_hypergeometric, sp.LambertW: _lambert,
    sp.harmonic: _harmonic, sp.expint: _exponential_integral,
}

ONE_LESS_A_SQUARE = {  # 1 - f^2 as a power of an elementary function without poles that f does not have (DLMF 4.21.12, 4.35.11)
    sp.sin: lambda u: sp.cos(u) ** 2, sp.cos: lambda u: sp.sin(u) ** 2, sp.tanh: lambda u: sp.cosh(u) ** -2,
    sp.sech: lambda u: sp.tanh(u) ** 2, sp.cosh: lambda u: -sp.sinh(u) ** 2,
}
ONE_AND_A_SQUARE = {sp.sinh: lambda u: sp.cosh(u) ** 2, sp.tan: lambda u: sp.cos(u) ** -2, sp.cot: lambda u: sp.sin(u) ** -2}


def pythagorean(base):
    """c (1 - f(u)^2) or c (1 + f(u)^2) as c times an even power, for the functions of the tables; None for other sums."""
    if not base.is_Add or len(base.args) != 2:
        return None
    number, rest = base.as_coeff_Add()
    factor, power = rest.as_coeff_Mul()
    if not number or abs(number) != abs(factor) or not (power.is_Pow and power.exp == 2):
        return None
    made = (ONE_AND_A_SQUARE if factor == number else ONE_LESS_A_SQUARE).get(power.base.func)
    return None if made is None else number * made(power.base.args[0])


def in_the_right_half_plane(base, context):
    """(conjugate, squared modulus) of x - i y for real x > 0 and a real y that no minus sign leads; None for other numbers.

    The arguments of x + i y and x - i y cancel, so that a power or logarithm of their product comes apart (DLMF 4.2.9).
    """
    if not base.is_Add or not base.has(I):
        return None
    y = sp.Add(*(term / I for term in base.args if term.has(I)))
    x = sp.Add(*(term for term in base.args if not term.has(I)))
    if not y.could_extract_minus_sign() or not (context.is_positive(x) and context.is_real(y)):
        return None
    return x - I * y, sp.expand(x**2 + y**2)
