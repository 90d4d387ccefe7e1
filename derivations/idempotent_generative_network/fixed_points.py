"""Fixed points: what a vanishing reconstruction error means, and what it does not."""

from sympy import Eq, Lambda, Ne, Piecewise, Rational, Sum, Tuple

from verifier.language import *

from .experiments import measure_iterates, measure_maps
from .notation import x, y, z

half = Rational(1, 2)
n = whole("n")                                # how often the map is applied
j = index("j", 0)                             # any number of times
w = trajectory("w")                           # w(n), what the n-fold composition makes of x
F = trajectory("F")                           # F(y), a map of samples
start = given("applied no times, the map leaves x", Eq(w(0), x))
again = given("w(n) is the n-fold composition at x", Eq(w(j + 1), F(w(j))))
no_error = given("the reconstruction error of x is 0", Eq(norm(F(x) - x)**2, 0))
zero_length = therefore(Eq(norm(F(x) - x), 0), because=(using(square_is_zero_at_zero, x=norm(F(x) - x)), no_error))
no_length = therefore(norm(F(x) - x) <= 0, because=zero_length)
is_fixed = therefore(Eq(F(x), x), because=(distance_zero_only_for_equal_points, no_length))
fixed_so_far = hypothesis(Eq(w(n), x))
fixed_points_give_iterates = Claim(
    name="With zero reconstruction error every iterate is the sample",
    says=(Eq(F(x), x), Eq(w(n), x)),
    given=(start, again, no_error),
    proof=(zero_length, no_length, is_fixed, induction(
        Eq(w(n), x), on=n, start=0, base=therefore(Eq(w(0), x), because=start),
        step=chain(w(n + 1), equals(F(w(n)), because=using(again, (j, n))), equals(F(x), because=fixed_so_far), equals(x, because=is_fixed)),
        hypothesis=fixed_so_far)),
    holds_for=(example(x=[3, -2], F=Lambda(y, Tuple(3, dot(y, Tuple(0, 1)))), w={0: [3, -2], 1: [3, -2], 2: [3, -2], 3: [3, -2]}, n=2),
               example(x=[0], F=Lambda(y, Tuple(0)), w={0: [0], 1: [0]}, n=0)),
    fails_for=(example(x=[1, 0], F=Lambda(y, Tuple(0, 0)), w={0: [1, 0], 1: [0, 0], 2: [0, 0]}, n=1, note="an error"),
               example(x=[1], F=Lambda(y, Tuple(dot(y, Tuple(1)))), w={0: [2], 1: [2], 2: [2]}, n=1, note="iterates of another point")),
    measured_by=measure_iterates,
    equation="(10)", latex=r"\delta_\varphi(x)=0\Rightarrow G_\varphi(x)=x\Rightarrow G_\varphi^{\circ n}(x)=x",
    key=True)

# -- approximately --------------------------------------------------------------------------------------------------------------

K, eps = nonnegative("K epsilon")             # a Lipschitz constant, a bound of the error
small_error = given("the error of x is at most epsilon", norm(F(x) - x) <= eps)
lipschitz = given("F is Lipschitz along the orbit", norm(F(w(j + 1)) - F(w(j))) <= K * norm(w(j + 1) - w(j)))
k = index("k", 0)
step_so_far = hypothesis(norm(w(n + 1) - w(n)) <= K**n * eps)
each_step = induction(
    norm(w(n + 1) - w(n)) <= K**n * eps, on=n, start=0,
    base=chain(norm(w(1) - w(0)), equals(norm(F(w(0)) - w(0)), because=using(again, (j, 0))), equals(norm(F(x) - x), because=start), at_most(eps, because=small_error)),
    step=chain(norm(w(n + 2) - w(n + 1)), equals(norm(F(w(n + 1)) - F(w(n))), because=(using(again, (j, n + 1)), using(again, (j, n)))),
               at_most(K * norm(w(n + 1) - w(n)), because=using(lipschitz, (j, n))), at_most(K * (K**n * eps), because=step_so_far),
               equals(K**(n + 1) * eps, because=arithmetic)),
    hypothesis=step_so_far)
total = Sum(K**k * eps, (k, 0, n - 1))
near_so_far = hypothesis(norm(w(n) - x) <= total)
near = induction(
    norm(w(n) - x) <= total, on=n, start=0,
    base=chain(norm(w(0) - x), equals(0, because=start), at_most(total.subs(n, 0), because=arithmetic)),
    step=chain(norm(w(n + 1) - x), equals(norm((w(n + 1) - w(n)) + (w(n) - x)), because=arithmetic),
               at_most(norm(w(n + 1) - w(n)) + norm(w(n) - x), because=using(triangle_inequality, a=w(n + 1) - w(n), b=w(n) - x)),
               at_most(K**n * eps + norm(w(n) - x), because=each_step), at_most(K**n * eps + total, because=near_so_far),
               equals(Sum(K**k * eps, (k, 0, n)), because=arithmetic)),
    hypothesis=near_so_far)
unit_constant, other_constant = given("the Lipschitz constant is 1", Eq(K, 1)), given("the Lipschitz constant is not 1", Ne(K, 1))
in_closed_form = eps * (K**n - 1) / (K - 1)
approximate_idempotence = Claim(
    name="How the error grows when it is small but not zero",
    says=(norm(w(n) - x) <= total, Implies(Eq(K, 1), norm(w(n) - x) <= n * eps), Implies(Ne(K, 1), norm(w(n) - x) <= in_closed_form)),
    given=(start, again, small_error, lipschitz),
    proof=(each_step, near,
           suppose(unit_constant, chain(norm(w(n) - x), at_most(total, because=near), equals(Sum(eps, (k, 0, n - 1)), because=unit_constant), equals(n * eps, because=arithmetic))),
           suppose(other_constant, chain(norm(w(n) - x), at_most(total, because=near), equals(in_closed_form, because=(using(geometric_sum, c=K, n=n), other_constant))))),
    holds_for=(example(x=[1], F=Lambda(y, Tuple(2 * dot(y, Tuple(1)))), w={0: [1], 1: [2], 2: [4], 3: [8], 4: [16]}, n=3, K=2, epsilon=1),
               example(x=[1], F=Lambda(y, Tuple(dot(y, Tuple(1)) + 5)), w={0: [1], 1: [6], 2: [11], 3: [16]}, n=2, K=1, epsilon=5),
               example(x=[1], F=Lambda(y, Tuple(0)), w={0: [1], 1: [0], 2: [0], 3: [0]}, n=1, K=0, epsilon=1)),
    fails_for=(example(x=[1], F=Lambda(y, Tuple(2 * dot(y, Tuple(1)))), w={0: [1], 1: [2], 2: [4], 3: [8]}, n=2, K=1, epsilon=1, note="the map is not 1-Lipschitz"),
               example(x=[1], F=Lambda(y, Tuple(dot(y, Tuple(1)) + 5)), w={0: [1], 1: [6], 2: [11], 3: [16]}, n=2, K=1, epsilon=1, note="a larger error")),
    measured_by=measure_iterates,
    equation="not in the article", latex=r"\|G^{\circ n}(x)-x\|\le\varepsilon\,\frac{K^n-1}{K-1}\ (K\ne1),\ n\varepsilon\ (K=1)",
    note="The Lipschitz bound is needed along the orbit only. With K > 1 the error may grow exponentially.")

# -- idempotence ---------------------------------------------------------------------------------------------------------------

first = dot(y, Tuple(1, 0))
to_one = Lambda(y, Tuple(1, 0))               # two maps of the plane, for examples: onto one point, and onto three
to_three = Lambda(y, Tuple(Piecewise((7, first > 5), (-1, first > 0), (1, True)), 0))
back_from_three = Lambda(y, Tuple(Piecewise((7, first > 5), (1, first < 0), (0, True)), 0))
Im, Fix = convex_set("Im Fix")                # the image of F, and the set of its fixed points
S = trajectory("S")                           # S(y), some point that F maps to y, for y in the image
image_has = given("the image contains all values of F", ForAll((z,), (), Element(F(z), Im)))
image_only = given("and nothing else", ForAll((y,), (Element(y, Im),), Eq(F(S(y)), y)))
fixed_set = given("Fix is the set of fixed points", ForAll((y,), (), Iff(Element(y, Fix), Eq(F(y), y))))
idempotent = given("F is idempotent", ForAll((z,), (), Eq(F(F(z)), F(z))))
image_is_fixed = given("the image consists of fixed points", ForAll((y,), (Element(y, Im),), Element(y, Fix)))

data_fixed_as_printed = Claim(
    name="A map that fixes the data is idempotent (it need not be)",
    says=Eq(F(F(z)), F(z)),
    given=(given("the data point x is fixed", Eq(F(x), x)),),
    expected=REFUTED,
    fails_for=(example(x=[1], z=[half], F=Lambda(y, Tuple(dot(y, Tuple(1))**2)), note="y^2 fixes 0 and 1, and maps 1/2 to 1/4 and then to 1/16"),),
    equation="text after (10)", latex=r"\delta_\varphi(x)=0\Rightarrow G\circ G=G",
    note="The word idempotent is derived from a vanishing error on real samples; on generated samples it takes the generator's term of the loss.")

value_fixed_twice = therefore(ForAll((y,), (Element(y, Im),), Eq(F(F(S(y))), F(S(y)))), because=using(idempotent, z=S(y)))
value_in_fix = therefore(ForAll((y,), (Element(y, Im),), Element(F(S(y)), Fix)), because=(using(fixed_set, y=F(S(y))), value_fixed_twice))
value_is_fixed = therefore(ForAll((z,), (), Element(F(z), Fix)), because=(using(image_is_fixed, y=F(z)), image_has))
idempotent_iff_image_fixed = Claim(
    name="A map is idempotent if and only if its image consists of fixed points",
    says=Iff(idempotent.statement, image_is_fixed.statement),
    given=(image_has, image_only, fixed_set),
    proof=(suppose(idempotent, value_fixed_twice, value_in_fix,
                   therefore(image_is_fixed.statement, because=(using(equal_points_in_one_set, a=y, b=F(S(y)), S=Fix), image_only, value_in_fix))),
           suppose(image_is_fixed, value_is_fixed, therefore(idempotent.statement, because=(using(fixed_set, y=F(z)), value_is_fixed)))),
    holds_for=(example(F=to_one, S=Lambda(y, Tuple(5, 5)), Im=finite_set([1, 0]), Fix=finite_set([1, 0])),
               example(F=to_three, S=back_from_three, Im=finite_set([7, 0], [-1, 0], [1, 0]), Fix=finite_set([7, 0]), note="not idempotent")),
    fails_for=(example(F=to_three, S=back_from_three, Im=finite_set([7, 0]), Fix=finite_set([7, 0]), note="a part of the image"),
               example(F=to_one, S=Lambda(y, Tuple(5, 5)), Im=finite_set([1, 0], [2, 0]), Fix=finite_set([1, 0]), note="more than the image"),
               example(F=to_one, S=Lambda(y, Tuple(5, 5)), Im=finite_set([1, 0]), Fix=finite_set([3, 0]), note="not the fixed points")),
    measured_by=measure_maps,
    corrects=data_fixed_as_printed,
    equation="text after (10)",
    latex=r"G\circ G=G\iff\mathrm{image}(G)\subseteq\mathrm{Fix}(G);\qquad G(y)=y^2\text{ fixes }0,1\text{ but }G(G(\tfrac12))=\tfrac1{16}\ne\tfrac14=G(\tfrac12)",
    key=True)
