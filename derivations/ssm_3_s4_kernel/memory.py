"""LegS in logarithmic time: exponential memory."""

from sympy import Derivative, Eq, Integral, Lambda, Piecewise, Rational, Sum, exp, log, oo, sqrt

from verifier.language import *

from .experiments import measure_memory
from .notation import d

t, tau = positive("t"), real("tau")
T = positive("T")                        # the end of the signal
x = complex_function("x")                # x(n, t): the coefficients
u = complex_function("u")                # the signal
f = complex_function("f")                # any function of the time
n = index("n", 0, d - 1)
k = index("k", 0, d - 1)
s = real("s")
entry_of_A = Lambda((n, k), -Piecewise((sqrt(2*n + 1)*sqrt(2*k + 1), k < n), (n + 1, Eq(k, n)), (0, True)))
entry_of_B = Lambda(n, sqrt(2*(2*n + 1)))
legs_moves = given("t x' = A x + B u for t > 0", ForAll((t,), (), Eq(t*Derivative(x(n, t), t), Sum(entry_of_A(n, k)*x(k, t), (k, 0, d - 1)) + entry_of_B(n)*u(t))))
differentiable = given("the coefficients are differentiable for t > 0", ForAll((t,), (), Differentiable(x(n, t), t)))
begin, end = real("alpha beta")          # an interval of tau
ordered = given("alpha < beta", begin < end)

grows = therefore(ForAll((s,), (s >= -log(T),), Eq(Derivative(-exp(-s)/T, s), exp(-s)/T)), because=arithmetic)
not_negative = therefore(ForAll((s,), (s >= -log(T),), exp(-s)/T >= 0), because=arithmetic)
fades = therefore(Tends(-exp(-s)/T, s, oo, 0), because=using(exponential_decay, c_=-1/T, k_=1))

legs_s4_exponential_memory = Claim(
    name="Feeding the LegS matrix to the time-invariant ODE gives exponential memory",
    says=(Eq(Derivative(x(n, exp(tau)), tau), Sum(entry_of_A(n, k)*x(k, exp(tau)), (k, 0, d - 1)) + entry_of_B(n)*u(exp(tau))),
          Eq(Integral(exp(s)/T, (s, begin, end)), Integral(1/T, (t, exp(begin), exp(end)))),
          Eq(Integral(exp(s)/T, (s, -oo, log(T))), 1)),
    given=(legs_moves, differentiable, ordered),
    proof=(chain(
        Derivative(x(n, exp(tau)), tau),
        equals(Sum(entry_of_A(n, k)*x(k, exp(tau)), (k, 0, d - 1)) + entry_of_B(n)*u(exp(tau)), because=(using(legs_moves, (t, exp(tau))), differentiable))),
        chain(Integral(exp(s)/T, (s, begin, end)),
              equals((exp(end) - exp(begin))/T, because=(using(fundamental_theorem, F_=Lambda(s, exp(s)/T), a_=begin, b_=end), ordered)),
              equals(Integral(1/T, (t, exp(begin), exp(end))), because=arithmetic)),
        grows, not_negative, fades,
        chain(Integral(exp(s)/T, (s, -oo, log(T))),
              equals(Integral(exp(-s)/T, (s, -log(T), oo)), because=using(reflection_of_integral, F_=Lambda(s, exp(s)/T), x_=log(T))),
              equals(1, because=(using(fundamental_theorem_to_infinity, F_=Lambda(s, -exp(-s)/T), f_=Lambda(s, exp(-s)/T), x_=-log(T), l_=0),
                                 grows, not_negative, fades)))),
    holds_for=(example(d=2, n=1, tau=Rational(-1, 2), T=3, alpha=-1, beta=Rational(1, 2),
                       x=Lambda((n, t), sqrt(2)/2*(1 - n + n*sqrt(3)/3)*t), u=Lambda(t, t)),
               example(d=1, n=0, tau=Rational(1, 3), T=2, alpha=-2, beta=0, x=Lambda((n, t), t), u=Lambda(t, sqrt(2)*t))),
    fails_for=(example(d=1, n=0, tau=Rational(1, 3), T=2, alpha=-2, beta=0, x=Lambda((n, t), t), u=Lambda(t, t), note="another input"),),
    measured_by=measure_memory,
    equation="(3), (4)",
    latex=r"t\,x'(t)=Ax+Bu(t),\ \tau=\ln t:\ \frac{d}{d\tau}x(e^\tau)=Ax(e^\tau)+Bu(e^\tau);\quad\text{uniform }t\in[0,T]\text{ has density }\rho(\tau)=e^{\tau}/T\text{ in }\tau\le\ln T",
    key=True, cites="Gu2020")
