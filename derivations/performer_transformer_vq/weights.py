"""What may be dropped in normalised attention, and what changes it: factors of the query, of the random vectors, of the keys."""

from sympy import Eq, Ne, Sum, exp, sqrt

from verifier.language import *

from .experiments import measure_bumps, measure_dropped_factors
from .notation import j, m, n, values, y

alpha = real("alpha")                        # a factor that depends on the query only
phi = vector("phi", m)                       # features of the query
psi = vector("psi", (n, m))                  # features of the keys, one key in each row
product_j = Sum(phi[y] * psi[j, y], (y, 1, m))                   # phi(q).psi_j
alpha_nonzero = given("the factor is not 0", Ne(alpha, 0))
normalisable = given("the sum over the keys is not 0", Ne(Sum(product_j, (j, 1, n)), 0))

normalisation_absorbs_query_factors = Claim(
    name="A factor of the query drops out of normalised attention",
    says=Eq(Sum(alpha * product_j * values[j], (j, 1, n)) / Sum(alpha * product_j, (j, 1, n)), Sum(product_j * values[j], (j, 1, n)) / Sum(product_j, (j, 1, n))),
    given=(alpha_nonzero, normalisable),
    proof=chain(
        Sum(alpha * product_j * values[j], (j, 1, n)) / Sum(alpha * product_j, (j, 1, n)),
        equals(alpha * Sum(product_j * values[j], (j, 1, n)) / (alpha * Sum(product_j, (j, 1, n))), because=(arithmetic, alpha_nonzero, normalisable)),
        equals(Sum(product_j * values[j], (j, 1, n)) / Sum(product_j, (j, 1, n)), because=(alpha_nonzero, normalisable))),
    holds_for=(example(n=3, m=2, alpha=-2, phi=[1, 2], psi=[[1, 0], [3, 1], [half(), 5]], v=[1, -2, 4]),
               example(n=1, m=1, alpha=half(), phi=[3], psi=[[2]], v=[7])),
    fails_for=(example(n=2, m=1, alpha=0, phi=[1], psi=[[1], [2]], v=[1, 2], note="0/0"),
               example(n=2, m=1, alpha=2, phi=[1], psi=[[1], [-1]], v=[1, 2], note="weights that add up to 0")),
    measured_by=measure_dropped_factors,
    equation="before (5)", key=True,
    latex=r"\frac{\sum_j(\alpha(q)\,\phi(q)\cdot\psi_j)v_j}{\sum_j\alpha(q)\,\phi(q)\cdot\psi_j}=\frac{\sum_j(\phi(q)\cdot\psi_j)v_j}{\sum_j\phi(q)\cdot\psi_j}")

# Performer's own features; q, the keys and the random vectors as points of R^d
q = point("q")
k, omega = trajectory("k omega")             # k(j) is a key, omega(y) a random vector
r = nonnegative("r")
query_feature = exp(dot(omega(y), q))
key_feature = exp(dot(omega(y), k(j)) - norm(k(j))**2 / 2)
bump = exp(-norm(k(j) - omega(y))**2 / 2)
full_query, full_key = exp(dot(omega(y), q) - norm(q)**2 / 2) / sqrt(m), key_feature / sqrt(m)


full = Sum(full_query * full_key, (y, 1, m))
short = Sum(query_feature * key_feature, (y, 1, m))
bumps = Sum(query_feature * bump, (y, 1, m))
performer_without_query_factors = Claim(
    name="Performer without 1/sqrt(m) and without the norm of the query",
    says=Eq(Sum(full * values[j], (j, 1, n)) / Sum(full, (j, 1, n)), Sum(short * values[j], (j, 1, n)) / Sum(short, (j, 1, n))),
    proof=chain(
        Sum(full * values[j], (j, 1, n)) / Sum(full, (j, 1, n)),
        equals((exp(-norm(q)**2 / 2) / m * Sum(short * values[j], (j, 1, n))) / (exp(-norm(q)**2 / 2) / m * Sum(short, (j, 1, n))), because=arithmetic),
        equals(Sum(short * values[j], (j, 1, n)) / Sum(short, (j, 1, n)), because=arithmetic)),
    holds_for=(example(n=2, m=3, q=[1, -1], k=[[1, 2], [0, half()]], omega=[[1, 1], [0, -1], [2, 0]], v=[1, -3]),
               example(n=1, m=1, q=[2], k=[[1]], omega=[[-1]], v=[5])),
    equation="before (5)", latex=r"\tilde q_i\to e^{\omega_i\cdot q}")

same_norms = given("all random vectors have the norm r", ForAll((y,), (1 <= y, y <= m), Eq(norm(omega(y))**2, r**2)), unstated=True)
bump_is_feature = chain(
    query_feature * bump,
    equals(query_feature * key_feature * exp(-norm(omega(y))**2 / 2), because=arithmetic),
    equals(exp(-r**2 / 2) * query_feature * key_feature, because=same_norms))
equal_norm_omega = Claim(
    name="Random vectors of one norm: the features may be written as bumps",
    says=Eq(Sum(bumps * values[j], (j, 1, n)) / Sum(bumps, (j, 1, n)), Sum(short * values[j], (j, 1, n)) / Sum(short, (j, 1, n))),
    given=(same_norms,),
    proof=(bump_is_feature, chain(
        Sum(bumps * values[j], (j, 1, n)) / Sum(bumps, (j, 1, n)),
        equals(Sum(Sum(exp(-r**2 / 2) * query_feature * key_feature, (y, 1, m)) * values[j], (j, 1, n))
               / Sum(Sum(exp(-r**2 / 2) * query_feature * key_feature, (y, 1, m)), (j, 1, n)), because=bump_is_feature),
        equals((exp(-r**2 / 2) * Sum(short * values[j], (j, 1, n))) / (exp(-r**2 / 2) * Sum(short, (j, 1, n))), because=arithmetic),
        equals(Sum(short * values[j], (j, 1, n)) / Sum(short, (j, 1, n)), because=arithmetic))),
    holds_for=(example(n=2, m=3, q=[1, -1], k=[[1, 2], [0, half()]], omega=[[1, 2], [2, -1], [-1, -2]], r=sqrt(5), v=[1, -3]),
               example(n=1, m=1, q=[2], k=[[1]], omega=[[-1]], r=1, v=[5])),
    fails_for=(example(n=2, m=2, q=[1], k=[[0], [1]], omega=[[0], [1]], r=1, v=[0, 1], note="two norms"),),
    measured_by=measure_bumps,
    equation="(5)", latex=r"\|\omega_1\|=\dots=\|\omega_m\|:\quad e^{\omega_i\cdot k-\|k\|^2/2}\to e^{-\|k-\omega_i\|^2/2}",
    note="Exact for vectors of one norm. For normal vectors the squared norms spread with standard deviation sqrt(2 d), so that the dropped factors differ by powers of e that grow with sqrt(d).")
