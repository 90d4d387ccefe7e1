"""The companion matrix: its characteristic polynomial and its resolvent on the first unit vector."""

from sympy import Determinant, Eq, I, Identity, Inverse, KroneckerDelta, Lambda, MatMul, Product, Rational, Sum, Trace

from verifier.language import *

from .determinants import reversed_characteristic_polynomial, sylvester_determinant
from .experiments import measure_companion, measure_resolvent
from .notation import A, d, one, z

a, b = vector("a b", d)
i, j, k, m = index("i j k m", 1, d)
x, y = complex_number("x y")                                        # lambda, and any number
e1 = column(Identity(d), 1)
companion = with_entries(KroneckerDelta(i, j + 1) - KroneckerDelta(i, 1) * a[j], (i, 1, d), (j, 1, d))
shift = with_entries(KroneckerDelta(i, j + 1), (i, 1, d), (j, 1, d))  # ones below the diagonal
a_column, b_column = with_entries(a[i], (i, 1, d), (j, 1, 1)), with_entries(b[i], (i, 1, d), (j, 1, 1))
powers = with_entries(z**(i - 1), (i, 1, d), (j, 1, 1))             # 1, z, ..., z^(d-1)
unit = index("u", 1, 1)                                             # the only column
in_place = (1 <= i, i <= d, 1 <= j, j <= d)
in_column = (1 <= i, i <= d, 1 <= unit, unit <= 1)
polynomial = 1 + Sum(a[k] * z**k, (k, 1, d))

entries_agree = therefore(ForAll((i, j), in_place, Eq(entry(companion, i, j), entry(shift - e1 * a_column.T, i, j))), because=arithmetic)
shift_less_row = Eq(companion, shift - e1 * a_column.T)
split = therefore(shift_less_row, because=(using(matrices_with_equal_entries, n_=d, m_=d, A_=companion, E_=shift - e1 * a_column.T), entries_agree))

zero_above = therefore(ForAll((i, j), (*in_place, i < j), Eq(entry(one - z * shift, i, j), 0)), because=arithmetic)
unit_determinant = chain(
    Determinant(one - z * shift),
    equals(Product(entry(one - z * shift, i, i), (i, 1, d)), because=(using(determinant_of_triangular, n_=d, M_=one - z * shift), zero_above)),
    equals(Product(1, (i, 1, d)), because=arithmetic),
    equals(1, because=using(product_of_equal_factors, c_=1, n_=d)))

first_row, later_row = given("i = 1", i <= 1), given("i > 1", i > 1)
row_of_product = Eq(entry((one - z * shift) * powers, i, 1), KroneckerDelta(i, 1))
row = chain(
    entry((one - z * shift) * powers, i, 1),
    equals(z**(i - 1) - z * entry(MatMul(shift, powers), i, 1), because=arithmetic),
    equals(z**(i - 1) - z * Sum(entry(shift, i, k) * entry(powers, k, 1), (k, 1, d)), because=entry_of_product),
    equals(z**(i - 1) - z * Sum(KroneckerDelta(i - 1, k) * z**(k - 1), (k, 1, d)), because=arithmetic))
only_first = therefore(Eq(i, 1), because=(order_is_antisymmetric, first_row))
every_row = cases(
    row_of_product,
    (first_row, (only_first, chain(
        entry((one - z * shift) * powers, i, 1),
        equals(z**(i - 1) - z * Sum(KroneckerDelta(i - 1, k) * z**(k - 1), (k, 1, d)), because=row),
        equals(1, because=only_first),
        equals(KroneckerDelta(i, 1), because=only_first)))),
    (later_row, chain(
        entry((one - z * shift) * powers, i, 1),
        equals(z**(i - 1) - z * Sum(KroneckerDelta(i - 1, k) * z**(k - 1), (k, 1, d)), because=row),
        equals(z**(i - 1) - z * z**(i - 2), because=(using(sum_with_delta, m_=i - 1, l_=1, n_=d), later_row)),
        equals(KroneckerDelta(i, 1), because=later_row))))
only_column = therefore(Eq(unit, 1), because=order_is_antisymmetric)
columns_agree = therefore(ForAll((i, unit), in_column, Eq(entry((one - z * shift) * powers, i, unit), entry(e1, i, unit))), because=(every_row, only_column))
shifted_powers = therefore(
    Eq((one - z * shift) * powers, e1),
    because=(using(matrices_with_equal_entries, n_=d, m_=1, A_=(one - z * shift) * powers, E_=e1), columns_agree))


shift_resolvent = Claim(
    name="The shift sends the powers of z to the next ones",
    says=Eq((one - z * shift) * powers, e1),
    proof=(row, every_row, only_column, columns_agree, shifted_powers),
    holds_for=(example(d=3, z=2), example(d=2, z=1 + I), example(d=1, z=0)),
    equation="checks (19)", latex=r"(I-zN)\,(1,z,\dots,z^{d-1})^\top=e_1")

weighted_a = chain(
    Trace(a_column.T * powers),
    equals(Sum(entry(MatMul(a_column.T, powers), i, i), (i, 1, 1)), because=using(trace_is_sum_of_diagonal, n_=1, P_=a_column.T * powers)),
    equals(Sum(entry(a_column.T, 1, k) * entry(powers, k, 1), (k, 1, d)), because=entry_of_product),
    equals(Sum(a[k] * z**(k - 1), (k, 1, d)), because=arithmetic))

companion_determinant = Claim(
    name="det(I - z A) for the companion matrix",
    says=Eq(Determinant(one - z * companion), polynomial),
    proof=(entries_agree, split, zero_above, unit_determinant, weighted_a, chain(
        Determinant(one - z * companion),
        equals(Determinant(one - z * (shift - e1 * a_column.T)), because=split),
        equals(Determinant(MatMul(one - z * shift, one + z * powers * a_column.T)), because=shift_resolvent),
        equals(Determinant(one - z * shift) * Determinant(one + z * powers * a_column.T), because=determinant_of_product),
        equals(Determinant(one + z * powers * a_column.T), because=unit_determinant),
        equals(1 + z * Trace(a_column.T * powers), because=using(sylvester_determinant, p=d, q=1, U=z * powers, V=a_column.T)),
        equals(polynomial, because=weighted_a))),
    holds_for=(example(d=3, z=2, a=[5, 7, -11]), example(d=2, z=1 + I, a=[2, -3]), example(d=1, z=0, a=[4])),
    equation="(20)", latex=r"\det(I-z\bar A)=1+\sum_ka_kz^k")

everywhere = therefore(
    ForAll((y,), (), Eq(Sum(characteristic_coefficient(companion, k) * y**k, (k, 1, d)), Sum(a[k] * y**k, (k, 1, d)))),
    because=(using(companion_determinant, (z, y)), using(reversed_characteristic_polynomial, (A, companion), (z, y))))
coefficient_is_a = therefore(
    Eq(characteristic_coefficient(companion, m), a[m]),
    because=(using(coefficients_are_unique, C_=Lambda(k, characteristic_coefficient(companion, k)), D_=Lambda(k, a[k]), l_=1, p_=d, k_=m), everywhere))

companion_charpoly = Claim(
    name="The characteristic polynomial of the companion matrix",
    says=Eq(Determinant(x * one - companion), x**d + Sum(a[k] * x**(d - k), (k, 1, d))),
    proof=(everywhere, coefficient_is_a, chain(
        Determinant(x * one - companion),
        equals(x**d + Sum(characteristic_coefficient(companion, m) * x**(d - m), (m, 1, d)), because=characteristic_polynomial),
        equals(x**d + Sum(a[k] * x**(d - k), (k, 1, d)), because=coefficient_is_a))),
    holds_for=(example(d=3, x=2, a=[5, 7, -11]), example(d=2, x=1 + I, a=[2, -3]), example(d=1, x=0, a=[4])),
    measured_by=measure_companion,
    equation="(19), (20)",
    latex=r"\bar A=\begin{pmatrix}-a_1\ \cdots\ -a_{d-1}&-a_d\\I_{d-1}&0\end{pmatrix}:\ \det(\lambda I-\bar A)=\lambda^d+a_1\lambda^{d-1}+\dots+a_d",
    key=True, cites="HornJohnson2013, Theorem 3.3.14")

R = Inverse(one - z * companion)
regular = given("I - z A is invertible", Invertible(one - z * companion))
times_powers = chain(
    (one - z * companion) * powers,
    equals((one - z * (shift - e1 * a_column.T)) * powers, because=split),
    equals(e1 + z * e1 * (a_column.T * powers), because=shift_resolvent),
    equals((1 + z * Trace(a_column.T * powers)) * e1, because=arithmetic),
    equals(polynomial * e1, because=weighted_a))
determinant_not_zero = therefore(Ne(Determinant(one - z * companion), 0), because=(invertible_by_determinant, regular))
not_zero = therefore(
    Ne(polynomial, 0), because=(using(equal_to_nonzero, v_=Determinant(one - z * companion)), companion_determinant, determinant_not_zero))
weighted_b = chain(
    Trace(b_column.T * powers),
    equals(Sum(entry(MatMul(b_column.T, powers), i, i), (i, 1, 1)), because=using(trace_is_sum_of_diagonal, n_=1, P_=b_column.T * powers)),
    equals(Sum(entry(b_column.T, 1, k) * entry(powers, k, 1), (k, 1, d)), because=entry_of_product),
    equals(Sum(b[k] * z**(k - 1), (k, 1, d)), because=arithmetic))
solved = chain(
    Sum(b[k] * z**(k - 1), (k, 1, d)),
    equals(Trace(b_column.T * powers), because=weighted_b),
    equals(Trace(MatMul(b_column.T, R, MatMul(one - z * companion, powers))), because=regular),
    equals(polynomial * Trace(b_column.T * R * e1), because=(times_powers, regular)))

companion_resolvent = Claim(
    name="The resolvent of the companion matrix on the first unit vector",
    says=(Eq((one - z * companion) * powers, polynomial * e1),
          Both(Ne(polynomial, 0), Eq(Trace(b_column.T * R * e1), Sum(b[k] * z**(k - 1), (k, 1, d)) / polynomial))),
    given=(regular,),
    proof=(entries_agree, split, weighted_a, times_powers, determinant_not_zero, not_zero, weighted_b, solved,
           therefore(Eq(Trace(b_column.T * R * e1), Sum(b[k] * z**(k - 1), (k, 1, d)) / polynomial), because=(solved, regular, not_zero))),
    holds_for=(example(d=2, z=1, a=[-2, -1], b=[1, 4]), example(d=1, z=1, a=[Rational(-1, 2)], b=[3]),
               example(d=3, z=2, a=[5, 7, -11], b=[1, -3, 4]), example(d=2, z=1 + I, a=[2, -3], b=[1, 5]), example(d=1, z=0, a=[4], b=[2])),
    fails_for=(example(d=1, z=1, a=[-1], b=[1], note="1 / z is an eigenvalue"),),
    measured_by=measure_resolvent,
    equation="checks (19), (25)",
    latex=r"(I-z\bar A)\,(1,z,\dots,z^{d-1})^\top=\bigl(1+\textstyle\sum_ka_kz^k\bigr)e_1\ \Rightarrow\ (b_1,\dots,b_d)(I-z\bar A)^{-1}e_1=\frac{\sum_kb_kz^{k-1}}{1+\sum_ka_kz^k}",
    note="Not in the article; it shows for all d at once that these matrices realise any a and b.",
    key=True)
