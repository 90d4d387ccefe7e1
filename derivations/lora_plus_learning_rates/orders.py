"""Which order in n the ratio of the rates has, for one sample: by the contributions to the loss."""

from sympy import Abs, Eq, KroneckerDelta, Lambda, Ne, Rational, Sum, pi, sqrt

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
returned = Sum(coherent * V[k, j] / sqrt(r), (j, 1, m))        # (c B B^T)_k
hidden = Sum(x[i] * U[i, k] / sqrt(n), (i, 1, n))              # (x A)_k
l1_x, l2_x = define(X1, Sum(Abs(x[i]), (i, 1, n)), "the l1 norm of x"), define(X2, sqrt(Sum(x[i]**2, (i, 1, n))), "the length of x")
l1_c, l2_c = define(c1, Sum(Abs(c[k]), (k, 1, r)), "the l1 norm of c"), define(c2, sqrt(Sum(c[k]**2, (k, 1, r))), "the length of c")
l1_g, l2_g = define(g1, Sum(Abs(g[j]), (j, 1, m)), "the l1 norm of g"), define(g2, sqrt(Sum(g[j]**2, (j, 1, m))), "the length of g")
mean_hidden = define(N, E(Sum(Abs(hidden), (k, 1, r))), "the mean l1 norm of x A")
mean_returned = define(T, E(Sum(Abs(returned), (k, 1, r))), "the mean l1 norm of g B^T for g = c B")
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

pair = therefore(Eq(E(V[k, j] * V[l, j]), KroneckerDelta(k, l)), because=(using(normal_second_moments, d=r, z=Lambda(k, V[k, j]), h=k, p=l), V_normal, V_independent, finite))
square = therefore(Eq(E(V[k, j]**2), 1), because=(using(normal_second_moments, d=r, z=Lambda(k, V[k, j]), h=k, p=k), V_normal, V_independent, finite))
mean_of_returned = chain(
    E(returned),
    equals(Sum(Sum(c[l] * E(V[k, j] * V[l, j]), (l, 1, r)), (j, 1, m)) / r, because=finite),
    equals(Sum(Sum(KroneckerDelta(k, l) * c[l], (l, 1, r)), (j, 1, m)) / r, because=pair),
    equals(Sum(c[k], (j, 1, m)) / r, because=sum_with_delta),
    equals(m / r * c[k], because=arithmetic))
not_too_small = chain(
    m / r * Abs(c[k]),
    equals(Abs(E(returned)), because=mean_of_returned),
    at_most(E(Abs(returned)), because=(using(mean_below_mean_size, Z=returned), finite)))
smaller = chain(
    m / r * c1,
    equals(Sum(m / r * Abs(c[k]), (k, 1, r)), because=l1_c),
    at_most(Sum(E(Abs(returned)), (k, 1, r)), because=not_too_small),
    equals(T, because=(mean_returned, finite)))
size_above, size_below = therefore(ForAll((u, v), (), u * v <= (u**2 + v**2) / 2)), therefore(ForAll((u, v), (), -(u**2 + v**2) / 2 <= u * v))
product_size = therefore(ForAll((u, v), (), Abs(u * v) <= (u**2 + v**2) / 2), because=(using(absolute_value_bound, x=u * v, y=(u**2 + v**2) / 2), size_above, size_below))
mean_product_size = chain(
    E(Abs(V[k, j] * V[l, j])),
    at_most(E((V[k, j]**2 + V[l, j]**2) / 2), because=(product_size, finite)),
    equals((E(V[k, j]**2) + E(V[l, j]**2)) / 2, because=finite),
    equals(1, because=square))
double = Lambda((j, l), c[l] * V[l, j] * V[k, j])
inner_triangle = therefore(Abs(Sum(double(j, l), (l, 1, r))) <= Sum(Abs(double(j, l)), (l, 1, r)), because=using(triangle_inequality_for_sums, C=Lambda(l, double(j, l)), n=r))
outer_triangle = chain(
    Abs(returned),
    equals(Abs(Sum(Sum(double(j, l), (l, 1, r)), (j, 1, m))) / r, because=arithmetic),
    at_most(Sum(Abs(Sum(double(j, l), (l, 1, r))), (j, 1, m)) / r, because=using(triangle_inequality_for_sums, C=Lambda(j, Sum(double(j, l), (l, 1, r))), n=m)),
    at_most(Sum(Sum(Abs(double(j, l)), (l, 1, r)), (j, 1, m)) / r, because=inner_triangle))
mean_not_too_large = chain(
    E(Abs(returned)),
    at_most(E(Sum(Sum(Abs(double(j, l)), (l, 1, r)), (j, 1, m)) / r), because=(outer_triangle, finite)),
    equals(Sum(Sum(Abs(c[l]) * E(Abs(V[k, j] * V[l, j])), (l, 1, r)), (j, 1, m)) / r, because=finite),
    at_most(Sum(Sum(Abs(c[l]), (l, 1, r)), (j, 1, m)) / r, because=mean_product_size),
    equals(m / r * c1, because=l1_c))
larger = chain(
    T,
    equals(Sum(E(Abs(returned)), (k, 1, r)), because=(mean_returned, finite)),
    at_most(Sum(m / r * c1, (k, 1, r)), because=mean_not_too_large),
    equals(m * c1, because=arithmetic))

coherent_return = Claim(
    name="For a gradient in the row space of B the mean l1 norm of g B^T is of the order m",
    says=(m / r * c1 <= T, T <= m * c1),
    given=(V_normal, V_independent, finite), definitions=(mean_returned, l1_c),
    proof=(pair, square, mean_of_returned, not_too_small, smaller, size_above, size_below, product_size, mean_product_size, inner_triangle, outer_triangle, mean_not_too_large, larger),
    measured_by=measure_coherence,
    equation="compare (6) with the original paper", latex=r"g=cB:\ \frac mr\Vert c\Vert_1\le\mathbb E\Vert gB^\top\Vert_1\le m\Vert c\Vert_1")
