"""The Frobenius inner product and the gradient."""

from sympy import Eq, Identity, Rational, Sum, Trace

from verifier.language import *

from .experiments import measure_gradient, measure_invariance
from .notation import A, B, H, M, Q, R, U, i, j, k, m, n, r, t

trace_inner_product = Claim(
    name="The Frobenius inner product is a trace",
    says=Eq(Trace(Q.T * R), Sum(Sum(entry(Q, i, j) * entry(R, i, j), (i, 1, n)), (j, 1, m))),
    proof=chain(
        Trace(Q.T * R),
        equals(Sum(entry(Q.T * R, j, j), (j, 1, m)), because=trace_is_sum_of_diagonal),
        equals(Sum(Sum(entry(Q.T, j, i) * entry(R, i, j), (i, 1, n)), (j, 1, m)), because=entry_of_product),
        equals(Sum(Sum(entry(Q, i, j) * entry(R, i, j), (i, 1, n)), (j, 1, m)), because=arithmetic)),
    holds_for=(example(n=2, m=3, Q=[[1, 2, 3], [4, 5, 6]], R=[[1, 0, -1], [2, -2, 7]]), example(n=1, m=1, Q=[[0]], R=[[3]])),
    equation="(7), (8)", latex=r"\langle P,Q\rangle_F=\sum_{i,j}P_{ij}Q{ij}=\operatorname{Tr}(P^\top Q)")

orthonormal_U = given("the columns of U are orthonormal", Eq(U.T * U, Identity(n)))

orthogonal_invariance = Claim(
    name="Multiplying on the left by a matrix with orthonormal columns keeps the Frobenius norm",
    says=Eq(frobenius(U * M)**2, frobenius(M)**2),
    given=(orthonormal_U,),
    proof=chain(
        frobenius(U * M)**2,
        equals(Trace(M.T * U.T * U * M), because=arithmetic),
        equals(Trace(M.T * M), because=orthonormal_U),
        equals(frobenius(M)**2, because=arithmetic)),
    holds_for=(example(p=2, n=2, m=2, U=[[Rational(3, 5), Rational(-4, 5)], [Rational(4, 5), Rational(3, 5)]], M=[[1, 2], [3, 4]]),
               example(p=3, n=1, m=2, U=[[Rational(1, 3)], [Rational(2, 3)], [Rational(2, 3)]], M=[[1, -2]])),
    fails_for=(example(p=1, n=2, m=1, U=[[1, 0]], M=[[0], [1]], note="orthonormal rows do not do"),),
    measured_by=measure_invariance,
    note="The article says orthogonal, so square; orthonormal columns are enough.",
    equation="(9)", latex=r"U^\top U=I\ \Rightarrow\ \Vert UM\Vert_F^2=\Vert M\Vert_F^2",
    key=True)

# -- the gradient -----------------------------------------------------------------------------------------------------
unit = column(Identity(r), k) * column(Identity(m), j).T      # the matrix whose only entry that is not 0 is a 1 at (k, j)
quotient = (frobenius(A * (B + t * unit) - M)**2 - frobenius(A * B - M)**2) / t
gradient = 2 * A.T * (A * B - M)
slope, curvature = entry(gradient, k, j), entry(A.T * A, k, k)

slope_stays = therefore(Tends(slope, t, 0, slope), because=limit_of_constant)
curvature_stays = therefore(Tends(curvature, t, 0, curvature), because=limit_of_constant)
t_vanishes = therefore(Tends(t, t, 0, 0), because=limit_of_identity)
rest_vanishes = therefore(Tends(curvature * t, t, 0, 0), because=(limit_of_product, curvature_stays, t_vanishes))
both_tend = therefore(Tends(slope + curvature * t, t, 0, slope), because=(limit_of_sum, slope_stays, rest_vanishes))
entrywise = therefore(Tends(quotient, t, 0, slope), because=both_tend)
expansion = chain(
    frobenius(A * (B + H) - M)**2,
    equals(frobenius(A * B - M)**2 + Trace(gradient.T * H) + frobenius(A * H)**2, because=arithmetic))

gradient_B = Claim(
    name="Gradient of the squared residual in B",
    says=(Tends(quotient, t, 0, slope),
          Eq(frobenius(A * (B + H) - M)**2,
             frobenius(A * B - M)**2 + Trace(gradient.T * H) + frobenius(A * H)**2)),
    proof=(slope_stays, curvature_stays, t_vanishes, rest_vanishes, both_tend, entrywise, expansion),
    holds_for=(example(n=3, r=2, m=2, A=[[1, 2], [0, 1], [3, -1]], B=[[1, 0], [2, 5]], M=[[1, 1], [0, 2], [3, 4]],
                       H=[[1, -1], [Rational(1, 2), 0]]),
               example(n=1, r=2, m=1, A=[[1, 1]], B=[[0], [0]], M=[[0]], H=[[1], [1]])),
    measured_by=measure_gradient,
    equation="(10)-(13)", latex=r"\mathcal L=\Vert AB-M\Vert_F^2,\quad \frac{\partial\mathcal L}{\partial B}=2A^\top(AB-M)",
    note="The partial derivative by the entry (k, j) is the limit of difference quotients along the matrix unit at (k, j).",
    key=True)
