"""The time of descent along the cycloid: to the end point, and to the lowest point from anywhere."""

import numpy as np
from sympy import Derivative, Eq, Integral, Lambda, Rational, asin, cos, pi, sin, sqrt

from verifier.language import *

from .notation import C, g, path_x, path_y, phi, r, t, wheel_x, wheel_y

t_1, t_2 = real("t_1 t_2")                  # parameters of two points; the bead starts at 0
y_2 = positive("y_2")                        # depth of the second point
phi_0, phi_1 = real("phi_0 phi_1")          # where the bead is released; where it is later


# Experiments
def descents_by_quadrature():
    """The time to (1, 1) for g = 1/2 along the cycloid, a line, a quarter circle and y = sqrt(x), in straight pieces."""
    low, high = 1e-6, np.pi - 1e-6
    for _ in range(100):  # bisection for x/y = 1 on the cycloid
        middle = (low + high)/2
        low, high = (middle, high) if (middle - np.sin(2*middle)/2)/np.sin(middle)**2 < 1 else (low, middle)
    constant = 1/np.sin(low)**2
    def time_of(x_, y_):  # straight pieces: a piece is passed at the mean of the speeds at its ends
        return (2*np.hypot(np.diff(x_), np.diff(y_))/(np.sqrt(y_[1:]) + np.sqrt(y_[:-1]))).sum()

    s = np.linspace(0, 1, 200_001)
    angle = low*s
    cycloid = time_of(constant*(angle - np.sin(2*angle)/2), constant*np.sin(angle)**2)
    turn = np.pi/2*s**2
    others = {"straight line": (time_of(s**2, s**2), 2*np.sqrt(2)), "quarter circle": (time_of(1 - np.cos(turn), np.sin(turn)), 2.62205755429212),
              "y = sqrt(x)": (time_of(s**4, s**2), 2.58722916180141)}
    # 200000 pieces, the error of each of second order
    return [Measurement("parameter of the end point", low, 1.20600557196, 1e-10), Measurement("cycloid", cycloid, 2*np.sqrt(constant)*low, 1e-8),
            *(Measurement(name, value, predicted, 1e-6) for name, (value, predicted) in others.items())]


def released_anywhere():
    """Descents to the lowest point of a cycloid with r = g = 1 in 100000 straight pieces, released at five angles."""
    found = []
    for start in (0.001, 0.5, 1, 2, 3):
        angle = start + (np.pi - start)*np.linspace(0, 1, 100_001)**2
        x_, y_ = angle - np.sin(angle), 1 - np.cos(angle)
        fall = 2*np.sin((angle + start)/2)*np.sin((angle - start)/2)  # y - y(start) without cancellation
        v_ = np.sqrt(2*fall)
        time = (2*np.hypot(np.diff(x_), np.diff(y_))/(v_[1:] + v_[:-1])).sum()
        found.append(Measurement(f"released at {start}", time, np.pi, 1e-5))  # pieces of 3e-5, second order in the middle
    return found


# Given
end_inside = given("both points lie on the arch, in this order", Both(Both(0 <= t_1, t_1 < t_2), t_2 < pi))
end_depth = given("the end point lies at the depth y_2", Eq(path_y(t_2), y_2))
release = given("the bead is released before the lowest point", Both(0 <= phi_0, phi_0 < pi))
later = given("it is then between its release and the lowest point", Both(Both(0 <= phi_1, phi_0 <= phi_1), phi_1 < pi))

# Claimed
slowness = sqrt(Derivative(path_x(t), t)**2 + Derivative(path_y(t), t)**2)/sqrt(2*g*path_y(t))     # ds/v
constant_rate = therefore(ForAll((t,), (t_1 < t, t < t_2), Eq(slowness, sqrt(2*C/g))), because=(equal_squares, end_inside))
finite_time = therefore(Integrable(slowness, t, t_1, t_2),
                        because=(using(integral_of_equal_functions, f=Lambda(t, slowness), g=Lambda(t, sqrt(2*C/g)), a=t_1, b=t_2), constant_rate, end_inside))
minimal_time = Claim(
    name="The descent along the cycloid takes sqrt(2 C/g) t_2: the parameter runs like the time",
    says=(Eq(Integral(slowness, (t, t_1, t_2)), sqrt(2*C/g)*(t_2 - t_1)),
          Eq(Integral(slowness, (t, t_1, t_2)), sqrt(2*y_2/g)*(t_2 - t_1)/sin(t_2))),
    given=(end_inside, end_depth),
    proof=(constant_rate, finite_time,
           chain(Integral(slowness, (t, t_1, t_2)),
                 equals(Integral(sqrt(2*C/g), (t, t_1, t_2)),
                        because=(using(integral_of_equal_functions, f=Lambda(t, slowness), g=Lambda(t, sqrt(2*C/g)), a=t_1, b=t_2),
                                 constant_rate, finite_time, end_inside)),
                 equals(sqrt(2*C/g)*(t_2 - t_1), because=arithmetic)),
           chain(Integral(slowness, (t, t_1, t_2)),
                 equals(Integral(sqrt(2*C/g), (t, t_1, t_2)),
                        because=(using(integral_of_equal_functions, f=Lambda(t, slowness), g=Lambda(t, sqrt(2*C/g)), a=t_1, b=t_2),
                                 constant_rate, finite_time, end_inside)),
                 equals(sqrt(2*path_y(t_2)/g)*(t_2 - t_1)/sin(t_2), because=end_inside),
                 equals(sqrt(2*y_2/g)*(t_2 - t_1)/sin(t_2), because=(end_depth, end_inside)))),
    holds_for=(example(C=Rational(3, 2), g=Rational(1, 3), t_1=Rational(1, 2), t_2=1, y_2=3*sin(1)**2/2),
               example(C=2, g=9, t_1=1, t_2=2, y_2=2*sin(2)**2), example(C=2, g=Rational(1, 2), t_1=0, t_2=1, y_2=2*sin(1)**2, note="from the start")),
    fails_for=(example(C=2, g=9, t_1=1, t_2=2, y_2=1, note="another depth"), example(C=2, g=9, t_1=4, t_2=5, y_2=2*sin(5)**2, note="beyond the arch")),
    measured_by=descents_by_quadrature, equation="implied", latex=r"T=2\sqrt{C_1}\,t_2\ (g=\tfrac12),\qquad T=\sqrt{\tfrac{2C_1}{g}}\,t_2\text{ in general}", key=True)

quotient = Lambda(phi, cos(phi/2)/cos(phi_0/2))
passed = Lambda(phi, -2*sqrt(r/g)*asin(quotient(phi)))                                              # the time that has passed
rate = Lambda(phi, sqrt(r/g)*sin(phi/2)/(cos(phi_0/2)*sqrt((1 - quotient(phi))*(1 + quotient(phi)))))
wheel_slowness = sqrt(Derivative(wheel_x(phi), phi)**2 + Derivative(wheel_y(phi), phi)**2)/sqrt(2*g*(wheel_y(phi) - wheel_y(phi_0)))
printed = sqrt((1 - cos(phi))/(cos(phi_0) - cos(phi)))

same_rate = therefore(ForAll((phi,), (phi_1 < phi, phi < pi), Eq(wheel_slowness, rate(phi))), because=(equal_squares, release, later))
same_as_printed = therefore(ForAll((phi,), (phi_0 < phi, phi < pi), Eq(sqrt(r/g)*printed, rate(phi))), because=(equal_squares, release))
rises = therefore(ForAll((phi,), (phi_0 < phi, phi < pi), Eq(Derivative(passed(phi), phi), rate(phi))), because=release)
not_negative = therefore(ForAll((phi,), (phi_0 < phi, phi < pi), rate(phi) >= 0), because=release)
whole = using(fundamental_theorem_for_increasing_functions, F=passed, f=rate, a=phi_0, b=pi)
rate_integrable = therefore(Integrable(rate(phi), phi, phi_0, pi), because=(whole, rises, not_negative, release))
rises_later = therefore(ForAll((phi,), (phi_1 < phi, phi < pi), Eq(Derivative(passed(phi), phi), rate(phi))), because=(release, later))
not_negative_later = therefore(ForAll((phi,), (phi_1 < phi, phi < pi), rate(phi) >= 0), because=(release, later))
rest = using(fundamental_theorem_for_increasing_functions, F=passed, f=rate, a=phi_1, b=pi)
rest_integrable = therefore(Integrable(rate(phi), phi, phi_1, pi), because=(rest, rises_later, not_negative_later, release, later))
same_integral = using(integral_of_equal_functions, f=Lambda(phi, wheel_slowness), g=rate, a=phi_1, b=pi)
same_printed_integral = using(integral_of_equal_functions, f=Lambda(phi, sqrt(r/g)*printed), g=rate, a=phi_0, b=pi)
time_is_finite = therefore(Integrable(wheel_slowness, phi, phi_1, pi), because=(same_integral, same_rate, rest_integrable, release, later))
printed_is_finite = therefore(Integrable(sqrt(r/g)*printed, phi, phi_0, pi), because=(same_printed_integral, same_as_printed, rate_integrable, release))
tautochrone = Claim(
    name="The descent to the lowest point takes pi sqrt(r/g) from anywhere",
    says=(Eq(Integral(wheel_slowness, (phi, phi_1, pi)), 2*sqrt(r/g)*asin(quotient(phi_1))),
          Eq(Integral(sqrt(r/g)*printed, (phi, phi_0, pi)), pi*sqrt(r/g))),
    given=(release, later),
    proof=(same_rate, same_as_printed, rises, not_negative, rate_integrable, rises_later, not_negative_later, rest_integrable, time_is_finite,
           printed_is_finite,
           chain(Integral(wheel_slowness, (phi, phi_1, pi)),
                 equals(Integral(rate(phi), (phi, phi_1, pi)), because=(same_integral, same_rate, rest_integrable, time_is_finite, release, later)),
                 equals(passed(pi) - passed(phi_1), because=(rest, rises_later, not_negative_later, rest_integrable, release, later)),
                 equals(2*sqrt(r/g)*asin(quotient(phi_1)), because=(release, later))),
           chain(Integral(sqrt(r/g)*printed, (phi, phi_0, pi)),
                 equals(Integral(rate(phi), (phi, phi_0, pi)), because=(same_printed_integral, same_as_printed, rate_integrable, printed_is_finite, release)),
                 equals(passed(pi) - passed(phi_0), because=(whole, rises, not_negative, rate_integrable, release)),
                 equals(pi*sqrt(r/g), because=release))),
    holds_for=(example(r=2, g=Rational(1, 3), phi_0=2, phi_1=Rational(5, 2)),
               example(r=1, g=1, phi_0=1, phi_1=1, note="all the way: the sine is 1")),
    fails_for=(example(r=1, g=1, phi_0=4, phi_1=4, note="released beyond the lowest point"),),
    measured_by=released_anywhere, equation="property 4",
    latex=r"T(\varphi_0)=\sqrt{\frac rg}\int_{\varphi_0}^{\pi}\sqrt{\frac{1-\cos\varphi}{\cos\varphi_0-\cos\varphi}}\,d\varphi="
          r"\pi\sqrt{\frac rg}\quad\forall\varphi_0\in[0,\pi)",
    note="From a later place phi_1 the rest of the descent takes 2 sqrt(r/g) arcsin(cos(phi_1/2)/cos(phi_0/2)), which is pi sqrt(r/g) at phi_1 = phi_0.", key=True)
