"""Determinants of I + UV, of blocks, and of I - z A."""

from sympy import BlockMatrix, Determinant, Eq, I, Identity, MatMul, Rational, Sum, ZeroMatrix

from verifier.language import *

from .experiments import measure_determinants
from .generating import at_zero, elsewhere
from .notation import A, d, one, z

p, q = natural("p q")
U, V = complex_matrix("U", p, q), complex_matrix("V", q, p)
both = BlockMatrix([[Identity(p), U], [-V, Identity(q)]])
eliminates = BlockMatrix([[Identity(p), ZeroMatrix(p, q)], [V, Identity(q)]])

sylvester_determinant = Claim(
    name="Sylvester's determinant identity",
    says=Eq(Determinant(Identity(p) + U * V), Determinant(Identity(q) + V * U)),
    proof=chain(
        Determinant(Identity(p) + U * V),
        equals(Determinant(BlockMatrix([[Identity(p) + U * V, U], [ZeroMatrix(q, p), Identity(q)]])), because=arithmetic),
        equals(Determinant(MatMul(both, eliminates)), because=arithmetic),
        equals(Determinant(both) * Determinant(eliminates), because=determinant_of_product),
        equals(Determinant(MatMul(eliminates, both)), because=determinant_of_product),
        equals(Determinant(BlockMatrix([[Identity(p), U], [ZeroMatrix(q, p), Identity(q) + V * U]])), because=arithmetic),
        equals(Determinant(Identity(q) + V * U), because=arithmetic)),
    holds_for=(example(p=3, q=2, U=[[1, 2], [0, -1], [3, 5]], V=[[2, 1, 0], [1, -4, 1]]), example(p=1, q=2, U=[[1, 2]], V=[[3], [-I]]),
               example(p=1, q=1, U=[[2]], V=[[5]])),
    measured_by=measure_determinants,
    equation="(11), (12)", latex=r"\det(I_p+UV)=\det(I_q+VU),\quad U\in\mathbb R^{p\times q},V\in\mathbb R^{q\times p}",
    key=True, cites="HornJohnson2013, Theorem 1.3.22")

m = natural("m")
reversed_statement = Eq(Determinant(one - z * A), 1 + Sum(characteristic_coefficient(A, m) * z**m, (m, 1, d)))

reversed_characteristic_polynomial = Claim(
    name="The characteristic polynomial read backwards",
    says=reversed_statement,
    proof=cases(
        reversed_statement,
        (at_zero, therefore(reversed_statement, because=at_zero)),
        (elsewhere, chain(
            Determinant(one - z * A),
            equals(Determinant(z * ((1 / z) * one - A)), because=elsewhere),
            equals(z**d * Determinant((1 / z) * one - A), because=(determinant_of_multiple, elsewhere)),
            equals(z**d * ((1 / z)**d + Sum(characteristic_coefficient(A, m) * (1 / z)**(d - m), (m, 1, d))),
                   because=(using(characteristic_polynomial, x_=1 / z), elsewhere)),
            equals(1 + Sum(characteristic_coefficient(A, m) * z**m, (m, 1, d)), because=elsewhere)))),
    holds_for=(example(d=2, z=Rational(1, 3), A=[[1, 2], [-1, 5]]), example(d=1, z=0, A=[[5]]), example(d=3, z=-2, A=[[1, 2, 0], [0, 3, 1], [4, 0, 2]])),
    equation="(10)", latex=r"\det(I-z\bar A)=1+a_1z+\dots+a_dz^d")
