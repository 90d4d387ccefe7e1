"""Integrals over the whole line of polynomials times exponentials of quadratics, also beside one or two error functions.

For a > 0 and any complex b, with G_k the integral of t^k exp(-a t^2 + b t):  G_0 = sqrt(pi/a) exp(b^2/(4 a)), and by parts
2 a G_{k+1} = b G_k + k G_{k-1} (Gradshteyn and Ryzhik 3.323, 3.462).  By parts too, with an error function of real slope p,
2 a F_{k+1} = b F_k + k F_{k-1} + 2 p/sqrt(pi) H_k, where H has exp(-(p t + q)^2) in place of erf(p t + q).  It starts with
F_0 = G_0 erf((q + p b/(2 a))/sqrt(1 + p^2/a)) (Ng and Geller, 4.3.13), and for b = 0 and two of them without shifts with
sqrt(pi/a) 2/pi asin(p r/sqrt((a + p^2)(a + r^2))) (Williams 1998, Computation with infinite neural networks).
"""

from __future__ import annotations

import sympy as sp

MOST_TERMS, HIGHEST = 80, 12


def over_the_line(body, x, context):
    """The integral of the body over all real x, or None; what cancels when the body is multiplied out is the caller's care."""
    if not body.has(sp.exp):
        return None
    t = sp.Dummy("t", real=True)
    body = body.xreplace({x: t}).replace(sp.erfc, lambda argument: 1 - sp.erf(argument))
    whole = sp.expand(with_plain_powers(body, context), log=False, trig=False, complex=False, power_exp=False)
    terms = sp.Add.make_args(whole)
    if len(terms) > MOST_TERMS:
        return None
    values = []
    for term in terms:
        found = _shape(term, t, context)
        value = None if found is None else _with_error_functions(*found)
        if value is None:
            return None
        values.append(value)
    return sp.Add(*values)


def with_plain_powers(body, context):
    """Logarithms and roots of products by their factors, where these are positive: of exp(q) for real q it is q, and exp(q/2)."""
    def plain(node):
        if not (isinstance(node, sp.log) and len(node.args) == 1 or node.is_Pow and not isinstance(node, sp.exp) and node.exp.is_Rational
                and not node.exp.is_Integer) or not node.args[0].has(sp.exp):
            return node
        logs = [_logarithm(factor, context) for factor in sp.Mul.make_args(node.args[0])]
        if None in logs:
            return node
        if isinstance(node, sp.log):
            return sp.Add(*logs)
        return sp.Mul(*(sp.exp(node.exp * part) if not isinstance(part, sp.log) else part.args[0] ** node.exp for part in logs))
    return body.replace(lambda node: isinstance(node, (sp.log, sp.Pow)), plain)


def _logarithm(factor, context):
    """The logarithm of a positive factor, or None."""
    if isinstance(factor, sp.exp):
        return factor.args[0] if context.is_real(factor.args[0]) else None
    return sp.log(factor) if context.is_positive(factor) else None


def _shape(term, t, context):
    """(constant, k, a, b, error functions) of constant t^k exp(-a t^2 + b t) times error functions (slope, shift); or None."""
    constant, exponent, k, functions = sp.S.One, sp.S.Zero, 0, []
    for factor in sp.Mul.make_args(term):
        base, times = (factor, sp.S.One) if isinstance(factor, sp.exp) else factor.as_base_exp()
        if t not in factor.free_symbols:
            constant *= factor
        elif isinstance(factor, sp.exp):
            exponent += factor.args[0]
        elif not (times.is_Integer and times > 0):
            return None
        elif base == t:
            k += int(times)
        elif isinstance(base, sp.erf):
            functions += [base.args[0]] * int(times)
        else:
            return None
    exponent = sp.expand(exponent)
    if not exponent.is_polynomial(t) or sp.degree(exponent, t) != 2 or k > HIGHEST or len(functions) > 2:
        return None
    a, b, c = -sp.factor(exponent.coeff(t, 2)), sp.factor(exponent.coeff(t, 1)), exponent.coeff(t, 0)
    inner = [_line(argument, t, context) for argument in functions]
    if None in inner or not context.is_positive(a):
        return None
    if len(inner) == 1 and not context.is_real(b) or len(inner) == 2 and (b != 0 or any(shift != 0 for _, shift in inner)):
        return None
    return constant * sp.exp(c), k, a, b, inner


def _line(argument, t, context):
    """(p, q) of p t + q with real numbers, or None."""
    argument = sp.expand(argument)
    if not argument.is_polynomial(t) or sp.degree(argument, t) != 1:
        return None
    found = argument.coeff(t, 1), argument.coeff(t, 0)
    return found if all(map(context.is_real, found)) else None


def _with_error_functions(constant, k, a, b, functions):
    """The integral of constant t^k exp(-a t^2 + b t) times these error functions."""
    before, value = sp.S.Zero, _first(a, b, functions)
    for n in range(k):
        beside = sp.S.Zero
        for place, (p, q) in enumerate(functions):
            rest = functions[:place] + functions[place + 1:]
            beside += 2 * p / sp.sqrt(sp.pi) * _with_error_functions(sp.exp(-q**2), n, sp.factor(a + p**2), sp.expand(b - 2 * p * q), rest)
        before, value = value, (b * value + n * before + beside) / (2 * a)
    return constant * value


def _first(a, b, functions):
    """That for k = 0."""
    whole = sp.sqrt(sp.pi) / sp.sqrt(a) * sp.exp(b**2 / (4 * a))
    if len(functions) == 1:
        (p, q), = functions
        return whole * sp.erf((q + p * b / (2 * a)) / sp.sqrt(1 + p**2 / a))
    if len(functions) == 2:
        (p, _), (r, _) = functions
        return whole * 2 / sp.pi * sp.asin(p * r / (sp.sqrt(a + p**2) * sp.sqrt(a + r**2)))
    return whole
