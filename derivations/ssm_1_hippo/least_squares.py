"""Least squares on an orthonormal family."""

import numpy as np
from sympy import Eq, Integral, KroneckerDelta, Lambda, Ne, Rational, Sum, exp, legendre, sqrt

from verifier.language import *

from .notation import N, s, u
from .rescaling import column_m, row_n, row_r, whole_j, whole_k

left, right = real("a b")
family = function("g")                    # g(n, s): the functions g_0, ..., g_N
weight = sequence("c")                    # coefficients
c_best = sequence("c*")              # the best ones
best = define(c_best(row_n), Integral(u(s) * family(row_n, s), (s, left, right)), "the coefficients of u")
square_integrable = given("u is square-integrable", SquareIntegrable(u(s), s, left, right))
square_integrable_family = given("each g_n is square-integrable", SquareIntegrable(family(row_n, s), s, left, right))
orthonormal = given("the g_n are orthonormal", ForAll((row_n, column_m), (0 <= row_n, row_n <= N, 0 <= column_m, column_m <= N), Eq(
    Integral(family(row_n, s) * family(column_m, s), (s, left, right)), KroneckerDelta(row_n, column_m))))
fit = Sum(weight(whole_k) * family(whole_k, s), (whole_k, 0, N))
best_fit = Sum(c_best(whole_k) * family(whole_k, s), (whole_k, 0, N))
energy = Integral(u(s)**2, (s, left, right))
expanded = energy - 2*Sum(weight(whole_k) * Integral(u(s) * family(whole_k, s), (s, left, right)), (whole_k, 0, N))
completed = energy - Sum(c_best(whole_k)**2, (whole_k, 0, N)) + Sum((weight(whole_k) - c_best(whole_k))**2, (whole_k, 0, N))

energy_exists = therefore(Integrable(u(s)**2, s, left, right), because=(using(product_of_square_integrable, U_=u, V_=u), square_integrable))
inputs_exist = therefore(Integrable(u(s) * family(row_n, s), s, left, right), because=(
    using(product_of_square_integrable, U_=u, V_=Lambda(s, family(row_n, s))), square_integrable, square_integrable_family))
squares_exist = therefore(Integrable(family(row_n, s)**2, s, left, right), because=(
    using(product_of_square_integrable, U_=Lambda(s, family(row_n, s)), V_=Lambda(s, family(row_n, s))), square_integrable_family))
products_exist = therefore(Integrable(family(row_n, s) * family(column_m, s), s, left, right), because=(
    using(product_of_square_integrable, U_=Lambda(s, family(row_n, s)), V_=Lambda(s, family(column_m, s))), square_integrable_family))
expansion = chain(
    Integral((u(s) - fit)**2, (s, left, right)),
    equals(expanded + Sum(Sum(weight(whole_k) * weight(whole_j) * Integral(family(whole_k, s) * family(whole_j, s), (s, left, right)), (whole_j, 0, N)), (whole_k, 0, N)),
           because=(energy_exists, inputs_exist, squares_exist, products_exist)),
    equals(expanded + Sum(Sum(weight(whole_k) * weight(whole_j) * KroneckerDelta(whole_k, whole_j), (whole_j, 0, N)), (whole_k, 0, N)), because=orthonormal),
    equals(expanded + Sum(weight(whole_k)**2, (whole_k, 0, N)), because=sum_with_delta))

difference = chain(
    Integral((u(s) - fit)**2, (s, left, right)),
    equals(expanded + Sum(weight(whole_k)**2, (whole_k, 0, N)), because=expansion),
    equals(energy - 2*Sum(weight(whole_k) * c_best(whole_k), (whole_k, 0, N)) + Sum(weight(whole_k)**2, (whole_k, 0, N)), because=best),
    equals(completed, because=arithmetic))

legendre_family = Lambda((row_n, s), sqrt((2*row_n + 1)/2) * legendre(row_n, s))
completing_the_square = Claim(
    name="The squared error in terms of the best coefficients",
    says=(Eq(Integral((u(s) - fit)**2, (s, left, right)), expanded + Sum(weight(whole_k)**2, (whole_k, 0, N))),
          Eq(Integral((u(s) - fit)**2, (s, left, right)), completed)),
    given=(square_integrable, square_integrable_family, orthonormal), definitions=(best,),
    proof=(energy_exists, inputs_exist, squares_exist, products_exist, expansion, difference),
    holds_for=(example(N=1, a=-1, b=1, u=Lambda(s, exp(s)), g=legendre_family, c=Lambda(row_n, row_n - 2)),
               example(N=0, a=-1, b=1, u=Lambda(s, s**3), g=legendre_family, c=Lambda(row_n, 0))),
    fails_for=(example(N=1, a=0, b=1, u=Lambda(s, s**2), g=Lambda((row_n, s), s**row_n), c=Lambda(row_n, row_n + 1), note="powers are not orthonormal"),))

error, best_error = Integral((u(s) - fit)**2, (s, left, right)), Integral((u(s) - best_fit)**2, (s, left, right))
excess = Sum((weight(whole_k) - c_best(whole_k))**2, (whole_k, 0, N))
minimum = chain(best_error, equals(energy - Sum(c_best(whole_k)**2, (whole_k, 0, N)), because=using(completing_the_square, (weight, c_best))))
above_minimum = chain(
    error - best_error,
    equals(completed - best_error, because=completing_the_square),
    equals(excess, because=minimum))

d = sequence("d")
within = given("r is at most N", row_r <= N)
apart = given("the two sequences differ at r", Ne(weight(row_r), d(row_r)))
squares_positive = Claim(
    name="The sum of squared differences is positive as soon as one term is not 0",
    says=0 < Sum((weight(whole_k) - d(whole_k))**2, (whole_k, 0, N)),
    given=(within, apart),
    proof=chain(
        0,
        less_than((weight(row_r) - d(row_r))**2, because=apart),
        at_most(Sum((weight(whole_k - 1) - d(whole_k - 1))**2, (whole_k, 1, N + 1)),
                because=(using(term_of_nonnegative_sum, F_=Lambda(whole_k, (weight(whole_k - 1) - d(whole_k - 1))**2), n_=N + 1, m_=row_r + 1), within)),
        equals(Sum((weight(whole_k) - d(whole_k))**2, (whole_k, 0, N)), because=arithmetic)),
    holds_for=(example(N=2, r=1, c=Lambda(row_n, row_n), d=Lambda(row_n, row_n**2 - row_n + 2)),
               example(N=0, r=0, c=Lambda(row_n, row_n), d=Lambda(row_n, row_n - 1)),
               example(N=0, r=0, c=Lambda(row_n, row_n), d=Lambda(row_n, row_n + 1))),
    fails_for=(example(N=0, r=3, c=Lambda(row_n, row_n), d=Lambda(row_n, 0), note="they differ beyond N only"),
               example(N=1, r=1, c=Lambda(row_n, row_n), d=Lambda(row_n, row_n), note="no difference")))


def fit_legendre():
    """exp on [-1, 1] by 6 Legendre polynomials: the residual norm by quadrature, at the best and at disturbed coefficients."""
    nodes, weights = np.polynomial.legendre.leggauss(60)  # exact for polynomials up to degree 119
    family = np.array([np.sqrt(i + 0.5) * np.polynomial.legendre.Legendre.basis(i)(nodes) for i in range(6)])
    signal = np.exp(nodes)
    best_ = family @ (weights * signal)
    found = [Measurement("smallest error", weights @ (signal - best_ @ family)**2, weights @ signal**2 - best_ @ best_, 1e-13)]
    solved = np.linalg.lstsq(np.sqrt(weights)[:, None] * family.T, np.sqrt(weights) * signal, rcond=None)[0]
    found.append(Measurement("distance of least squares from the integrals of u g_n", np.abs(solved - best_).max(), 0, 1e-13))
    rng = np.random.default_rng(7)
    for size in (1e-3, 0.1, 1.0):
        change = size * rng.standard_normal(6)
        error_ = weights @ (signal - (best_ + change) @ family)**2
        found.append(Measurement(f"excess at a disturbance of size {size:g}", error_ - found[0].measured, change @ change, 1e-13))
    return found  # errors: rounding of numbers up to 10 in double precision


l2_expansion = Claim(
    name="Least squares on an orthonormal basis",
    says=(Eq(error, expanded + Sum(weight(whole_k)**2, (whole_k, 0, N))),
          Eq(best_error, energy - Sum(c_best(whole_k)**2, (whole_k, 0, N))),
          Eq(error - best_error, excess)),
    given=(square_integrable, square_integrable_family, orthonormal), definitions=(best,),
    proof=(therefore(Eq(error, expanded + Sum(weight(whole_k)**2, (whole_k, 0, N))), because=completing_the_square), minimum, above_minimum),
    holds_for=(example(N=1, a=-1, b=1, u=Lambda(s, exp(s)), g=legendre_family, c=Lambda(row_n, row_n - 2)),
               example(N=0, a=-1, b=1, u=Lambda(s, s**3), g=legendre_family, c=Lambda(row_n, 0))),
    fails_for=(example(N=1, a=0, b=1, u=Lambda(s, s**2), g=Lambda((row_n, s), s**row_n), c=Lambda(row_n, row_n + 1), note="powers are not orthonormal"),),
    measured_by=fit_legendre,
    equation="10-13", latex=r"\int_a^b\Bigl[u-\sum_nc_ng_n\Bigr]^2dt=\int u^2-2\sum c_n\langle u,g_n\rangle+\sum c_n^2\ \Rightarrow\ "
                            r"c_n^*=\int_a^bug_n\,dt,\ \min=\int u^2-\sum(c_n^*)^2",
    note="The minimum runs over all the coefficients c_0, ..., c_N; the article leaves out c_0 there. A finite family is continued by "
         "g_n = 0 for n > N.", key=True, cites="Gu2020")

differs = given("c_r is not the best coefficient", Ne(weight(row_r), c_best(row_r)))
excess_is_positive = chain(0, less_than(excess, because=(using(squares_positive, (d, c_best)), within, differs)))
l2_minimiser_is_unique = Claim(
    name="Any other coefficients have a larger error",
    says=best_error < error,
    given=(square_integrable, square_integrable_family, orthonormal, within, differs), definitions=(best,),
    proof=(excess_is_positive, chain(
        best_error,
        equals(error - excess, because=l2_expansion),
        less_than(error, because=excess_is_positive))),
    holds_for=(example(N=1, r=1, a=-1, b=1, u=Lambda(s, exp(s)), g=legendre_family, c=Lambda(row_n, row_n - 2)),
               example(N=0, r=0, a=0, b=1, u=Lambda(s, 1), g=Lambda((row_n, s), 1), c=Lambda(row_n, -1)),
               example(N=0, r=0, a=0, b=1, u=Lambda(s, 1), g=Lambda((row_n, s), 1), c=Lambda(row_n, Rational(1, 2))),
               example(N=0, r=0, a=0, b=1, u=Lambda(s, 0), g=Lambda((row_n, s), 1), c=Lambda(row_n, 1)),
               example(N=0, r=0, a=0, b=1, u=Lambda(s, 10*s**2), g=Lambda((row_n, s), 1), c=Lambda(row_n, 3))),
    fails_for=(example(N=0, r=0, a=-1, b=1, u=Lambda(s, 0), g=legendre_family, c=Lambda(row_n, 0), note="the best coefficient itself"),))
