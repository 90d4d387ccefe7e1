"""The leaky map of relative positions: its forms, its growth and its largest value."""

from sympy import Eq, Lambda, Max, Min, Rational, oo

from verifier.language import *

from .experiments import measure_map
from .notation import g, k, leaky, outside, r, s, w

half = Rational(1, 2)
inside = given("r is inside the window", r < w)
not_inside = given("r is not inside the window", r >= w)
flat, steep = given("the slope outside is at most 1", k >= 1), given("the slope outside is at least 1", k <= 1)
smaller_inside = therefore(r <= outside, because=(flat, inside))
smaller_outside = therefore(outside <= r, because=(flat, not_inside))
larger_inside = therefore(outside <= r, because=(steep, inside))
larger_outside = therefore(r <= outside, because=(steep, not_inside))
as_minimum, as_maximum = Eq(g(w, k, r), Min(r, outside)), Eq(g(w, k, r), Max(r, outside))
large = real("t")                            # values of k without end
below_outside = therefore(ForAll((large,), (large > 0,), w + (r - w) / large <= g(w, large, r)), because=(leaky, not_inside))
above_outside = therefore(ForAll((large,), (large > 0,), g(w, large, r) <= w + (r - w) / large), because=(leaky, not_inside))
below_inside = therefore(ForAll((large,), (large > 0,), r <= g(w, large, r)), because=(leaky, inside))
above_inside = therefore(ForAll((large,), (large > 0,), g(w, large, r) <= r), because=(leaky, inside))
leaky_at = Lambda(large, g(w, large, r))
stays = therefore(Tends(r, large, oo, r), because=limit_of_constant)
tends = therefore(Tends(w + (r - w) / large, large, oo, w))
to_r = therefore(Tends(g(w, large, r), large, oo, r), because=(using(squeeze_at_infinity, F_=leaky_at, G_=Lambda(large, r), H_=Lambda(large, r)), below_inside, above_inside, stays))
to_w = therefore(Tends(g(w, large, r), large, oo, w), because=(
    using(squeeze_at_infinity, F_=leaky_at, G_=Lambda(large, w + (r - w) / large), H_=Lambda(large, w + (r - w) / large)), below_outside, above_outside, tends))
smaller_r = therefore(Eq(r, Min(r, w)), because=(smaller_of_two, inside))
smaller_w = therefore(Eq(w, Min(r, w)), because=(smaller_of_two, not_inside))
in_the_limit = Tends(g(w, large, r), large, oo, Min(r, w))
leaky_map_as_one_minimum = Claim(
    name="The leaky map as one minimum, for every k",
    says=as_minimum, definitions=(leaky,), expected=REFUTED,
    fails_for=(example(w=1, k=half, r=2, note="the map gives 3, the minimum 2"),),
    equation="companion article 9708", latex=r"\max\Bigl(j-i,\ \frac{j-i+w}k-w\Bigr)",
    note="Written there for ReRoPE, where k >= 1 makes it true; with the inverse use, k < 1, every position beyond the window gets another value.")
leaky_map = Claim(
    name="The leaky map as a minimum or maximum of two lines, and its special cases",
    says=(Implies(k >= 1, as_minimum), Implies(k <= 1, as_maximum), Eq(g(w, 1, r), r), in_the_limit),
    definitions=(leaky,),
    proof=(suppose(flat, cases(as_minimum,
                               (inside, (smaller_inside, chain(g(w, k, r), equals(r, because=(leaky, inside)), equals(Min(r, outside), because=(smaller_of_two, smaller_inside))))),
                               (not_inside, (smaller_outside, chain(g(w, k, r), equals(outside, because=(leaky, not_inside)), equals(Min(r, outside), because=(smaller_of_two, smaller_outside))))))),
           suppose(steep, cases(as_maximum,
                                (inside, (larger_inside, chain(g(w, k, r), equals(r, because=(leaky, inside)), equals(Max(r, outside), because=(larger_of_two, larger_inside))))),
                                (not_inside, (larger_outside, chain(g(w, k, r), equals(outside, because=(leaky, not_inside)), equals(Max(r, outside), because=(larger_of_two, larger_outside))))))),
           therefore(Eq(g(w, 1, r), r), because=leaky),
           cases(in_the_limit,
                 (inside, (below_inside, above_inside, stays, to_r, smaller_r, therefore(in_the_limit, because=(using(equal_limit, F_=leaky_at, c_=r), to_r, smaller_r)))),
                 (not_inside, (below_outside, above_outside, tends, to_w, smaller_w, therefore(in_the_limit, because=(using(equal_limit, F_=leaky_at, c_=w), to_w, smaller_w)))))),
    holds_for=(example(w=3, k=4, r=5), example(w=3, k=4, r=2), example(w=3, k=Rational(1, 16), r=5), example(w=3, k=half, r=3), example(w=2, k=1, r=0)),
    measured_by=measure_map,
    equation="(2), (3)",
    latex=r"g_{w,k}(r)=\begin{cases}r&0\le r<w\\ w+\frac{r-w}k&r\ge w\end{cases}=\begin{cases}\min(r,\,w+\frac{r-w}k)&k\ge1\\ \max(r,\,w+\frac{r-w}k)&0<k\le1\end{cases},\quad g_{w,1}(r)=r,\quad\lim_{k\to\infty}g_{w,k}(r)=\min(r,w)",
    note="The companion article writes the map as one minimum, which is the map only for k >= 1; the inverse use has k < 1, and there it is a maximum.",
    corrects=leaky_map_as_one_minimum, key=True)

# -- growth ----------------------------------------------------------------------------------------------------------------------

up_to_w, beyond_w = given("r is at most w", r <= w), given("r is more than w", r > w)
s_up_to_w, s_beyond_w = given("s is at most w", s <= w), given("s is more than w", s > w)
one_more_inside, farther = given("r + 1 is at most w", r + 1 <= w), given("s is farther than r", r < s)
at_w = therefore(Eq(r, w), because=(order_is_antisymmetric, up_to_w, not_inside))
leaky_exact_in_window = Claim(
    name="Up to the edge of the window nothing changes",
    says=Implies(r <= w, Eq(g(w, k, r), r)),
    definitions=(leaky,),
    proof=suppose(up_to_w, cases(Eq(g(w, k, r), r),
                                 (inside, chain(g(w, k, r), equals(r, because=(leaky, inside)))),
                                 (not_inside, (at_w, chain(g(w, k, r), equals(outside, because=(leaky, not_inside)), equals(r, because=at_w)))))),
    holds_for=(example(w=3, k=4, r=3), example(w=3, k=4, r=2), example(w=1, k=half, r=Rational(1, 3)), example(w=1, k=half, r=2)),
    equation="(2)", latex=r"g_{w,k}(r)=r\quad(r\le w)")

rises = g(w, k, r) < g(w, k, s)
leaky_monotone_continuous = Claim(
    name="The leaky map is continuous at the edge of the window and strictly increasing",
    says=(Eq(g(w, k, w), w), Implies(r + 1 <= w, Eq(g(w, k, r + 1) - g(w, k, r), 1)),
          Implies(r >= w, Eq(g(w, k, r + 1) - g(w, k, r), 1 / k)), Implies(r < s, rises)),
    definitions=(leaky,),
    proof=(therefore(Eq(g(w, k, w), w), because=using(leaky_exact_in_window, r=w)),
           suppose(one_more_inside, chain(g(w, k, r + 1) - g(w, k, r), equals(r + 1 - r, because=(
               using(leaky_exact_in_window, r=r + 1), using(leaky_exact_in_window, r=r), one_more_inside)), equals(1, because=arithmetic))),
           suppose(not_inside, chain(g(w, k, r + 1) - g(w, k, r), equals(w + (r + 1 - w) / k - (w + (r - w) / k), because=(leaky, not_inside)), equals(1 / k, because=arithmetic))),
           suppose(farther, cases(rises,
               (s_up_to_w, chain(g(w, k, r), equals(r, because=(leaky_exact_in_window, farther, s_up_to_w)), less_than(s, because=farther),
                                 equals(g(w, k, s), because=(using(leaky_exact_in_window, r=s), s_up_to_w)))),
               (s_beyond_w, cases(rises,
                   (up_to_w, chain(g(w, k, r), equals(r, because=(leaky_exact_in_window, up_to_w)), at_most(w, because=up_to_w),
                                   less_than(w + (s - w) / k, because=s_beyond_w), equals(g(w, k, s), because=(leaky, s_beyond_w)))),
                   (beyond_w, chain(g(w, k, r), equals(w + (r - w) / k, because=(leaky, beyond_w)),
                                    less_than(w + (s - w) / k, because=farther), equals(g(w, k, s), because=(leaky, s_beyond_w))))))))),
    holds_for=(example(w=3, k=4, r=3, s=5), example(w=3, k=4, r=2, s=Rational(5, 2)), example(w=3, k=Rational(1, 16), r=1, s=4), example(w=1, k=half, r=4, s=2), example(w=1, k=half, r=3, s=Rational(16, 5))),
    equation="(2)", latex=r"g(r+1)-g(r)=\begin{cases}1&r<w\\1/k&r\ge w\end{cases}>0,\quad g(w)=w",
    note="Positions beyond the window stay apart for every finite k; ReRoPE, the limit of large k, makes them all equal.")

in_order, not_before = given("s is not before r", r <= s), given("r is not before s", r >= s)
one_place = therefore(Eq(r, s), because=(order_is_antisymmetric, in_order, not_before))
leaky_keeps_order = Claim(
    name="The leaky map keeps the order of positions",
    says=Implies(r <= s, g(w, k, r) <= g(w, k, s)),
    definitions=(leaky,),
    proof=suppose(in_order, cases(g(w, k, r) <= g(w, k, s),
                                  (farther, therefore(g(w, k, r) <= g(w, k, s), because=(leaky_monotone_continuous, farther))),
                                  (not_before, (one_place, chain(g(w, k, r), equals(g(w, k, s), because=one_place), at_most(g(w, k, s), because=arithmetic)))))),
    holds_for=(example(w=3, k=4, r=3, s=5), example(w=3, k=Rational(1, 16), r=4, s=4), example(w=1, k=half, r=4, s=2)),
    equation="(2)", latex=r"r\le s\ \Rightarrow\ g(r)\le g(s)")
