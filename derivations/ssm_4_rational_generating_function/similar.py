"""What similar systems share, and the determinant of blocks."""

from sympy import Adjoint, BlockMatrix, Determinant, Eq, I, Identity, Inverse, MatMul, Rational, Trace, ZeroMatrix

from verifier.language import *

from .notation import A, B, Ct, R, d, one, regular, z

T = complex_matrix("T", d, d)                            # a change of coordinates
invertible_T = given("T is invertible", Invertible(T))
turned = one - z * (Inverse(T) * A * T)
product = chain(turned * (Inverse(T) * R * T), equals(one, because=(invertible_T, regular)))
turned_exists = therefore(Invertible(turned), because=(using(invertible_by_right_inverse, n_=d, P_=turned, M_=Inverse(T) * R * T), product, invertible_T, regular))
turned_inverse = chain(
    Inverse(turned),
    equals(Inverse(turned) * (turned * (Inverse(T) * R * T)), because=(product, turned_exists, invertible_T, regular)),
    equals(Inverse(T) * R * T, because=(turned_exists, invertible_T, regular)))

similar_systems = Claim(
    name="Similar systems have one transfer function",
    says=Both(Invertible(turned), Eq(Trace(Adjoint(Adjoint(T) * Ct) * Inverse(turned) * (Inverse(T) * B)), Trace(Adjoint(Ct) * R * B))),
    given=(regular, invertible_T),
    proof=(product, turned_exists, turned_inverse, chain(
        Trace(Adjoint(Adjoint(T) * Ct) * Inverse(turned) * (Inverse(T) * B)),
        equals(Trace(Adjoint(Adjoint(T) * Ct) * (Inverse(T) * R * T) * (Inverse(T) * B)), because=(turned_inverse, turned_exists, invertible_T, regular)),
        equals(Trace(Adjoint(Ct) * R * B), because=(invertible_T, regular)))),
    holds_for=(example(d=2, z=Rational(1, 2), A=[[1, 2], [I, 5]], B=[[1], [3]], Ct=[[2], [-I]], T=[[1, 2], [3, 5]]),
               example(d=1, z=0, A=[[5]], B=[[2]], Ct=[[3]], T=[[2 * I]])),
    fails_for=(example(d=1, z=1, A=[[1]], B=[[1]], Ct=[[1]], T=[[2]], note="1 / z is an eigenvalue"),
               example(d=1, z=1, A=[[2]], B=[[1]], Ct=[[1]], T=[[0]], note="T = 0")),
    equation="section on reparametrisation",
    latex=r"(T^{-1}\bar AT,T^{-1}\bar B,T^*\tilde C)\text{ gives the same }(a,b)\ \forall T\in GL_d",
    note="So d^2 + 2 d numbers give 2 d coefficients: a change of coordinates, which has d^2, changes nothing.")

p, q = natural("p q")
W, U, V, Z = complex_matrix("W", p, p), complex_matrix("U", p, q), complex_matrix("V", q, p), complex_matrix("Z", q, q)
invertible_W = given("W is invertible", Invertible(W))

schur_determinant = Claim(
    name="The determinant of a block matrix by the Schur complement",
    says=Eq(Determinant(BlockMatrix([[W, U], [V, Z]])), Determinant(W) * Determinant(Z - V * Inverse(W) * U)),
    given=(invertible_W,),
    proof=chain(
        Determinant(BlockMatrix([[W, U], [V, Z]])),
        equals(Determinant(MatMul(BlockMatrix([[Identity(p), ZeroMatrix(p, q)], [V * Inverse(W), Identity(q)]]),
                                  BlockMatrix([[W, U], [ZeroMatrix(q, p), Z - V * Inverse(W) * U]]))), because=invertible_W),
        equals(Determinant(W) * Determinant(Z - V * Inverse(W) * U), because=(determinant_of_product, invertible_W))),
    holds_for=(example(p=2, q=1, W=[[1, 2], [3, I]], U=[[5], [6]], V=[[7, 8]], Z=[[9]]), example(p=1, q=1, W=[[2]], U=[[3]], V=[[5]], Z=[[-1]])),
    fails_for=(example(p=1, q=1, W=[[0]], U=[[3]], V=[[5]], Z=[[1]], note="W = 0"),),
    equation="(13)", latex=r"\det\begin{pmatrix}A&B\\C&D\end{pmatrix}=\det A\det(D-CA^{-1}B)")
