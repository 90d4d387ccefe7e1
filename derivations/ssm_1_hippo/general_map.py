"""Any map t = tau(T, s) of [a, b] to the past."""

import numpy as np
from sympy import Derivative, Eq, Integral, Lambda, Ne, Rational, exp, sqrt

from verifier.language import *

from .least_squares import left, right
from .notation import T, s, t, u

tau, q_of, g_any = function("tau q g1")
moved = u(tau(T, s))
interval = given("a < b", left < right)
between = (left < s, s < right)
u_differentiable = given("u is continuously differentiable", ContinuouslyDifferentiable(u(t), t))
map_differentiable = given("the map is differentiable in T and in s", ForAll((s,), between, Both(
    Differentiable(tau(T, s), T), Differentiable(tau(T, s), s))))
map_moves = given("dt/ds is not 0 inside", ForAll((s,), between, Ne(Derivative(tau(T, s), s), 0)))
quotient = given("q is the quotient of the derivatives by T and by s", ForAll((s,), between, Eq(
    q_of(s), Derivative(tau(T, s), T)/Derivative(tau(T, s), s))))
smooth_in_T = given("the integrand has a continuous derivative by T", ContinuousDerivative(moved * g_any(s), T, s, left, right))
continuous_signal = given("u(tau) is absolutely continuous in s", AbsolutelyContinuous(moved, s, left, right))
continuous_weight = given("q g is absolutely continuous", AbsolutelyContinuous(q_of(s) * g_any(s), s, left, right))
transport = therefore(ForAll((s,), between, Eq(Derivative(moved * g_any(s), T), q_of(s) * g_any(s) * Derivative(moved, s))),
                      because=(quotient, map_moves, u_differentiable, map_differentiable))


def three_maps():
    """t = sT, (s + 1)w/2 + T - w and T s^(1/2), u = t^p: the derivative in closed form of p against the formula, by quadrature."""
    places, weights = np.polynomial.legendre.leggauss(60)
    now, width, found = 2.1, 1.3, []
    for name, start, place, quotient_, slope in (
            ("sT", 0.0, lambda s_: now*s_, lambda s_: s_/now, lambda s_: 1/now),
            ("(s + 1)w/2 + T - w", -1.0, lambda s_: (s_ + 1)*width/2 + now - width, lambda s_: 2/width, lambda s_: 0.0),
            ("T s^(1/2)", 0.0, lambda s_: now*np.sqrt(s_), lambda s_: 2*s_/now, lambda s_: 2/now)):
        x_, largest = (places + 1)/2, 0.0
        s_, share = (start + (1 - start)*x_**2, weights*(1 - start)*x_) if start == 0 else (places, weights)  # s = x^2 removes the root
        rate = place(s_)/now if start == 0 else np.ones_like(s_)  # dt/dT
        for power in range(1, 7):
            for degree_ in range(5):
                base = np.polynomial.legendre.Legendre.basis(degree_)
                measured = share @ (power*place(s_)**(power - 1)*rate*base(s_))
                ends = place(1.0)**power*quotient_(1.0)*base(1.0) - place(start)**power*quotient_(start)*base(start)
                formula = ends - share @ (place(s_)**power*(slope(s_)*base(s_) + quotient_(s_)*base.deriv()(s_)))
                largest = max(largest, abs(measured - formula))
        found.append(Measurement(f"t = {name}: largest difference for u = t^p, p <= 6, g = p_0, ..., p_4", largest, 0, 1e-10))
    return found  # error: the quadrature is exact but for rounding of sums of values up to 5000


hippo_derivative = Claim(
    name="General derivative of the coefficients",
    says=Eq(Derivative(Integral(moved * g_any(s), (s, left, right)), T),
            u(tau(T, right))*q_of(right)*g_any(right) - u(tau(T, left))*q_of(left)*g_any(left) - Integral(moved * Derivative(q_of(s)*g_any(s), s), (s, left, right))),
    given=(interval, u_differentiable, map_differentiable, map_moves, quotient, smooth_in_T, continuous_signal, continuous_weight),
    proof=(transport, chain(
        Derivative(Integral(moved * g_any(s), (s, left, right)), T),
        equals(Integral(Derivative(moved * g_any(s), T), (s, left, right)),
               because=(using(differentiation_under_the_integral, F_=Lambda((T, s), moved * g_any(s)), x_=T, a_=left, b_=right), smooth_in_T)),
        equals(Integral(q_of(s)*g_any(s) * Derivative(moved, s), (s, left, right)), because=(transport, interval)),
        equals(u(tau(T, right))*q_of(right)*g_any(right) - u(tau(T, left))*q_of(left)*g_any(left) - Integral(moved * Derivative(q_of(s)*g_any(s), s), (s, left, right)),
               because=(using(integration_by_parts, F_=Lambda(s, q_of(s)*g_any(s)), G_=Lambda(s, moved), a_=left, b_=right),
                        continuous_weight, continuous_signal, interval)))),
    holds_for=(example(a=0, b=1, T=Rational(3, 2), tau=Lambda((t, s), t*s), q=Lambda(s, s*Rational(2, 3)), u=Lambda(t, exp(t)), g1=Lambda(s, 1 + s**2)),
               example(a=-1, b=1, T=2, tau=Lambda((t, s), t + (s - 1)/2), q=Lambda(s, 2), u=Lambda(t, t**3), g1=Lambda(s, s)),
               example(a=0, b=1, T=Rational(3, 2), tau=Lambda((t, s), t*sqrt(s)), q=Lambda(s, s*Rational(4, 3)), u=Lambda(t, t**2), g1=Lambda(s, 1 + s))),
    fails_for=(example(a=0, b=1, T=Rational(3, 2), tau=Lambda((t, s), t*s), q=Lambda(s, s), u=Lambda(t, exp(t)), g1=Lambda(s, 1 + s**2),
                       note="another q"),),
    measured_by=three_maps, equation="14-15",
    latex=r"c_n'=\bigl[u(t_T(s))\,q\,g_n\bigr]_a^b-\int_a^bu(t_T(s))\,\frac{d}{ds}(q\,g_n)\,ds",
    note="The article divides by dt/ds everywhere; it is enough that it does not vanish inside and that q g_n extends to the ends.", key=True, cites="Gu2020")
