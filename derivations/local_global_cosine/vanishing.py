"""Large local cosines with a small global one."""

from sympy import Eq, Lambda, Rational, Trace, sqrt

from verifier.language import *

from .experiments import measure_plane, measure_vanishing
from .notation import C, alpha, beta, c, c_1, c_2, i, k, m, n, names, r, t, u_1, u_2, v_1, v_2, x, y

two_blocks, single = define(m, 2, "two blocks"), define(n(i), 1, "of one entry each")
ones, rising = define(x(i, k), 1, "x = (1, 1)"), define(y(i, k), i, "y = (1, 2)")
plain = (*names, two_blocks, single, ones, rising)

two_dimensional_counterexample = Claim(
    name="All local cosines can be 1 while the global cosine is below 1",
    says=(Eq(c(i), 1), Eq(C, 3 / sqrt(10)), C < 1),
    definitions=plain,
    proof=(chain(c(i), equals(1, because=plain)),
           chain(C, equals(3 / sqrt(10), because=plain)),
           chain(C, equals(3 / sqrt(10), because=plain), less_than(1, because=arithmetic))),
    holds_for=(example(i=1), example(i=2)),
    measured_by=measure_plane,
    equation="text before (4)",
    latex=r"x=(1,1),\ y=(1,2),\ \text{blocks of size }1:\ c_1=c_2=1,\quad\cos(x,y)=\frac3{\sqrt{10}}=0.948683\ldots<1",
    note="The article only says that the value differs from 1.",
    key=True)

# x = (t u_1, u_2) and y = (v_1, t v_2): with alpha = beta = 1, every pair of vectors whose blocks have the lengths t, 1 and 1, t
units = (given("u_1 has the length alpha", Eq(frobenius(u_1), alpha)), given("u_2 has the length alpha", Eq(frobenius(u_2), alpha)),
         given("v_1 has the length beta", Eq(frobenius(v_1), beta)), given("v_2 has the length beta", Eq(frobenius(v_2), beta)))
first = define(c_1, Trace(u_1.T * v_1) / (frobenius(u_1) * frobenius(v_1)), "the cosine of u_1 and v_1")
second = define(c_2, Trace(u_2.T * v_2) / (frobenius(u_2) * frobenius(v_2)), "the cosine of u_2 and v_2")
local_1 = Trace((t * u_1).T * v_1) / (frobenius(t * u_1) * frobenius(v_1))
local_2 = Trace(u_2.T * (t * v_2)) / (frobenius(u_2) * frobenius(t * v_2))
whole = Lambda(r, (Trace((r * u_1).T * v_1) + Trace(u_2.T * (r * v_2)))
               / (sqrt(frobenius(r * u_1)**2 + frobenius(u_2)**2) * sqrt(frobenius(v_1)**2 + frobenius(r * v_2)**2)))
value = Lambda(r, (c_1 + c_2) * r / (1 + r**2))
regular = (chain(frobenius(u_1), equals(alpha, because=units), greater_than(0, because=arithmetic)),
           chain(frobenius(u_2), equals(alpha, because=units), greater_than(0, because=arithmetic)),
           chain(frobenius(v_1), equals(beta, because=units), greater_than(0, because=arithmetic)),
           chain(frobenius(v_2), equals(beta, because=units), greater_than(0, because=arithmetic)))
scaled = (chain(frobenius(t * u_1), equals(t * alpha, because=units), greater_than(0, because=arithmetic)),
          chain(frobenius(t * v_2), equals(t * beta, because=units), greater_than(0, because=arithmetic)))
square_1 = therefore(ForAll((r,), (), Eq(frobenius(r * u_1)**2 + frobenius(u_2)**2, alpha**2 * (1 + r**2))), because=units)
square_2 = therefore(ForAll((r,), (), Eq(frobenius(v_1)**2 + frobenius(r * v_2)**2, beta**2 * (1 + r**2))), because=units)
inner_1 = chain(Trace(u_1.T * v_1), equals(c_1 * (frobenius(u_1) * frobenius(v_1)), because=(first, *regular)), equals(alpha * beta * c_1, because=(*units, *regular)))
inner_2 = chain(Trace(u_2.T * v_2), equals(c_2 * (frobenius(u_2) * frobenius(v_2)), because=(second, *regular)), equals(alpha * beta * c_2, because=(*units, *regular)))
taken_out = therefore(ForAll((r,), (), Eq(Trace((r * u_1).T * v_1) + Trace(u_2.T * (r * v_2)), r * Trace(u_1.T * v_1) + r * Trace(u_2.T * v_2))), because=arithmetic)
numerator = therefore(ForAll((r,), (), Eq(Trace((r * u_1).T * v_1) + Trace(u_2.T * (r * v_2)), alpha * beta * r * (c_1 + c_2))), because=(taken_out, inner_1, inner_2, *regular))
formula = ForAll((r,), (), Eq(whole(r), value(r)))

global_cosine_can_vanish = Claim(
    name="With fixed local cosines the global cosine can be made arbitrarily small",
    says=(Eq(local_1, c_1), Eq(local_2, c_2), formula, Tends(value(r), r, 0, 0)),
    given=units,
    definitions=(first, second),
    proof=(*regular, *scaled,
           chain(local_1, equals(c_1, because=(first, *units, *regular, *scaled))), chain(local_2, equals(c_2, because=(second, *units, *regular, *scaled))),
           square_1, square_2, inner_1, inner_2, taken_out, numerator, therefore(formula, because=(square_1, square_2, numerator, *regular)),
           therefore(Tends(value(r), r, 0, 0), because=regular)),
    holds_for=(example(p=2, q=1, u_1=[[Rational(3, 5)], [Rational(4, 5)]], v_1=[[0], [1]], u_2=[[1]], v_2=[[1]], t=half(), alpha=1, beta=1),
               example(p=1, q=2, u_1=[[-2]], v_1=[[13]], u_2=[[2], [0]], v_2=[[5], [12]], t=3, alpha=2, beta=13)),
    fails_for=(example(p=1, q=1, u_1=[[2]], v_1=[[1]], u_2=[[1]], v_2=[[1]], t=half(), alpha=1, beta=1, note="u_1 is longer"),
               example(p=1, q=1, u_1=[[1]], v_1=[[1]], u_2=[[2]], v_2=[[1]], t=half(), alpha=1, beta=1, note="u_2 is longer"),
               example(p=1, q=1, u_1=[[1]], v_1=[[2]], u_2=[[1]], v_2=[[1]], t=half(), alpha=1, beta=1, note="v_1 is longer"),
               example(p=1, q=1, u_1=[[1]], v_1=[[1]], u_2=[[1]], v_2=[[2]], t=half(), alpha=1, beta=1, note="v_2 is longer")),
    measured_by=measure_vanishing,
    equation="text after (4)",
    latex=r"a_1=b_2=\epsilon,\ a_2=b_1=1:\quad\cos(x,y)=\frac{(c_1+c_2)\epsilon}{1+\epsilon^2}\to0\quad(\epsilon\to0)",
    note="Each pair of vectors whose blocks have these lengths is of the form (t u_1, u_2), (v_1, t v_2). The value is positive for positive local cosines: 0 is approached, not reached.",
    key=True)
