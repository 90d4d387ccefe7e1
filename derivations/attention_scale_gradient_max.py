"""Why attention divides by sqrt(d), and what the scale that maximises the gradient really is."""

from sympy import Eq, KroneckerDelta, Sum

from verifier.language import *

source = Source("Su", 2023, "从梯度最大化看Attention的Scale操作", url="https://kexue.fm/archives/9812")

# Notation
d = natural("d")  # length of the two vectors
i = index("i", 1, d)
j = index("j", 1, d)
q, k = random_vector("q k", d)  # query and key

# Given
q_mean = given("each q_i has mean 0", Eq(E(q[i]), 0))
k_mean = given("each k_i has mean 0", Eq(E(k[i]), 0))
q_white = given("the q_i are uncorrelated with variance 1", Eq(E(q[i] * q[j]), KroneckerDelta(i, j)))
k_variance = given("each k_i has variance 1", Eq(Var(k[i]), 1))
independent = given("q and k are independent", Independent(q, k))
finite = given("second moments of products are finite", FiniteMoments(q, k))

# Claimed
dot = Sum(q[i] * k[i], (i, 1, d))
mean_is_zero = chain(
    E(dot),
    equals(Sum(E(q[i] * k[i]), (i, 1, d)), because=finite),
    equals(Sum(E(q[i]) * E(k[i]), (i, 1, d)), because=(expectation_of_independent_product, independent, finite)),
    equals(0, because=q_mean))
k_square = chain(
    E(k[i]**2),
    equals(Var(k[i]) + E(k[i])**2, because=(variance_formula, finite)),
    equals(1, because=(k_variance, k_mean)))

var_dot_product = Claim(
    name="Var[q.k] = d",
    says=Eq(Var(dot), d),
    given=(q_mean, k_mean, q_white, k_variance, independent, finite),
    proof=(mean_is_zero, k_square, chain(
        Var(dot),
        equals(E(dot**2) - E(dot)**2, because=(variance_formula, finite)),
        equals(E(dot**2), because=mean_is_zero),
        equals(E(Sum(Sum(q[i] * k[i] * q[j] * k[j], (j, 1, d)), (i, 1, d))), because=square_of_sum),
        equals(Sum(Sum(E(q[i] * k[i] * q[j] * k[j]), (j, 1, d)), (i, 1, d)), because=finite),
        equals(Sum(Sum(E(q[i] * q[j]) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)),
               because=(expectation_of_independent_product, independent, finite)),
        equals(Sum(Sum(KroneckerDelta(i, j) * E(k[i] * k[j]), (j, 1, d)), (i, 1, d)), because=q_white),
        equals(Sum(E(k[i]**2), (i, 1, d)), because=sum_with_delta),
        equals(Sum(1, (i, 1, d)), because=k_square),
        equals(d, because=arithmetic))),
    holds_for=(example(d=3, q=coin, k=coin),),
    key=True)

article = Article(slug="attention-scale-gradient-max", title="Attention's scale factor", source=source, claims=(var_dot_product,))
