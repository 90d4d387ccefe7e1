"""The criterion of Schur and Cohn for one and two coefficients."""

from sympy import Abs, Eq, I, KroneckerDelta, MatMul, Rational, Sum, sqrt

from verifier.language import *

from .experiments import measure_schur_cohn

a1, a2 = real("a_1 a_2")                                 # coefficients
x, y = real("x y")                                       # a root is x + i y
x1, x2, y1, y2 = real("x_1 x_2 y_1 y_2")                 # both roots
is_root = Eq((x + I * y)**2 + a1 * (x + I * y) + a2, 0)
triangle = Both(Abs(a2) < 1, Abs(a1) < 1 + a2)
in_triangle = given("|a_2| < 1 and |a_1| < 1 + a_2", triangle)

# from the triangle to the roots
root = given("x + i y is a root", is_root)
a2_bounds = therefore(Both(-1 < a2, a2 < 1), because=(using(absolute_value_below, x_=a2, y_=1), in_triangle))
a1_bounds = therefore(Both(-1 - a2 < a1, a1 < 1 + a2), because=(using(absolute_value_below, x_=a1, y_=1 + a2), in_triangle))
real_part, imaginary_part = x**2 - y**2 + a1 * x + a2, 2 * x * y + a1 * y
parts = therefore(Both(Eq(real_part, 0), Eq(imaginary_part, 0)), because=(using(parts_of_zero, x_=real_part, y_=imaginary_part), root))
on_line, off_line = given("y is 0", Eq(y, 0)), given("y is not 0", Ne(y, 0))
right, not_right = given("x >= 1", x >= 1), given("x < 1", x < 1)
left, not_left = given("x <= -1", x <= -1), given("x > -1", x > -1)
on_line_root = chain(x**2 + a1 * x + a2, equals(real_part, because=on_line), at_most(0, because=parts))
positive_right = therefore(0 < x**2 + a1 * x + a2, because=(right, a1_bounds, a2_bounds))
positive_left = therefore(0 < x**2 + a1 * x + a2, because=(left, a1_bounds, a2_bounds))
absurd_right = therefore(x <= 0, because=(using(from_contradiction, x_=0, y_=x**2 + a1 * x + a2, a_=x, b_=0), on_line_root, positive_right))
absurd_left = therefore(0 <= x, because=(using(from_contradiction, x_=0, y_=x**2 + a1 * x + a2, a_=0, b_=x), on_line_root, positive_left))
below = cases(
    x < 1,
    (not_right, therefore(x < 1, because=not_right)),
    (right, (positive_right, absurd_right, therefore(x < 1, because=absurd_right))))
above = cases(
    x > -1,
    (not_left, therefore(x > -1, because=not_left)),
    (left, (positive_left, absurd_left, therefore(x > -1, because=absurd_left))))
inside = cases(
    x**2 + y**2 < 1,
    (on_line, (on_line_root, below, above, chain(
        x**2 + y**2,
        equals(x**2, because=on_line),
        less_than(1, because=(using(strict_order_of_squares, x_=x, y_=1), below, above))))),
    (off_line, (
        therefore(Eq(2 * x + a1, 0), because=(parts, off_line)),
        chain(x**2 + y**2, equals(a2, because=(parts, off_line)), less_than(1, because=a2_bounds)))))

roots_in_triangle = Claim(
    name="Coefficients in the triangle have their roots inside the unit circle",
    says=x**2 + y**2 < 1,
    given=(in_triangle, root),
    proof=(a2_bounds, a1_bounds, parts, inside),
    holds_for=(example(a_1=0, a_2=Rational(99, 100), x=0, y=sqrt(99) / 10), example(a_1=Rational(-3, 2), a_2=Rational(5, 8), x=Rational(3, 4), y=Rational(1, 4)),
               example(a_1=Rational(1, 2), a_2=Rational(-294, 625), x=Rational(-49, 50), y=0)),
    fails_for=(example(a_1=0, a_2=-1, x=1, y=0, note="on the edge of the triangle"), example(a_1=0, a_2=0, x=2, y=0, note="2 is no root")),
    equation="text before the theorem", latex=r"|a_2|<1,\ |a_1|<1+a_2\ \Rightarrow\ |\lambda|<1")

# from the roots to the triangle
first, second = x1 + I * y1, x2 + I * y2
sum_of_roots = given("the roots add up to -a_1", Eq(first + second, -a1))
product_of_roots = given("the product of the roots is a_2", Eq(first * second, a2))
both_inside = Both(x1**2 + y1**2 < 1, x2**2 + y2**2 < 1)
stable = given("both roots lie inside the unit circle", both_inside)
no_sum = chain(
    x1 + x2 + a1 + I * (y1 + y2),
    equals(first + second + a1, because=arithmetic),
    equals(0, because=sum_of_roots))
sum_parts = therefore(Both(Eq(x1 + x2 + a1, 0), Eq(y1 + y2, 0)), because=(using(parts_of_zero, x_=x1 + x2 + a1, y_=y1 + y2), no_sum))
no_product = chain(
    x1 * x2 - y1 * y2 - a2 + I * (x1 * y2 + x2 * y1),
    equals(first * second - a2, because=arithmetic),
    equals(0, because=product_of_roots))
product_parts = therefore(
    Both(Eq(x1 * x2 - y1 * y2 - a2, 0), Eq(x1 * y2 + x2 * y1, 0)),
    because=(using(parts_of_zero, x_=x1 * x2 - y1 * y2 - a2, y_=x1 * y2 + x2 * y1), no_product))
conjugate = therefore(Eq(y2, -y1), because=sum_parts)
tied = chain(y1 * (x2 - x1), equals(x1 * y2 + x2 * y1, because=conjugate), equals(0, because=product_parts))
a1_by_roots = therefore(Eq(a1, -x1 - x2), because=sum_parts)
a2_by_roots = chain(a2, equals(x1 * x2 - y1 * y2, because=product_parts), equals(x1 * x2 + y1**2, because=conjugate))
real_roots, other_roots = given("y_1 is 0", Eq(y1, 0)), given("y_1 is not 0", Ne(y1, 0))
real_product = chain(a2, equals(x1 * x2 + y1**2, because=a2_by_roots), equals(x1 * x2, because=real_roots))
first_square = therefore(x1**2 < 1, because=(stable, real_roots))
second_square = therefore(x2**2 < 1, because=(stable, conjugate, real_roots))
first_bounds = therefore(Both(-1 < x1, x1 < 1), because=(using(strict_order_of_squares, x_=x1, y_=1), first_square))
second_bounds = therefore(Both(-1 < x2, x2 < 1), because=(using(strict_order_of_squares, x_=x2, y_=1), second_square))
real_case = (real_product, first_square, second_square, first_bounds, second_bounds)
equal_parts = therefore(Eq(x2, x1), because=(tied, other_roots))
value_at_one = cases(
    1 + a1 + a2 > 0,
    (real_roots, (*real_case, chain(
        1 + a1 + a2,
        equals((1 - x1) * (1 - x2), because=(a1_by_roots, real_product)),
        greater_than(0, because=(first_bounds, second_bounds))))),
    (other_roots, (equal_parts, chain(
        1 + a1 + a2,
        equals((1 - x1)**2 + y1**2, because=(a1_by_roots, a2_by_roots, equal_parts)),
        greater_than(0, because=other_roots)))))
value_at_minus_one = cases(
    1 - a1 + a2 > 0,
    (real_roots, (*real_case, chain(
        1 - a1 + a2,
        equals((1 + x1) * (1 + x2), because=(a1_by_roots, real_product)),
        greater_than(0, because=(first_bounds, second_bounds))))),
    (other_roots, (equal_parts, chain(
        1 - a1 + a2,
        equals((1 + x1)**2 + y1**2, because=(a1_by_roots, a2_by_roots, equal_parts)),
        greater_than(0, because=other_roots)))))
product_below_one = cases(
    a2 < 1,
    (real_roots, (*real_case, chain(
        a2, equals(x1 * x2, because=real_product), less_than(1, because=(first_bounds, second_bounds))))),
    (other_roots, (equal_parts, chain(
        a2, equals(x1**2 + y1**2, because=(a2_by_roots, equal_parts)), less_than(1, because=stable)))))
product_above = therefore(-1 < a2, because=(value_at_one, value_at_minus_one))
a2_small = therefore(Abs(a2) < 1, because=(using(absolute_value_below, x_=a2, y_=1), product_above, product_below_one))
a1_small = therefore(Abs(a1) < 1 + a2, because=(using(absolute_value_below, x_=a1, y_=1 + a2), value_at_one, value_at_minus_one))
to_triangle = suppose(
    stable, value_at_one, value_at_minus_one, product_below_one, product_above, a2_small, a1_small,
    therefore(triangle, because=(a2_small, a1_small)))
a1_by_both = therefore(Eq(a1, -first - second), because=sum_of_roots)
first_is_root = chain(
    first**2 + a1 * first + a2,
    equals(first**2 + a1 * first + first * second, because=product_of_roots),
    equals(0, because=a1_by_both))
second_is_root = chain(
    second**2 + a1 * second + a2,
    equals(second**2 + a1 * second + first * second, because=product_of_roots),
    equals(0, because=a1_by_both))
to_roots = suppose(
    in_triangle, a1_by_both, first_is_root, second_is_root,
    therefore(x1**2 + y1**2 < 1, because=(using(roots_in_triangle, (x, x1), (y, y1)), first_is_root, in_triangle)),
    therefore(both_inside, because=(using(roots_in_triangle, (x, x1), (y, y1)), using(roots_in_triangle, (x, x2), (y, y2)),
                                    first_is_root, second_is_root, in_triangle)))

i, j, k = index("i j k", 1, 2)
toeplitz_l = with_entries(KroneckerDelta(i, j) + KroneckerDelta(i, j + 1) * a1, (i, 1, 2), (j, 1, 2))       # L = Toep(1, a_1)
toeplitz_m = with_entries(KroneckerDelta(i, j) * a2 + KroneckerDelta(i, j + 1) * a1, (i, 1, 2), (j, 1, 2))  # M = Toep(a_2, a_1)
gap = toeplitz_l * toeplitz_l.T - toeplitz_m * toeplitz_m.T
definite, leading, minor = PositiveDefinite(gap), 1 - a2**2, (1 - a2**2)**2 - (a1 * (1 - a2))**2
positive = given("L L^T - M M^T is positive definite", definite)
corner = chain(
    entry(gap, 1, 1),
    equals(entry(MatMul(toeplitz_l, toeplitz_l.T), 1, 1) - entry(MatMul(toeplitz_m, toeplitz_m.T), 1, 1), because=arithmetic),
    equals(Sum(entry(toeplitz_l, 1, k) * entry(toeplitz_l.T, k, 1), (k, 1, 2)) - Sum(entry(toeplitz_m, 1, k) * entry(toeplitz_m.T, k, 1), (k, 1, 2)),
           because=entry_of_product),
    equals(leading, because=arithmetic))
last_corner = chain(
    entry(gap, 2, 2),
    equals(entry(MatMul(toeplitz_l, toeplitz_l.T), 2, 2) - entry(MatMul(toeplitz_m, toeplitz_m.T), 2, 2), because=arithmetic),
    equals(Sum(entry(toeplitz_l, 2, k) * entry(toeplitz_l.T, k, 2), (k, 1, 2)) - Sum(entry(toeplitz_m, 2, k) * entry(toeplitz_m.T, k, 2), (k, 1, 2)),
           because=entry_of_product),
    equals(leading, because=arithmetic))
side = chain(
    entry(gap, 1, 2),
    equals(entry(MatMul(toeplitz_l, toeplitz_l.T), 1, 2) - entry(MatMul(toeplitz_m, toeplitz_m.T), 1, 2), because=arithmetic),
    equals(Sum(entry(toeplitz_l, 1, k) * entry(toeplitz_l.T, k, 2), (k, 1, 2)) - Sum(entry(toeplitz_m, 1, k) * entry(toeplitz_m.T, k, 2), (k, 1, 2)),
           because=entry_of_product),
    equals(a1 * (1 - a2), because=arithmetic))
criterion = using(positive_definite_of_size_two, Q_=gap)
leading_positive = therefore(leading > 0, because=(criterion, positive, corner))
minor_positive = chain(
    minor,
    equals(entry(gap, 1, 1) * entry(gap, 2, 2) - entry(gap, 1, 2)**2, because=(corner, last_corner, side)),
    greater_than(0, because=(criterion, positive)))
small_square = therefore(a2**2 < 1, because=leading_positive)
small_a2 = therefore(Both(-1 < a2, a2 < 1), because=(using(strict_order_of_squares, x_=a2, y_=1), small_square))
wide = chain(
    (1 + a2)**2 - a1**2,
    equals(minor / (1 - a2)**2, because=small_a2),
    greater_than(0, because=(minor_positive, small_a2)))
smaller_square = therefore(a1**2 < (1 + a2)**2, because=wide)
small_a1 = therefore(Both(-1 - a2 < a1, a1 < 1 + a2), because=(using(strict_order_of_squares, x_=a1, y_=1 + a2), smaller_square, small_a2))
from_matrix = suppose(
    positive, leading_positive, minor_positive, small_square, small_a2, wide, smaller_square, small_a1,
    therefore(triangle, because=(using(absolute_value_below, x_=a2, y_=1), using(absolute_value_below, x_=a1, y_=1 + a2), small_a2, small_a1)))
corner_positive = chain(entry(gap, 1, 1), equals((1 - a2) * (1 + a2), because=corner), greater_than(0, because=a2_bounds))
minor_is_positive = chain(
    entry(gap, 1, 1) * entry(gap, 2, 2) - entry(gap, 1, 2)**2,
    equals((1 - a2)**2 * (1 + a2 - a1) * (1 + a2 + a1), because=(corner, last_corner, side)),
    greater_than(0, because=(a2_bounds, a1_bounds)))
to_matrix = suppose(
    in_triangle, a2_bounds, a1_bounds,
    corner_positive, minor_is_positive, therefore(definite, because=(criterion, corner_positive, minor_is_positive)))

schur_cohn_exists = Claim(
    name="Roots inside the unit circle: the criterion of Schur, Cohn and Jury for two coefficients",
    says=(Iff(both_inside, triangle), Iff(definite, triangle)),
    given=(sum_of_roots, product_of_roots),
    proof=(no_sum, sum_parts, no_product, product_parts, conjugate, tied, a1_by_roots, a2_by_roots, to_triangle, to_roots,
           corner, last_corner, side, from_matrix, to_matrix),
    holds_for=(example(a_1=0, a_2=Rational(99, 100), x_1=0, y_1=sqrt(99) / 10, x_2=0, y_2=-sqrt(99) / 10),
               example(a_1=Rational(-3, 2), a_2=Rational(9, 16), x_1=Rational(3, 4), y_1=0, x_2=Rational(3, 4), y_2=0),
               example(a_1=Rational(3, 2), a_2=Rational(1, 2), x_1=-1, y_1=0, x_2=Rational(-1, 2), y_2=0),
               example(a_1=Rational(3, 2), a_2=-1, x_1=Rational(1, 2), y_1=0, x_2=-2, y_2=0),
               example(a_1=1, a_2=-2, x_1=1, y_1=0, x_2=-2, y_2=0), example(a_1=-2, a_2=2, x_1=1, y_1=1, x_2=1, y_2=-1)),
    fails_for=(example(a_1=0, a_2=0, x_1=0, y_1=0, x_2=5, y_2=0, note="the sum of the roots is 5"),
               example(a_1=0, a_2=5, x_1=0, y_1=0, x_2=0, y_2=0, note="their product is 0")),
    measured_by=measure_schur_cohn,
    equation="text before the theorem",
    latex=r"\text{all roots in }|\lambda|<1\iff LL^\top-MM^\top\succ0,\ L=\operatorname{Toep}(1,a_1,..,a_{d-1}),\ M=\operatorname{Toep}(a_d,a_{d-1},..,a_1)\ \text{(lower triangular)};\quad d=2:\ |a_2|<1,\ |a_1|<1+a_2",
    note="The article says that necessary and sufficient conditions are unknown.  They are classical: Schur (1917), Cohn (1922), Jury (1962).  "
         "Proved here are one and two coefficients; the experiment compares the criterion with the roots for up to five.",
    key=True, cites=("Schur1917", "Cohn1922", "Jury1962"))

l1_is_necessary = Claim(
    name="Roots inside the unit circle only if |a_1| + |a_2| < 1 (it is not necessary)",
    says=Abs(a1) + Abs(a2) < 1,
    given=(sum_of_roots, product_of_roots, stable),
    expected=REFUTED,
    fails_for=(example(a_1=-1, a_2=Rational(1, 2), x_1=Rational(1, 2), y_1=Rational(1, 2), x_2=Rational(1, 2), y_2=Rational(-1, 2)),),
    equation="text after the theorem", strength="not asserted",
    note="The converse of the theorem: for a = (-1, 1/2) the sum is 3/2, and both roots have the absolute value 1/sqrt(2).")
