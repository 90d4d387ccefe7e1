"""Rank deficiency."""

from sympy import Eq, Identity, KroneckerProduct, MatMul, Rational, ZeroMatrix

from verifier.language import *

from .experiments import measure_deficient, measure_reflexive
from .least_squares import C, X, inner_1, inner_2, inner_3, inner_4, penrose_uniqueness
from .notation import A, n, r

distance, least_distance = frobenius(A * X - Identity(n))**2, frobenius(A * pinv(A) - Identity(n))**2
normal_equations = chain(
    A.T * A * pinv(A),
    equals(A.T * pinv(A).T * A.T, because=inner_3),
    equals(A.T, because=inner_1))

back, least_back = frobenius(X * A - Identity(r))**2, frobenius(pinv(A) * A - Identity(r))**2
turned_equations = chain(
    pinv(A) * A * A.T,
    equals(A.T * pinv(A).T * A.T, because=inner_4),
    equals(A.T, because=inner_1))

pinv_is_a_minimiser = Claim(
    name="The pseudo-inverse is a best right inverse and a best left inverse, for every rank",
    says=(Eq(distance, least_distance + frobenius(A * (X - pinv(A)))**2), distance >= least_distance, back >= least_back),
    proof=(inner_1, inner_3, inner_4, normal_equations, turned_equations, chain(
               back,
               equals(least_back + frobenius((X - pinv(A)) * A)**2, because=turned_equations),
               at_least(least_back, because=arithmetic)),
           chain(
               distance,
               equals(least_distance + frobenius(A * (X - pinv(A)))**2, because=normal_equations),
               at_least(least_distance, because=arithmetic)),
           chain(distance, equals(least_distance + frobenius(A * (X - pinv(A)))**2, because=normal_equations))),
    holds_for=(example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]], X=[[2, 0, 0], [-1, 0, 0]]),
               example(n=2, r=3, A=[[1, 2, 0], [0, 1, 1]], X=[[1, 0], [0, 0], [0, 1]]),
               example(n=2, r=1, A=[[1], [2]], X=[[1, 0]], note="equality for X A: a left inverse")),
    equation="(3), (4)", latex=r"A^\dagger\in\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2,\qquad B^\dagger\in\operatorname*{argmin}_A\Vert AB-I_n\Vert_F^2")

s = natural("s")                 # rank of A
As, P = matrix("A_s", n, s), matrix("P", s, r)
factored = given("A = A_s P", Eq(A, As * P))
As_rank = given("the columns of A_s are independent", Eq(rank(As), s))
P_rank = given("the rows of P are independent", Eq(rank(P), s))
is_minimiser = given("X is a minimiser", ForAll((C,), (), distance <= frobenius(A * C - Identity(n))**2))
fits = given("P X is the pseudo-inverse of A_s", Eq(P * X, pinv(As)))

As_gram = therefore(Invertible(As.T * As), because=(gram_matrix_is_invertible, As_rank))
P_turned = therefore(Eq(rank(P.T), s), because=(rank_of_transpose, P_rank))
P_gram = therefore(Invertible(P * P.T), because=(gram_matrix_is_invertible, P_turned))
As_distance = frobenius(As * pinv(As) - Identity(n))**2
lift = P.T * (P * P.T)**-1 * pinv(As)                     # one matrix with P lift = A_s^+
lift_fits = chain(P * lift, equals(pinv(As), because=P_gram))
factor_gap = frobenius(As * (P * X - pinv(As)))**2
excess_of_factors = chain(
    distance,
    equals(frobenius(As * P * X - Identity(n))**2, because=factored),
    equals(As_distance + factor_gap, because=using(pinv_is_a_minimiser, (A, As), (X, P * X), (n, n), (r, s))))

factor_excess = Claim(
    name="The excess of a right inverse in terms of the factors",
    says=(Eq(distance, As_distance + factor_gap), distance >= As_distance),
    given=(factored,),
    proof=(excess_of_factors, chain(
        distance,
        equals(As_distance + factor_gap, because=excess_of_factors),
        at_least(As_distance, because=arithmetic))),
    holds_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[2, 0, 0], [-1, 3, 0]]),
               example(n=2, r=3, s=1, A=[[1, 2, 0], [2, 4, 0]], A_s=[[1], [2]], P=[[1, 2, 0]], X=[[1, 0], [0, 0], [0, 1]]),
               example(n=2, r=3, s=2, A=[[1, 1, 3], [0, 1, 1]], A_s=[[1, 1], [0, 1]], P=[[1, 0, 2], [0, 1, 1]], X=[[1, -1], [0, 1], [0, 0]],
                       note="equality: A X = I")),
    fails_for=(example(n=1, r=1, s=1, A=[[2]], A_s=[[1]], P=[[1]], X=[[1]]),),
    equation="(19)", latex=r"\min_X\Vert A_sPX-I_n\Vert_F^2=\min_Y\Vert A_sY-I_n\Vert_F^2")

lift_distance = chain(
    distance,
    at_most(frobenius(A * lift - Identity(n))**2, because=(using(is_minimiser, (C, lift)), P_gram)),
    equals(frobenius(As * P * lift - Identity(n))**2, because=(factored, P_gram)),
    equals(As_distance, because=(lift_fits, P_gram)))
nothing_left = chain(
    factor_gap,
    equals(distance - As_distance, because=(factor_excess, factored)),
    at_most(0, because=lift_distance))
image_fits = therefore(Eq(As * (P * X - pinv(As)), ZeroMatrix(n, n)), because=(frobenius_norm_is_definite, nothing_left))
must_fit = chain(
    P * X - pinv(As),
    equals(MatMul((As.T * As)**-1 * As.T, As * (P * X - pinv(As))), because=As_gram),
    equals(MatMul((As.T * As)**-1 * As.T, ZeroMatrix(n, n)), because=(image_fits, As_gram)),
    equals(ZeroMatrix(s, n), because=As_gram))
best_distance = chain(
    distance,
    equals(As_distance + factor_gap, because=(factor_excess, factored)),
    equals(As_distance, because=fits))

nonuniqueness_rank_deficient = Claim(
    name="Rank deficiency: only P times the minimiser is determined",
    says=(Iff(ForAll((C,), (), distance <= frobenius(A * C - Identity(n))**2), Eq(P * X, pinv(As))),
          Eq(nullity(KroneckerProduct(Identity(n), P)), (r - s) * n)),
    given=(factored, As_rank, P_rank),
    proof=(As_gram, P_turned, P_gram, lift_fits,
           suppose(is_minimiser, lift_distance, nothing_left, image_fits, must_fit,
                   therefore(Eq(P * X, pinv(As)), because=must_fit)),
           suppose(fits, best_distance,
                   therefore(ForAll((C,), (), distance <= frobenius(A * C - Identity(n))**2), because=(best_distance, using(factor_excess, (X, C))))),
           chain(nullity(KroneckerProduct(Identity(n), P)),
                 equals(n * r - rank(KroneckerProduct(Identity(n), P)), because=rank_nullity),
                 equals(n * r - rank(Identity(n)) * rank(P), because=rank_of_kronecker_product),
                 equals((r - s) * n, because=(rank_of_identity, P_rank)))),
    holds_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[2, 0, 0], [-1, 0, 0]]),
               example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[2, 0, 0], [0, 0, 0]]),
               example(n=1, r=3, s=1, A=[[2, 2, 2]], A_s=[[2]], P=[[1, 1, 1]], X=[[1], [0], [Rational(-1, 2)]]),
               example(n=2, r=3, s=2, A=[[1, 0, 2], [0, 1, 1]], A_s=[[1, 0], [0, 1]], P=[[1, 0, 2], [0, 1, 1]], X=[[1, 0], [0, 1], [0, 0]])),
    fails_for=(example(n=1, r=1, s=1, A=[[2]], A_s=[[1]], P=[[1]], X=[[1]], note="A is not A_s P"),
               example(n=1, r=1, s=1, A=[[0]], A_s=[[0]], P=[[1]], X=[[5]], note="A_s = 0: every X is a minimiser"),
               example(n=2, r=1, s=2, A=[[1], [0]], A_s=[[1, 0], [0, 1]], P=[[1], [0]], X=[[1, 0]], note="the rows of P are dependent")),
    measured_by=measure_deficient,
    note="For s < r the dimension is positive, so the minimiser is not unique; at s = r it is 0.  N runs over the matrices with P N = 0, "
         "whose stacked columns are the null space of the Kronecker product.",
    equation="(19), (20)",
    latex=r"A=A_sP,\ \operatorname{rank}A_s=\operatorname{rank}P=s<r:\quad X\in\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2\iff PX=A_s^\dagger;\quad\text{the solution set is }X_0+\{N:PN=0\},\ \dim=(r-s)n",
    key=True)

reflexive = given("X A X = X", Eq(X * A * X, X))
symmetric = given("X A is symmetric", Eq((X * A).T, X * A))

patch_by_reflexivity_fails = Claim(
    name="Asking A^+ A A^+ = A^+ as well makes the minimiser unique (it does not)",
    says=Eq(X, pinv(A)),
    given=(factored, As_rank, P_rank, fits, reflexive),
    expected=REFUTED,
    fails_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[1, 0, 0], [0, 0, 0]]),
               example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[-7, 0, 0], [8, 0, 0]])),
    equation="paragraph after (20)", latex=r"A^\dagger AA^\dagger=A^\dagger",
    note="The article offers X A X = X as one of two conditions that single out the pseudo-inverse among the minimisers. "
         "It does not: the fourth Penrose equation is missing.",
    key=True)

Y = matrix("Y", r, s)
right_inverse = given("P Y = I", Eq(P * Y, Identity(s)))
member = Y * pinv(As)
As_1 = therefore(Eq(As * pinv(As) * As, As), because=penrose_equations)
As_2 = therefore(Eq(pinv(As) * As * pinv(As), pinv(As)), because=penrose_equations)
As_3 = therefore(Eq((As * pinv(As)).T, As * pinv(As)), because=penrose_equations)

reflexive_minimisers = Claim(
    name="Every right inverse Y of P gives a reflexive minimiser Y A_s^+",
    says=(Eq(P * member, pinv(As)), Eq(member * A * member, member)),
    given=(factored, right_inverse),
    proof=(As_2, chain(P * member, equals(pinv(As), because=right_inverse)),
           chain(member * A * member,
                 equals(member * As * P * member, because=factored),
                 equals(member * As * pinv(As), because=right_inverse),
                 equals(member, because=As_2))),
    holds_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], Y=[[-7], [8]]),
               example(n=2, r=3, s=2, A=[[1, 0, 2], [0, 1, 1]], A_s=[[1, 0], [0, 1]], P=[[1, 0, 2], [0, 1, 1]], Y=[[-1, -2], [-1, 0], [1, 1]])),
    fails_for=(example(n=1, r=1, s=1, A=[[1]], A_s=[[1]], P=[[1]], Y=[[2]], note="P Y = 2"),
               example(n=1, r=1, s=1, A=[[2]], A_s=[[1]], P=[[1]], Y=[[1]], note="A = 2 A_s P")),
    measured_by=measure_reflexive,
    equation="paragraph after (20)", latex=r"PY=I_s\ \Rightarrow\ X=YA_s^\dagger:\ PX=A_s^\dagger,\ XAX=X")

image = chain(A * X, equals(As * P * X, because=factored), equals(As * pinv(As), because=fits))
recovers = chain(
    A * X * A,
    equals(As * pinv(As) * A, because=image),
    equals(As * pinv(As) * As * P, because=factored),
    equals(As * P, because=As_1),
    equals(A, because=factored))
projects = chain((A * X).T, equals((As * pinv(As)).T, because=image), equals(As * pinv(As), because=As_3), equals(A * X, because=image))

patch_by_symmetry_works = Claim(
    name="With X A symmetric as well the minimiser is the pseudo-inverse",
    says=Eq(X, pinv(A)),
    given=(factored, fits, reflexive, symmetric),
    proof=(As_1, As_3, image, recovers, projects,
           therefore(Eq(X, pinv(A)), because=(penrose_uniqueness, recovers, reflexive, projects, symmetric))),
    corrects=patch_by_reflexivity_fails,
    holds_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]],
                       X=[[Rational(1, 2), 0, 0], [Rational(1, 2), 0, 0]]),),
    fails_for=(example(n=3, r=2, s=1, A=[[1, 1], [0, 0], [0, 0]], A_s=[[1], [0], [0]], P=[[1, 1]], X=[[1, 0, 0], [0, 0, 0]],
                       note="X A is not symmetric"),
               example(n=2, r=2, s=1, A=[[1, 1], [0, 0]], A_s=[[1], [0]], P=[[1, 1]], note="X A X = 0 in the second column",
                       X=[[Rational(1, 2), 1], [Rational(1, 2), -1]]),
               example(n=1, r=1, s=1, A=[[1]], A_s=[[1]], P=[[1]], X=[[0]], note="P X = 0"),
               example(n=2, r=1, s=1, A=[[1], [1]], A_s=[[1], [0]], P=[[1]], X=[[1, 0]], note="A is not A_s P")),
    equation="paragraph after (20)", latex=r"PX=A_s^\dagger,\ XAX=X,\ (XA)^\top=XA\ \Rightarrow\ X=A^\dagger")

nothing_to_gain = chain(
    frobenius(A * (X - pinv(A)))**2,
    equals(distance - least_distance, because=pinv_is_a_minimiser),
    at_most(0, because=using(is_minimiser, (C, pinv(A)))))

no_gap_left = therefore(Eq(A * (X - pinv(A)), ZeroMatrix(n, n)), because=(frobenius_norm_is_definite, nothing_to_gain))

minimisers_share_image = Claim(
    name="All best right inverses X share A X",
    says=Eq(A * X, A * pinv(A)),
    given=(is_minimiser,),
    proof=(nothing_to_gain, no_gap_left, therefore(Eq(A * X, A * pinv(A)), because=no_gap_left)),
    holds_for=(example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]], X=[[2, 0, 0], [-1, 0, 0]]),
               example(n=1, r=2, A=[[0, 0]], X=[[1], [2]])),
    fails_for=(example(n=1, r=1, A=[[1]], X=[[0]]),),
    equation="(20)", latex=r"X\in\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2\ \Rightarrow\ AX=AA^\dagger")

pinv_involution = Claim(
    name="The pseudo-inverse of the pseudo-inverse is the matrix",
    says=Eq(pinv(pinv(A)), A),
    proof=(inner_1, inner_2, inner_3, inner_4,
           therefore(Eq(pinv(pinv(A)), A), because=(using(penrose_uniqueness, (A, pinv(A)), (X, A), (n, r), (r, n)),
                                                    inner_1, inner_2, inner_3, inner_4))),
    holds_for=(example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]]), example(n=2, r=3, A=[[1, 2, 0], [0, 1, 1]]), example(n=1, r=1, A=[[0]])),
    equation="property 1", latex=r"(A^\dagger)^\dagger=A")

D = matrix("D", n, r)
back_minimiser = given("A is a minimiser for X", ForAll((D,), (), back <= frobenius(X * D - Identity(r))**2))
is_pinv = given("X is the pseudo-inverse", Eq(X, pinv(A)))
X_1 = therefore(Eq(X * pinv(X) * X, X), because=penrose_equations)
X_3 = therefore(Eq((X * pinv(X)).T, X * pinv(X)), because=penrose_equations)
both = given("each is a best inverse of the other", Both(is_minimiser.statement, back_minimiser.statement))
one_image = therefore(Eq(A * X, A * pinv(A)), because=(minimisers_share_image, both))
other_image = therefore(Eq(X * A, X * pinv(X)), because=(using(minimisers_share_image, (A, X), (X, A), (n, r), (r, n)), both))
both_1 = chain(A * X * A, equals(A * pinv(A) * A, because=one_image), equals(A, because=inner_1))
both_2 = chain(X * A * X, equals(X * pinv(X) * X, because=other_image), equals(X, because=X_1))
both_3 = chain((A * X).T, equals((A * pinv(A)).T, because=one_image), equals(A * pinv(A), because=inner_3), equals(A * X, because=one_image))
both_4 = chain((X * A).T, equals((X * pinv(X)).T, because=other_image), equals(X * pinv(X), because=X_3), equals(X * A, because=other_image))
as_good = chain(distance, equals(least_distance, because=is_pinv))
forth = therefore(is_minimiser.statement, because=(as_good, using(pinv_is_a_minimiser, (X, C))))
turned = chain(pinv(X), equals(pinv(pinv(A)), because=is_pinv), equals(A, because=pinv_involution))
as_good_back = chain(back, equals(frobenius(X * pinv(X) - Identity(r))**2, because=turned))
and_back = therefore(back_minimiser.statement, because=(as_good_back, using(pinv_is_a_minimiser, (A, X), (X, D), (n, r), (r, n))))

patch_by_involution_works = Claim(
    name="Adding (A^+)^+ = A does give uniqueness",
    says=Iff(both.statement, Eq(X, pinv(A))),
    proof=(inner_1, inner_3, X_1, X_3,
           suppose(both, one_image, other_image, both_1, both_2, both_3, both_4,
                   therefore(Eq(X, pinv(A)), because=(penrose_uniqueness, both_1, both_2, both_3, both_4))),
           suppose(is_pinv, as_good, forth, turned, as_good_back, and_back, therefore(both.statement, because=(forth, and_back)))),
    corrects=patch_by_reflexivity_fails,
    holds_for=(example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]], X=[[Rational(1, 2), 0, 0], [Rational(1, 2), 0, 0]]),
               example(n=3, r=2, A=[[1, 1], [0, 0], [0, 0]], X=[[1, 0, 0], [0, 0, 0]]),
               example(n=3, r=1, A=[[1], [0], [0]], X=[[1, Rational(1, 2), 0]], note="A is a best right inverse of X, X is not one of A")),
    equation="paragraph after (20)",
    latex=r"X\in\operatorname*{argmin}_B\Vert AB-I_n\Vert_F^2\ \text{and}\ A\in\operatorname*{argmin}_Y\Vert XY-I_r\Vert_F^2\iff X=A^\dagger\text{ (Moore-Penrose)}")
