"""What the Fourier system remembers."""

import numpy as np
from sympy import I, Derivative, Eq, Lambda, Ne, Piecewise, Rational, Sum, ceiling, coth, exp, log, pi

from verifier.language import *

from .notation import N, T, s, u, w, x
from .rescaling import whole_j, whole_k

y = function("y")                    # y(T): the value that enters the window at its end, at the time T
outgoing, incoming = real("v_0 v_1") # limits of the reconstruction at the two ends of the window
value = real("u_T")                  # the signal now
kappa = positive("kappa")            # 1 in the system of the article, 2 in the corrected one
z = complex_number("z")
J = whole("J")
jump = given("the input makes a jump between the ends", Eq(incoming - outgoing, kappa * (value - (incoming + outgoing)/2)))
fourier_jump = Claim(
    name="The value that enters the window",
    says=Eq(incoming, (2*kappa*value + (2 - kappa)*outgoing) / (2 + kappa)),
    given=(jump,),
    proof=therefore(Eq(incoming, (2*kappa*value + (2 - kappa)*outgoing) / (2 + kappa)), because=jump),
    holds_for=(example(kappa=1, v_0=3, v_1=3, u_T=3), example(kappa=2, v_0=5, v_1=Rational(1, 3), u_T=Rational(1, 3))),
    fails_for=(example(kappa=1, v_0=0, v_1=1, u_T=1, note="all of the signal enters, as if kappa were 2"),),
    note="For kappa = 1 this is 2/3 of the signal and 1/3 of what leaves at the other end; for kappa = 2 it is the signal.")

re_entry = given("one third of what left one window ago enters again", ForAll((x,), (), Eq(y(x), 2*u(x)/3 + y(x - w)/3)))
silence = given("nothing is stored before the time 0", ForAll((x,), (x <= 0,), Eq(y(x), 0)))
echo_of = Lambda(J, Rational(2, 3) * Sum(3**(-whole_j) * u(T - whole_j*w), (whole_j, 0, J)) + 3**(-J - 1) * y(T - (J + 1)*w))
iterated = hypothesis(Eq(y(T), echo_of(J)))
fourier_iterated_echo = Claim(
    name="The re-entry iterated",
    says=Eq(y(T), echo_of(J)),
    given=(re_entry,),
    proof=induction(Eq(y(T), echo_of(J)), on=J, start=0, hypothesis=iterated,
                    base=therefore(Eq(y(T), echo_of(0)), because=using(re_entry, (x, T))),
                    step=chain(y(T),
                               equals(echo_of(J), because=iterated),
                               equals(echo_of(J + 1), because=using(re_entry, (x, T - (J + 1)*w))))),
    holds_for=(example(J=0, T=2, w=1, u=Lambda(x, x), y=Lambda(x, x - Rational(1, 2))),
               example(J=3, T=2, w=1, u=Lambda(x, x), y=Lambda(x, x - Rational(1, 2)))),
    fails_for=(example(J=1, T=2, w=1, u=Lambda(x, x), y=Lambda(x, x), note="no re-entry: the signal itself"),))

long_enough = given("J + 1 windows reach back to the start", T <= (J + 1)*w)
stored = Lambda(x, Piecewise((0, x <= 0), (1 - 3**(-ceiling(x)), True)))   # what a constant input leaves, for w = 1
fourier_echo_formula = Claim(
    name="What enters the window, as echoes of old inputs",
    says=Eq(y(T), Rational(2, 3) * Sum(3**(-whole_j) * u(T - whole_j*w), (whole_j, 0, J))),
    given=(re_entry, silence, long_enough),
    proof=chain(
        y(T),
        equals(echo_of(J), because=fourier_iterated_echo),
        equals(Rational(2, 3) * Sum(3**(-whole_j) * u(T - whole_j*w), (whole_j, 0, J)), because=(using(silence, (x, T - (J + 1)*w)), long_enough))),
    holds_for=(example(J=2, T=Rational(5, 2), w=1, u=Lambda(x, Piecewise((0, x <= 0), (1, True))), y=stored),
               example(J=1, T=1, w=1, u=Lambda(x, 0), y=Lambda(x, 0))),
    fails_for=(example(J=1, T=2, w=1, u=Lambda(x, x), y=Lambda(x, x - Rational(1, 2)), note="something was stored before"),
               example(J=1, T=Rational(5, 2), w=1, u=Lambda(x, Piecewise((0, x <= 0), (1, True))), y=stored, note="too few windows")),
    note="At the place s of the window the reconstruction has the value that entered at the time T - (1 - s)w, hence 2/3 of the sum "
         "of 3^(-j) u(sw + T - w - jw).")

# Solutions exp(zw) of the limit of the characteristic equation 1 + kappa/2 coth(zw/2) = 0
characteristic = Lambda(kappa, 1 + kappa/2 * coth(z*w/2))
no_pole = given("zw is not 0 modulo 2 pi i", Ne(exp(z*w), 1))
decay = Lambda(whole_k, (-log(3) + 2*pi*I*whole_k)/w)
Q = complex_function("Q")            # Q(k): entries of an eigenvector
entries = given("Q_k is 1/(zw - 2 pi i k)", ForAll((whole_k,), (-N <= whole_k, whole_k <= N), Eq((z*w - 2*pi*I*whole_k) * Q(whole_k), 1)))
eigenvalue = given("z solves the characteristic equation", Eq(1 + kappa * Sum(Q(whole_k), (whole_k, -N, N)), 0))
inside = given("j is between -N and N", Both(-N <= whole_j, whole_j <= N))
fourier_modes = Claim(
    name="Eigenvectors of the truncated system",
    says=Eq((2*pi*I*whole_j*Q(whole_j) - kappa * Sum(Q(whole_k), (whole_k, -N, N)))/w, z*Q(whole_j)),
    given=(entries, eigenvalue, inside),
    proof=chain(
        (2*pi*I*whole_j*Q(whole_j) - kappa * Sum(Q(whole_k), (whole_k, -N, N)))/w,
        equals((2*pi*I*whole_j*Q(whole_j) + 1)/w, because=eigenvalue),
        equals(z*Q(whole_j), because=(using(entries, (whole_k, whole_j)), inside))),
    holds_for=(example(N=0, j=0, kappa=2, w=1, z=-2, Q=Lambda(whole_k, 1/(-2 - 2*pi*I*whole_k))),
               example(N=0, j=0, kappa=2, w=2, z=-1, Q=Lambda(whole_k, 1/(-2 - 2*pi*I*whole_k))),
               example(N=1, j=-1, kappa=(1 + 4*pi**2)/(3 + 4*pi**2), w=1, z=-1, Q=Lambda(whole_k, 1/(-1 - 2*pi*I*whole_k)))),
    fails_for=(example(N=0, j=0, kappa=2, w=1, z=-3, Q=Lambda(whole_k, 1/(-3 - 2*pi*I*whole_k)), note="another z"),
               example(N=0, j=0, kappa=1, w=1, z=5, Q=Lambda(whole_k, -1), note="other entries"),
               example(N=0, j=1, kappa=2, w=1, z=-2, Q=Lambda(whole_k, -Rational(1, 2)), note="a row that does not exist")))

damped = given("exp(zw) is 1/3", Eq(exp(z*w), Rational(1, 3)))
solves_limit = given("z solves the limit equation for kappa = 1", Eq(characteristic(1), 0))
fourier_limit_eigenvalues = Claim(
    name="Eigenvalues in the limit: for kappa = 1 they have real part -log(3)/w, for kappa = 2 there are none",
    says=(Eq(characteristic(1).subs(z, decay(whole_k)), 0),
          Iff(Eq(characteristic(1), 0), Eq(exp(z*w), Rational(1, 3))),
          Eq(characteristic(2), 2*exp(z*w)/(exp(z*w) - 1)),
          Ne(2*exp(z*w)/(exp(z*w) - 1), 0, evaluate=False)),
    given=(no_pole,),
    proof=(therefore(Eq(characteristic(1).subs(z, decay(whole_k)), 0), because=arithmetic),
           suppose(solves_limit, therefore(Eq(exp(z*w), Rational(1, 3)), because=(solves_limit, no_pole))),
           suppose(damped, therefore(Eq(characteristic(1), 0), because=(damped, no_pole))),
           therefore(Eq(characteristic(2), 2*exp(z*w)/(exp(z*w) - 1)), because=no_pole),
           therefore(Ne(2*exp(z*w)/(exp(z*w) - 1), 0, evaluate=False), because=no_pole)),
    holds_for=(example(k=0, w=1, z=-log(3)), example(k=-2, w=Rational(1, 2), z=I), example(k=1, w=1, z=pi*I),
               example(k=1, w=2, z=decay(1).subs(w, 2))),
    fails_for=(example(k=0, w=1, z=0, note="a pole of coth"),))

y_smooth = given("y is continuously differentiable", ContinuouslyDifferentiable(y(x), x))
fourier_transport = Claim(
    name="What entered moves through the window",
    says=Eq(Derivative(y(T - (1 - s)*w), T), Derivative(y(T - (1 - s)*w), s)/w),
    given=(y_smooth,),
    proof=therefore(Eq(Derivative(y(T - (1 - s)*w), T), Derivative(y(T - (1 - s)*w), s)/w), because=y_smooth),
    holds_for=(example(T=2, s=Rational(1, 3), w=Rational(1, 2), y=Lambda(x, x**3)),))


def echo_of_a_pulse():
    """The truncated systems with the input sin^2(2 pi (t - 1/10)) on [1/10, 6/10], w = 1, solved exactly in their eigenbasis."""
    def pulse(time):
        return np.where((time > 0.1) & (time < 0.6), np.sin(2*np.pi*(time - 0.1))**2, 0)

    def system_of(kappa_, last):
        frequencies = np.arange(-last, last + 1)
        values, vectors = np.linalg.eig(np.diag(2j*np.pi*frequencies) - kappa_)
        return frequencies, values, vectors, np.linalg.solve(vectors, np.full(2*last + 1, kappa_, complex))

    def remembered(frequencies, values, vectors, forcing, now, places):
        end, state = min(now, 0.6), 0
        for frequency, weight in ((0, 0.5), (4*np.pi, -0.25), (-4*np.pi, -0.25)):  # sin^2 as three exponentials
            rate = 1j*frequency - values
            state = state + weight*np.exp(-0.1j*frequency) * (np.exp(values*(now - end) + 1j*frequency*end)
                                                              - np.exp(values*(now - 0.1) + 0.1j*frequency)) / rate
        return (np.exp(2j*np.pi*np.outer(places, frequencies)) @ vectors @ (forcing*state)).real

    places = np.linspace(0.05, 0.95, 181)
    found = []
    for last in (10, 20, 40):
        modes = {kappa_: system_of(kappa_, last) for kappa_ in (1, 2)}
        for now in (0.9, 1.9):
            true = pulse(places + now - 1)
            echoes = 2/3 * sum(3.0**-i * pulse(places + now - 1 - i) for i in range(3))
            printed, corrected = (remembered(*modes[kappa_], now, places) for kappa_ in (1, 2))
            pictures = () if last != 40 else tuple((label, tuple(zip(places[::3], line[::3]))) for label, line in (
                ("signal in the window", true), ("system of the article", printed), ("corrected system", corrected), ("echo formula", echoes)))
            # the state belongs to a function with jumps of a size up to 1 at the ends, so the series converge like 1/N between them
            found += [Measurement(f"N = {last}, T = {now}: article, largest distance to the echo formula", np.abs(printed - echoes).max(), 0, 0.4/last),
                      Measurement(f"N = {last}, T = {now}: article, largest value", printed.max(), 2/3 if now < 1 else 2/9, 0.1/last, series=pictures),
                      Measurement(f"N = {last}, T = {now}: corrected, largest distance to the signal", np.abs(corrected - true).max(), 0, 0.4/last)]
        values = modes[1][1]
        # the omitted terms of the coth series shift the root by 8 log(3)/(12 pi^2 N) to first order, 0.0743/N
        found.append(Measurement(f"N = {last}: real eigenvalue of the article's system", values[np.abs(values.imag).argmin()].real, -np.log(3), 0.08/last))
    return found
