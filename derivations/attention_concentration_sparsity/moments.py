"""Moments of the positive part of r + epsilon: closed forms, and that they are log-convex."""

from sympy import Derivative, Eq, Integral, Lambda, Max, oo

from verifier.language import *

from .notation import Phi, eps, eps_normal, phi, r, t, x

# The moments M_j(r) = E max(r + epsilon, 0)^j in closed form
M_1 = Lambda(x, x * Phi(x) + phi(x))
M_2 = Lambda(x, (x**2 + 1) * Phi(x) + x * phi(x))
M_3 = Lambda(x, (x**3 + 3 * x) * Phi(x) + (x**2 + 2) * phi(x))
M_4 = Lambda(x, (x**4 + 6 * x**2 + 3) * Phi(x) + (x**3 + 5 * x) * phi(x))

A_2 = Lambda(t, (r**2 + 1) * Phi(t) - (t + 2 * r) * phi(t))            # an antiderivative of (r + t)^2 phi(t)
A_4 = Lambda(t, (r**4 + 6 * r**2 + 3) * Phi(t) - (t**3 + 4 * r * t**2 + (6 * r**2 + 3) * t + 4 * r**3 + 8 * r) * phi(t))
slope_2 = therefore(ForAll((t,), (t >= -r,), Eq(Derivative(A_2(t), t), (r + t)**2 * phi(t))))
slope_4 = therefore(ForAll((t,), (t >= -r,), Eq(Derivative(A_4(t), t), (r + t)**4 * phi(t))))
sign_2 = therefore(ForAll((t,), (t >= -r,), (r + t)**2 * phi(t) >= 0))
sign_4 = therefore(ForAll((t,), (t >= -r,), (r + t)**4 * phi(t) >= 0))
end_2 = therefore(Tends(A_2(t), t, oo, r**2 + 1))
end_4 = therefore(Tends(A_4(t), t, oo, r**4 + 6 * r**2 + 3))
inside = therefore(ForAll((t,), (t > -r,), Eq(Max(r + t, 0), r + t)))
outside = therefore(ForAll((t,), (t <= -r,), Eq(Max(r + t, 0), 0)))

def_2 = Lambda(x, Max(r + x, 0)**2 * phi(x))
second_moment = Claim(
    name="Second moment of the positive part of a normal number",
    says=Eq(E(Max(r + eps, 0)**2), M_2(r)),
    given=(eps_normal,),
    proof=(slope_2, sign_2, end_2, inside, outside, chain(
        E(Max(r + eps, 0)**2),
        equals(Integral(def_2(t), (t, -oo, oo)), because=(using(normal_expectation, F=Lambda(x, Max(r + x, 0)**2)), eps_normal)),
        equals(Integral(def_2(t), (t, -oo, -r)) + Integral(def_2(t), (t, -r, oo)), because=using(split_of_line, F=def_2, x=-r)),
        equals(Integral(def_2(t), (t, -oo, -r)) + Integral((r + t)**2 * phi(t), (t, -r, oo)), because=inside),
        equals(Integral((r + t)**2 * phi(t), (t, -r, oo)), because=outside),
        equals(r**2 + 1 - A_2(-r), because=(using(fundamental_theorem_to_infinity, F=A_2, f=Lambda(t, (r + t)**2 * phi(t)), x=-r, l=r**2 + 1), slope_2, sign_2, end_2)),
        equals(M_2(r), because=arithmetic))),
    holds_for=(example(r=1, epsilon=standard_normal), example(r=-half(), epsilon=standard_normal), example(r=0, epsilon=standard_normal)),
    fails_for=(example(r=half(), epsilon=uniform_on([-1, 2]), note="a number with two values instead of a normal one"),))

def_4 = Lambda(x, Max(r + x, 0)**4 * phi(x))
fourth_moment = Claim(
    name="Fourth moment of the positive part of a normal number",
    says=Eq(E(Max(r + eps, 0)**4), M_4(r)),
    given=(eps_normal,),
    proof=(slope_4, sign_4, end_4, inside, outside, chain(
        E(Max(r + eps, 0)**4),
        equals(Integral(def_4(t), (t, -oo, oo)), because=(using(normal_expectation, F=Lambda(x, Max(r + x, 0)**4)), eps_normal)),
        equals(Integral(def_4(t), (t, -oo, -r)) + Integral(def_4(t), (t, -r, oo)), because=using(split_of_line, F=def_4, x=-r)),
        equals(Integral(def_4(t), (t, -oo, -r)) + Integral((r + t)**4 * phi(t), (t, -r, oo)), because=inside),
        equals(Integral((r + t)**4 * phi(t), (t, -r, oo)), because=outside),
        equals(r**4 + 6 * r**2 + 3 - A_4(-r), because=(using(fundamental_theorem_to_infinity, F=A_4, f=Lambda(t, (r + t)**4 * phi(t)), x=-r, l=r**4 + 6 * r**2 + 3), slope_4, sign_4, end_4)),
        equals(M_4(r), because=arithmetic))),
    holds_for=(example(r=1, epsilon=standard_normal), example(r=-half(), epsilon=standard_normal), example(r=0, epsilon=standard_normal)),
    fails_for=(example(r=half(), epsilon=uniform_on([-1, 2]), note="a number with two values instead of a normal one"),))

# Differences of products of moments: each has the next one below it as its slope, and all vanish at -infinity
B_1 = Lambda(x, Phi(x) * M_2(x) - M_1(x)**2)
B_2 = Lambda(x, Phi(x) * M_3(x) - M_1(x) * M_2(x))
B_3 = Lambda(x, Phi(x) * M_4(x) + 2 * M_1(x) * M_3(x) - 3 * M_2(x)**2)
B_4 = Lambda(x, M_1(x) * M_4(x) - M_2(x) * M_3(x))
slope_0 = therefore(ForAll((t,), (), Eq(Derivative(Phi(t), t), phi(t))))
slope_m1 = therefore(ForAll((t,), (), Eq(Derivative(M_1(t), t), Phi(t))))
slope_m2 = therefore(ForAll((t,), (), Eq(Derivative(M_2(t), t), 2 * M_1(t))))
slope_m3 = therefore(ForAll((t,), (), Eq(Derivative(M_3(t), t), 3 * M_2(t))))
slope_m4 = therefore(ForAll((t,), (), Eq(Derivative(M_4(t), t), 4 * M_3(t))))
left_0, left_1, left_2 = therefore(Tends(Phi(t), t, -oo, 0)), therefore(Tends(M_1(t), t, -oo, 0)), therefore(Tends(M_2(t), t, -oo, 0))
left_3, left_4 = therefore(Tends(M_3(t), t, -oo, 0)), therefore(Tends(M_4(t), t, -oo, 0))
density_positive = therefore(ForAll((t,), (), phi(t) > 0))
positive_0 = therefore(ForAll((t,), (), Phi(t) > 0), because=(using(above_limit_on_the_left, F=Phi, F1=phi, a=t, c=0), slope_0, density_positive, left_0))
positive_1 = therefore(ForAll((t,), (), M_1(t) > 0), because=(using(above_limit_on_the_left, F=M_1, F1=Phi, a=t, c=0), slope_m1, positive_0, left_1))
grows_2 = therefore(ForAll((t,), (), 2 * M_1(t) > 0), because=positive_1)
positive_2 = therefore(ForAll((t,), (), M_2(t) > 0), because=(using(above_limit_on_the_left, F=M_2, F1=Lambda(t, 2 * M_1(t)), a=t, c=0), slope_m2, grows_2, left_2))
grows_3 = therefore(ForAll((t,), (), 3 * M_2(t) > 0), because=positive_2)
positive_3 = therefore(ForAll((t,), (), M_3(t) > 0), because=(using(above_limit_on_the_left, F=M_3, F1=Lambda(t, 3 * M_2(t)), a=t, c=0), slope_m3, grows_3, left_3))
grows_4 = therefore(ForAll((t,), (), 4 * M_3(t) > 0), because=positive_3)
positive_4 = therefore(ForAll((t,), (), M_4(t) > 0), because=(using(above_limit_on_the_left, F=M_4, F1=Lambda(t, 4 * M_3(t)), a=t, c=0), slope_m4, grows_4, left_4))
slope_b1 = therefore(ForAll((t,), (), Eq(Derivative(B_1(t), t), phi(t) * M_2(t))))
slope_b2 = therefore(ForAll((t,), (), Eq(Derivative(B_2(t), t), phi(t) * M_3(t) + 2 * B_1(t))))
slope_b3 = therefore(ForAll((t,), (), Eq(Derivative(B_3(t), t), phi(t) * M_4(t) + 6 * B_2(t))))
slope_b4 = therefore(ForAll((t,), (), Eq(Derivative(B_4(t), t), B_3(t))))
left_b1 = therefore(Tends(B_1(t), t, -oo, 0))
left_m1, left_2m1 = therefore(Tends(-M_1(t), t, -oo, 0)), therefore(Tends(2 * M_1(t), t, -oo, 0))
left_m2, left_3m2 = therefore(Tends(-M_2(t), t, -oo, 0)), therefore(Tends(-3 * M_2(t), t, -oo, 0))
left_03 = therefore(Tends(Phi(t) * M_3(t), t, -oo, 0), because=(using(limit_of_product, P=Phi, Q=M_3, l=0, k=0), left_0, left_3))
left_04 = therefore(Tends(Phi(t) * M_4(t), t, -oo, 0), because=(using(limit_of_product, P=Phi, Q=M_4, l=0, k=0), left_0, left_4))
left_12 = therefore(Tends(-M_1(t) * M_2(t), t, -oo, 0), because=(using(limit_of_product, P=Lambda(t, -M_1(t)), Q=M_2, l=0, k=0), left_m1, left_2))
left_13 = therefore(Tends(2 * M_1(t) * M_3(t), t, -oo, 0), because=(using(limit_of_product, P=Lambda(t, 2 * M_1(t)), Q=M_3, l=0, k=0), left_2m1, left_3))
left_14 = therefore(Tends(M_1(t) * M_4(t), t, -oo, 0), because=(using(limit_of_product, P=M_1, Q=M_4, l=0, k=0), left_1, left_4))
left_22 = therefore(Tends(-3 * M_2(t)**2, t, -oo, 0), because=(using(limit_of_product, P=Lambda(t, -3 * M_2(t)), Q=M_2, l=0, k=0), left_3m2, left_2))
left_23 = therefore(Tends(-M_2(t) * M_3(t), t, -oo, 0), because=(using(limit_of_product, P=Lambda(t, -M_2(t)), Q=M_3, l=0, k=0), left_m2, left_3))
left_b2 = therefore(Tends(B_2(t), t, -oo, 0), because=(using(limit_of_sum, P=Lambda(t, Phi(t) * M_3(t)), Q=Lambda(t, -M_1(t) * M_2(t)), l=0, k=0), left_03, left_12))
left_0413 = therefore(Tends(Phi(t) * M_4(t) + 2 * M_1(t) * M_3(t), t, -oo, 0),
                      because=(using(limit_of_sum, P=Lambda(t, Phi(t) * M_4(t)), Q=Lambda(t, 2 * M_1(t) * M_3(t)), l=0, k=0), left_04, left_13))
left_b3 = therefore(Tends(B_3(t), t, -oo, 0), because=(using(limit_of_sum, P=Lambda(t, Phi(t) * M_4(t) + 2 * M_1(t) * M_3(t)), Q=Lambda(t, -3 * M_2(t)**2), l=0, k=0), left_0413, left_22))
left_b4 = therefore(Tends(B_4(t), t, -oo, 0), because=(using(limit_of_sum, P=Lambda(t, M_1(t) * M_4(t)), Q=Lambda(t, -M_2(t) * M_3(t)), l=0, k=0), left_14, left_23))
grows_b1 = therefore(ForAll((t,), (), phi(t) * M_2(t) > 0), because=positive_2)
b1_positive = therefore(ForAll((t,), (), B_1(t) > 0), because=(using(above_limit_on_the_left, F=B_1, F1=Lambda(t, phi(t) * M_2(t)), a=t, c=0), slope_b1, grows_b1, left_b1))
grows_b2 = therefore(ForAll((t,), (), phi(t) * M_3(t) + 2 * B_1(t) > 0), because=(positive_3, b1_positive))
b2_positive = therefore(ForAll((t,), (), B_2(t) > 0), because=(using(above_limit_on_the_left, F=B_2, F1=Lambda(t, phi(t) * M_3(t) + 2 * B_1(t)), a=t, c=0), slope_b2, grows_b2, left_b2))
grows_b3 = therefore(ForAll((t,), (), phi(t) * M_4(t) + 6 * B_2(t) > 0), because=(positive_4, b2_positive))
b3_positive = therefore(ForAll((t,), (), B_3(t) > 0), because=(using(above_limit_on_the_left, F=B_3, F1=Lambda(t, phi(t) * M_4(t) + 6 * B_2(t)), a=t, c=0), slope_b3, grows_b3, left_b3))
b4_positive = therefore(ForAll((t,), (), B_4(t) > 0), because=(using(above_limit_on_the_left, F=B_4, F1=B_3, a=t, c=0), slope_b4, b3_positive, left_b4))

# Cauchy and Schwarz for the positive part: M_2^2 <= P(r + epsilon > 0) M_4
B_0 = Lambda(x, Phi(x) * M_4(x) - M_2(x)**2)
slope_b0 = therefore(ForAll((t,), (), Eq(Derivative(B_0(t), t), phi(t) * M_4(t) + 4 * B_2(t))))
left_22_once = therefore(Tends(-M_2(t)**2, t, -oo, 0), because=(using(limit_of_product, P=Lambda(t, -M_2(t)), Q=M_2, l=0, k=0), left_m2, left_2))
left_b0 = therefore(Tends(B_0(t), t, -oo, 0), because=(using(limit_of_sum, P=Lambda(t, Phi(t) * M_4(t)), Q=Lambda(t, -M_2(t)**2), l=0, k=0), left_04, left_22_once))
grows_b0 = therefore(ForAll((t,), (), phi(t) * M_4(t) + 4 * B_2(t) > 0), because=(positive_4, b2_positive))
b0_positive = therefore(ForAll((t,), (), B_0(t) > 0), because=(using(above_limit_on_the_left, F=B_0, F1=Lambda(t, phi(t) * M_4(t) + 4 * B_2(t)), a=t, c=0), slope_b0, grows_b0, left_b0))
cauchy_schwarz = (slope_b0, left_22_once, left_b0, grows_b0, b0_positive)

positivity = (
    slope_0, slope_m1, slope_m2, slope_m3, slope_m4, left_0, left_1, left_2, left_3, left_4,
    density_positive, positive_0, positive_1, grows_2, positive_2, grows_3, positive_3, grows_4, positive_4)
log_convexity = (
    slope_b1, slope_b2, slope_b3, slope_b4, left_b1, left_m1, left_2m1, left_m2, left_3m2, left_03, left_04, left_12, left_13, left_14, left_22, left_23,
    left_b2, left_0413, left_b3, left_b4, grows_b1, b1_positive, grows_b2, b2_positive, grows_b3, b3_positive, b4_positive)
