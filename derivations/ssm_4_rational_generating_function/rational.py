"""The transfer function as a quotient of polynomials."""

from sympy import Adjoint, Determinant, Eq, I, Rational, Sum, Trace

from verifier.language import *

from .determinants import reversed_characteristic_polynomial
from .experiments import measure_rational_form
from .generating import resolvent_equation
from .notation import A, B, Ct, R, d, k, one, regular, z

a, b, h, p, q = complex_function("a b h p q")
j, m = index("j", 0), index("m", 1)
moments = define(h(k), Trace(Adjoint(Ct) * A**k * B), "the Markov parameters of C-tilde")
resolved = define(p(k), Trace(Adjoint(Ct) * A**k * R * B), "the same of the resolvent")
lower = define(a(k), characteristic_coefficient(A, k), "a_k, coefficients of det(x I - A): a_0 = 1, and 0 for k > d")
upper = define(b(k), Sum(a(j) * h(k - 1 - j), (j, 0, k - 1)), "b_k, the numerator")
partial = define(q(k), Sum(a(j) * p(k - j), (j, 0, k)), "Horner sums of the characteristic polynomial")
names = (moments, resolved, lower, upper, partial)
transfer = Trace(Adjoint(Ct) * R * B)
numerator, denominator = Sum(b(k) * z**(k - 1), (k, 1, d)), 1 + Sum(a(k) * z**k, (k, 1, d))

determinant = chain(
    Determinant(one - z * A),
    equals(1 + Sum(characteristic_coefficient(A, k) * z**k, (k, 1, d)), because=reversed_characteristic_polynomial),
    equals(denominator, because=lower))
not_zero = therefore(Ne(Determinant(one - z * A), 0), because=(invertible_by_determinant, regular))
denominator_not_zero = therefore(Ne(denominator, 0), because=(using(equal_to_nonzero, v_=Determinant(one - z * A)), determinant, not_zero))
first_moment = chain(
    p(j),
    equals(Trace(Adjoint(Ct) * A**j * R * B), because=(resolved, regular)),
    equals(Trace(Adjoint(Ct) * A**j * (one + z * A * R) * B), because=(resolvent_equation, regular)),
    equals(Trace(Adjoint(Ct) * A**j * B) + z * Trace(Adjoint(Ct) * A**(j + 1) * R * B), because=arithmetic),
    equals(h(j) + z * p(j + 1), because=(moments, resolved, regular)))
coefficient_m = chain(
    b(m),
    equals(Sum(a(j) * h(m - 1 - j), (j, 0, m - 1)), because=upper),
    equals(Sum(a(j) * (p(m - 1 - j) - z * p(m - j)), (j, 0, m - 1)), because=(first_moment, regular)),
    equals(q(m - 1) - z * (q(m) - a(m) * p(0)), because=(partial, regular)))
leading = chain(a(0), equals(characteristic_coefficient(A, 0), because=lower), equals(1, because=characteristic_polynomial))
first_sum = chain(q(0), equals(a(0) * p(0), because=partial), equals(p(0), because=leading))
last_sum = chain(
    q(d),
    equals(a(0) * p(d) + Sum(a(k) * p(d - k), (k, 1, d)), because=partial),
    equals(p(d) + Sum(a(k) * p(d - k), (k, 1, d)), because=leading),
    equals(Trace(R * B * Adjoint(Ct) * A**d) + Sum(characteristic_coefficient(A, k) * Trace(R * B * Adjoint(Ct) * A**(d - k)), (k, 1, d)),
           because=(resolved, lower, regular)),
    equals(0, because=(using(cayley_hamilton, n_=d, M_=A, X_=R * B * Adjoint(Ct)), regular)))
product = chain(
    numerator,
    equals(Sum((q(m - 1) - z * (q(m) - a(m) * p(0))) * z**(m - 1), (m, 1, d)), because=(coefficient_m, regular)),
    equals(q(0) - z**d * q(d) + p(0) * Sum(a(m) * z**m, (m, 1, d)), because=arithmetic),
    equals(p(0) * denominator, because=(first_sum, last_sum)),
    equals(transfer * denominator, because=(resolved, regular)))

rational_form = Claim(
    name="The transfer function is rational of degree d - 1 over d",
    says=(Both(Ne(denominator, 0), Eq(transfer, numerator / denominator)), Eq(Determinant(one - z * A), denominator)),
    given=(regular,),
    definitions=names,
    proof=(determinant, not_zero, denominator_not_zero, first_moment, coefficient_m, leading, first_sum, last_sum, product,
           therefore(Eq(transfer, numerator / denominator), because=(product, denominator_not_zero, regular))),
    holds_for=(example(d=2, z=1, A=[[1, 2], [1, 1]], B=[[1], [3]], Ct=[[2], [-1]]),
               example(d=1, z=1, A=[[Rational(1, 2)]], B=[[2]], Ct=[[3]]),
               example(d=3, z=-2, A=[[1, 2, 0], [0, 3, 1], [4, 0, 2]], B=[[1], [0], [2]], Ct=[[1], [5], [-3]]),
               example(d=2, z=1 + I, A=[[1, 2 * I], [0, 3]], B=[[1], [2 - I]], Ct=[[1], [-4 * I]]),
               example(d=1, z=0, A=[[5]], B=[[2]], Ct=[[3]])),
    fails_for=(example(d=1, z=1, A=[[1]], B=[[1]], Ct=[[1]], note="1 / z is an eigenvalue"),),
    measured_by=measure_rational_form,
    equation="(8), (10)", latex=r"\tilde C^*(I-z\bar A)^{-1}\bar B=\frac{b_1+b_2z+\dots+b_dz^{d-1}}{1+a_1z+\dots+a_dz^d}",
    key=True, cites="Parnichkun2024")
