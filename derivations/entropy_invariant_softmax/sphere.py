"""Random keys on the sphere of radius sqrt(d), in dimension d -> infinity."""

from sympy import Eq, Integral, Lambda, Rational, exp, log, oo, pi, sqrt

from verifier.language import *

from .experiments import drop_of_entropy, laplace_integrals
from .notation import lam

q = real("q")                                 # dimension, any large real number
y, z, a = real("y z a")                       # y a cosine, z where the exponent is largest, a a scale
z_low, z_high = given("z is above -1", -1 < z), given("z is below 1", z < 1)
stationary = given("z is the stationary point", Eq(a, z / (1 - z**2)))
exponent = a * y + log(1 - y**2) / 2
slope, curvature = a - y / (1 - y**2), -(1 + y**2) / (1 - y**2)**2
inside = (-1 < y, y < 1)
density = (1 - y**2)**((q - 3) / 2)
peak = exp(-q * (a * z + log(1 - z**2) / 2))
height = (1 - z**2)**Rational(-3, 2) * sqrt(2 * pi / ((1 + z**2) / (1 - z**2)**2))
concave = therefore(ForAll((y,), inside, curvature < 0), because=arithmetic)
at_top = therefore(Eq(a - z / (1 - z**2), 0), because=stationary)
laplace_at = (("f", Lambda(y, exponent)), ("f1", Lambda(y, slope)), ("f2", Lambda(y, curvature)),
              ("b", -1), ("p", z), ("q", 1), ("T", 3))
laplace_of_mass = Claim(
    name="Laplace's method for the unnormalised exponential moment of a cosine",
    says=IsBigO(sqrt(q) * peak * Integral(exp(a * q * y) * density, (y, -1, 1)) - height, 1 / q, q, oo),
    given=(z_low, z_high, stationary),
    proof=(concave, at_top, therefore(
        IsBigO(sqrt(q) * peak * Integral(exp(a * q * y) * density, (y, -1, 1)) - height, 1 / q, q, oo),
        because=(using(laplace_method, ("g", Lambda(y, (1 - y**2)**Rational(-3, 2))), *laplace_at),
                 concave, at_top, z_low, z_high))),
    measured_by=lambda: laplace_integrals("mass"))
laplace_of_moment = Claim(
    name="Laplace's method for the unnormalised mean of a cosine under an exponential weight",
    says=IsBigO(sqrt(q) * peak * Integral(y * exp(a * q * y) * density, (y, -1, 1)) - z * height, 1 / q, q, oo),
    given=(z_low, z_high, stationary),
    proof=(concave, at_top, therefore(
        IsBigO(sqrt(q) * peak * Integral(y * exp(a * q * y) * density, (y, -1, 1)) - z * height, 1 / q, q, oo),
        because=(using(laplace_method, ("g", Lambda(y, y * (1 - y**2)**Rational(-3, 2))), *laplace_at),
                 concave, at_top, z_low, z_high))),
    measured_by=lambda: laplace_integrals("moment"))

mass = Integral(exp(a * q * y) * density, (y, -1, 1))         # the cosine has the density (1 - y^2)^((q-3)/2) / volume
moment = Integral(y * exp(a * q * y) * density, (y, -1, 1))
volume = Integral(density, (y, -1, 1))
P, Q, V = sqrt(q) * peak * mass, sqrt(q) * peak * moment, sqrt(q) * volume
P_order = therefore(IsBigO(P - height, 1 / q, q, oo), because=(laplace_of_mass, z_low, z_high, stationary))
Q_order = therefore(IsBigO(Q - z * height, 1 / q, q, oo), because=(laplace_of_moment, z_low, z_high, stationary))
V_order = therefore(IsBigO(V - sqrt(2 * pi), 1 / q, q, oo), because=using(laplace_of_mass, ("a", 0), ("z", 0)))
q_grows = therefore(Tends(q, q, oo, oo), because=using(multiple_tends_to_infinity, ("c", 1)))
reciprocal_falls = therefore(Tends(1 / q, q, oo, 0), because=(using(reciprocal_of_infinity, ("c", 1), ("G", Lambda(q, q))), q_grows))
P_limit = therefore(Tends(P, q, oo, height),
                    because=(using(limit_from_order, ("F", Lambda(q, P)), ("G", Lambda(q, 1 / q)), ("l", height)), P_order, reciprocal_falls, z_low, z_high))
V_limit = therefore(Tends(V, q, oo, sqrt(2 * pi)),
                    because=(using(limit_from_order, ("F", Lambda(q, V)), ("G", Lambda(q, 1 / q)), ("l", sqrt(2 * pi))), V_order, reciprocal_falls))
log_P_limit = therefore(Tends(log(P), q, oo, log(height)), because=(using(limit_of_logarithm, ("F", Lambda(q, P)), ("l", height)), P_limit, z_low, z_high))
log_V_limit = therefore(Tends(log(V), q, oo, log(sqrt(2 * pi))), because=(using(limit_of_logarithm, ("F", Lambda(q, V)), ("l", sqrt(2 * pi))), V_limit))
P_bounded = therefore(IsBigO(log(P), 1, q, oo), because=(using(order_of_convergent, ("F", Lambda(q, log(P))), ("l", log(height))), log_P_limit, z_low, z_high))
V_bounded = therefore(IsBigO(log(V), 1, q, oo), because=(using(order_of_convergent, ("F", Lambda(q, log(V))), ("l", log(sqrt(2 * pi)))), log_V_limit))
inverse_limit = therefore(Tends(1 / P, q, oo, 1 / height), because=(using(limit_of_reciprocal, ("F", Lambda(q, P)), ("l", height)), P_limit, z_low, z_high))
inverse_bounded = therefore(IsBigO(1 / P, 1, q, oo),
                            because=(using(order_of_convergent, ("F", Lambda(q, 1 / P)), ("l", 1 / height)), inverse_limit, z_low, z_high))
shifted_P = therefore(IsBigO(-z * (P - height), 1 / q, q, oo),
                      because=(using(order_of_multiple, ("c", -z), ("F", Lambda(q, P - height)), ("G", Lambda(q, 1 / q))), P_order))
shift = therefore(IsBigO(Q - z * P, 1 / q, q, oo),
                  because=(using(order_of_sum, ("F", Lambda(q, Q - z * height)), ("G", Lambda(q, -z * (P - height))), ("H", Lambda(q, 1 / q))),
                           Q_order, shifted_P))
q_order = therefore(IsBigO(q, q, q, oo), because=using(order_from_bound, ("F", Lambda(q, q)), ("G", Lambda(q, q)), ("c", 1)))
shift_bounded = therefore(IsBigO(q * (Q - z * P), 1, q, oo),
                          because=(using(order_of_product, ("F", Lambda(q, q)), ("G", Lambda(q, Q - z * P)), ("H", Lambda(q, q)), ("g", Lambda(q, 1 / q))),
                                   q_order, shift))
mean_bounded = therefore(IsBigO(q * (Q - z * P) / P, 1, q, oo),
                         because=(using(order_of_product, ("F", Lambda(q, q * (Q - z * P))), ("G", Lambda(q, 1 / P)), ("H", Lambda(q, 1)), ("g", Lambda(q, 1))),
                                  shift_bounded, inverse_bounded))
minus_V = therefore(IsBigO(-log(V), 1, q, oo),
                    because=(using(order_of_multiple, ("c", -1), ("F", Lambda(q, log(V))), ("G", Lambda(q, 1))), V_bounded))
minus_mean = therefore(IsBigO(-a * q * (Q - z * P) / P, 1, q, oo),
                       because=(using(order_of_multiple, ("c", -a), ("F", Lambda(q, q * (Q - z * P) / P)), ("G", Lambda(q, 1))), mean_bounded))
logs_bounded = therefore(IsBigO(log(P) - log(V), 1, q, oo),
                         because=(using(order_of_sum, ("F", Lambda(q, log(P))), ("G", Lambda(q, -log(V))), ("H", Lambda(q, 1))), P_bounded, minus_V))
drop = log(mass / volume) - a * q * moment / mass
entropy_drop_at_stationary_point = Claim(
    name="The entropy drop at a scale given by its stationary point",
    says=IsBigO(drop - q * log(1 - z**2) / 2, 1, q, oo),
    given=(z_low, z_high, stationary),
    proof=(P_order, Q_order, V_order, q_grows, reciprocal_falls, P_limit, V_limit, log_P_limit, log_V_limit,
           P_bounded, V_bounded, inverse_limit, inverse_bounded, shifted_P, shift, q_order, shift_bounded, mean_bounded,
           minus_V, minus_mean, logs_bounded,
           therefore(IsBigO(drop - q * log(1 - z**2) / 2, 1, q, oo),
                     because=(using(order_of_sum, ("F", Lambda(q, log(P) - log(V))), ("G", Lambda(q, -a * q * (Q - z * P) / P)), ("H", Lambda(q, 1))),
                              logs_bounded, minus_mean, z_low, z_high))),
    measured_by=lambda rng: drop_of_entropy(rng))

w = sqrt(1 + 4 * lam**2)
top = (w - 1) / (2 * lam)                      # c(lambda), the maximiser of lambda c + log(1 - c^2)/2
scale_positive = given("the scale is positive", lam > 0)
top_square = chain(1 - top**2, equals(2 / (1 + w), because=scale_positive))
top_inside = chain(1 - top**2, equals(2 / (1 + w), because=scale_positive), greater_than(0, because=arithmetic))
top_positive = chain(top, equals(2 * lam / (1 + w), because=scale_positive), greater_than(0, because=scale_positive))
top_below_one = chain(
    1 - top,
    equals((1 - top**2) / (1 + top), because=top_positive),
    greater_than(0, because=(top_inside, top_positive)))
top_above = therefore(-1 < top, because=top_positive)
top_below = therefore(top < 1, because=top_below_one)
top_stationary = chain(lam, equals(top / (1 - top**2), because=(scale_positive, top_inside)))
h = -log(1 - top**2) / 2
weight_of_cosine = exp(lam * q * y) * density
entropy_drop = (log(Integral(weight_of_cosine, (y, -1, 1)) / volume)
                - lam * q * Integral(y * weight_of_cosine, (y, -1, 1)) / Integral(weight_of_cosine, (y, -1, 1)))
at_quarter = sqrt(5) - 2                       # c(1/4)
quarter = Rational(1, 4)
drop_at_quarter = entropy_drop.subs(lam, quarter)
h_at_quarter = -log(1 - at_quarter**2) / 2
excess = (Rational(6, 100) - h_at_quarter) * q
near_laplace = therefore(IsBigO(drop_at_quarter + q * h_at_quarter, 1, q, oo),
                         because=using(entropy_drop_at_stationary_point, ("a", quarter), ("z", at_quarter)))
excess_grows = therefore(Tends(excess, q, oo, oo), because=using(multiple_tends_to_infinity, ("c", Rational(6, 100) - h_at_quarter)))
error_grows = therefore(
    Tends(drop_at_quarter + Rational(6, 100) * q, q, oo, oo),
    because=(using(bounded_plus_infinite, ("F", Lambda(q, drop_at_quarter + q * h_at_quarter)), ("G", Lambda(q, excess))),
             near_laplace, excess_grows))
top_at_one = (sqrt(5) - 1) / 2                 # c(1)
square_at_one = chain(1 - top_at_one**2, equals(2 / (1 + sqrt(5)), because=arithmetic))
constant_0_24_golden_ratio = Claim(
    name="The constant 0.24 is half the logarithm of the golden ratio, the value of h at scale 1",
    says=Eq(-log(1 - top_at_one**2) / 2, log((1 + sqrt(5)) / 2) / 2),
    proof=(square_at_one, chain(
        -log(1 - top_at_one**2) / 2,
        equals(-log(2 / (1 + sqrt(5))) / 2, because=square_at_one),
        equals(log((1 + sqrt(5)) / 2) / 2, because=arithmetic))),
    holds_for=(example(),),
    equation="8823:(10)", latex=r"h(1)=\tfrac12\log\frac{1+\sqrt5}2=0.2406059125\ldots")

published_linear_drop = Claim(
    name="As published: for random keys the entropy drop is linear in the scale, with the constant 0.24",
    says=IsBigO(entropy_drop + Rational(24, 100) * lam * q, 1, q, oo),
    given=(scale_positive,),
    refuted_by=counterexample((lam, quarter), proof=(near_laplace, excess_grows, error_grows)),
    expected=REFUTED,
    equation="8823:(10)", latex=r"H\approx\log n-0.24\,\lambda d+\mathcal O(1)",
    note="The constant belongs to scale 1 alone (half the logarithm of the golden ratio) and was carried over to every scale. "
         "At scale 1/4 the error grows like 0.03 d.")

laplace_entropy_drop = Claim(
    name="The entropy drop for random keys in high dimension: d h(lambda), not linear in the scale",
    says=IsBigO(entropy_drop + q * h, 1, q, oo),
    given=(scale_positive,),
    proof=(top_square, top_inside, top_positive, top_below_one, top_above, top_below, top_stationary, therefore(
        IsBigO(entropy_drop + q * h, 1, q, oo),
        because=(using(entropy_drop_at_stationary_point, ("a", lam), ("z", top)), top_inside, top_above, top_below, top_stationary))),
    measured_by=lambda rng: drop_of_entropy(rng),
    equation="8823:(10)",
    latex=r"\log E[e^{\lambda d\cos\theta}]-\frac{\lambda d\,E[e^{\lambda d\cos\theta}\cos\theta]}{E[e^{\lambda d\cos\theta}]}=-d\,h(\lambda)+O(1)\ (d\to\infty),"
          r"\qquad h(\lambda)=-\tfrac12\log\bigl(1-c(\lambda)^2\bigr),\ c(\lambda)=\frac{\sqrt{1+4\lambda^2}-1}{2\lambda}",
    note="For small scales h is about half the squared scale: at the usual scale 1/sqrt(d) the drop is about 1/2, not 0.24 sqrt(d).",
    corrects=published_linear_drop,
    key=True)
