"""Dividing the bumps of each key by their sum: the attention changes unless that sum is the same for all keys."""

from sympy import Eq, Lambda, Sum, exp

from verifier.language import *

from .experiments import measure_per_key, sample_bump_sums
from .gaussian_integrals import gaussian_factors
from .notation import d, i, j, l, m, n, values, y
from .notation import k as key, k_k, omega as omegas
from .random_features import omega_finite, omega_independent, omega_normal
from .weights import bump, bumps, query_feature

mass = Lambda(j, Sum(bump, (y, 1, m)))       # S_j, the sum over the bumps at the key k_j
weight = Lambda(j, bumps)                    # the unnormalised weight of the key k_j
softmax_feature = Sum(query_feature * (bump / mass(j)), (y, 1, m))

per_key_softmax_printed = Claim(
    name="The final form as printed: bumps and their softmax give the same attention",
    says=Eq(Sum(bumps * values[j], (j, 1, n)) / Sum(bumps, (j, 1, n)),
            Sum(softmax_feature * values[j], (j, 1, n)) / Sum(softmax_feature, (j, 1, n))),
    fails_for=(example(n=2, m=2, q=[1], k=[[0], [1]], omega=[[0], [2]], v=[0, 1]),),
    expected=REFUTED, equation="(5), last proportionality", key=False,
    latex=r"\tilde k_j\propto\mathrm{softmax}_i\bigl(-\tfrac12\|k_j-\omega_i\|^2\bigr)",
    note="The factor between the two sides of the proportionality sign depends on the key, so it does not drop out.")

# Two sequences of positive numbers: the weights a_j, and what each is divided by
a, b = sequence("a b", positive=True)
u, x = index("u x", 1, n)
total, divided = Sum(a(l), (l, 1, n)), Sum(a(l) / b(l), (l, 1, n))
same_weights = ForAll((j,), (1 <= j, j <= n), Eq(a(j) / b(j) / divided, a(j) / total))
same_divisors = ForAll((u, x), (1 <= u, u <= n, 1 <= x, x <= n), Eq(b(u), b(x)))
weights_agree, divisors_agree = given("no weight changes", same_weights), given("all divisors agree", same_divisors)
divisor = chain(b(j), equals(total / divided, because=weights_agree))
divided_total = chain(
    divided,
    equals(Sum(a(l) / b(j), (l, 1, n)), because=using(divisors_agree, u=l, x=j)),
    equals(total / b(j), because=arithmetic))

division_by_key = Claim(
    name="Weights divided key by key stay the same exactly when all divisors agree",
    says=Iff(same_weights, same_divisors),
    proof=(suppose(weights_agree, divisor, therefore(same_divisors, because=divisor)),
           suppose(divisors_agree, divided_total, therefore(same_weights, because=divided_total))),
    holds_for=(example(n=2, a=[1, 2], b=[3, 3]), example(n=3, a=[1, 2, half()], b=[3, 1, 3]), example(n=1, a=[5], b=[2])),
    equation="(5)", latex=r"w_j\propto a_j/S_j")

S, W, T = sequence("S W T", positive=True)   # for the key k_j: the sum over its bumps, its weight, and its weight with a softmax
sum_of_bumps = define(S(j), Sum(bump, (y, 1, m)), "the sum over the bumps of a key")
plain_weight = define(W(j), Sum(query_feature * bump, (y, 1, m)), "its weight before normalisation")
softmax_weight = define(T(j), Sum(query_feature * (bump / S(j)), (y, 1, m)), "the same with a softmax over the random vectors")
quotient = chain(T(j), equals(W(j) / S(j), because=(softmax_weight, plain_weight)))
divided_weights = ForAll((j,), (1 <= j, j <= n), Eq(W(j) / S(j) / Sum(W(l) / S(l), (l, 1, n)), W(j) / Sum(W(l), (l, 1, n))))
same_attention = given("no attention weight changes", ForAll((j,), (1 <= j, j <= n), Eq(T(j) / Sum(T(l), (l, 1, n)), W(j) / Sum(W(l), (l, 1, n)))))
same_masses = given("the sum over the bumps is the same for all keys", ForAll((u, x), (1 <= u, u <= n, 1 <= x, x <= n), Eq(S(u), S(x))))
from_softmax = therefore(divided_weights, because=(same_attention, quotient))
from_masses = therefore(divided_weights, because=(using(division_by_key, a=W, b=S), same_masses))
per_key_normalisation_is_not_free = Claim(
    name="A softmax over the random vectors leaves the attention weights exactly when the bumps of all keys have one sum",
    says=(Eq(T(j) / T(l), W(j) / W(l) * S(l) / S(j)), Iff(same_attention.statement, same_masses.statement)),
    definitions=(sum_of_bumps, plain_weight, softmax_weight),
    proof=(quotient, chain(T(j) / T(l), equals(W(j) / W(l) * S(l) / S(j), because=quotient)),
           suppose(same_attention, from_softmax, therefore(same_masses.statement, because=(using(division_by_key, a=W, b=S), from_softmax))),
           suppose(same_masses, from_masses, therefore(same_attention.statement, because=(from_masses, quotient)))),
    holds_for=(example(n=2, m=1, q=[1], k=[[0], [0]], omega=[[0]], note="equal keys"), example(n=2, m=2, q=[1], k=[[0], [1]], omega=[[0], [2]]),
               example(n=2, m=2, q=[2], k=[[1], [-1]], omega=[[3], [-3]], note="one sum for both keys")),
    measured_by=measure_per_key,
    equation="(5), last proportionality", key=True, corrects=per_key_softmax_printed,
    latex=r"\tilde k_j\to\tilde k_j/S_j,\ S_j=\sum_ie^{-\|k_j-\omega_i\|^2/2}:\quad w_j\propto\phi(q)\cdot\tilde k_j\text{ changes unless }S_j\text{ is the same for all keys}",
    note="The article drops a factor that depends on the key. It is harmless for keys of one norm and ever more normal random vectors only.")

bump_of_row = Lambda(y, exp(-Sum((key[i] - omegas[y, i])**2, (i, 1, d)) / 2))
mean_bump = chain(
    E(bump_of_row(y)),
    equals(exp(-k_k / 2) * E(exp(Sum(key[i] * omegas[y, i] - omegas[y, i]**2 / 2, (i, 1, d)))), because=arithmetic),
    equals(2**(-d * half()) * exp(-k_k / 4), because=(using(gaussian_factors, a=Lambda(i, key[i]), t=1, z=Lambda(i, omegas[y, i])), omega_normal, omega_independent)))
mean_of_bump_sum = Claim(
    name="The mean sum over the bumps depends on the norm of the key only",
    says=Eq(E(Sum(bump_of_row(y), (y, 1, m))) / m, 2**(-d * half()) * exp(-k_k / 4)),
    given=(omega_normal, omega_independent, omega_finite),
    proof=(mean_bump, chain(
        E(Sum(bump_of_row(y), (y, 1, m))) / m,
        equals(Sum(E(bump_of_row(y)), (y, 1, m)) / m, because=omega_finite),
        equals(Sum(2**(-d * half()) * exp(-k_k / 4), (y, 1, m)) / m, because=mean_bump),
        equals(2**(-d * half()) * exp(-k_k / 4), because=arithmetic))),
    holds_for=(example(d=2, m=3, k=[1, -2], omega=standard_normal), example(d=1, m=1, k=[3], omega=standard_normal)),
    fails_for=(example(d=1, m=2, k=[1], omega=coin, note="coins"), example(d=2, m=1, k=[1, 1], omega=multiples_of_one(standard_normal), note="all entries equal")),
    measured_by=sample_bump_sums,
    equation="(5)", latex=r"\mathbb ES_j/m=2^{-d/2}e^{-\|k_j\|^2/4}")
