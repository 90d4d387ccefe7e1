"""Symbols that several parts share: the sparsity index, and the weights of attention to normal keys."""

from sympy import Abs, Lambda, Sum, erf, exp, pi, sqrt

from verifier.language import *

source = Source("Su", 2023, "注意力机制真的可以“集中注意力”吗？", url="https://kexue.fm/archives/9889")

# Notation
x = real("x")                                # any number, also a random one
sparsity = Lambda(x, E(Abs(x)) / sqrt(E(x**2)))   # the sparsity index S: small means sparse
d = natural("d")                             # length of a query and of a key
i = index("i", 1, d)
q = vector("q", d)                           # the query
mu = vector("mu", d)                         # the mean of the keys
sigma = real("sigma")                        # its size is the standard deviation of each entry of a key
xi = random_vector("xi", d)                  # noise: the key is mu + sigma xi
eps = random_variable("epsilon")             # one standard normal number
score = Sum(q[i] * (mu[i] + sigma * xi[i]), (i, 1, d))   # q . k
mean_score = Sum(q[i] * mu[i], (i, 1, d))    # beta = q . mu
length = sqrt(Sum(q[i]**2, (i, 1, d)))       # |q|
beta = real("beta")                          # the mean of the scores
gamma = positive("gamma")                    # their standard deviation |sigma| |q|
r, t = real("r t")                           # the ratio beta/gamma, and any number
Phi = Lambda(x, (1 + erf(x / sqrt(2))) / 2)  # distribution function of the standard normal law
phi = Lambda(x, exp(-x**2 / 2) / sqrt(2 * pi))   # its density

# Given
noise_normal = given("the entries of the noise are standard normal", StandardNormal(xi))
noise_independent = given("the entries of the noise are independent", IndependentEntries(xi))
query_not_zero = given("the query is not 0", Sum(q[i]**2, (i, 1, d)) > 0)
eps_normal = given("epsilon is standard normal", StandardNormal(eps))
