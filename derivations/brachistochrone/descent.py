"""The time of descent along the cycloid: to the end point, and to the lowest point from anywhere."""

from sympy import Derivative, Eq, Integral, Lambda, Rational, asin, cos, pi, sin, sqrt

from verifier.language import *

from .notation import C, g, path_x, path_y, phi, r, t, wheel_x, wheel_y

t_2 = real("t_2")                            # the parameter of the end point
y_2 = positive("y_2")                        # its depth
phi_0 = real("phi_0")                        # where the bead is released

# Given
end_inside = given("t_2 is inside (0, pi)", Both(0 < t_2, t_2 < pi))
end_depth = given("the end point lies at the depth y_2", Eq(path_y(t_2), y_2))
release = given("the bead is released before the lowest point", Both(0 <= phi_0, phi_0 < pi))

# Claimed
slowness = sqrt(Derivative(path_x(t), t)**2 + Derivative(path_y(t), t)**2)/sqrt(2*g*path_y(t))     # ds/v
constant_rate = therefore(ForAll((t,), (0 < t, t < t_2), Eq(slowness, sqrt(2*C/g))), because=(equal_squares, end_inside))
finite_time = therefore(Integrable(slowness, t, 0, t_2),
                        because=(using(integral_of_equal_functions, f=Lambda(t, slowness), g=Lambda(t, sqrt(2*C/g)), a=0, b=t_2), constant_rate, end_inside))
minimal_time = Claim(
    name="The descent along the cycloid takes sqrt(2 C/g) t_2",
    says=(Eq(Integral(slowness, (t, 0, t_2)), sqrt(2*C/g)*t_2),
          Eq(Integral(slowness, (t, 0, t_2)), sqrt(2*y_2/g)*t_2/sin(t_2))),
    given=(end_inside, end_depth),
    proof=(constant_rate, finite_time,
           chain(Integral(slowness, (t, 0, t_2)),
                 equals(Integral(sqrt(2*C/g), (t, 0, t_2)),
                        because=(using(integral_of_equal_functions, f=Lambda(t, slowness), g=Lambda(t, sqrt(2*C/g)), a=0, b=t_2),
                                 constant_rate, finite_time, end_inside)),
                 equals(sqrt(2*C/g)*t_2, because=arithmetic)),
           chain(Integral(slowness, (t, 0, t_2)),
                 equals(Integral(sqrt(2*C/g), (t, 0, t_2)),
                        because=(using(integral_of_equal_functions, f=Lambda(t, slowness), g=Lambda(t, sqrt(2*C/g)), a=0, b=t_2),
                                 constant_rate, finite_time, end_inside)),
                 equals(sqrt(2*path_y(t_2)/g)*t_2/sin(t_2), because=end_inside),
                 equals(sqrt(2*y_2/g)*t_2/sin(t_2), because=(end_depth, end_inside)))),
    holds_for=(example(C=Rational(3, 2), g=Rational(1, 2), t_2=1, y_2=3*sin(1)**2/2), example(C=2, g=9, t_2=2, y_2=2*sin(2)**2)),
    equation="implied", latex=r"T=2\sqrt{C_1}\,t_2\ (g=\tfrac12),\qquad T=\sqrt{\tfrac{2C_1}{g}}\,t_2\text{ in general}", key=True)

quotient = Lambda(phi, cos(phi/2)/cos(phi_0/2))
passed = Lambda(phi, -2*sqrt(r/g)*asin(quotient(phi)))                                              # the time that has passed
rate = Lambda(phi, sqrt(r/g)*sin(phi/2)/(cos(phi_0/2)*sqrt((1 - quotient(phi))*(1 + quotient(phi)))))
wheel_slowness = sqrt(Derivative(wheel_x(phi), phi)**2 + Derivative(wheel_y(phi), phi)**2)/sqrt(2*g*(wheel_y(phi) - wheel_y(phi_0)))
printed = sqrt((1 - cos(phi))/(cos(phi_0) - cos(phi)))

same_rate = therefore(ForAll((phi,), (phi_0 < phi, phi < pi), Eq(wheel_slowness, rate(phi))), because=(equal_squares, release))
same_as_printed = therefore(ForAll((phi,), (phi_0 < phi, phi < pi), Eq(sqrt(r/g)*printed, rate(phi))), because=(equal_squares, release))
rises = therefore(ForAll((phi,), (phi_0 < phi, phi < pi), Eq(Derivative(passed(phi), phi), rate(phi))), because=release)
not_negative = therefore(ForAll((phi,), (phi_0 < phi, phi < pi), rate(phi) >= 0), because=release)
whole = using(fundamental_theorem_for_increasing_functions, F=passed, f=rate, a=phi_0, b=pi)
rate_integrable = therefore(Integrable(rate(phi), phi, phi_0, pi), because=(whole, rises, not_negative, release))
same_integral = using(integral_of_equal_functions, f=Lambda(phi, wheel_slowness), g=rate, a=phi_0, b=pi)
same_printed_integral = using(integral_of_equal_functions, f=Lambda(phi, sqrt(r/g)*printed), g=rate, a=phi_0, b=pi)
time_is_finite = therefore(Integrable(wheel_slowness, phi, phi_0, pi), because=(same_integral, same_rate, rate_integrable, release))
printed_is_finite = therefore(Integrable(sqrt(r/g)*printed, phi, phi_0, pi), because=(same_printed_integral, same_as_printed, rate_integrable, release))
tautochrone = Claim(
    name="The descent to the lowest point takes pi sqrt(r/g) from anywhere",
    says=(Eq(Integral(wheel_slowness, (phi, phi_0, pi)), pi*sqrt(r/g)),
          Eq(Integral(sqrt(r/g)*printed, (phi, phi_0, pi)), pi*sqrt(r/g))),
    given=(release,),
    proof=(same_rate, same_as_printed, rises, not_negative, rate_integrable, time_is_finite, printed_is_finite,
           chain(Integral(wheel_slowness, (phi, phi_0, pi)),
                 equals(Integral(rate(phi), (phi, phi_0, pi)), because=(same_integral, same_rate, rate_integrable, time_is_finite, release)),
                 equals(passed(pi) - passed(phi_0), because=(whole, rises, not_negative, rate_integrable, release)),
                 equals(pi*sqrt(r/g), because=release)),
           chain(Integral(sqrt(r/g)*printed, (phi, phi_0, pi)),
                 equals(Integral(rate(phi), (phi, phi_0, pi)), because=(same_printed_integral, same_as_printed, rate_integrable, printed_is_finite, release)),
                 equals(passed(pi) - passed(phi_0), because=(whole, rises, not_negative, rate_integrable, release)),
                 equals(pi*sqrt(r/g), because=release))),
    holds_for=(example(r=1, g=1, phi_0=Rational(1, 2)), example(r=2, g=Rational(1, 3), phi_0=2)),
    fails_for=(example(r=1, g=1, phi_0=4, note="released beyond the lowest point"),),
    equation="property 4",
    latex=r"T(\varphi_0)=\sqrt{\frac rg}\int_{\varphi_0}^{\pi}\sqrt{\frac{1-\cos\varphi}{\cos\varphi_0-\cos\varphi}}\,d\varphi="
          r"\pi\sqrt{\frac rg}\quad\forall\varphi_0\in[0,\pi)", key=True)
