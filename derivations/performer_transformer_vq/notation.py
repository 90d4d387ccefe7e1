"""Symbols of the article: queries, keys, values, random vectors, a codebook."""

from sympy import Sum

from verifier.language import *

source = Source("Su", 2023, "我在Performer中发现了Transformer-VQ的踪迹", url="https://kexue.fm/archives/9862")

d = natural("d")                             # entries of a query or a key
n = natural("n")                             # keys
m = natural("m")                             # random vectors, or codes
i = index("i", 1, d)                         # an entry
j, l = index("j l", 1, n)                    # keys
y, w = index("y w", 1, m)                    # random vectors or codes
q, k = vector("q k", d)                      # the query and one key
keys = vector("K", (n, d))                   # all keys, one in each row
values = vector("v", n)                      # one coordinate of the values v_1, ..., v_n
z = random_vector("z", d)                    # a standard normal vector
omega = random_vector("omega", (m, d))       # m standard normal vectors, one in each row

q_k = Sum(q[i] * k[i], (i, 1, d))            # q.k
q_q = Sum(q[i]**2, (i, 1, d))                # |q|^2
k_k = Sum(k[i]**2, (i, 1, d))                # |k|^2

z_normal = given("the entries of z are standard normal", StandardNormal(z))
z_independent = given("the entries of z are independent", IndependentEntries(z))
