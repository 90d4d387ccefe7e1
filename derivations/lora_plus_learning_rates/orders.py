"""Which order in n the ratio of the rates has, for one sample: by the contributions to the loss."""

from sympy import Abs, Eq, KroneckerDelta, Lambda, Sum, pi, sqrt

from verifier.language import *

from .experiments import measure_coherence
from .normal_factors import U, V, U_independent, U_normal, V_independent, V_normal, mean_size_of_combination, normal_second_moments
from .notation import m, n, r

x, g = vector("x", n), vector("g", m)          # the sample; a gradient in the output that does not depend on B
c = vector("c", r)                             # the coefficients of a gradient g = c B in the row space of B
lower, upper = positive("a b")                 # bounds of the sizes of the inputs
i = index("i", 1, n)
j = index("j", 1, m)
k, l = index("k l", 1, r)
X1, X2, c1, c2, g1, g2 = nonnegative("X_1 X_2 c_1 c_2 g_1 g_2")
N, T, S, F = real("N T S F")
finite = given("sums of the entries have moments, as those of normal numbers do", FiniteMoments(U, V))
coherent = Sum(c[l] * V[l, j] / sqrt(r), (l, 1, r))            # (c B)_j
hidden = Sum(x[i] * U[i, k] / sqrt(n), (i, 1, n))              # (x A)_k
l1_x, l2_x = define(X1, Sum(Abs(x[i]), (i, 1, n)), "the l1 norm of x"), define(X2, sqrt(Sum(x[i]**2, (i, 1, n))), "the length of x")
l1_c, l2_c = define(c1, Sum(Abs(c[k]), (k, 1, r)), "the l1 norm of c"), define(c2, sqrt(Sum(c[k]**2, (k, 1, r))), "the length of c")
l1_g, l2_g = define(g1, Sum(Abs(g[j]), (j, 1, m)), "the l1 norm of g"), define(g2, sqrt(Sum(g[j]**2, (j, 1, m))), "the length of g")
mean_hidden = define(N, E(Sum(Abs(hidden), (k, 1, r))), "the mean l1 norm of x A")
mean_coherent = define(S, E(Sum(Abs(coherent), (j, 1, m))), "the mean l1 norm of g = c B")
mean_incoherent = define(F, E(Sum(Abs(Sum(g[j] * V[k, j] / sqrt(r), (j, 1, m))), (k, 1, r))), "the mean l1 norm of g B^T for a g that does not depend on B")

each_hidden = chain(
    E(Abs(hidden)),
    equals(sqrt(2 / pi) * sqrt(Sum((x[i] / sqrt(n))**2, (i, 1, n))),
           because=(using(mean_size_of_combination, d=n, w=Lambda(i, x[i] / sqrt(n)), z=Lambda(i, U[i, k])), U_normal, U_independent)),
    equals(sqrt(2 / (pi * n)) * X2, because=l2_x))
whole_hidden = chain(N, equals(Sum(E(Abs(hidden)), (k, 1, r)), because=(mean_hidden, finite)),
                     equals(Sum(sqrt(2 / (pi * n)) * X2, (k, 1, r)), because=each_hidden), equals(r * sqrt(2 / (pi * n)) * X2, because=arithmetic))
each_coherent = chain(
    E(Abs(coherent)),
    equals(sqrt(2 / pi) * sqrt(Sum((c[l] / sqrt(r))**2, (l, 1, r))),
           because=(using(mean_size_of_combination, d=r, w=Lambda(l, c[l] / sqrt(r)), z=Lambda(l, V[l, j])), V_normal, V_independent)),
    equals(sqrt(2 / (pi * r)) * c2, because=l2_c))
whole_coherent = chain(S, equals(Sum(E(Abs(coherent)), (j, 1, m)), because=(mean_coherent, finite)),
                       equals(Sum(sqrt(2 / (pi * r)) * c2, (j, 1, m)), because=each_coherent), equals(m * sqrt(2 / (pi * r)) * c2, because=arithmetic))
each_incoherent = chain(
    E(Abs(Sum(g[j] * V[k, j] / sqrt(r), (j, 1, m)))),
    equals(sqrt(2 / pi) * sqrt(Sum((g[j] / sqrt(r))**2, (j, 1, m))),
           because=(using(mean_size_of_combination, d=m, w=Lambda(j, g[j] / sqrt(r)), z=Lambda(j, V[k, j])), V_normal, V_independent)),
    equals(sqrt(2 / (pi * r)) * g2, because=l2_g))
whole_incoherent = chain(F, equals(Sum(E(Abs(Sum(g[j] * V[k, j] / sqrt(r), (j, 1, m)))), (k, 1, r)), because=(mean_incoherent, finite)),
                         equals(Sum(sqrt(2 / (pi * r)) * g2, (k, 1, r)), because=each_incoherent), equals(sqrt(2 * r / pi) * g2, because=arithmetic))

U_finite = given("sums of the entries of U have moments", FiniteMoments(U))
hidden_sum = chain(N, equals(Sum(E(Abs(hidden)), (k, 1, r)), because=(mean_hidden, U_finite)),
                   equals(Sum(sqrt(2 / (pi * n)) * X2, (k, 1, r)), because=each_hidden), equals(r * sqrt(2 / (pi * n)) * X2, because=arithmetic))
mean_l1_of_hidden = Claim(
    name="Mean l1 norm of x A",
    says=Eq(N, r * sqrt(2 / (pi * n)) * X2),
    given=(U_normal, U_independent, U_finite), definitions=(mean_hidden, l2_x),
    proof=(each_hidden, hidden_sum),
    holds_for=(example(n=1, r=2, x=[-3], U=standard_normal),),
    fails_for=(example(n=1, r=1, x=[-3], U=coin, note="coins in A"),),
    measured_by=measure_coherence,
    equation="compare (6) with the original paper", latex=r"\mathbb E\Vert xA\Vert_1=r\sqrt{\tfrac2{\pi n}}\Vert x\Vert_2")

mean_l1_norms = Claim(
    name="Mean l1 norms of x A, of g = c B, and of g B^T for a fixed g",
    says=(Eq(N, r * sqrt(2 / (pi * n)) * X2), Eq(S, m * sqrt(2 / (pi * r)) * c2), Eq(F, sqrt(2 * r / pi) * g2)),
    given=(U_normal, U_independent, V_normal, V_independent, finite), definitions=(mean_hidden, mean_coherent, mean_incoherent, l2_x, l2_c, l2_g),
    proof=(each_hidden, whole_hidden, each_coherent, whole_coherent, each_incoherent, whole_incoherent),
    holds_for=(example(n=1, m=1, r=1, x=[-3], g=[2], c=[half()], U=standard_normal, V=standard_normal),),
    fails_for=(example(n=1, m=1, r=1, x=[-3], g=[2], c=[half()], U=coin, V=standard_normal, note="coins in A"),
               example(n=1, m=1, r=1, x=[-3], g=[2], c=[half()], U=standard_normal, V=coin, note="coins in B")),
    measured_by=measure_coherence,
    equation="compare (6) with the original paper",
    latex=r"\mathbb E\Vert xA\Vert_1=r\sqrt{\tfrac2{\pi n}}\Vert x\Vert_2,\quad\mathbb E\Vert cB\Vert_1=m\sqrt{\tfrac2{\pi r}}\Vert c\Vert_2,\quad\mathbb E\Vert gB^\top\Vert_1=\sqrt{\tfrac{2r}\pi}\Vert g\Vert_2")

# -- a gradient in the row space of B ------------------------------------------------------------------------------------
Z = random_variable("Z")
Z_finite = given("the mean of |Z| is finite", FiniteMoments(Z))
s, u, v = real("s u v")
above, below = therefore(ForAll((s,), (), s <= Abs(s))), therefore(ForAll((s,), (), -Abs(s) <= s))
mean_above = chain(E(Z), at_most(E(Abs(Z)), because=(above, Z_finite)))
mean_below = chain(-E(Abs(Z)), equals(E(-Abs(Z)), because=Z_finite), at_most(E(Z), because=(below, Z_finite)))
mean_below_mean_size = Claim(
    name="The absolute value of a mean is at most the mean of the absolute value",
    says=Abs(E(Z)) <= E(Abs(Z)),
    given=(Z_finite,),
    proof=(above, below, mean_above, mean_below, therefore(Abs(E(Z)) <= E(Abs(Z)), because=(using(absolute_value_bound, x=E(Z), y=E(Abs(Z))), mean_above, mean_below))),
    holds_for=(example(Z=uniform_on([-1, 2, 5])), example(Z=uniform_on([-3, -1])), example(Z=coin)),
    equation="not in the article", latex=r"|\mathbb EZ|\le\mathbb E|Z|")

W = random_vector("W", r)                      # W_k, the entries of g B^T for g = c B
V_finite = given("the entries of V have finite moments, as normal numbers do", FiniteMoments(V))
W_finite = given("the W_k have means", FiniteMoments(W, V))
Z2 = random_variable("Z'")
in_order = given("Z is at most Z'", Z <= Z2)
both_finite = given("both have means", FiniteMoments(Z, Z2))
mean_keeps_order = Claim(
    name="Means keep the order",
    says=E(Z) <= E(Z2),
    given=(in_order, both_finite),
    proof=chain(E(Z), at_most(E(Z2), because=(in_order, both_finite))),
    holds_for=(example(Z=coin, **{"Z'": image_of("Z", lambda x: x**2)}), example(Z=-1, **{"Z'": coin})),
    fails_for=(example(Z=1, **{"Z'": coin}),),
    equation="not in the article")
pair = therefore(Eq(E(V[k, j] * V[l, j]), KroneckerDelta(k, l)), because=(using(normal_second_moments, Z=Lambda(k, V[k, j]), p=k, q=l), V_normal, V_independent, V_finite))
square = therefore(Eq(E(V[k, j]**2), 1), because=(using(normal_second_moments, Z=Lambda(k, V[k, j]), p=k, q=k), V_normal, V_independent, V_finite))
reach_up, reach_down = therefore(Abs(s) + s >= 0), therefore(Abs(s) - s >= 0)
weighted = Abs(s) * (u**2 + v**2) / 2
product_between = Claim(
    name="A weighted product is between half the weighted sums of squares",
    says=(s * u * v <= weighted, -weighted <= s * u * v),
    proof=(reach_up, reach_down,
           chain(s * u * v,
                 equals(weighted - (Abs(s) + s) * (u - v)**2 / 4 - (Abs(s) - s) * (u + v)**2 / 4, because=arithmetic),
                 at_most(weighted, because=(reach_up, reach_down))),
           chain(-weighted,
                 at_most(-weighted + (Abs(s) + s) * (u + v)**2 / 4 + (Abs(s) - s) * (u - v)**2 / 4, because=(reach_up, reach_down)),
                 equals(s * u * v, because=arithmetic))),
    holds_for=(example(s=-3, u=2, v=5), example(s=2, u=3, v=3), example(s=2, u=3, v=-3), example(s=-1, u=3, v=3), example(s=0, u=1, v=2)),
    equation="not in the article", latex=r"|suv|\le\tfrac12|s|(u^2+v^2)")
P, H = function("P H")                         # terms of a double sum, and bounds of them
below_H, above_H = given("each term is at most its bound", P(j, l) <= H(j, l)), given("and at least minus its bound", -H(j, l) <= P(j, l))
total, cap_total = Sum(Sum(P(j, l), (l, 1, r)), (j, 1, m)), Sum(Sum(H(j, l), (l, 1, r)), (j, 1, m))
x_total = real("X")
is_total = given("X is the double sum", Eq(x_total, total))
up = chain(x_total, equals(total, because=is_total), at_most(cap_total, because=below_H))
down = chain(-cap_total, equals(Sum(Sum(-H(j, l), (l, 1, r)), (j, 1, m)), because=arithmetic), at_most(total, because=above_H), equals(x_total, because=is_total))
double_sum_between = Claim(
    name="A double sum of bounded terms",
    says=Abs(x_total) <= cap_total,
    given=(below_H, above_H, is_total),
    proof=(up, down, therefore(Abs(x_total) <= cap_total, because=(using(absolute_value_bound, x=x_total, y=cap_total), up, down))),
    holds_for=(example(m=2, r=3, X=21, P=lambda j, l: j + l, H=lambda j, l: j + l, note="equality"), example(m=1, r=1, X=-2, P=lambda j, l: -2, H=lambda j, l: 2), example(m=1, r=2, X=3, P=lambda j, l: l, H=lambda j, l: l)),
    fails_for=(example(m=1, r=1, X=3, P=lambda j, l: 3, H=lambda j, l: 2), example(m=1, r=1, X=-3, P=lambda j, l: -3, H=lambda j, l: 2), example(m=1, r=1, X=3, P=lambda j, l: 1, H=lambda j, l: 2, note="another sum")),
    equation="not in the article")

term, term_cap = c[l] * V[l, j] * V[k, j] / r, Abs(c[l] / r) * (V[l, j]**2 + V[k, j]**2) / 2
returned = Sum(Sum(term, (l, 1, r)), (j, 1, m))                # (c B B^T)_k
is_returned = given("W = c B B^T", Eq(W[k], returned))
mean_returned = define(T, E(Sum(Abs(W[k]), (k, 1, r))), "the mean l1 norm of g B^T for g = c B")
mean_of_returned = chain(
    E(W[k]),
    equals(E(returned), because=is_returned),
    equals(Sum(Sum(c[l] * E(V[k, j] * V[l, j]), (l, 1, r)), (j, 1, m)) / r, because=W_finite),
    equals(Sum(Sum(KroneckerDelta(k, l) * c[l], (l, 1, r)), (j, 1, m)) / r, because=pair),
    equals(Sum(c[k], (j, 1, m)) / r, because=sum_with_delta),
    equals(m / r * c[k], because=arithmetic))
not_too_small = chain(
    m / r * Abs(c[k]),
    equals(Abs(E(W[k])), because=mean_of_returned),
    at_most(E(Abs(W[k])), because=(using(mean_below_mean_size, Z=W[k]), W_finite)))
smaller = chain(
    m / r * c1,
    equals(Sum(m / r * Abs(c[k]), (k, 1, r)), because=l1_c),
    at_most(Sum(E(Abs(W[k])), (k, 1, r)), because=not_too_small),
    equals(T, because=(mean_returned, W_finite)))
cap = Sum(Sum(term_cap, (l, 1, r)), (j, 1, m))
term_above = therefore(term <= term_cap, because=using(product_between, s=c[l] / r, u=V[l, j], v=V[k, j]))
term_below = therefore(-term_cap <= term, because=using(product_between, s=c[l] / r, u=V[l, j], v=V[k, j]))
terms = dict(P=Lambda((j, l), term), H=Lambda((j, l), term_cap))
not_too_large = therefore(Abs(W[k]) <= cap, because=(using(double_sum_between, X=W[k], **terms), term_above, term_below, is_returned))
mean_cap = chain(
    E(cap),
    equals(Sum(Sum(Abs(c[l]) * (E(V[l, j]**2) + E(V[k, j]**2)) / 2, (l, 1, r)), (j, 1, m)) / r, because=W_finite),
    equals(Sum(Sum(Abs(c[l]), (l, 1, r)), (j, 1, m)) / r, because=square),
    equals(m / r * c1, because=l1_c))
mean_below_cap = therefore(E(Abs(W[k])) <= E(cap), because=(using(mean_keeps_order, (Z, Abs(W[k])), (Z2, cap)), not_too_large, W_finite))
mean_not_too_large = chain(E(Abs(W[k])), at_most(E(cap), because=mean_below_cap), equals(m / r * c1, because=mean_cap))
larger = chain(
    T,
    equals(Sum(E(Abs(W[k])), (k, 1, r)), because=(mean_returned, W_finite)),
    at_most(Sum(m / r * c1, (k, 1, r)), because=mean_not_too_large),
    equals(m * c1, because=arithmetic))

coherent_return = Claim(
    name="For a gradient in the row space of B the mean l1 norm of g B^T is of the order m",
    says=(m / r * c1 <= T, T <= m * c1),
    given=(V_normal, V_independent, V_finite, is_returned, W_finite), definitions=(mean_returned, l1_c),
    proof=(pair, square, mean_of_returned, not_too_small, smaller, term_above, term_below, not_too_large, mean_cap, mean_below_cap, mean_not_too_large, larger),
    holds_for=(example(m=1, r=1, c=[-2], W=[-2 * V[1, 1]**2], V=standard_normal, note="equality"),
               example(m=2, r=1, c=[3], W=[3 * (V[1, 1]**2 + V[1, 2]**2)], V=standard_normal, note="equality"),
               example(m=1, r=2, c=[2, 0], W=[V[1, 1]**2, V[1, 1] * V[2, 1]], V=standard_normal)),
    measured_by=measure_coherence,
    equation="compare (6) with the original paper", latex=r"g=cB:\ \frac mr\Vert c\Vert_1\le\mathbb E\Vert gB^\top\Vert_1\le m\Vert c\Vert_1")
