"""Symbols, the transport plans, and the transport cost."""

from sympy import Eq, KroneckerDelta, Sum

from verifier.language import *

source = Source("Su", 2023, "EMO：基于最优传输思想设计的分类损失函数", url="https://kexue.fm/archives/9797")

# Notation
n = natural("n")                            # number of classes
i, j, k = index("i j k", 1, n)              # classes
t = natural("t")                            # the target class
p = vector("p", n)                          # predicted probabilities
tau = vector("tau", n)                      # target probabilities
c = vector("c", (n, n))                     # c[i, j], the cost of moving mass from class i to class j
gamma = vector("gamma", (n, n))             # gamma[i, j], how much is moved from i to j
Pi = convex_set("Pi")                       # the transport plans from p to tau
C = real("C")                               # the least cost of a plan
m = real("m")                               # any number

cost = Sum(Sum(gamma[i, j] * c[i, j], (j, 1, n)), (i, 1, n))

# Given
p_entries = given("no prediction is negative", p[i] >= 0)
p_total = given("the predictions add up to 1", Eq(Sum(p[i], (i, 1, n)), 1))
tau_entries = given("no target probability is negative", tau[i] >= 0)
tau_total = given("the target probabilities add up to 1", Eq(Sum(tau[i], (i, 1, n)), 1))
distributions = (p_entries, p_total, tau_entries, tau_total)

each_class, each_pair = (1 <= i, i <= n), (1 <= i, i <= n, 1 <= j, j <= n)
moves = ForAll((i, j), each_pair, gamma[i, j] >= 0)
sends = ForAll((i,), each_class, Eq(Sum(gamma[i, j], (j, 1, n)), p[i]))
receives = ForAll((j,), (1 <= j, j <= n), Eq(Sum(gamma[i, j], (i, 1, n)), tau[j]))
a_plan = (Element(gamma, Pi),)
plan_moves = given("a plan moves no negative amounts", ForAll((gamma,), a_plan, moves))
plan_sends = given("a plan takes from each class what p has there", ForAll((gamma,), a_plan, sends))
plan_receives = given("a plan brings to each class what tau has there", ForAll((gamma,), a_plan, receives))
plan_all = given("every such array is a plan", ForAll((gamma,), (moves, sends, receives), Element(gamma, Pi)))
plans = (plan_moves, plan_sends, plan_receives, plan_all)
cheapest = given("C is the greatest lower bound of the costs of the plans", ForAll((m,), (), Iff(ForAll((gamma,), a_plan, m <= cost), m <= C)))

target_is_class = given("t is a class", t <= n)
on_target = KroneckerDelta(j, t)
one_hot = given("all of the target mass is on t", ForAll((j,), (1 <= j, j <= n), Eq(tau[j], on_target)))
