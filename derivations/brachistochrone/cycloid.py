"""Properties of the cycloid: length and area of an arch, the speed of the tracing point."""

import numpy as np
from sympy import Derivative, Eq, Integral, Lambda, Rational, cos, pi, sin, sqrt

from verifier.language import *

from .notation import phi, r, wheel_x, wheel_y

speed = sqrt(Derivative(wheel_x(phi), phi)**2 + Derivative(wheel_y(phi), phi)**2)   # ds/dphi


# Experiments
def polygon_in_an_arch():
    """Length of a polygon with 100000 corners in an arch with r = 1, and the area below it."""
    angle = np.linspace(0, 2*np.pi, 100_001)
    x_, y_ = angle - np.sin(angle), 1 - np.cos(angle)
    length = np.hypot(np.diff(x_), np.diff(y_)).sum()
    area = ((y_[1:] + y_[:-1])/2*np.diff(x_)).sum()
    return [Measurement("length", length, 8, 1e-8), Measurement("area", area, 3*np.pi, 1e-8)]  # second order in 6e-5


# Claimed
speed_on_an_arch = therefore(ForAll((phi,), (0 <= phi, phi <= 2*pi), Eq(speed, 2*r*sin(phi/2))), because=equal_squares)
cycloid_arch_length = Claim(
    name="One arch of the cycloid is 8 r long",
    says=Eq(Integral(speed, (phi, 0, 2*pi)), 8*r),
    proof=(speed_on_an_arch,
           chain(Integral(speed, (phi, 0, 2*pi)),
                 equals(Integral(2*r*sin(phi/2), (phi, 0, 2*pi)), because=speed_on_an_arch),
                 equals(Integral(Derivative(-4*r*cos(phi/2), phi), (phi, 0, 2*pi)), because=arithmetic),
                 equals(-4*r*cos(pi) + 4*r*cos(0), because=using(fundamental_theorem, F=Lambda(phi, -4*r*cos(phi/2)))),
                 equals(8*r, because=arithmetic))),
    holds_for=(example(r=Rational(3, 7)),),
    measured_by=polygon_in_an_arch, equation="property 1", latex=r"\int_0^{2\pi}\sqrt{\dot x^2+\dot y^2}\,d\varphi=\int_0^{2\pi}2r\sin\tfrac\varphi2\,d\varphi=8r",
    note="The article calls the length rational and independent of pi: it is four diameters, which is rational if the diameter is.",
    key=True)

primitive = Lambda(phi, r**2*(3*phi/2 - 2*sin(phi) + sin(2*phi)/4))
cycloid_arch_area = Claim(
    name="The area under one arch is three times that of the circle",
    says=Eq(Integral(wheel_y(phi)*Derivative(wheel_x(phi), phi), (phi, 0, 2*pi)), 3*pi*r**2),
    proof=chain(
        Integral(wheel_y(phi)*Derivative(wheel_x(phi), phi), (phi, 0, 2*pi)),
        equals(Integral(Derivative(primitive(phi), phi), (phi, 0, 2*pi)), because=arithmetic),
        equals(primitive(2*pi) - primitive(0), because=using(fundamental_theorem, F=primitive)),
        equals(3*pi*r**2, because=arithmetic)),
    holds_for=(example(r=1), example(r=Rational(3, 7))),
    measured_by=polygon_in_an_arch, equation="property 2", latex=r"\int_0^{2\pi}y\,\dot x\,d\varphi=r^2\int_0^{2\pi}(1-\cos\varphi)^2d\varphi=3\pi r^2", key=True)
