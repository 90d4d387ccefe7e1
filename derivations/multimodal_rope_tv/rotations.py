"""One-dimensional and two-dimensional rotary encoding as matrices of any size."""

from sympy import Eq, Identity, Lambda, ZeroMatrix, cos, pi, sin

from verifier.language import *

from .experiments import measure_diagonal, measure_relative
from .notation import P, Q, X, Y, i, n, s, theta, x, y

# Turning block i by the angle a: with C = diag(cos a) and S = diag(sin a) the matrix is P C P' + Q C Q' + Q S P' - P S Q'
turn = Lambda((x, y), (x + y) / 2 - (-1)**i * (x - y) / 2)      # x for odd i, y for even i
c_1, s_1 = diagonal(cos(s * theta(i)), (i, 1, n)), diagonal(sin(s * theta(i)), (i, 1, n))
one = P * c_1 * P.T + Q * c_1 * Q.T + Q * s_1 * P.T - P * s_1 * Q.T     # R_s
c_2, s_2 = diagonal(cos(turn(x, y) * theta(i)), (i, 1, n)), diagonal(sin(turn(x, y) * theta(i)), (i, 1, n))
two = P * c_2 * P.T + Q * c_2 * Q.T + Q * s_2 * P.T - P * s_2 * Q.T     # R_{x,y}
c_3, s_3 = diagonal(cos(turn(X, Y) * theta(i)), (i, 1, n)), diagonal(sin(turn(X, Y) * theta(i)), (i, 1, n))
three = P * c_3 * P.T + Q * c_3 * Q.T + Q * s_3 * P.T - P * s_3 * Q.T   # R_{X,Y}
c_4, s_4 = diagonal(cos(turn(X - x, Y - y) * theta(i)), (i, 1, n)), diagonal(sin(turn(X - x, Y - y) * theta(i)), (i, 1, n))
four = P * c_4 * P.T + Q * c_4 * Q.T + Q * s_4 * P.T - P * s_4 * Q.T    # R_{X-x,Y-y}

first_axes, second_axes = given("the columns of P are orthonormal", Eq(P.T * P, Identity(n))), given("so are those of Q", Eq(Q.T * Q, Identity(n)))
apart = given("and orthogonal to those of P", Eq(P.T * Q, ZeroMatrix(n, n)))
axes = (first_axes, second_axes, apart)

on_diagonal = given("both coordinates are s", Both(Eq(x, s), Eq(y, s)))
text_at_diagonal_is_1d = Claim(
    name="Two-dimensional rotary encoding at (s, s) is one-dimensional rotary encoding at s",
    says=Implies(Both(Eq(x, s), Eq(y, s)), Eq(one, two)),
    proof=suppose(on_diagonal, chain(one, equals(two, because=on_diagonal))),
    holds_for=(example(n=2, d=4, P=[[1, 0], [0, 0], [0, 1], [0, 0]], Q=[[0, 0], [1, 0], [0, 0], [0, 1]], theta=Lambda(i, pi / (2 * i)), x=3, y=3, s=3),),
    measured_by=measure_diagonal,
    equation="display comparing RoPE-1D and RoPE-2D",
    latex=r"\mathcal R_n=\mathcal R_{n,n},\quad\mathcal R_{x,y}=\mathrm{diag}\big(\rho(x\theta_0),\rho(y\theta_1),\rho(x\theta_2),\rho(y\theta_3),\dots\big)",
    note="Both encodings must use one list of frequencies.",
    key=True)

rope_2d_relative = Claim(
    name="Two-dimensional rotary encoding is relative in both coordinates",
    says=Eq(two.T * three, four),
    given=axes,
    proof=chain(two.T * three, equals(four, because=axes)),
    holds_for=(example(n=2, d=4, P=[[1, 0], [0, 0], [0, 1], [0, 0]], Q=[[0, 0], [1, 0], [0, 0], [0, 1]], theta=Lambda(i, pi / (2 * i)), x=3, y=1, X=1, Y=4),),
    fails_for=(example(n=1, d=2, P=[[2], [0]], Q=[[0], [1]], theta=[1], x=1, y=1, X=1, Y=1, note="P is twice as long"),
               example(n=1, d=2, P=[[1], [0]], Q=[[0], [2]], theta=[1], x=1, y=1, X=1, Y=1, note="Q is twice as long"),
               example(n=1, d=2, P=[[1], [0]], Q=[[1], [0]], theta=[1], x=1, y=1, X=2, Y=1, note="Q = P")),
    measured_by=measure_relative,
    equation="text",
    latex=r"\mathcal R_{x,y}^\top\mathcal R_{x',y'}=\mathcal R_{x'-x,\,y'-y}",
    key=True)
