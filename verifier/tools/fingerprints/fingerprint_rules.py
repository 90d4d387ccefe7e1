"""What functions are to the fingerprint: formulas that hold on the principal branch everywhere, and recurrences."""

from __future__ import annotations

import sympy as sp

from verifier.tools.fingerprints.fingerprint_angles import off_the_cut

I, HALF = sp.I, sp.S.Half


def _of_one(formula):
    return lambda node, context: formula(node.args[0])


def _absolute(node, context):
    """|u| of a real u is a root of u^2; products come apart; |u + iv| is a root too."""
    inner = node.args[0]
    if context.is_nonnegative(inner):
        return inner
    if context.is_nonnegative(-inner):
        return -inner
    if inner.is_Mul:
        return sp.Mul(*(sp.Abs(factor) for factor in inner.args)) if len(inner.args) > 1 else None
    if inner.is_Pow and inner.base is not sp.E and (inner.exp.is_integer or context.is_real(inner.exp) and (
            context.is_nonzero(inner.base) or context.is_positive(inner.exp))):
        return sp.Abs(inner.base) ** inner.exp
    if isinstance(inner, sp.exp):
        return sp.exp(sp.re(inner.args[0]))
    if context.is_real(inner):
        return sp.Pow(sp.expand(inner) ** 2, HALF, evaluate=False)
    return sp.Pow(inner * sp.conjugate(inner), HALF, evaluate=False)


def _extreme(node, context):
    first, *rest = node.args
    other = rest[0] if len(rest) == 1 else node.func(*rest)
    if not (context.is_real(first) and context.is_real(other)):
        return None
    gap = sp.Pow(sp.expand(first - other) ** 2, HALF, evaluate=False)
    return (first + other + gap) / 2 if node.func is sp.Max else (first + other - gap) / 2


def _binomial(node, context, below=frozenset()):
    """The quotient of gamma functions, where it has the values of the binomial.

    For n >= 0 it is entire in k; else it has them as a function of n with the lower argument fixed, so that n needs a
    symbol that stands in no lower argument (`below`).
    """
    n, k = node.args
    if k.is_Integer:
        return sp.ff(n, k) / sp.factorial(k) if k >= 0 else None
    counts = k.is_integer and context.is_nonnegative(k)
    if context.is_nonnegative(n) or counts and n.is_integer is False or n.free_symbols - below:
        return sp.gamma(n + 1) / (sp.gamma(k + 1) * sp.gamma(n - k + 1))
    return None


def _rising(node, context, below=frozenset()):
    """For a whole number n of factors a rational function of x; numbers x <= 0 are turned into falling factorials."""
    x, n = node.args
    if n.is_Integer:
        return None
    if x.is_Integer and x <= 0:
        return (-1) ** n * sp.gamma(1 - x) / sp.gamma(1 - x - n) if n.is_integer else None
    if context.is_positive(x) or x.is_integer is not True or x.free_symbols - below:
        return sp.gamma(x + n) / sp.gamma(x)
    return None


def _falling(node, context, below=frozenset()):
    """As for rising factorials; ff(x, n) = (-1)^n rf(-x, n)."""
    x, n = node.args
    if n.is_Integer:
        return None
    if x.is_Integer and x < 0:
        return (-1) ** n * sp.gamma(n - x) / sp.gamma(-x) if n.is_integer else None
    if context.is_nonnegative(x) or x.is_integer is not True or x.free_symbols - below:
        return sp.gamma(x + 1) / sp.gamma(x - n + 1)
    return None


def below_of(*sides) -> frozenset:
    """The symbols in lower arguments of binomials and in the numbers of factors of factorials."""
    heads = (sp.binomial, sp.RisingFactorial, sp.FallingFactorial)
    return frozenset().union(*(node.args[1].free_symbols for side in sides for node in side.atoms(*heads)))


def _real_part(node, context):
    inner = node.args[0]
    if context.is_real(inner):
        return inner if node.func is sp.re else sp.S.Zero
    turned = _conjugate(sp.conjugate(inner, evaluate=False), context) or sp.conjugate(inner)  # SymPy gives some back as re - i im
    return (inner + turned) / 2 if node.func is sp.re else (inner - turned) / (2 * I)


def _conjugate(node, context):
    inner = node.args[0]
    if context.is_real(inner):
        return inner
    if inner.is_Add or inner.is_Mul or isinstance(inner, (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh)):
        return inner.func(*(sp.conjugate(argument) for argument in inner.args))
    if inner.is_Pow and inner.exp.is_integer and inner.exp.is_real:
        return sp.conjugate(inner.base) ** inner.exp
    for item in context.statements:  # z conj(z) = r^2 on a circle around 0
        if isinstance(item, sp.Eq) and sp.Abs(inner) in item.args and not inner.is_number:
            radius = item.rhs if item.lhs == sp.Abs(inner) else item.lhs
            if context.is_positive(radius):
                return radius**2 / inner
    if (isinstance(inner, sp.log) and len(inner.args) == 1 or inner.is_Pow) and off_the_cut(inner.args[0], context):
        return inner.func(*map(sp.conjugate, inner.args))
    return None


def _odd(formula):
    """An odd function, so that f(-x) and -f(x) have one form."""
    def made(node, context):
        x = node.args[0]
        return -node.func(-x) if x.could_extract_minus_sign() else formula(x)
    return made


def _arc(x):
    """asin x by a logarithm."""
    return -I * sp.log(I * x + sp.sqrt(1 - x**2))


def _arctangent(node, context):
    """atan((x + y)/(1 - x y)) = atan x + atan y for real x, y with x y < 1 (DLMF 4.24.15); else by logarithms."""
    z = node.args[0]
    above, below = sp.fraction(z)
    if z.free_symbols and below.is_Add and context.is_positive(below):
        product = sp.expand(1 - below)
        total = sp.expand(above)
        for factor in sp.Mul.make_args(product) if product.is_Mul and len(product.args) == 2 else ():
            x, y = factor, product / factor
            if sp.expand(total - x - y) == 0 and context.is_real(x) and context.is_real(y):
                return sp.atan(x) + sp.atan(y)
    return I / 2 * (sp.log(1 - I * z) - sp.log(1 + I * z))


def _off_zero(formula):
    """A formula that has no value at 0, where the function has one."""
    return lambda node, context: formula(node.args[0]) if context.is_nonzero(node.args[0]) else None


def _associated(node, context):
    """x L_m^(a) = (m + a) L_m^(a - 1) - (m + 1) L_(m + 1)^(a - 1) for whole m and a > 0: polynomials, so that a zero of x does not matter."""
    m, a, x = node.args
    if not (m.is_integer and context.is_nonnegative(m + 1) and a.is_Integer and 0 < a <= 8) or x == 0:
        return None
    lower = (lambda n: sp.laguerre(n, x)) if a == 1 else (lambda n: sp.assoc_laguerre(n, a - 1, x))
    return ((m + a) * lower(m) - (m + 1) * lower(m + 1)) / x


REWRITTEN = {
    sp.sinc: _off_zero(lambda x: sp.sin(x) / x), sp.sign: _off_zero(lambda x: x / sp.Abs(x)),
    sp.atan: _arctangent,
    sp.asin: _odd(_arc), sp.acos: _of_one(lambda x: sp.pi / 2 + (_arc(-x) if x.could_extract_minus_sign() else -_arc(x))),
    sp.asinh: _odd(lambda x: sp.log(x + sp.sqrt(x**2 + 1))),
    sp.acosh: _of_one(lambda x: sp.log(x + sp.sqrt(x - 1) * sp.sqrt(x + 1))),
    sp.atanh: _of_one(lambda x: (sp.log(1 + x) - sp.log(1 - x)) / 2),
    sp.Abs: _absolute, sp.Max: _extreme, sp.Min: _extreme, sp.re: _real_part, sp.im: _real_part, sp.conjugate: _conjugate,
    sp.factorial: _of_one(lambda n: sp.gamma(n + 1)), sp.binomial: _binomial, sp.RisingFactorial: _rising,
    sp.FallingFactorial: _falling,
    sp.assoc_laguerre: _associated,
    sp.beta: lambda node, context: sp.gamma(node.args[0]) * sp.gamma(node.args[-1]) / sp.gamma(node.args[0] + node.args[-1]),
    sp.digamma: _of_one(lambda x: sp.polygamma(0, x)),
    sp.erfc: _of_one(lambda x: 1 - sp.erf(x)), sp.erfi: _of_one(lambda x: -I * sp.erf(I * x)),
    sp.ceiling: _of_one(lambda x: -sp.floor(-x)), sp.frac: _of_one(lambda x: x - sp.floor(x)),
    sp.harmonic: lambda node, context: sp.polygamma(0, node.args[0] + 1) + sp.EulerGamma if len(node.args) == 1 else None,
}


def _shifted(argument):
    """(argument without its integer part, that integer)."""
    constant, rest = sp.expand(argument).as_coeff_Add()
    if not constant.is_Rational or rest == 0 and constant.is_Integer:
        return argument, 0
    whole = sp.floor(constant)
    return rest + (constant - whole), int(whole)


def _polygamma(node, context):
    """Shifted to an argument whose rational part lies in [0, 1)."""
    order, argument = node.args
    base, steps = _shifted(argument)
    if not (order.is_Integer and order >= 0) or not steps or abs(steps) > 60:
        return None
    scale = (-1) ** order * sp.factorial(order)
    places = range(steps) if steps > 0 else range(steps, 0)
    return sp.polygamma(order, base) + (1 if steps > 0 else -1) * sp.Add(*(scale / (base + k) ** (order + 1) for k in places))


REWRITTEN[sp.polygamma] = _polygamma


def recurrence(node):
    """(coefficients, arguments, key) with node = sum of coefficient * value(key, arguments), or None."""
    head = node.func
    if head is sp.gamma:
        base, steps = _shifted(node.args[0])
        if abs(steps) > 200:
            return None
        factor = sp.Mul(*(base + k for k in range(steps))) if steps >= 0 else 1 / sp.Mul(*(base + k for k in range(steps, 0)))
        return [factor], [(base,)], "gamma"
    rule = THREE_TERM.get(head)
    if rule is None:
        return None
    *parameters, x = node.args
    base, steps = (sp.S.Zero, int(parameters[0])) if parameters[0].is_Integer else _shifted(parameters[0])
    if base.is_Rational and head in POLYNOMIALS or abs(steps) > 12:
        return None
    first, second = (sp.S.One, sp.S.Zero), (sp.S.Zero, sp.S.One)  # of values at base and base + 1
    low, high, at = first, second, 0
    while at < steps:
        a, b = rule(base + at + 1, x, *parameters[1:])  # f(n+1) = a f(n) + b f(n-1)
        low, high, at = high, tuple(a * h + b * k for h, k in zip(high, low, strict=True)), at + 1
    while at > steps:
        a, b = rule(base + at, x, *parameters[1:])
        low, high, at = tuple((h - a * k) / b for h, k in zip(high, low, strict=True)), low, at - 1
    rest = [*parameters[1:], x]
    return list(low), [(base, *rest), (base + 1, *rest)], head.__name__


THREE_TERM = {
    sp.besselj: lambda n, x: (2 * n / x, sp.S.NegativeOne), sp.bessely: lambda n, x: (2 * n / x, sp.S.NegativeOne),
    sp.besseli: lambda n, x: (-2 * n / x, sp.S.One), sp.besselk: lambda n, x: (2 * n / x, sp.S.One),
    sp.hankel1: lambda n, x: (2 * n / x, sp.S.NegativeOne), sp.hankel2: lambda n, x: (2 * n / x, sp.S.NegativeOne),
    sp.legendre: lambda n, x: ((2 * n + 1) * x / (n + 1), -n / (n + 1)),
    sp.chebyshevt: lambda n, x: (2 * x, sp.S.NegativeOne), sp.chebyshevu: lambda n, x: (2 * x, sp.S.NegativeOne),
    sp.hermite: lambda n, x: (2 * x, -2 * n), sp.laguerre: lambda n, x: ((2 * n + 1 - x) / (n + 1), -n / (n + 1)),
    sp.gegenbauer: lambda n, x, a: (2 * x * (n + a) / (n + 1), -(n + 2 * a - 1) / (n + 1)),
    sp.fibonacci: None,
}
THREE_TERM.pop(sp.fibonacci)
POLYNOMIALS = (sp.legendre, sp.chebyshevt, sp.chebyshevu, sp.hermite, sp.laguerre, sp.gegenbauer)
