"""Symbols and premises of exponentiated gradient descent and of the gains."""

from sympy import Eq, KroneckerDelta, Lambda, Sum, exp

from verifier.language import *

source = Source("Su", 2022, "指数梯度下降 + 元学习 = 自适应学习率", url="https://kexue.fm/archives/8968")

# Notation
n = natural("n")                            # number of parameters
i = natural("i")                            # a parameter
j = index("j", 1, n)                        # any parameter
t = whole("t")                              # steps taken so far
e = trajectory("e")                         # e(i), the unit vectors; dot(e(i), p) is the i-th coordinate of p
theta = trajectory("theta")                 # theta(t), the parameters after t steps
begin = point("theta_0")                    # the parameters before the first step
old, new = point("theta_old theta_new")     # the parameters before and after one step
phi = trajectory("phi")                     # phi(t), their logarithms
eta = real("eta")                           # step size
loss = function("L")                        # L(p), the loss at the parameters p
slope = trajectory("G")                     # G(p), the gradient of the loss at p
g_old, g_new = point("g_old g_new")         # the gradients of the loss there
gains = point("nu")                         # the gains of the step between them
next_gains = point("nu_next")               # the gains of the step after that
kappa = point("kappa")                      # the gradient of the loss at theta_new in the gains nu
nu = trajectory("nu")                       # nu(t), the gains that led from step t - 1 to step t
gamma = real("gamma")                       # step size of the gains
p, q, u, v, h = point("p q u v h")          # vectors of R^n
s = real("s")                               # a small step

at = Lambda((i, v), dot(e(i), v))                                                 # a coordinate
times = Lambda((u, v), Sum(dot(e(j), u) * dot(e(j), v) * e(j), (j, 1, n)))        # the coordinatewise product

# Given
in_range = given("i is one of the parameters", i <= n)
starts = given("the run starts at theta_0", Eq(theta(0), begin))
unit_vectors = given("the e_i are orthonormal", ForAll((i, j), (1 <= i, i <= n, 1 <= j, j <= n), Eq(dot(e(i), e(j)), KroneckerDelta(i, j))))
coordinates = given("a vector is the sum of its coordinates times the e_i", ForAll((q,), (), Eq(q, Sum(at(i, q) * e(i), (i, 1, n)))))
exponentiated_step = given("each step multiplies theta_i by exp(-eta G_i)", ForAll(
    (t, i), (1 <= i, i <= n), Eq(at(i, theta(t + 1)), at(i, theta(t)) * exp(-eta * at(i, slope(theta(t)))))))
