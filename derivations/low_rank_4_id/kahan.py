"""How large the coefficients of column pivoting can be: Kahan's matrix, and the bound by powers of two."""

from sympy import Abs, Eq, Lambda, Ne, Rational, Sum

from verifier.language import *

from .experiments import measure_kahan

# Notation
r = natural("r")                     # how many columns are kept; the column r + 1 is approximated
i = index("i", 1, r)                 # a kept column, a row of the triangular system
k, j = index("k j", 1, r + 1)        # rows and columns of K
c, s = positive("c s")               # cosine and sine of an angle
K = vector("K", (r + 1, r + 1))      # Kahan's matrix diag(1, s, .., s^r) (I - c N), with N_ij = 1 for i < j
z = vector("z", r)                   # the coefficients of the last column in the first r columns

angle = given("s and c belong to one angle", Eq(s**2 + c**2, 1))
diagonal_entries = given("the diagonal holds the powers of s", Eq(K[k, k], s**(k - 1)))
above = given("above it each row holds -c times its diagonal entry", Implies(k < j, Eq(K[k, j], -c * s**(k - 1))))
below = given("below it are zeros", Implies(k > j, Eq(K[k, j], 0)))
solved = given("z solves the triangular system for the last column", Eq(Sum(K[i, j] * z[j], (j, 1, r)), K[i, r + 1]))
kahan = (angle, diagonal_entries, above, below)

# every column has the same length left, so the pivot rule may keep the order
first, last = Sum(K[k, j]**2, (k, 1, r + 1)), r + 1
h, g = index("h g", 1, r + 1)        # a step, and a column that is not before it

split_column = therefore(Implies(h <= g, Eq(Sum(K[k, g]**2, (k, h, r + 1)), Sum(K[k, g]**2, (k, h, g - 1)) + Sum(K[k, g]**2, (k, g, r + 1)))),
                         because=using(split_sum, F=Lambda(k, K[k, g]**2), l=h, r=g, m=r + 1))
from_rows = therefore(Implies(h <= g, Eq(Sum(K[k, g]**2, (k, h, g - 1)), Sum(c**2 * s**(2 * k - 2), (k, h, g - 1)))), because=above)
from_angle = chain(1 - s**2, equals(c**2, because=angle))
below_one = chain(s**2, equals(1 - c**2, because=angle), less_than(1, because=arithmetic))
not_one = therefore(Ne(s**2, 1), because=below_one)
powers_of_s = Sum((s**2)**k, (k, 0, g - h - 1))
geometric = therefore(Implies(h <= g, Eq(powers_of_s, (1 - (s**2)**(g - h)) / (1 - s**2))), because=(using(geometric_sum, c=s**2, n=g - h), not_one))
over_c = therefore(Implies(h <= g, Eq(c**2 * powers_of_s, 1 - s**(2 * g - 2 * h))), because=(geometric, from_angle))
summed = therefore(Implies(h <= g, Eq(Sum(c**2 * s**(2 * k - 2), (k, h, g - 1)), s**(2 * h - 2) - s**(2 * g - 2))), because=over_c)
lower_part = chain(
    Sum(K[k, g]**2, (k, g, r + 1)),
    equals(K[g, g]**2 + Sum(K[k, g]**2, (k, g + 1, r + 1)), because=arithmetic),
    equals(K[g, g]**2, because=below),
    equals(s**(2 * g - 2), because=diagonal_entries))

split_row = therefore(Eq(Sum(K[i, j] * z[j], (j, 1, r)), Sum(K[i, j] * z[j], (j, 1, i - 1)) + Sum(K[i, j] * z[j], (j, i, r))),
                      because=using(split_sum, F=Lambda(j, K[i, j] * z[j]), l=1, r=i, m=r))
row = chain(
    Sum(K[i, j] * z[j], (j, 1, r)),
    equals(Sum(K[i, j] * z[j], (j, 1, i - 1)) + Sum(K[i, j] * z[j], (j, i, r)), because=split_row),
    equals(Sum(K[i, j] * z[j], (j, i, r)), because=below),
    equals(K[i, i] * z[i] + Sum(K[i, j] * z[j], (j, i + 1, r)), because=arithmetic),
    equals(K[i, i] * z[i] - c * s**(i - 1) * Sum(z[j], (j, i + 1, r)), because=above),
    equals(s**(i - 1) * (z[i] - c * Sum(z[j], (j, i + 1, r))), because=diagonal_entries))

by_later = chain(
    z[i],
    equals(c * Sum(z[j], (j, i + 1, r)) + Sum(K[i, j] * z[j], (j, 1, r)) / s**(i - 1), because=row),
    equals(c * Sum(z[j], (j, i + 1, r)) + K[i, r + 1] / s**(i - 1), because=solved),
    equals(c * Sum(z[j], (j, i + 1, r)) - c, because=above))
t = index("t", 1, r - 1)             # a kept column that is not the last
by_next = chain(
    z[t],
    equals(c * Sum(z[j], (j, t + 1, r)) - c, because=by_later),
    equals(c * z[t + 1] + (c * Sum(z[j], (j, t + 2, r)) - c), because=arithmetic),
    equals(c * z[t + 1] + z[t + 1], because=by_later))
last_coefficient = chain(z[r], equals(-c, because=by_later))
q = index("q", 0)                    # how many columns lie between a kept column and the last
powers = Implies(q <= r - 1, Eq(z[r - q], -c * (1 + c)**q))
so_far = hypothesis(powers)
closed_form = induction(
    powers, on=q, start=0,
    base=therefore(Implies(0 <= r - 1, Eq(z[r], -c * (1 + c)**0)), because=last_coefficient),
    step=therefore(Implies(q + 1 <= r - 1, Eq(z[r - (q + 1)], -c * (1 + c)**(q + 1))), because=(using(by_next, (t, r - q - 1)), so_far)),
    hypothesis=so_far)

each = therefore(Eq(z[i], -c * (1 + c)**(r - i)), because=using(closed_form, (q, r - i)))
size = chain(Abs(z[i]), equals(Abs(-c * (1 + c)**(r - i)), because=each), equals(c * (1 + c)**(r - i), because=arithmetic))
i_factor = therefore((1 + c)**(i - 1) >= 1, because=())
at_most_first = chain(
    Abs(z[i]),
    equals(c * (1 + c)**(r - i), because=size),
    at_most(c * (1 + c)**(r - i) * (1 + c)**(i - 1), because=i_factor),
    equals(c * (1 + c)**(r - 1), because=arithmetic),
    equals(Abs(z[1]), because=size))
all_below = therefore(ForAll((i,), (1 <= i, i <= r), Abs(z[i]) <= Abs(z[1])), because=at_most_first)
largest = Maximum(Abs(z[i]), (i, 1, r))
attained = chain(largest, equals(Abs(z[1]), because=(using(maximum_is_attained, F=Lambda(i, Abs(z[i])), k=1, s=r), all_below)),
                 equals(c * (1 + c)**(r - 1), because=size))

F = Rational(3, 5), Rational(4, 5)
four = dict(r=3, c=F[1], s=F[0], z=[Rational(-324, 125), Rational(-36, 25), -F[1]],
            K=[[1, -F[1], -F[1], -F[1]], [0, F[0], Rational(-12, 25), Rational(-12, 25)], [0, 0, Rational(9, 25), Rational(-36, 125)], [0, 0, 0, Rational(27, 125)]])
three = dict(r=2, c=F[0], s=F[1], z=[Rational(-24, 25), -F[0]], K=[[1, -F[0], -F[0]], [0, F[1], Rational(-12, 25)], [0, 0, Rational(16, 25)]])
two = dict(r=1, c=F[0], s=F[1], z=[-F[0]], K=[[1, -F[0]], [0, F[1]]])
z_exceeds_two = Claim(
    name="Kahan's matrix: the coefficients of column pivoting grow like powers of 1 + c",
    says=(Implies(h <= g, Eq(Sum(K[k, g]**2, (k, h, r + 1)), K[h, h]**2)), Eq(z[i], -c * (1 + c)**(r - i)), Eq(largest, c * (1 + c)**(r - 1))),
    given=(*kahan, solved),
    proof=(split_column, from_rows, from_angle, below_one, not_one, geometric, over_c, summed, lower_part, split_row, row, by_later, by_next, last_coefficient, closed_form, each, size, i_factor, at_most_first, all_below, attained,
           therefore(Implies(h <= g, Eq(Sum(K[k, g]**2, (k, h, r + 1)), K[h, h]**2)),
                     because=(split_column, from_rows, summed, lower_part, diagonal_entries))),
    holds_for=(example(**four, note="the largest coefficient is 2.592"), example(**three), example(**two)),
    fails_for=(example(**dict(two, c=1, s=1, z=[-1], K=[[1, -1], [0, 1]]), note="s^2 + c^2 = 2"),
               example(**dict(two, K=[[1, -F[0]], [0, 5]]), note="another diagonal entry"),
               example(**dict(two, K=[[1, 1], [0, F[1]]], z=[1]), note="another entry above the diagonal"),
               example(**dict(two, K=[[1, -F[0]], [1, F[1]]]), note="an entry below the diagonal"),
               example(**dict(two, z=[2]), note="z does not solve the system")),
    measured_by=measure_kahan,
    note="The first part says that what is left of all columns has one length at each step, so that the pivot rule may keep the order. "
         "With c = 9/10 and r = 3 the largest coefficient is 3.249; the article's remark that neither 1 nor 2 is guaranteed is right.",
    equation="after (11)", latex=r"K_n(c)=\operatorname{diag}(1,s,..,s^{n-1})\,(I-c\,N),\ N_{ij}=[i<j],\ s^2+c^2=1:\ \max_i|z_i|=c(1+c)^{r-1},\ r=n-1;\quad c=0.9,n=4:\ 3.249>2",
    key=True, cites="Kahan1966")

pivots = given("no pivot is 0", Ne(K[i, i], 0))
dominant = given("each pivot dominates what is left of the later columns", Implies(h <= g, Sum(K[k, g]**2, (k, h, r + 1)) <= K[h, h]**2))
z_at_most_two = Claim(
    name="Coefficients of column pivoting, taken to be at most 2",
    says=Abs(z[i]) <= 2,
    given=(below, pivots, dominant, solved),
    expected=REFUTED,
    fails_for=(example(r=3, z=four["z"], K=four["K"], note="Kahan's matrix with c = 4/5"),),
    measured_by=measure_kahan,
    note="It holds for r at most 2, where powers of two bound the coefficients.",
    equation="after (11)", latex=r"|z_{ij}|\le2")
