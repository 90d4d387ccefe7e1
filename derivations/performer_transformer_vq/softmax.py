"""The softmax over the random vectors: its exponents are affine in the key, and at temperature 0 it picks the nearest one."""

from sympy import Abs, Eq, KroneckerDelta, Lambda, Ne, Sum, exp

from verifier.language import *

from .notation import m, y

p = point("p")                               # a key
omega = trajectory("omega")                  # the random vectors
bump, affine = exp(-norm(p - omega(y))**2 / 2), exp(dot(omega(y), p) - norm(omega(y))**2 / 2)
softmax_logit_simplification = Claim(
    name="The softmax of the bumps is a softmax of an affine function of the key",
    says=Eq(bump / Sum(bump, (y, 1, m)), affine / Sum(affine, (y, 1, m))),
    proof=chain(
        bump / Sum(bump, (y, 1, m)),
        equals(exp(-norm(p)**2 / 2) * affine / (exp(-norm(p)**2 / 2) * Sum(affine, (y, 1, m))), because=arithmetic),
        equals(affine / Sum(affine, (y, 1, m)), because=arithmetic)),
    holds_for=(example(m=2, p=[1, -2], omega=[[1, 0], [half(), 3]]), example(m=3, p=[2], omega=[[-1], [0], [5]]), example(m=1, p=[1], omega=[[3]])),
    equation="(5)", latex=r"\mathrm{softmax}_i(-\tfrac12\|k-\omega_i\|^2)=\mathrm{softmax}_i(\omega_i\cdot k-\tfrac12\|\omega_i\|^2)")

# Temperature tau; D_y is the squared distance of the key from the vector y, and the nearest one is y = c
D = sequence("D")
tau, gap = positive("tau gap")
c = natural("c")
c_range = given("the nearest vector is one of them", c <= m)
nearest = given("all other squared distances are larger by the gap", ForAll((y,), (1 <= y, y <= m, Ne(y, c)), D(y) - D(c) >= gap), unstated=True)
excess = exp(-(D(y) - D(c)) / (2 * tau))     # each term over that of the nearest vector
is_other = 1 - KroneckerDelta(c, y)
others = Sum(is_other * excess, (y, 1, m))
total = Sum(exp(-D(y) / (2 * tau)), (y, 1, m))
share = Lambda(tau, exp(-D(c) / (2 * tau)) / total)
same, different = given("the nearest vector", Eq(y, c)), given("another vector", Ne(y, c))
far = is_other * excess <= is_other * exp(-gap / (2 * tau))
exponent = (D(y) - D(c) - gap) / (2 * tau)
far_terms = cases(far,
    (same, therefore(far, because=same)),
    (different, chain(
        is_other * excess,
        equals(excess, because=different),
        at_most(excess * (1 + exponent), because=(nearest, different)),
        at_most(excess * exp(exponent), because=using(exponential_above_tangent, c=exponent)),
        equals(is_other * exp(-gap / (2 * tau)), because=different))))
few_others = chain(
    others,
    at_most(Sum(is_other * exp(-gap / (2 * tau)), (y, 1, m)), because=far_terms),
    equals(exp(-gap / (2 * tau)) * (m - Sum(KroneckerDelta(c, y) * 1, (y, 1, m))), because=arithmetic),
    equals((m - 1) * exp(-gap / (2 * tau)), because=(sum_with_delta, c_range)))
split = chain(
    total,
    equals(exp(-D(c) / (2 * tau)) * (others + Sum(KroneckerDelta(c, y) * excess, (y, 1, m))), because=arithmetic),
    equals(exp(-D(c) / (2 * tau)) * (others + 1), because=(sum_with_delta, c_range)))
not_negative = therefore(others >= 0, because=arithmetic)
x = nonnegative("x")
below_itself = Claim(
    name="A share of a rest is at most the rest",
    says=1 - 1 / (x + 1) <= x,
    proof=chain(1 - 1 / (x + 1), equals(x - x**2 / (x + 1), because=arithmetic), at_most(x, because=arithmetic)),
    holds_for=(example(x=0, note="equality"), example(x=2)))
share_of_nearest = Claim(
    name="How much of the softmax is not at the nearest vector",
    says=1 - share(tau) <= (m - 1) * exp(-gap / (2 * tau)),
    given=(c_range, nearest),
    proof=(far_terms, few_others, split, not_negative, chain(
        1 - share(tau),
        equals(1 - 1 / (others + 1), because=(split, not_negative)),
        at_most(others, because=(using(below_itself, x=others), not_negative)),
        at_most((m - 1) * exp(-gap / (2 * tau)), because=few_others))),
    holds_for=(example(m=2, c=1, D=[0, 3], gap=3, tau=half()), example(m=3, c=2, D=[5, 1, 4], gap=2, tau=1), example(m=1, c=1, D=[7], gap=1, tau=1, note="equality")),
    fails_for=(example(m=2, c=1, D=[2, 0], gap=2, tau=half(), note="another vector is nearer"),),
    equation="after (5)", latex=r"1-p_{\max}\le(m-1)e^{-\delta/(2\tau)}")

t = real("t")
bound = Lambda(t, (m - 1) * exp(-gap / (2 * t)))
small_rest = therefore(ForAll((t,), (t > 0,), 1 - share(t) <= bound(t)), because=(using(share_of_nearest, tau=t), c_range, nearest))
at_most_one = therefore(ForAll((t,), (t > 0,), share(t) <= 1), because=(using(term_of_nonnegative_sum, F=Lambda(y, exp(-D(y) / (2 * t))), n=m, m=c), c_range))
bound_fades = therefore(TendsFromAbove(bound(t), t, 0, 0))
below_one = therefore(ForAll((t,), (t > 0,), share(t) - 1 <= bound(t)), because=at_most_one)
above_one = therefore(ForAll((t,), (t > 0,), -bound(t) <= share(t) - 1), because=small_rest)
near_one = therefore(ForAll((t,), (t > 0,), Abs(share(t) - 1) <= bound(t)), because=(using(absolute_value_bound, x=share(t) - 1, y=bound(t)), below_one, above_one))
softmax_to_one_hot = Claim(
    name="At temperature 0 the softmax picks the nearest vector",
    says=TendsFromAbove(share(t), t, 0, 1),
    given=(c_range, nearest),
    proof=(small_rest, at_most_one, below_one, above_one, near_one, bound_fades,
           therefore(TendsFromAbove(share(t), t, 0, 1), because=(using(squeeze_from_above, F=share, G=bound), near_one, bound_fades))),
    holds_for=(example(m=2, c=1, D=[0, 3], gap=3), example(m=3, c=2, D=[5, 1, 4], gap=2)),
    fails_for=(example(m=2, c=1, D=[2, 2], gap=1, note="two nearest vectors: the limit is 1/2"),),
    equation="after (5)", latex=r"\lim_{\tau\to0^+}\mathrm{softmax}_i\bigl(-\|k-\omega_i\|^2/(2\tau)\bigr)=[\,i=\arg\min_l\|k-\omega_l\|\,]",
    note="The article's form has temperature 1, where no limit is taken; and the nearest vector has to be unique.")
