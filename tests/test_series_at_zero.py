"""The series of `tools.series_at_zero` against mpmath, which knows none of them: the error at u falls like the power that is left out."""

import mpmath
import pytest
import sympy as sp

from verifier.tools.calculus.expansions import L, Tending
from verifier.tools.context import Context

u = sp.Dummy("u", positive=True)
HALF, THIRD = sp.Rational(1, 2), sp.Rational(1, 3)
CASES = [
    (sp.sinc(u), lambda x: mpmath.sinc(x)), (sp.Si(u), mpmath.si), (sp.Shi(u), mpmath.shi), (sp.Chi(u), lambda x: (mpmath.ei(x) + mpmath.ei(-x)) / 2),
    (sp.elliptic_k(u), mpmath.ellipk), (sp.elliptic_e(u), mpmath.ellipe), (sp.polylog(3 * HALF, u), lambda x: mpmath.polylog(1.5, x)),
    (sp.hyper((HALF, 2), (THIRD,), u), lambda x: mpmath.hyp2f1(0.5, 2, mpmath.mpf(1) / 3, x)),
    (sp.expint(1, u), lambda x: mpmath.expint(1, x)), (sp.expint(4, u), lambda x: mpmath.expint(4, x)),
    *((head(n, u), lambda x, f=f, n=n: f(mpmath.mpf(n.p) / n.q, x)) for n in map(sp.Rational, ("0", "1", "3", "-2", "-1", "1/3", "-7/6"))
      for head, f in ((sp.besselk, mpmath.besselk), (sp.besseli, mpmath.besseli), (sp.besselj, mpmath.besselj))),
    *((sp.bessely(n, u), lambda x, n=n: mpmath.bessely(n, x)) for n in (0, 1, 2, -1, -2)),
    (sp.tanh(u), mpmath.tanh), (sp.sech(u), mpmath.sech), (sp.coth(u), mpmath.coth), (sp.csch(u), mpmath.csch),
    (sp.acosh(u), mpmath.acosh), (sp.acosh(u - HALF), lambda x: mpmath.acosh(x - mpmath.mpf(1) / 2)),
]


@pytest.mark.parametrize(("function", "value"), CASES, ids=[str(node) for node, _ in CASES])
def test_the_error_falls_like_what_is_left_out(function, value):
    found = Tending(u, 6, Context(())).of(function)
    assert found.order > 2, found
    with mpmath.workdps(60):
        for x in (mpmath.mpf(2) ** -12, mpmath.mpf(2) ** -20):
            logarithm = sp.log(sp.Rational(1, int(1 / x)))
            total = sum(mpmath.mpmathify(number.subs(L, logarithm).evalf(60)) * x ** (mpmath.mpf(int(power.p)) / int(power.q))
                        for power, number in found.terms.items())
            assert abs(total - value(x)) < 1000 * x ** (float(found.order) - 0.5), (function, total, value(x))


def test_a_lower_parameter_that_ends_the_series_has_none():
    for below in (0, -2):
        with pytest.raises(Exception, match="no expansion"):
            Tending(u, 6, Context(())).of(sp.hyper((1,), (below,), u, evaluate=False))
