"""Moments of the positive part of r + epsilon: closed forms, and that they are log-convex."""

from sympy import Abs, Derivative, Eq, Integral, Lambda, Max, Rational, oo

from verifier.language import *

from .notation import Phi, beta, eps, eps_normal, gamma, phi, r, t, x

# The moments M_j(r) = E max(r + epsilon, 0)^j in closed form
M_1 = Lambda(x, x * Phi(x) + phi(x))
M_2 = Lambda(x, (x**2 + 1) * Phi(x) + x * phi(x))
M_3 = Lambda(x, (x**3 + 3 * x) * Phi(x) + (x**2 + 2) * phi(x))
M_4 = Lambda(x, (x**4 + 6 * x**2 + 3) * Phi(x) + (x**3 + 5 * x) * phi(x))
ratio = beta / gamma

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
    holds_for=(example(r=1, epsilon=standard_normal), example(r=-half(), epsilon=standard_normal), example(r=0, epsilon=standard_normal)))

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
    holds_for=(example(r=1, epsilon=standard_normal), example(r=-half(), epsilon=standard_normal), example(r=0, epsilon=standard_normal)))
