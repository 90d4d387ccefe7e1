"""The window [T - w, T] and the whole past [0, T]."""

from sympy import Derivative, Eq, Integral, Lambda, Rational, exp

from verifier.language import *

from .notation import T, h, s, t, u, w, x

a = real("a")
l = positive("l")                    # the basis functions live on [a, a + l]
g = complex_function("g")            # one of them
integrable_window = given("u is integrable near the window", IntegrableNear(u(t), t, T - w, T))
continuous_at_end = given("u is continuous at T", Tends(u(T + h), h, 0, u(T)))
continuous_at_start = given("u is continuous at T - w", Tends(u(T - w + h), h, 0, u(T - w)))
g_differentiable = given("g is continuously differentiable", ContinuouslyDifferentiable(g(s), s))
sliding = u(T - w + w*(s - a)/l)
in_time = a + l*(t - T + w)/w        # the place s to which the time t is mapped

sliding_window = Claim(
    name="Derivative of a coefficient over a sliding window",
    says=Eq(Derivative(Integral(sliding * g(s), (s, a, a + l)), T),
            l/w * (u(T)*g(a + l) - u(T - w)*g(a)) - l/w * Integral(sliding * Derivative(g(s), s), (s, a, a + l))),
    given=(integrable_window, continuous_at_end, continuous_at_start, g_differentiable),
    proof=chain(
        Derivative(Integral(sliding * g(s), (s, a, a + l)), T),
        equals(Derivative(Integral(u(t) * g(in_time)*l/w, (t, T - w, T)), T),
               because=using(affine_substitution, F_=Lambda(t, u(t) * g(in_time)), al_=T - w - w*a/l, be_=w/l, a_=a, b_=a + l)),
        equals(u(T)*g(a + l)*l/w - u(T - w)*g(a)*l/w + Integral(u(t) * Derivative(g(in_time)*l/w, T), (t, T - w, T)),
               because=(using(leibniz_rule, U_=u, K_=Lambda((T, t), g(in_time)*l/w), A_=Lambda(x, x - w), B_=Lambda(x, x), x_=T),
                        integrable_window, continuous_at_end, continuous_at_start, g_differentiable)),
        equals(l/w * (u(T)*g(a + l) - u(T - w)*g(a)) - l/w * Integral(sliding * Derivative(g(s), s), (s, a, a + l)),
               because=(using(affine_substitution, F_=Lambda(t, u(t) * Derivative(g(in_time), T)), al_=T - w - w*a/l, be_=w/l,
                              a_=a, b_=a + l), g_differentiable))),
    holds_for=(example(a=0, l=1, w=Rational(13, 10), T=Rational(21, 10), u=Lambda(x, exp(x)), g=Lambda(x, 1 + x**2)),))

now = positive("T")                  # the present time, when the past began at 0
later = real("T_1")
integrable_past = given("u is integrable on [0, T_1]", Integrable(u(t), t, 0, later))
before_later = given("T < T_1", now < later)
continuous_now = given("u is continuous at T", Tends(u(now + h), h, 0, u(now)))
growing = u(now*(s - a)/l)

growing_window = Claim(
    name="Derivative of a coefficient over the whole past",
    says=Eq(Derivative(Integral(growing * g(s), (s, a, a + l)), now),
            l/now * u(now)*g(a + l) - 1/now * Integral(growing * (g(s) + (s - a)*Derivative(g(s), s)), (s, a, a + l))),
    given=(integrable_past, before_later, continuous_now, g_differentiable),
    proof=chain(
        Derivative(Integral(growing * g(s), (s, a, a + l)), now),
        equals(Derivative(Integral(u(t) * g(a + l*t/now)*l/now, (t, 0, now)), now),
               because=using(affine_substitution, F_=Lambda(t, u(t) * g(a + l*t/now)), al_=-now*a/l, be_=now/l, a_=a, b_=a + l)),
        equals(u(now)*g(a + l)*l/now + Integral(u(t) * Derivative(g(a + l*t/now)*l/now, now), (t, 0, now)),
               because=(using(leibniz_rule_fixed_start, U_=u, K_=Lambda((now, t), g(a + l*t/now)*l/now), a_=0, b_=later,
                              B_=Lambda(x, x), x_=now), integrable_past, before_later, continuous_now, g_differentiable)),
        equals(l/now * u(now)*g(a + l) - 1/now * Integral(growing * (g(s) + (s - a)*Derivative(g(s), s)), (s, a, a + l)),
               because=(using(affine_substitution, F_=Lambda(t, u(t) * Derivative(g(a + l*t/now)*l/now, now)), al_=-now*a/l, be_=now/l,
                              a_=a, b_=a + l), g_differentiable, integrable_past, before_later))),
    holds_for=(example(a=-1, l=2, T=Rational(21, 10), T_1=3, u=Lambda(x, exp(x)), g=Lambda(x, 1 + x**2)),))
