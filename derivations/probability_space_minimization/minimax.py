"""Exchanging minimum and maximum: the quoted theorem, and what is true."""

from sympy import Eq, Lambda, Piecewise, Tuple

from verifier.language import *

# Notation: numbers suffice for the counterexample; the sets are given by G >= 0 and H >= 0, which any set can be
a, b, t = real("a b t")                     # two points of one set, a fraction
x, y = real("x y")                          # the variable that is minimised, and the one that is maximised
eps = positive("epsilon")                   # how far from optimal
f = function("f")                           # the function
G, H = function("G H")                      # x is allowed where G(x) >= 0, y where H(y) >= 0
upper, lower = real("U W")                  # inf over x of sup over y, and sup over y of inf over x
x_near, y_reply = function("x_near y_reply")  # x_near(eps) is nearly best for x; y_reply(x, eps) is a nearly best reply to x
y_near, x_reply = function("y_near x_reply")  # y_near(eps) is nearly best for y; x_reply(y, eps) is a nearly best reply to y

mixed_a_b = t * a + (1 - t) * b
fraction_t = (0 <= t, t <= 1)
X_convex = given("X is convex", ForAll((a, b, t), (G(a) >= 0, G(b) >= 0, *fraction_t), G(mixed_a_b) >= 0))
Y_convex = given("Y is convex", ForAll((a, b, t), (H(a) >= 0, H(b) >= 0, *fraction_t), H(mixed_a_b) >= 0))
f_convex = given("f is convex in x", ForAll((a, b, t, y), (G(a) >= 0, G(b) >= 0, H(y) >= 0, *fraction_t),
                                            f(mixed_a_b, y) <= t * f(a, y) + (1 - t) * f(b, y)))
f_concave = given("f is concave in y", ForAll((a, b, t, x), (H(a) >= 0, H(b) >= 0, G(x) >= 0, *fraction_t),
                                              f(x, mixed_a_b) >= t * f(x, a) + (1 - t) * f(x, b)))
x_near_allowed = given("x_near is in X", ForAll((eps,), (), G(x_near(eps)) >= 0))
y_near_allowed = given("y_near is in Y", ForAll((eps,), (), H(y_near(eps)) >= 0))
x_reply_allowed = given("the reply to y is in X", ForAll((y, eps), (H(y) >= 0,), G(x_reply(y, eps)) >= 0))
y_reply_allowed = given("the reply to x is in Y", ForAll((x, eps), (G(x) >= 0,), H(y_reply(x, eps)) >= 0))
upper_above = given("no y gives more than U + eps against x_near", ForAll((y, eps), (H(y) >= 0,), f(x_near(eps), y) <= upper + eps))
upper_below = given("against every x some y gives more than U - eps", ForAll((x, eps), (G(x) >= 0,), f(x, y_reply(x, eps)) >= upper - eps))
lower_below = given("no x gives less than W - eps against y_near", ForAll((x, eps), (G(x) >= 0,), f(x, y_near(eps)) >= lower - eps))
lower_above = given("against every y some x gives less than W + eps", ForAll((y, eps), (H(y) >= 0,), f(x_reply(y, eps), y) <= lower + eps))
values_exist = (x_near_allowed, y_near_allowed, x_reply_allowed, y_reply_allowed, upper_above, upper_below, lower_below, lower_above)

# -- the counterexample: f(x, y) = y/(x + y) for x, y >= 1 --------------------------------------------------------------------

from_one = Lambda(a, a - 1)
both_from_one = (a - 1 >= 0, b - 1 >= 0)
X_is_convex = therefore(ForAll((a, b, t), (*both_from_one, *fraction_t), mixed_a_b - 1 >= 0), because=arithmetic)
gap_in_x = t * y / (a + y) + y * (1 - t) / (b + y) - y / (mixed_a_b + y)
positive_in_x = therefore(ForAll((a, b, t, y), (*both_from_one, y - 1 >= 0, *fraction_t), mixed_a_b + y > 0), because=X_is_convex)
square_in_x = y * t * (1 - t) * (a - b)**2 / ((mixed_a_b + y) * (a + y) * (b + y))
gap_in_x_is = therefore(ForAll((a, b, t, y), (*both_from_one, y - 1 >= 0, *fraction_t), Eq(gap_in_x, square_in_x)), because=positive_in_x)
square_in_x_sign = therefore(ForAll((a, b, t, y), (*both_from_one, y - 1 >= 0, *fraction_t), square_in_x >= 0), because=positive_in_x)
gap_in_x_sign = therefore(ForAll((a, b, t, y), (*both_from_one, y - 1 >= 0, *fraction_t), gap_in_x >= 0), because=(gap_in_x_is, square_in_x_sign))
share_is_convex = therefore(ForAll((a, b, t, y), (*both_from_one, y - 1 >= 0, *fraction_t), y / (mixed_a_b + y) <= t * y / (a + y) + y * (1 - t) / (b + y)),
                            because=gap_in_x_sign)
gap_in_y = mixed_a_b / (x + mixed_a_b) - t * a / (x + a) - b * (1 - t) / (x + b)
positive_in_y = therefore(ForAll((a, b, t, x), (*both_from_one, x - 1 >= 0, *fraction_t), x + mixed_a_b > 0), because=X_is_convex)
square_in_y = x * t * (1 - t) * (a - b)**2 / ((x + mixed_a_b) * (x + a) * (x + b))
gap_in_y_is = therefore(ForAll((a, b, t, x), (*both_from_one, x - 1 >= 0, *fraction_t), Eq(gap_in_y, square_in_y)), because=positive_in_y)
square_in_y_sign = therefore(ForAll((a, b, t, x), (*both_from_one, x - 1 >= 0, *fraction_t), square_in_y >= 0), because=positive_in_y)
gap_in_y_sign = therefore(ForAll((a, b, t, x), (*both_from_one, x - 1 >= 0, *fraction_t), gap_in_y >= 0), because=(gap_in_y_is, square_in_y_sign))
share_is_concave = therefore(ForAll((a, b, t, x), (*both_from_one, x - 1 >= 0, *fraction_t), mixed_a_b / (x + mixed_a_b) >= t * a / (x + a) + b * (1 - t) / (x + b)),
                             because=gap_in_y_sign)
reply_allowed = therefore(ForAll((x, eps), (x - 1 >= 0,), x / eps >= 0), because=arithmetic)
at_most_all = therefore(ForAll((y, eps), (y - 1 >= 0,), y / (1 + y) <= 1 + eps), because=arithmetic)
nearly_all = therefore(ForAll((x, eps), (x - 1 >= 0,), (1 + x / eps) / (x + 1 + x / eps) >= 1 - eps), because=arithmetic)
not_negative = therefore(ForAll((x, eps), (x - 1 >= 0,), 1 / (x + 1) >= -eps), because=arithmetic)
nearly_nothing = therefore(ForAll((y, eps), (y - 1 >= 0,), y / (1 + y / eps + y) <= eps), because=arithmetic)
minimax_theorem = Claim(
    name="The quoted minimax theorem, for numbers",
    says=Eq(upper, lower),
    given=(X_convex, Y_convex, f_convex, f_concave, *values_exist),
    expected=REFUTED,
    refuted_by=counterexample(
        (f, Lambda((x, y), y / (x + y))), (G, from_one), (H, from_one), (upper, 1), (lower, 0), (x_near, Lambda(eps, 1)), (y_near, Lambda(eps, 1)),
        (x_reply, Lambda((y, eps), 1 + y / eps)), (y_reply, Lambda((x, eps), 1 + x / eps)),
        proof=(X_is_convex, positive_in_x, gap_in_x_is, square_in_x_sign, gap_in_x_sign, share_is_convex, positive_in_y, gap_in_y_is, square_in_y_sign, gap_in_y_sign, share_is_concave, reply_allowed, at_most_all,
               nearly_all, not_negative, nearly_nothing)),
    equation="(13)",
    latex=r"\inf_x\sup_y f(x,y)=\sup_y\inf_x f(x,y)\quad\text{for convex sets } X, Y \text{ and } f \text{ convex in } x, \text{ concave in } y",
    note="With x, y >= 1 and f = y/(x + y) the left side is 1 and the right side 0: both sets are closed and convex, but neither is bounded. "
         "The inequality is always true; equality needs more, such as one compact set, or a saddle point.",
    key=True)

# -- what is true: always an inequality, and equality where there is a saddle point -----------------------------------------------

X, Y = convex_set("X Y")                    # any two sets of vectors
xi, chi = point("xi chi")                   # a vector of X, a vector of Y
best_x, best_y = point("x_star y_star")     # a saddle point
value = real("v")                           # the value of f there
phi = function("phi")                       # the function
near_x, reply_x = trajectory("near_x reply_x")  # nearly optimal choices as above
near_y, reply_y = trajectory("near_y reply_y")
near_x_allowed = given("near_x is in X", ForAll((eps,), (), Element(near_x(eps), X)))
near_y_allowed = given("near_y is in Y", ForAll((eps,), (), Element(near_y(eps), Y)))
reply_x_allowed = given("the reply to y is in X", ForAll((chi, eps), (Element(chi, Y),), Element(reply_x(chi, eps), X)))
reply_y_allowed = given("the reply to x is in Y", ForAll((xi, eps), (Element(xi, X),), Element(reply_y(xi, eps), Y)))
sup_near = given("no y gives more than U + eps against near_x", ForAll((chi, eps), (Element(chi, Y),), phi(near_x(eps), chi) <= upper + eps))
sup_reply = given("against every x the reply gives at least U - eps", ForAll((xi, eps), (Element(xi, X),), phi(xi, reply_y(xi, eps)) >= upper - eps))
inf_near = given("no x gives less than W - eps against near_y", ForAll((xi, eps), (Element(xi, X),), phi(xi, near_y(eps)) >= lower - eps))
inf_reply = given("against every y the reply gives at most W + eps", ForAll((chi, eps), (Element(chi, Y),), phi(reply_x(chi, eps), chi) <= lower + eps))
x_in_set = given("x_star is in X", Element(best_x, X))
y_in_set = given("y_star is in Y", Element(best_y, Y))
saddle_y = given("no y gives more than v against x_star", ForAll((chi,), (Element(chi, Y),), phi(best_x, chi) <= value))
saddle_x = given("no x gives less than v against y_star", ForAll((xi,), (Element(xi, X),), phi(xi, best_y) >= value))

first = Lambda(xi, dot(xi, Tuple(1)))                  # the only coordinate of a vector of the line
bilinear = Lambda((xi, chi), first(xi) * first(chi))
squared_gap = Lambda((xi, chi), (first(xi) - first(chi))**2)
farther = Lambda(xi, Piecewise((1, first(xi) < 0), (-1, True)))

small_steps = (0 < t, t <= 1)
sandwich = therefore(ForAll((t,), small_steps, lower - 2 * t <= upper), because=(
    using(sup_near, chi=near_y(t), epsilon=t), using(inf_near, xi=near_x(t), epsilon=t), near_x_allowed, near_y_allowed))
to_lower = therefore(TendsFromAbove(lower - 2 * t, t, 0, lower), because=arithmetic)
weak_minimax = Claim(
    name="sup inf is never above inf sup",
    says=lower <= upper,
    given=(near_x_allowed, near_y_allowed, sup_near, inf_near),
    proof=(sandwich, to_lower, therefore(lower <= upper, because=(limit_keeps_upper_bound, sandwich, to_lower))),
    holds_for=(example(U=3, W=3, phi=bilinear, X=interval(1, 2), Y=interval(1, 3), near_x=Lambda(eps, Tuple(1)), near_y=Lambda(eps, Tuple(3))),
               example(U=1, W=0, phi=squared_gap, X=interval(-1, 1), Y=finite_set(-1, 1), near_x=Lambda(eps, Tuple(0)), near_y=Lambda(eps, Tuple(1)))),
    equation="(13)", latex=r"\sup_y\inf_xf(x,y)\le\inf_x\sup_yf(x,y)",
    note="Needs neither convexity nor a topology.")

upper_low = therefore(ForAll((t,), small_steps, upper - t <= value), because=(
    using(sup_reply, xi=best_x, epsilon=t), using(saddle_y, chi=reply_y(best_x, t)), reply_y_allowed, x_in_set))
upper_high = therefore(ForAll((t,), small_steps, value - t <= upper), because=(
    using(sup_near, chi=best_y, epsilon=t), using(saddle_x, xi=near_x(t)), near_x_allowed, y_in_set))
lower_high = therefore(ForAll((t,), small_steps, lower + t >= value), because=(
    using(inf_reply, chi=best_y, epsilon=t), using(saddle_x, xi=reply_x(best_y, t)), reply_x_allowed, y_in_set))
lower_low = therefore(ForAll((t,), small_steps, value + t >= lower), because=(
    using(inf_near, xi=best_x, epsilon=t), using(saddle_y, chi=near_y(t)), near_y_allowed, x_in_set))
to_upper = therefore(TendsFromAbove(upper - t, t, 0, upper), because=arithmetic)
to_value = therefore(TendsFromAbove(value - t, t, 0, value), because=arithmetic)
from_lower = therefore(TendsFromAbove(lower + t, t, 0, lower), because=arithmetic)
from_value = therefore(TendsFromAbove(value + t, t, 0, value), because=arithmetic)
not_above = therefore(upper <= value, because=(limit_keeps_upper_bound, upper_low, to_upper))
not_below = therefore(value <= upper, because=(limit_keeps_upper_bound, upper_high, to_value))
lower_not_below = therefore(value <= lower, because=(limit_keeps_lower_bound, lower_high, from_lower))
lower_not_above = therefore(lower <= value, because=(limit_keeps_lower_bound, lower_low, from_value))
minimax_with_saddle_point = Claim(
    name="Minimum and maximum may be exchanged where there is a saddle point",
    says=(Eq(upper, value), Eq(lower, value)),
    given=(near_x_allowed, near_y_allowed, reply_x_allowed, reply_y_allowed, sup_near, sup_reply, inf_near, inf_reply,
           x_in_set, y_in_set, saddle_y, saddle_x),
    proof=(upper_low, upper_high, lower_high, lower_low, to_upper, to_value, from_lower, from_value, not_above, not_below, lower_not_below, lower_not_above,
           therefore(Eq(upper, value), because=(order_is_antisymmetric, not_above, not_below)),
           therefore(Eq(lower, value), because=(order_is_antisymmetric, lower_not_above, lower_not_below))),
    holds_for=(example(U=3, W=3, v=3, phi=bilinear, X=interval(1, 2), Y=interval(1, 3), near_x=Lambda(eps, Tuple(1)), near_y=Lambda(eps, Tuple(3)),
                       reply_x=Lambda((chi, eps), Tuple(1)), reply_y=Lambda((xi, eps), Tuple(3)), x_star=[1], y_star=[3]),
               example(U=0, W=0, v=0, phi=bilinear, X=interval(0, 2), Y=interval(1, 3), near_x=Lambda(eps, Tuple(0)), near_y=Lambda(eps, Tuple(2)),
                       reply_x=Lambda((chi, eps), Tuple(0)), reply_y=Lambda((xi, eps), Tuple(3)), x_star=[0], y_star=[1])),
    fails_for=(example(U=1, W=0, v=0, phi=squared_gap, X=interval(-1, 1), Y=finite_set(-1, 1), near_x=Lambda(eps, Tuple(0)), near_y=Lambda(eps, Tuple(1)),
                       reply_x=Lambda((chi, eps), chi), reply_y=Lambda((xi, eps), Tuple(farther(xi))), x_star=[1], y_star=[1], note="no saddle point"),),
    equation="(13)", latex=r"\min_x\max_y f(x,y)=\max_y\min_x f(x,y)",
    note="No convexity is needed where there is a saddle point; convexity serves to find one.",
    corrects=minimax_theorem)
