"""The largest relative position of a context, and whether the positions seen in training cover those of a longer test."""

from sympy import Abs, Eq, Lambda, Min, Rational

from verifier.language import *

from .experiments import measure_coverage, measure_largest, measure_map
from .leaky_map import leaky_keeps_order, leaky_monotone_continuous
from .notation import L, g, k, leaky, r, s, w

half = Rational(1, 2)
q = index("q")                               # q - 1 is a relative position
last = w + (L - 1 - w) / k                   # what the leaky map makes of the largest one
long = given("the context is longer than the window", L > w)
reaches = therefore(w <= L - 1, because=(using(integers_have_gaps, n_=w, m_=L - 1), long))
position = Lambda(q, g(w, k, q - 1))
not_above = therefore(ForAll((q,), (1 <= q, q <= L), g(w, k, q - 1) <= g(w, k, L - 1)), because=using(leaky_keeps_order, r=q - 1, s=L - 1))
largest = Maximum(g(w, k, q - 1), (q, 1, L))
window_is_bound = therefore(ForAll((q,), (1 <= q, q <= L), Min(q - 1, w) <= Min(L - 1, w)))
end = therefore(Eq(Min(L - 1, w), w), because=(smaller_of_two, reaches))
leaky_max_position = Claim(
    name="The largest relative position that is used in a context",
    says=(Eq(largest, last), Eq(Maximum(Min(q - 1, w), (q, 1, L)), w)),
    given=(long,), definitions=(leaky,),
    proof=(reaches, not_above, chain(largest, equals(g(w, k, L - 1), because=(using(maximum_is_attained, F_=position, k_=L), not_above)), equals(last, because=(leaky, reaches))),
           window_is_bound, end,
           chain(Maximum(Min(q - 1, w), (q, 1, L)), equals(Min(L - 1, w), because=(using(maximum_is_attained, F_=Lambda(q, Min(q - 1, w)), k_=L), window_is_bound)),
                 equals(w, because=end))),
    holds_for=(example(L=6, w=2, k=4), example(L=5, w=2, k=Rational(1, 16)), example(L=3, w=2, k=half), example(L=2, w=1, k=3)),
    fails_for=(example(L=2, w=2, k=half, note="the context is not longer than the window"),),
    measured_by=measure_largest,
    equation="(2), (3)", latex=r"\max_{0\le r\le L-1}g_{w,k}(r)=w+\frac{L-1-w}k\ (L>w),\qquad\text{ReRoPE: }\max=w\text{ for every }L>w",
    note="The advice to keep it below half the training length is a rule of thumb: with w = 128, k = 16 and L = 4096 it is 376, or 73 % of 512, in the best run of the companion article.",
    key=True)

# -- how near ReRoPE is ------------------------------------------------------------------------------------------------------------

inside, not_inside = given("r is inside the window", r < w), given("r is not inside the window", r >= w)
s_not_inside, in_order = given("s is not inside the window", s >= w), given("s is not before r", r <= s)
distance = g(w, k, r) - Min(r, w)
smaller_r, smaller_w = therefore(Eq(Min(r, w), r), because=(smaller_of_two, inside)), therefore(Eq(Min(r, w), w), because=(smaller_of_two, not_inside))
no_distance = chain(distance, equals(r - r, because=(leaky, inside, smaller_r)), equals(0, because=arithmetic))
some_distance = chain(distance, equals(w + (r - w) / k - w, because=(leaky, not_inside, smaller_w)), equals((r - w) / k, because=arithmetic))
rerope_distance = Claim(
    name="The distance from ReRoPE grows from the edge of the window on",
    says=(Implies(r >= w, Eq(distance, (r - w) / k)), Implies(s >= w, Implies(r <= s, Abs(distance) <= (s - w) / k))),
    definitions=(leaky,),
    proof=(suppose(not_inside, smaller_w, some_distance),
           suppose(s_not_inside, suppose(in_order, cases(
               Abs(distance) <= (s - w) / k,
               (inside, (smaller_r, no_distance, chain(Abs(distance), equals(0, because=no_distance), at_most((s - w) / k, because=s_not_inside)))),
               (not_inside, (smaller_w, some_distance, chain(Abs(distance), equals((r - w) / k, because=(some_distance, not_inside)),
                                                             at_most((s - w) / k, because=in_order)))))))),
    holds_for=(example(w=3, k=4, r=5, s=5), example(w=3, k=Rational(1, 16), r=2, s=3), example(w=1, k=half, r=4, s=6)),
    equation="(3)", latex=r"|g_{w,k}(r)-\min(r,w)|\le\frac{s-w}k\quad(r\le s,\ w\le s)")

gap = Lambda(q, Abs(g(w, k, q - 1) - Min(q - 1, w)))
never_more = therefore(ForAll((q,), (1 <= q, q <= L), gap(q) <= (L - 1 - w) / k), because=(using(rerope_distance, r=q - 1, s=L - 1), reaches))
at_the_end = chain(gap(L), equals((L - 1 - w) / k, because=(using(rerope_distance, r=L - 1), reaches)))
none_above = therefore(ForAll((q,), (1 <= q, q <= L), gap(q) <= gap(L)), because=(never_more, at_the_end))
rerope_is_uniform_limit = Claim(
    name="On a context of length L the leaky positions tend to those of ReRoPE uniformly",
    says=Eq(Maximum(Abs(g(w, k, q - 1) - Min(q - 1, w)), (q, 1, L)), (L - 1 - w) / k),
    given=(long,), definitions=(leaky,),
    proof=(reaches, never_more, at_the_end, none_above,
           chain(Maximum(Abs(g(w, k, q - 1) - Min(q - 1, w)), (q, 1, L)),
                 equals(gap(L), because=(using(maximum_is_attained, F_=gap, k_=L), none_above)), equals((L - 1 - w) / k, because=at_the_end))),
    holds_for=(example(L=6, w=2, k=4), example(L=5, w=2, k=Rational(1, 16)), example(L=2, w=1, k=3)),
    fails_for=(example(L=2, w=3, k=half, note="the context is not longer than the window"),),
    measured_by=measure_map,
    equation="(3)", latex=r"\sup_{r\le L-1}|g_{w,k}(r)-\min(r,w)|=\frac{L-1-w}k\to0",
    note="So ReRoPE is the limit of k without end, at the rate 1/k on every bounded context.")

# -- the inverse use -----------------------------------------------------------------------------------------------------------------

beyond = given("r is not inside the window", r >= w)
step = g(w, k, r + 1) - g(w, k, r)
step_is = therefore(Eq(step, 1 / k), because=(leaky_monotone_continuous, beyond))
long_step, small_k = given("the step is longer than 1", step > 1), given("k is less than 1", k < 1)
inverse_leaky_needs_k_below_one = Claim(
    name="Steps longer than 1 outside the window mean k < 1",
    says=(Iff(step > 1, k < 1), Eq(g(w, Rational(1, 16), r + 1) - g(w, Rational(1, 16), r), 16)),
    given=(beyond,), definitions=(leaky,),
    proof=(step_is,
           suppose(long_step, chain(k, less_than(k * step, because=long_step), equals(1, because=step_is))),
           suppose(small_k, chain(1, equals(k / k, because=arithmetic), less_than(1 / k, because=small_k), equals(step, because=step_is))),
           therefore(Eq(g(w, Rational(1, 16), r + 1) - g(w, Rational(1, 16), r), 16), because=(using(leaky_monotone_continuous, k=Rational(1, 16)), beyond))),
    holds_for=(example(w=2, k=half, r=3), example(w=2, k=1, r=2), example(w=1, k=2, r=Rational(5, 2))),
    fails_for=(example(w=2, k=half, r=0, note="inside the window the step is 1"),),
    equation="section on the inverse use", latex=r"\text{training: step }1/k>1\iff k<1;\qquad k=\tfrac1{16}\Rightarrow\text{step }16",
    note="k divides the distance, so the inverse use has k below 1, which is easily read the wrong way round.")

# -- does the range that is trained cover a longer test? -------------------------------------------------------------------------

L_train, L_test = natural("L_train L_test")  # lengths in training and at test time
c = positive("c")                            # by how much the test is longer, L_test/L_train
seen = Lambda((w, k, L), Maximum(g(w, k, q - 1), (q, 1, L)))         # the largest position seen on contexts of length L
wide = given("the training contexts are longer than the window by two positions or more", L_train >= w + 2)
seen_in_training = therefore(Eq(seen(w, k, L_train), w + (L_train - 1 - w) / k), because=(using(leaky_max_position, L=L_train), wide))
ratio = (L_test - 1 - w) / (L_train - 1 - w)
covered = given("the largest position of the test is within the trained range", L_test - 1 <= seen(w, k, L_train))
steep_enough = given("the step is large enough", ratio <= 1 / k)
at_twice = therefore(Eq(seen(w, 1 / (2 * c), 4 * w), w + (4 * w - 1 - w) * 2 * c), because=using(leaky_max_position, L=4 * w, k=1 / (2 * c)))
at_once = therefore(Eq(seen(w, 1 / c, 4 * w), w + (4 * w - 1 - w) * c), because=using(leaky_max_position, L=4 * w, k=1 / c))
sixteenth = therefore(Eq(seen(128, Rational(1, 16), 512), 6256), because=using(leaky_max_position, L=512, w=128, k=Rational(1, 16)))
eighth = therefore(Eq(seen(128, Rational(1, 8), 512), 3192), because=using(leaky_max_position, L=512, w=128, k=Rational(1, 8)))
of_eight_times_512 = 8 * 512 - 1
inverse_leaky_range_covers_test = Claim(
    name="The trained range exceeds the test for k = 1/16, and falls short of it for k = 1/8",
    says=(Eq(seen(128, Rational(1, 16), 512) - of_eight_times_512, 2161), Eq(seen(128, Rational(1, 8), 512) - of_eight_times_512, -903),
          Iff(L_test - 1 <= seen(w, k, L_train), ratio <= 1 / k),
          Eq(seen(w, 1 / (2 * c), 4 * w) - (c * 4 * w - 1), 2 * c * (w - 1) + w + 1), Eq(seen(w, 1 / c, 4 * w) - (c * 4 * w - 1), -(c - 1) * (w + 1))),
    given=(wide,), definitions=(leaky,),
    proof=(sixteenth, eighth,
           chain(seen(128, Rational(1, 16), 512) - of_eight_times_512, equals(6256 - of_eight_times_512, because=sixteenth), equals(2161, because=arithmetic)),
           chain(seen(128, Rational(1, 8), 512) - of_eight_times_512, equals(3192 - of_eight_times_512, because=eighth), equals(-903, because=arithmetic)),
           seen_in_training,
           suppose(covered, chain(ratio,
                                  at_most((seen(w, k, L_train) - w) / (L_train - 1 - w), because=(covered, wide)),
                                  equals(1 / k, because=(seen_in_training, wide)))),
           suppose(steep_enough, chain(L_test - 1,
                                       at_most(w + (L_train - 1 - w) / k, because=(steep_enough, wide)),
                                       equals(seen(w, k, L_train), because=seen_in_training))),
           at_twice, at_once,
           chain(seen(w, 1 / (2 * c), 4 * w) - (c * 4 * w - 1), equals(2 * c * (w - 1) + w + 1, because=at_twice)),
           chain(seen(w, 1 / c, 4 * w) - (c * 4 * w - 1), equals(-(c - 1) * (w + 1), because=at_once))),
    holds_for=(example(w=2, k=half, c=3, L_train=5, L_test=7), example(w=2, k=Rational(2, 3), c=half, L_train=5, L_test=7), example(w=1, k=1, c=2, L_train=3, L_test=5)),
    fails_for=(example(w=3, k=1, c=2, L_train=3, L_test=4, note="the training contexts are not longer than the window"),),
    measured_by=measure_coverage,
    equation="experiments: k is the inverse of twice the expansion factor",
    latex=r"w+\frac{L_{tr}-1-w}{k}\ge L_{te}-1:\quad128+383\cdot16=6256\ge4095>3192=128+383\cdot8",
    note="The article finds the value 1/16 by trial. Coverage is a reason for it: 1/k must be at least 3967/383, or 10.36, and when the window is a quarter of the training "
         "length, twice the expansion factor c covers for every c, the factor itself only for c <= 1. Beyond the window only every 16th position is trained; those in between are interpolated.",
    key=True)
