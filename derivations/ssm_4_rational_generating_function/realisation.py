"""A realisation of given coefficients, and the state that it keeps."""

from sympy import Determinant, Eq, Inverse, KroneckerDelta, Lambda, Rational, Sum, Trace

from verifier.language import *

from .companion import (
    R, a, b, b_column, companion, companion_charpoly, companion_resolvent, e1, i, in_place, j, k, polynomial, regular, x,
)
from .experiments import measure_realisation
from .generating import recovered_kernel, root
from .notation import A, B, Ct, L, d, one, z

companion_of_sum = with_entries(KroneckerDelta(i, j + 1) - KroneckerDelta(i, 1) * (a[j] + b[j]), (i, 1, d), (j, 1, d))
c_column = Inverse(one - companion**L).T * b_column                   # C-bar
t = index("t", 0)                                                     # a time
remembered = given("I - A^L is invertible", Invertible(one - companion**L))

entries_agree = therefore(ForAll((i, j), in_place, Eq(entry(companion - e1 * b_column.T, i, j), entry(companion_of_sum, i, j))), because=arithmetic)
difference = therefore(
    Eq(companion - e1 * b_column.T, companion_of_sum),
    because=(using(matrices_with_equal_entries, n_=d, m_=d, A_=companion - e1 * b_column.T, E_=companion_of_sum), entries_agree))

not_zero = therefore(Ne(polynomial, 0), because=(companion_resolvent, regular))
transfer = therefore(Eq(Trace(b_column.T * R * e1), Sum(b[k] * z**(k - 1), (k, 1, d)) / polynomial), because=(companion_resolvent, regular, not_zero))
kernel_sum = Sum(Trace(c_column.T * companion**t * e1) * z**t, (t, 0, L - 1))

companion_realisation = Claim(
    name="The companion matrix with e_1 and b realises given coefficients",
    says=(Eq(companion - e1 * b_column.T, companion_of_sum),
          Eq(Determinant(x * one - companion + e1 * b_column.T) - Determinant(x * one - companion), Sum(b[k] * x**(d - k), (k, 1, d))),
          Both(Ne(polynomial, 0), Eq(Trace(b_column.T * R * e1), Sum(b[k] * z**(k - 1), (k, 1, d)) / polynomial)),
          Eq(kernel_sum, Sum(b[k] * z**(k - 1), (k, 1, d)) / polynomial)),
    given=(regular, remembered, root),
    proof=(entries_agree, difference, chain(
        Determinant(x * one - companion + e1 * b_column.T) - Determinant(x * one - companion),
        equals(Determinant(x * one - (companion - e1 * b_column.T)) - Determinant(x * one - companion), because=arithmetic),
        equals(Determinant(x * one - companion_of_sum) - Determinant(x * one - companion), because=difference),
        equals(x**d + Sum((a[k] + b[k]) * x**(d - k), (k, 1, d)) - Determinant(x * one - companion),
               because=using(companion_charpoly, (a, Lambda(k, a[k] + b[k])))),
        equals(Sum(b[k] * x**(d - k), (k, 1, d)), because=companion_charpoly)),
        not_zero, transfer, chain(
            kernel_sum,
            equals(Trace(b_column.T * R * e1),
                   because=(using(recovered_kernel, (A, companion), (B, e1), (Ct, b_column)), root, regular, remembered)),
            equals(Sum(b[k] * z**(k - 1), (k, 1, d)) / polynomial, because=(transfer, not_zero, regular)))),
    holds_for=(example(d=2, L=3, x=2, z=1, a=[-2, -1], b=[1, 4]), example(d=1, L=2, x=-1, z=1, a=[Rational(-1, 2)], b=[3]),
               example(d=3, L=2, x=3, z=-1, a=[5, 7, -11], b=[1, -3, 4]),
               example(d=1, L=1, x=0, z=1, a=[4], b=[2])),
    fails_for=(example(d=1, L=1, x=0, z=0, a=[4], b=[2], note="0 is no root of unity"),
               example(d=1, L=2, x=0, z=1, a=[-1], b=[1], note="1 is an eigenvalue"),
               example(d=1, L=2, x=0, z=1, a=[1], b=[1], note="A^2 = I")),
    measured_by=measure_realisation,
    equation="(23), (24), (25)",
    latex=r"\bar A-\bar B\tilde C^*=\text{companion of }(a+b),\ \bar B=e_1,\ \tilde C^*=(b_1,\dots,b_d)\ \Rightarrow\ \bar B\tilde C^*=e_1b^\top,\quad\bar C^*=\tilde C^*(I-\bar A^L)^{-1}",
    note="The article writes B as a row; it is the column e_1.",
    key=True, cites="Parnichkun2024")
