"""What the first r rows of the pivoted factorisation give: the error, the skeleton and its coefficients."""

from sympy import BlockMatrix, Eq, Identity, Rational, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_truncation
from .notation import n, r
from .projection import qq_projector

# Notation: M Pi = Q R in blocks, with r rows and r columns kept
d, g = whole("d g")                  # rows that are cut, columns that are not in the skeleton
M = matrix("M", n, r + g)            # the matrix to be approximated
Pi = matrix("Pi", r + g, r + g)      # the permutation of the columns
Q, Q_cut = matrix("Q", n, r), matrix("Q_c", n, d)         # the first r columns of the orthonormal factor, and the others
R, S = matrix("R", r, r), matrix("S", r, g)               # the first r rows of the triangular factor, R_(:r,:r) and R_(:r,r:)
T = matrix("T", d, g)                # the block R_(r:,r:), beside zeros
kept, cut = BlockMatrix([[R, S]]), BlockMatrix([[ZeroMatrix(d, r), T]])
first_columns = BlockMatrix([[Identity(r)], [ZeroMatrix(g, r)]])     # M Pi times this are the first r columns of M Pi
coefficients = BlockMatrix([[Identity(r), R**-1 * S]]) * Pi.T        # the article's Z

factored = given("M Pi = Q R in blocks, with zeros below the diagonal", Eq(M * Pi, Q * kept + Q_cut * cut))
orthonormal = given("the first r columns of the orthonormal factor are orthonormal", Eq(Q.T * Q, Identity(r)))
orthonormal_cut = given("so are the others", Eq(Q_cut.T * Q_cut, Identity(d)))
orthogonal = given("and orthogonal to the first", Eq(Q.T * Q_cut, ZeroMatrix(r, d)))
permutation = given("Pi is orthogonal, as permutations are", Both(Eq(Pi.T * Pi, Identity(r + g)), Eq(Pi * Pi.T, Identity(r + g))))
invertible = given("the first r pivots are not 0", Invertible(R))

turned = dict(n=3, r=1, d=2, g=2, M=[[-1, Rational(2, 5), 3], [2, Rational(11, 5), 4], [0, 1, 0]], Pi=[[0, 1, 0], [0, 0, 1], [1, 0, 0]],
              Q=[[Rational(3, 5)], [Rational(4, 5)], [0]], Q_c=[[Rational(-4, 5), 0], [Rational(3, 5), 0], [0, 1]], R=[[5]], S=[[1, 2]], T=[[2, 1], [0, 1]])
wide = dict(n=3, r=2, d=1, g=2, M=[[1, 2, 1, 3], [5, 0, 0, 1], [0, 0, 2, 3]], Pi=[[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1], [0, 0, 1, 0]],
            Q=[[1, 0], [0, 1], [0, 0]], Q_c=[[0], [0], [1]], R=[[2, 1], [0, 5]], S=[[3, 1], [1, 0]], T=[[3, 2]])
square = dict(n=2, r=1, d=1, g=0, M=[[3], [4]], Pi=[[1]], Q=[[Rational(3, 5)], [Rational(4, 5)]], Q_c=[[Rational(-4, 5)], [Rational(3, 5)]], R=[[5]], S=[[]], T=[[]])

# -- the error ----------------------------------------------------------------------------------------------------------------
X = matrix("X", d, r + g)
image_norm = Claim(
    name="Orthonormal columns keep the Frobenius norm",
    says=Eq(frobenius(Q_cut * X)**2, Trace(X * X.T)),
    given=(orthonormal_cut,),
    proof=chain(frobenius(Q_cut * X)**2, equals(Trace(X * X.T), because=orthonormal_cut)),
    holds_for=(example(n=2, d=1, r=1, g=1, Q_c=[[Rational(3, 5)], [Rational(4, 5)]], X=[[1, 2]]), example(n=2, d=2, r=1, g=0, Q_c=[[0, -1], [1, 0]], X=[[2], [3]])),
    fails_for=(example(n=1, d=1, r=1, g=0, Q_c=[[2]], X=[[1]]),),
    equation="(10)", latex=r"Q^\top Q=I\Rightarrow\Vert QX\Vert_F^2=\operatorname{Tr}XX^\top")
squares = chain(cut * cut.T, equals(T * T.T, because=arithmetic))
cpqr_truncation_error = Claim(
    name="The error of keeping the first r rows of R",
    says=(Eq(frobenius(M * Pi - Q * kept)**2, frobenius(T)**2),),
    given=(factored, orthonormal_cut),
    proof=(squares,
           chain(frobenius(M * Pi - Q * kept)**2,
                 equals(frobenius(Q_cut * cut)**2, because=factored),
                 equals(Trace(cut * cut.T), because=(using(image_norm, (X, cut)), orthonormal_cut)),
                 equals(Trace(T * T.T), because=squares),
                 equals(frobenius(T)**2, because=arithmetic))),
    holds_for=(example(**(turned)), example(**(wide)), example(**(square), note="every column is kept")),
    fails_for=(example(**(dict(turned, T=[[2, 1], [0, 3]])), note="another factorisation"),
               example(n=1, r=1, d=1, g=1, M=[[1, 4]], Pi=[[1, 0], [0, 1]], Q=[[1]], Q_c=[[2]], R=[[1]], S=[[0]], T=[[2]], note="Q_c is not orthonormal")),
    measured_by=measure_truncation,
    note="Neither the pivot rule nor the first columns of Q take part: it holds for every r from 0 on, for every factorisation with zeros below the diagonal.",
    equation="(10)", latex=r"\Vert M\Pi-Q_{:,:r}R_{:r,:}\Vert_F^2=\Vert R_{r:,r:}\Vert_F^2", key=True)

kept_columns = chain(M * Pi * first_columns, equals((Q * kept + Q_cut * cut) * first_columns, because=factored), equals(Q * R, because=arithmetic))
rows_from_columns = chain(R * BlockMatrix([[Identity(r), R**-1 * S]]), equals(kept, because=invertible))
product = chain(Q * R * coefficients, equals(Q * kept * Pi.T, because=rows_from_columns))
cpqr_gives_id = Claim(
    name="The truncated factorisation is an interpolative decomposition",
    says=(Eq(M * Pi * first_columns, Q * R), Eq(Q * R * coefficients, Q * kept * Pi.T)),
    given=(factored, invertible),
    proof=(kept_columns, rows_from_columns, product),
    holds_for=(example(**turned), example(**wide), example(**square, note="every column is kept")),
    fails_for=(example(**dict(turned, R=[[4]]), note="another factorisation"),
               example(**dict(turned, M=[[-1, Rational(2, 5), 0], [2, Rational(11, 5), 0], [0, 1, 0]], R=[[0]]), note="the first pivot is 0")),
    measured_by=measure_truncation,
    note="Only the invertible block is needed: that the columns of Q are orthonormal is not.",
    equation="(10), (11)",
    latex=r"C=Q_{:,:r}R_{:r,:r}=(M\Pi)_{:,:r},\quad Z=[I_r,\ R_{:r,:r}^{-1}R_{:r,r:}]\Pi^\top,\quad CZ=Q_{:,:r}R_{:r,:}\Pi^\top", key=True)

by_blocks = chain(R**-1 * kept, equals(BlockMatrix([[Identity(r), R**-1 * S]]), because=invertible))
inverse = therefore(Eq(pinv(Q * R), R**-1 * Q.T), because=(using(qq_projector, C=Q * R), orthonormal, invertible))
cpqr_z_is_pinv = Claim(
    name="The coefficients of the truncated factorisation are the optimal ones",
    says=Eq(pinv(Q * R) * M, coefficients),
    given=(factored, orthonormal, orthogonal, permutation, invertible),
    proof=(by_blocks, inverse,
           chain(pinv(Q * R) * M,
                 equals(R**-1 * Q.T * M, because=(inverse, invertible)),
                 equals(R**-1 * Q.T * (M * Pi) * Pi.T, because=(permutation, invertible)),
                 equals(R**-1 * Q.T * (Q * kept + Q_cut * cut) * Pi.T, because=(factored, invertible)),
                 equals(R**-1 * kept * Pi.T, because=(orthonormal, orthogonal, invertible)),
                 equals(coefficients, because=(by_blocks, invertible)))),
    holds_for=(example(**turned), example(**wide), example(**square, note="every column is kept")),
    fails_for=(example(**dict(turned, S=[[1, 3]]), note="another factorisation"),
               example(n=1, r=1, d=1, g=1, M=[[0, 2]], Pi=[[1, 0], [0, 1]], Q=[[0]], Q_c=[[1]], R=[[1]], S=[[3]], T=[[2]], note="a zero column in Q"),
               example(n=1, r=1, d=1, g=1, M=[[1, 5]], Pi=[[1, 0], [0, 1]], Q=[[1]], Q_c=[[1]], R=[[1]], S=[[3]], T=[[2]], note="Q_c is not orthogonal to Q"),
               example(n=1, r=1, d=1, g=0, M=[[1]], Pi=[[2]], Q=[[1]], Q_c=[[0]], R=[[2]], S=[[]], T=[[]], note="Pi is not orthogonal"),
               example(**dict(turned, M=[[-1, Rational(2, 5), 0], [2, Rational(11, 5), 0], [0, 1, 0]], R=[[0]]), note="the first pivot is 0")),
    measured_by=measure_truncation,
    note="The article passes from pinv(C) M to the triangular system without a word; with orthonormal columns both are the same.",
    equation="(11)", latex=r"[I_r,R_{:r,:r}^{-1}R_{:r,r:}]\Pi^\top=C^\dagger M", key=True)
