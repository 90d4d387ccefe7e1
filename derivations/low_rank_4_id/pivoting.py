"""Column pivoting: what the rule says of the triangular factor, with the columns as vectors."""

from sympy import Abs, Eq, KroneckerDelta, Lambda, Rational, Sum

from verifier.language import *

from .experiments import measure_pivots

# Notation
p, l = natural("p l")                # how many steps are made, at most as many as there are rows; how many columns there are
a, b, c = index("a b c", 1, p)       # numbers of steps, rows of R
e = index("e", 1, l)                 # a column, counted in the order of the pivots
x = trajectory("m")                  # m(e), the e-th column in this order, so m_(rho_e) in the article
q = trajectory("q")                  # q(a), the a-th column of Q
R = vector("R", (p, l))              # the triangular factor: p rows, l columns

# What is left of a column when its parts along the vectors before the step have been taken away.
left = lambda step, column: x(column) - Sum(dot(x(column), q(c)) * q(c), (c, 1, step - 1))

few_steps = given("there are at least as many columns as steps", p <= l)
orthonormal = given("the vectors q_a are orthonormal", Eq(dot(q(a), q(b)), KroneckerDelta(a, b)))
factored = given("the columns are combinations of the q_a: M Pi = Q R", Eq(x(e), Sum(R[a, e] * q(a), (a, 1, p))))
triangular = given("R is upper trapezoidal", Implies(a > e, Eq(R[a, e], 0)))
pivot_rule = given("of what is left before step b, the pivot's part is the longest", Implies(e >= b, norm(left(b, e)) <= norm(left(b, b))))

coefficient = chain(
    dot(x(e), q(b)),
    equals(Sum(R[a, e] * dot(q(a), q(b)), (a, 1, p)), because=factored),
    equals(Sum(KroneckerDelta(b, a) * R[a, e], (a, 1, p)), because=orthonormal),
    equals(R[b, e], because=sum_with_delta))
whole_length = chain(
    norm(x(e))**2,
    equals(Sum(R[a, e] * dot(x(e), q(a)), (a, 1, p)), because=factored),
    equals(Sum(R[a, e]**2, (a, 1, p)), because=coefficient))
length_of_parts = chain(
    norm(Sum(dot(x(e), q(c)) * q(c), (c, 1, b - 1)))**2,
    equals(Sum(Sum(dot(x(e), q(c)) * dot(x(e), q(a)) * dot(q(c), q(a)), (a, 1, b - 1)), (c, 1, b - 1)), because=arithmetic),
    equals(Sum(Sum(KroneckerDelta(c, a) * dot(x(e), q(c)) * dot(x(e), q(a)), (a, 1, b - 1)), (c, 1, b - 1)), because=orthonormal),
    equals(Sum(dot(x(e), q(c))**2, (c, 1, b - 1)), because=sum_with_delta))
split = therefore(Eq(Sum(R[a, e]**2, (a, 1, p)), Sum(R[a, e]**2, (a, 1, b - 1)) + Sum(R[a, e]**2, (a, b, p))),
                  because=using(split_sum, F=Lambda(a, R[a, e]**2), l=1, r=b, m=p))
length_left = chain(
    norm(left(b, e))**2,
    equals(norm(x(e))**2 - 2 * Sum(dot(x(e), q(c))**2, (c, 1, b - 1)) + norm(Sum(dot(x(e), q(c)) * q(c), (c, 1, b - 1)))**2, because=arithmetic),
    equals(norm(x(e))**2 - Sum(dot(x(e), q(c))**2, (c, 1, b - 1)), because=length_of_parts),
    equals(Sum(R[a, e]**2, (a, 1, p)) - Sum(dot(x(e), q(c))**2, (c, 1, b - 1)), because=whole_length),
    equals(Sum(R[a, e]**2, (a, 1, p)) - Sum(R[c, e]**2, (c, 1, b - 1)), because=coefficient),
    equals(Sum(R[a, e]**2, (a, b, p)), because=split))


f = index("f", 1, p)                 # a column that is a pivot
length_of_pivot = chain(
    norm(left(f, f))**2,
    equals(Sum(R[a, f]**2, (a, f, p)), because=(length_left, few_steps)),
    equals(R[f, f]**2 + Sum(R[a, f]**2, (a, f + 1, p)), because=arithmetic),
    equals(R[f, f]**2, because=(triangular, few_steps)))
shorter = therefore(Implies(e >= f, norm(left(f, e))**2 <= norm(left(f, f))**2), because=(square_is_monotone, pivot_rule))
dominated = therefore(Implies(e >= f, Sum(R[a, e]**2, (a, f, p)) <= R[f, f]**2), because=(shorter, length_left, length_of_pivot))

pivot_dominance = Claim(
    name="Each pivot dominates what is left of the later columns",
    says=(Eq(norm(left(b, e))**2, Sum(R[a, e]**2, (a, b, p))), Eq(norm(left(f, f))**2, R[f, f]**2), Implies(e >= f, Sum(R[a, e]**2, (a, f, p)) <= R[f, f]**2)),
    given=(few_steps, orthonormal, factored, triangular, pivot_rule),
    proof=(coefficient, whole_length, length_of_parts, split, length_left, length_of_pivot, shorter, dominated),
    holds_for=(example(p=2, l=3, q=[[1, 0], [0, 1]], R=[[5, 3, 4], [0, 4, 3]], m=[[5, 0], [3, 4], [4, 3]], note="equality at the first pivot"),
               example(p=2, l=3, q=[[Rational(3, 5), Rational(4, 5)], [Rational(-4, 5), Rational(3, 5)]], R=[[4, 1, -1], [0, 2, -2]],
                       m=[[Rational(12, 5), Rational(16, 5)], [-1, 2], [1, -2]], note="equality at the second pivot"),
               example(p=1, l=2, q=[[0, 0, 1]], R=[[Rational(-1, 2), Rational(1, 3)]], m=[[0, 0, Rational(-1, 2)], [0, 0, Rational(1, 3)]])),
    fails_for=(example(p=2, l=2, q=[[1, 0], [0, 1]], R=[[1, 0], [0, 2]], m=[[1, 0], [0, 2]], note="the shorter column comes first"),
               example(p=2, l=2, q=[[1, 0], [0, 1]], R=[[1, 0], [2, 2]], m=[[1, 2], [0, 2]], note="R is not triangular"),
               example(p=2, l=2, q=[[1, 0], [0, Rational(1, 4)]], R=[[1, 0], [0, 4]], m=[[1, 0], [0, 1]], note="q_2 is no unit vector"),
               example(p=1, l=1, q=[[1]], R=[[3]], m=[[2]], note="another R")),
    measured_by=measure_pivots,
    note="The sum runs over the rows k to p; below the diagonal, for i > j, its terms are 0. Wide matrices are covered: p is the number of steps, not that of columns.",
    equation="(9)", latex=r"R_{kk}^2\ge\sum_{i=k}^{\min(j,p)}R_{ij}^2,\quad k=1,\dots,p,\ j=k,\dots,m", key=True)

g = index("g", 1, p - 1)             # a step that is not the last
next_entry = therefore(R[g + 1, g + 1]**2 <= Sum(R[g + a, g + 1]**2, (a, 1, p - g)),
                       because=using(term_of_nonnegative_sum, F=Lambda(a, R[g + a, g + 1]**2), m=1, n=p - g))
squares_fall = chain(
    R[g + 1, g + 1]**2,
    at_most(Sum(R[g + a, g + 1]**2, (a, 1, p - g)), because=next_entry),
    at_most(Sum(R[a, g + 1]**2, (a, g, p)), because=arithmetic),
    at_most(R[g, g]**2, because=(using(pivot_dominance, (e, g + 1), (f, g)), few_steps)))
pivots_decrease = Claim(
    name="The pivots do not grow",
    says=Abs(R[g + 1, g + 1]) <= Abs(R[g, g]),
    given=(few_steps, orthonormal, factored, triangular, pivot_rule),
    proof=(next_entry, squares_fall, therefore(Abs(R[g + 1, g + 1]) <= Abs(R[g, g]), because=(square_reflects_order, squares_fall))),
    holds_for=(example(p=2, l=3, q=[[1, 0], [0, 1]], R=[[5, 3, 4], [0, 4, 3]], m=[[5, 0], [3, 4], [4, 3]]),
               example(p=2, l=3, q=[[Rational(3, 5), Rational(4, 5)], [Rational(-4, 5), Rational(3, 5)]], R=[[-2, 0, 1], [0, 2, Rational(-1, 2)]],
                       m=[[Rational(-6, 5), Rational(-8, 5)], [Rational(-8, 5), Rational(6, 5)], [1, Rational(1, 2)]], note="equal pivots"),
               example(p=2, l=2, q=[[1, 0], [0, 1]], R=[[Rational(1, 2), 0], [0, Rational(-1, 2)]], m=[[Rational(1, 2), 0], [0, Rational(-1, 2)]])),
    fails_for=(example(p=2, l=2, q=[[1, 0], [0, 1]], R=[[1, 0], [0, 2]], m=[[1, 0], [0, 2]], note="the shorter column comes first"),
               example(p=2, l=2, q=[[1, 0], [0, Rational(1, 4)]], R=[[1, 0], [0, 4]], m=[[1, 0], [0, 1]], note="q_2 is no unit vector"),
               example(p=2, l=2, q=[[1, 0], [0, 1]], R=[[1, 0], [0, 3]], m=[[1, 0], [0, 1]], note="another R"),
               example(p=2, l=2, q=[[1, 0], [0, 1]], R=[[1, 0], [1, Rational(6, 5)]], m=[[1, 1], [0, Rational(6, 5)]], note="R is not triangular")),
    measured_by=measure_pivots,
    equation="after (9)", latex=r"|R_{11}|\ge|R_{22}|\ge\dots", key=True)
