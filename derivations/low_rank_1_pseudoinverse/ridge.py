"""The ridge."""

from sympy import Eq, Identity, Rational, Trace, ZeroMatrix

from verifier.language import *

from .experiments import measure_ridge
from .least_squares import X
from .notation import A, n, r
from .rank_deficient import distance

e = real("epsilon")              # ridge weight
x = matrix("x", r, 1)
e_positive = given("epsilon is positive", e > 0)
ridge = A.T * A + e * Identity(r)
coercive = chain(
    e * frobenius(x)**2,
    at_most(frobenius(A * x)**2 + e * frobenius(x)**2, because=arithmetic),
    equals(Trace(x.T * ridge * x), because=arithmetic))

ridge_is_coercive = Claim(
    name="x^T (A^T A + epsilon I) x >= epsilon |x|^2",
    says=e * frobenius(x)**2 <= Trace(x.T * ridge * x),
    proof=coercive,
    holds_for=(example(n=1, r=2, epsilon=Rational(1, 7), A=[[1, 1]], x=[[1], [-1]]), example(n=2, r=1, epsilon=-1, A=[[0], [3]], x=[[2]])),
    equation="after (22)", latex=r"x^\top(A^\top A+\epsilon I)x=\Vert Ax\Vert^2+\epsilon\Vert x\Vert^2\ge\epsilon\Vert x\Vert^2")

for_every_x = therefore(ForAll((x,), (), e * frobenius(x)**2 <= Trace(x.T * ridge * x)), because=ridge_is_coercive)

ridge_invertible = Claim(
    name="A^T A + epsilon I is invertible",
    says=Invertible(ridge),
    given=(e_positive,),
    proof=(for_every_x, therefore(Invertible(ridge), because=(using(positive_definite_is_invertible, c_=e), for_every_x, e_positive))),
    holds_for=(example(n=1, r=2, epsilon=Rational(1, 7), A=[[1, 1]]), example(n=2, r=3, epsilon=2, A=[[1, 2, 3], [0, 1, 1]])),
    fails_for=(example(n=1, r=2, epsilon=0, A=[[1, 1]], note="epsilon = 0 and dependent columns"),
               example(n=1, r=1, epsilon=-4, A=[[2]], note="epsilon = -sigma^2")),
    measured_by=measure_ridge,
    equation="after (22)", latex=r"\epsilon>0\Rightarrow\lambda_{\min}(A^\top A+\epsilon I_r)\ge\epsilon>0")

invertible = therefore(Invertible(ridge), because=(ridge_invertible, e_positive))
best = ridge**-1 * A.T
cost, least_cost = distance + e * frobenius(X)**2, frobenius(A * best - Identity(n))**2 + e * frobenius(best)**2
as_cheap = given("X costs no more", Eq(cost, least_cost))
is_best = given("X is the closed form", Eq(X, best))
ridge_excess = chain(cost, equals(least_cost + frobenius(A * (X - best))**2 + e * frobenius(X - best)**2, because=invertible))
no_gap = chain(
    e * frobenius(X - best)**2,
    at_most(frobenius(A * (X - best))**2 + e * frobenius(X - best)**2, because=(invertible, e_positive)),
    equals(cost - least_cost, because=(ridge_excess, invertible)),
    equals(0, because=(as_cheap, invertible)))
no_distance = therefore(frobenius(X - best)**2 <= 0, because=(no_gap, e_positive, invertible))
same_matrix = therefore(Eq(X - best, ZeroMatrix(r, n)), because=(frobenius_norm_is_definite, no_distance, invertible))

tikhonov_minimiser = Claim(
    name="Closed form of the ridge-regularised minimiser",
    says=(cost >= least_cost, Iff(Eq(cost, least_cost), Eq(X, best))),
    given=(e_positive,),
    proof=(invertible, ridge_excess,
           chain(cost,
                 equals(least_cost + frobenius(A * (X - best))**2 + e * frobenius(X - best)**2, because=(ridge_excess, invertible)),
                 at_least(least_cost, because=(invertible, e_positive))),
           suppose(as_cheap, no_gap, no_distance, same_matrix, therefore(Eq(X, best), because=(same_matrix, invertible))),
           suppose(is_best, chain(cost, equals(least_cost, because=(is_best, invertible))))),
    holds_for=(example(n=3, r=2, epsilon=Rational(1, 10), A=[[1, 1], [0, 0], [0, 0]], X=[[1, 0, 0], [0, 0, 0]]),
               example(n=1, r=1, epsilon=3, A=[[1]], X=[[Rational(1, 4)]]),
               example(n=2, r=2, epsilon=3, A=[[1, 0], [2, 0]], X=[[Rational(1, 8), Rational(1, 4)], [0, 0]]),
               example(n=1, r=2, epsilon=2, A=[[1, 2]], X=[[0], [0]])),
    measured_by=measure_ridge,
    equation="(21), (22)",
    latex=r"\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2+\epsilon\Vert B\Vert_F^2=(A^\top A+\epsilon I_r)^{-1}A^\top,\quad\epsilon>0",
    key=True, cites="Tikhonov1963")
