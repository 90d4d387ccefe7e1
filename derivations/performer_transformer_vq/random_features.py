"""Performer: the exponential kernel as a mean over normal vectors, and the exact error of m samples."""

from sympy import Eq, KroneckerDelta, Lambda, Ne, Rational, Sum, exp, sqrt

from verifier.language import *

from .experiments import sample_performer
from .gaussian_integrals import gaussian_factors
from .notation import d, i, k, k_k, m, omega, q, q_k, q_q, w, y, z, z_independent, z_normal

plus = Lambda(i, q[i] + k[i])
together = Sum((q[i] + k[i])**2, (i, 1, d))  # |q + k|^2

performer_identity = Claim(
    name="The exponential of q.k as a mean of products of positive features",
    says=Eq(exp(q_k), E(exp(Sum(z[i] * q[i], (i, 1, d)) - q_q / 2) * exp(Sum(z[i] * k[i], (i, 1, d)) - k_k / 2))),
    given=(z_normal, z_independent),
    proof=chain(
        E(exp(Sum(z[i] * q[i], (i, 1, d)) - q_q / 2) * exp(Sum(z[i] * k[i], (i, 1, d)) - k_k / 2)),
        equals(exp(-q_q / 2 - k_k / 2) * E(exp(Sum((q[i] + k[i]) * z[i], (i, 1, d)))), because=arithmetic),
        equals(exp(-q_q / 2 - k_k / 2) * exp(together / 2), because=(using(gaussian_factors, a=plus, t=0), z_normal, z_independent)),
        equals(exp(q_k), because=arithmetic)),
    holds_for=(example(d=2, q=[1, -2], k=[Rational(1, 2), Rational(1, 3)], z=standard_normal), example(d=1, q=[2], k=[-1], z=standard_normal),
               example(d=3, q=[0, 0, 1], k=[1, 2, 0], z=standard_normal)),
    fails_for=(example(d=2, q=[1, -2], k=[1, 1], z=coin, note="coins"),
               example(d=2, q=[1, 1], k=[1, 1], z=multiples_of_one(standard_normal), note="all entries equal"),
               example(d=1, q=[1], k=[1], z=normal(0, 2), note="variance 2")),
    measured_by=sample_performer,
    equation="(4)", key=True, cites="Choromanski2021, Lemma 1",
    latex=r"e^{q\cdot k}=\mathbb E_{\omega\sim N(0,I_d)}\Bigl[e^{\omega\cdot q-\|q\|^2/2}\,e^{\omega\cdot k-\|k\|^2/2}\Bigr]")

# m samples: omega_1, ..., omega_m are the rows of omega
omega_normal = given("the entries of omega are standard normal", StandardNormal(omega))
omega_independent = given("the entries of omega are independent", IndependentEntries(omega))
omega_finite = given("the exponentials of the entries have moments, as those of normal numbers do", FiniteMoments(omega))
q_feature = exp(Sum(omega[y, i] * q[i], (i, 1, d)) - q_q / 2) / sqrt(m)
k_feature = exp(Sum(omega[y, i] * k[i], (i, 1, d)) - k_k / 2) / sqrt(m)
estimate = Sum(q_feature * k_feature, (y, 1, m))
scale = exp(-q_q / 2 - k_k / 2)
term = Lambda(y, exp(Sum((q[i] + k[i]) * omega[y, i], (i, 1, d))))
u = index("u", 1, m)
mean_of_term = chain(
    E(term(u)),
    equals(exp(together / 2), because=(using(gaussian_factors, a=plus, t=0, z=Lambda(i, omega[u, i])), omega_normal, omega_independent)))

estimate_is_unbiased = Claim(
    name="The estimate from m samples is unbiased",
    says=Eq(E(estimate), exp(q_k)),
    given=(omega_normal, omega_independent, omega_finite),
    proof=(mean_of_term, chain(
        E(estimate),
        equals(scale / m * Sum(E(term(y)), (y, 1, m)), because=(arithmetic, omega_finite)),
        equals(scale / m * Sum(exp(together / 2), (y, 1, m)), because=mean_of_term),
        equals(exp(q_k), because=arithmetic))),
    holds_for=(example(d=2, m=3, q=[1, -2], k=[half(), Rational(1, 3)], omega=standard_normal), example(d=1, m=1, q=[2], k=[-1], omega=standard_normal)),
    fails_for=(example(d=1, m=2, q=[1], k=[1], omega=coin, note="coins"),
               example(d=2, m=1, q=[1, 1], k=[1, 1], omega=multiples_of_one(standard_normal), note="all entries equal")),
    equation="(4)")

same_sample, other_sample = given("the same sample", Eq(y, w)), given("two samples", Ne(y, w))
second_moment = Eq(E(term(y) * term(w)), exp(together) + KroneckerDelta(y, w) * (exp(2 * together) - exp(together)), evaluate=False)
second_moments = cases(second_moment,
    (same_sample, chain(
        E(term(y) * term(w)),
        equals(E(exp(Sum(2 * (q[i] + k[i]) * omega[y, i], (i, 1, d)))), because=same_sample),
        equals(exp(2 * together), because=(using(gaussian_factors, a=Lambda(i, 2 * (q[i] + k[i])), t=0, z=Lambda(i, omega[y, i])), omega_normal, omega_independent)),
        equals(exp(together) + KroneckerDelta(y, w) * (exp(2 * together) - exp(together)), because=same_sample))),
    (other_sample, chain(
        E(term(y) * term(w)),
        equals(E(term(y)) * E(term(w)), because=(expectation_of_independent_product, omega_independent, omega_finite, other_sample)),
        equals(exp(together), because=mean_of_term),
        equals(exp(together) + KroneckerDelta(y, w) * (exp(2 * together) - exp(together)), because=other_sample))))

mean_of_square = chain(
    E(estimate**2),
    equals(E(scale**2 / m**2 * Sum(term(y), (y, 1, m))**2), because=arithmetic),
    equals(scale**2 / m**2 * E(Sum(Sum(term(y) * term(w), (w, 1, m)), (y, 1, m))), because=using(square_of_sum, F=term, n=m)),
    equals(scale**2 / m**2 * Sum(Sum(E(term(y) * term(w)), (w, 1, m)), (y, 1, m)), because=omega_finite),
    equals(scale**2 / m**2 * Sum(Sum(exp(together) + KroneckerDelta(y, w) * (exp(2 * together) - exp(together)), (w, 1, m)), (y, 1, m)), because=second_moments),
    equals(scale**2 / m**2 * Sum(m * exp(together) + (exp(2 * together) - exp(together)) * Sum(KroneckerDelta(y, w) * 1, (w, 1, m)), (y, 1, m)), because=arithmetic),
    equals(scale**2 / m**2 * Sum(m * exp(together) + (exp(2 * together) - exp(together)) * 1, (y, 1, m)), because=sum_with_delta),
    equals(scale**2 / m**2 * m * (m * exp(together) + exp(2 * together) - exp(together)), because=arithmetic))

unbiased = therefore(Eq(E(estimate), exp(q_k)), because=(estimate_is_unbiased, omega_normal, omega_independent, omega_finite))

performer_variance = Claim(
    name="Variance of the estimate from m samples",
    says=Eq(Var(estimate), exp(2 * q_k) * (exp(together) - 1) / m),
    given=(omega_normal, omega_independent, omega_finite),
    proof=(mean_of_term, second_moments, mean_of_square, unbiased, chain(
        Var(estimate),
        equals(E(estimate**2) - E(estimate)**2, because=(variance_formula, omega_finite)),
        equals(E(estimate**2) - exp(2 * q_k), because=unbiased),
        equals(scale**2 / m**2 * m * (m * exp(together) + exp(2 * together) - exp(together)) - exp(2 * q_k), because=mean_of_square),
        equals(exp(2 * q_k) * (exp(together) - 1) / m, because=arithmetic))),
    holds_for=(example(d=2, m=3, q=[1, -2], k=[half(), Rational(1, 3)], omega=standard_normal), example(d=1, m=1, q=[2], k=[-1], omega=standard_normal),
               example(d=2, m=2, q=[1, 1], k=[-1, -1], omega=standard_normal, note="k = -q: no error at all")),
    fails_for=(example(d=1, m=2, q=[1], k=[1], omega=coin, note="coins"),
               example(d=1, m=2, q=[1], k=[1], omega=multiples_of_one(standard_normal), note="one sample twice")),
    measured_by=sample_performer,
    equation="(4), the approximation sign", key=True, cites="Choromanski2021, Lemma 2",
    latex=r"\mathrm{Var}\bigl[\tilde q\cdot\tilde k\bigr]=\frac{e^{2q\cdot k}\bigl(e^{\|q+k\|^2}-1\bigr)}m",
    note="The article gives no error for its approximation sign. The relative standard deviation grows exponentially with the squared norm of q + k.")
