"""The best single column, and what choosing by length or by total error does for more columns."""

from sympy import Eq, Ne, Rational, Sum

from verifier.language import *

from .experiments import measure_greedy, measure_longest, measure_single_column

# Notation
l, u, w = natural("l u w")           # how many columns there are; numbers of two columns
j, k = index("j k", 1, l)            # columns
m = trajectory("m")                  # m(j), the j-th column
z = sequence("z")                    # coefficients

# The squared length of a vector.
square = lambda v: dot(v, v)

# What is left of a vector when its part along another has been taken away.
without = lambda v, other: v - dot(v, other) / square(other) * other

# The squared error of all columns when the column i is the skeleton.
total = lambda i: Sum(square(without(m(j), m(i))), (j, 1, l))

# What the column i explains: the squared length of M^T m_i over that of m_i.
gain = lambda i: Sum(dot(m(j), m(i))**2, (j, 1, l)) / square(m(i))

whole = Sum(square(m(j)), (j, 1, l))
not_zero = given("the column u is not 0", Ne(square(m(u)), 0))
other_not_zero = given("the column w is not 0", Ne(square(m(w)), 0))
explained = chain(total(u), equals(whole - gain(u), because=not_zero))
other_explained = chain(total(w), equals(whole - gain(w), because=other_not_zero))
r1_optimal_column = Claim(
    name="The best single column",
    says=(Eq(total(u), whole - gain(u)), Iff(total(u) <= total(w), gain(w) <= gain(u)),
          Sum(square(m(j) - z(j) * m(u)), (j, 1, l)) >= total(u)),
    given=(not_zero, other_not_zero),
    proof=(explained, other_explained,
           therefore(Implies(total(u) <= total(w), gain(w) <= gain(u)), because=(explained, other_explained)),
           therefore(Implies(gain(w) <= gain(u), total(u) <= total(w)), because=(explained, other_explained)),
           chain(Sum(square(m(j) - z(j) * m(u)), (j, 1, l)),
                 equals(total(u) + Sum((z(j) - dot(m(j), m(u)) / square(m(u)))**2, (j, 1, l)) * square(m(u)), because=not_zero),
                 at_least(total(u), because=not_zero))),
    holds_for=(example(l=3, u=2, w=1, m=[[1, 0], [2, 1], [0, 3]], z=[Rational(2, 5), 1, Rational(3, 5)]),
               example(l=3, u=1, w=3, m=[[1, 0], [2, 1], [0, 3]], z=[1, 2, 0]),
               example(l=2, u=1, w=2, m=[[1, 1], [2, 2]], z=[1, 2]),
               example(l=2, u=2, w=1, m=[[Rational(1, 2), 0], [Rational(1, 3), Rational(1, 3)]], z=[Rational(3, 4), 1])),
    fails_for=(example(l=1, u=2, w=1, m=[[1, 1], [0, 0]], z=[0], note="the column u is 0"),
               example(l=1, u=1, w=2, m=[[1, 1], [0, 0]], z=[0], note="the column w is 0")),
    measured_by=measure_single_column,
    note="A column that is 0 explains nothing and is never better than another. The coefficients are the best ones as well.",
    equation="(12)",
    latex=r"\sum_j\Bigl\Vert m_j-\frac{(m_j^\top m_i)m_i}{\Vert m_i\Vert^2}\Bigr\Vert^2=\Vert M\Vert_F^2-\frac{\Vert M^\top m_i\Vert^2}{\Vert m_i\Vert^2}\Rightarrow\operatorname*{argmin}_i=\operatorname*{argmax}_i\frac{\Vert M^\top m_i\Vert^2}{\Vert m_i\Vert^2}",
    key=True)

among = given("u and w are numbers of columns", Both(u <= l, w <= l))
longest = given("no column is longer than the column u", square(m(j)) <= square(m(u)))
max_norm_not_best = Claim(
    name="The longest column, which column pivoting takes first, taken as the best single column",
    says=total(u) <= total(w),
    given=(among, not_zero, other_not_zero, longest),
    expected=REFUTED,
    fails_for=(example(l=3, u=1, w=2, m=[[2, 0], [0, Rational(3, 2)], [0, Rational(3, 2)]], note="one long column, two equal shorter ones: error 9/2 against 4"),
               example(l=4, u=1, w=2, m=[[2, 0], [0, Rational(3, 2)], [0, Rational(3, 2)], [0, Rational(3, 2)]], note="error 27/4 against 4")),
    measured_by=measure_longest,
    note="Three columns are enough: two equal ones of length 3/2 beside one of length 2.",
    equation="section on accuracy", strength="not asserted",
    key=True)

# -- two columns --------------------------------------------------------------------------------------------------------------

s, t = natural("s t")                # the second column of either rule

# What is left of the column i beside a first one.
left = lambda i, first: without(m(i), m(first))

# The squared error of all columns when these two are the skeleton.
total_of_two = lambda first, second: Sum(square(without(left(j, first), left(second, first))), (j, 1, l))

numbers = given("u, s, w and t are numbers of columns", Both(Both(u <= l, s <= l), Both(w <= l, t <= l)))
longest_left = given("beside u no column has more left than s", square(left(j, u)) <= square(left(s, u)))
something_left = given("something is left of s beside u, and of t beside w", Both(Ne(square(left(s, u)), 0), Ne(square(left(t, w)), 0)))
least_error = given("no column alone has a smaller error than w", Implies(Ne(square(m(k)), 0), total(w) <= total(k)))
least_error_of_two = given("no column beside w gives a smaller error than t", Implies(Ne(square(left(k, w)), 0), total_of_two(w, t) <= total_of_two(w, k)))
greedy_total_error_not_better = Claim(
    name="Choosing the least total error in each step, taken as at least as good as column pivoting",
    says=total_of_two(w, t) <= total_of_two(u, s),
    given=(numbers, not_zero, other_not_zero, longest, longest_left, something_left, least_error, least_error_of_two),
    expected=REFUTED,
    fails_for=(example(l=3, u=1, s=3, w=2, t=3, m=[[1, 1, 1], [1, 1, 0], [1, 0, -1]], note="error 1/3 against 1/6"),
               example(l=4, u=4, s=2, w=3, t=2, m=[[-1, -1, -2], [1, 2, 1], [-2, 0, -1], [-2, 2, -2]], note="error 61/21 against 1")),
    measured_by=measure_greedy,
    note="For one column the rule is the exact optimum, as the claim before shows; for two it can lose by a factor of two, with entries 0 and 1 and -1.",
    equation="section on accuracy",
    key=True)
