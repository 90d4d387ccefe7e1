"""Symbols of the article, and what it means to sum over sets of components."""

from sympy import Eq, KroneckerDelta, exp

from verifier.language import *

source = Source("Su", 2024, "Softmax后传：寻找Top-K的光滑近似", url="https://kexue.fm/archives/10373")

# Notation
n = natural("n")                             # number of components
k = natural("k")                             # how many components are to be selected
i, j, l = natural("i j l")                   # components
q = integer("q")                             # size of a set of components
r, s = whole("r s")                          # how many components have been looked at
x = sequence("x")                            # x(j), the scores
w = sequence("w", nonnegative=True)          # w(j), the factor of a component in the product of its set
Z = function("Z")                            # Z(q, r): the sum, over the sets of q of the components 1..r, of their products of factors
Z_with = function("Z_with")                  # Z_with(i, q, r): the same over the sets that contain i
Z_without = function("Z_without")            # Z_without(i, q, r): the same over the sets that leave out i
Z_neither = function("Z_neither")            # Z_neither(i, l, q, r): the same over the sets that leave out i and l

exponentials = define(w(j), exp(x(j)), "the factor of a component is the exponential of its score")

# Given: a set of q of the components 1..j leaves out j, or it is j and a set of q - 1 of 1..j-1; of no components there
# is the empty set alone.  The deltas say which component may not, or need not, be added.
i_in_range = given("i is a component", i <= n)
l_in_range = given("l is a component", l <= n)
some_not_all = given("some components are left out", k <= n - 1)
in_order = given("l comes after i", i <= l - 1)
positive_factors = given("the factors are positive", ForAll((j,), (), w(j) > 0))

all_start = given("of no components there is the empty set alone", ForAll((q,), (), Eq(Z(q, 0), KroneckerDelta(q, 0))))
all_grow = given("a set of q of 1..j leaves out j or contains it",
                 ForAll((q, j), (), Eq(Z(q, j), Z(q, j - 1) + w(j) * Z(q - 1, j - 1))))
with_start = given("the empty set does not contain i", ForAll((i, q), (), Eq(Z_with(i, q, 0), 0)))
with_grow = given("with j a set contains i if it did before or j is i", ForAll((i, q, j), (), Eq(
    Z_with(i, q, j), Z_with(i, q, j - 1) + w(j) * (KroneckerDelta(i, j) * Z(q - 1, j - 1) + (1 - KroneckerDelta(i, j)) * Z_with(i, q - 1, j - 1)))))
without_start = given("of no components there is the empty set alone, and it leaves out i",
                      ForAll((i, q), (), Eq(Z_without(i, q, 0), KroneckerDelta(q, 0))))
without_grow = given("without i, only j other than i is added", ForAll((i, q, j), (), Eq(
    Z_without(i, q, j), Z_without(i, q, j - 1) + w(j) * (1 - KroneckerDelta(i, j)) * Z_without(i, q - 1, j - 1))))
neither_start = given("of no components there is the empty set alone, and it leaves out i and l",
                      ForAll((i, l, q), (), Eq(Z_neither(i, l, q, 0), KroneckerDelta(q, 0))))
neither_grow = given("without i and l, only another j is added", ForAll((i, l, q, j), (), Eq(
    Z_neither(i, l, q, j), Z_neither(i, l, q, j - 1)
    + w(j) * (1 - KroneckerDelta(i, j)) * (1 - KroneckerDelta(l, j)) * Z_neither(i, l, q - 1, j - 1))))
sets = (all_start, all_grow)
sets_with = (with_start, with_grow)
sets_without = (without_start, without_grow)
sets_with_neither = (neither_start, neither_grow)
