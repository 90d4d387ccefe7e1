"""The key features as Gaussian bumps around the random vectors, and what they compute for normal random vectors."""

from sympy import Eq, Lambda, Rational, Sum, exp, oo

from verifier.language import *

from .experiments import sample_temperature
from .gaussian_integrals import gaussian_factors
from .notation import d, i, k, k_k, q, q_k, q_q, z, z_independent, z_normal

o, p = point("o p")                          # a random vector omega and a key, as points of R^d
complete_the_square = Claim(
    name="The exponent of a key feature is half a squared distance",
    says=Eq(dot(o, p) - norm(p)**2 / 2 - norm(o)**2 / 2, -norm(p - o)**2 / 2),
    proof=chain(
        dot(o, p) - norm(p)**2 / 2 - norm(o)**2 / 2,
        equals(-(dot(p, p) - 2 * dot(o, p) + dot(o, o)) / 2, because=arithmetic),
        equals(-norm(p - o)**2 / 2, because=arithmetic)),
    holds_for=(example(o=[1, -2, 3], p=[half(), 0, 5]), example(o=[2], p=[-1]), example(o=[0, 0], p=[0, 0])),
    equation="(5), first step", key=True,
    latex=r"\omega\cdot k-\tfrac12\|k\|^2-\tfrac12\|\omega\|^2=-\tfrac12\|k-\omega\|^2")

s = positive("s")                            # standard deviation of the entries of the random vectors
bump = Sum((k[i] - z[i])**2, (i, 1, d)) / 2  # |k - omega|^2/2 for omega = z
wide_bump = Sum((k[i] - s * z[i])**2, (i, 1, d)) / 2     # and for omega = s z
s_q = Sum(s * z[i] * q[i], (i, 1, d))
ratio = E(exp(s_q) * exp(-wide_bump)) / E(exp(-wide_bump))

normal_bump = chain(
    E(exp(Sum(z[i] * q[i], (i, 1, d))) * exp(-bump)),
    equals(exp(-k_k / 2) * E(exp(Sum((q[i] + k[i]) * z[i] - z[i]**2 / 2, (i, 1, d)))), because=arithmetic),
    equals(exp(-k_k / 2) * exp(Sum((q[i] + k[i])**2, (i, 1, d)) / 4) / 2**(d * half()),
           because=(using(gaussian_factors, a=Lambda(i, q[i] + k[i]), t=1), z_normal, z_independent)),
    equals(2**(-d * half()) * exp(q_q / 4 + q_k / 2 - k_k / 4), because=arithmetic))
above = chain(
    E(exp(s_q) * exp(-wide_bump)),
    equals(exp(-k_k / 2) * E(exp(Sum(s * (q[i] + k[i]) * z[i] - s**2 * z[i]**2 / 2, (i, 1, d)))), because=arithmetic),
    equals(exp(-k_k / 2) * exp(Sum(s**2 * (q[i] + k[i])**2, (i, 1, d)) / (2 * (1 + s**2))) / (1 + s**2)**(d * half()),
           because=(using(gaussian_factors, a=Lambda(i, s * (q[i] + k[i])), t=s**2), z_normal, z_independent)))
below = chain(
    E(exp(-wide_bump)),
    equals(exp(-k_k / 2) * E(exp(Sum(s * k[i] * z[i] - s**2 * z[i]**2 / 2, (i, 1, d)))), because=arithmetic),
    equals(exp(-k_k / 2) * exp(Sum(s**2 * k[i]**2, (i, 1, d)) / (2 * (1 + s**2))) / (1 + s**2)**(d * half()),
           because=(using(gaussian_factors, a=Lambda(i, s * k[i]), t=s**2), z_normal, z_independent)))

gaussian_omega_halves_temperature = Claim(
    name="Bump features of normal random vectors compute exp(q.k/2), a softmax at twice the temperature",
    says=(Eq(E(exp(Sum(z[i] * q[i], (i, 1, d))) * exp(-bump)), 2**(-d * half()) * exp(q_q / 4 + q_k / 2 - k_k / 4)),
          Eq(ratio, exp(s**2 / (1 + s**2) * (q_k + q_q / 2)))),
    given=(z_normal, z_independent),
    proof=(normal_bump, above, below, chain(
        ratio,
        equals(exp(Sum(s**2 * (q[i] + k[i])**2, (i, 1, d)) / (2 * (1 + s**2))) / exp(Sum(s**2 * k[i]**2, (i, 1, d)) / (2 * (1 + s**2))), because=(above, below)),
        equals(exp(s**2 / (1 + s**2) * (q_k + q_q / 2)), because=arithmetic))),
    holds_for=(example(d=2, q=[1, -2], k=[half(), Rational(1, 3)], s=2, z=standard_normal), example(d=1, q=[2], k=[-1], s=1, z=standard_normal),
               example(d=3, q=[0, 0, 1], k=[1, 2, 0], s=half(), z=standard_normal)),
    fails_for=(example(d=2, q=[1, -2], k=[1, 1], s=2, z=coin, note="coins"),
               example(d=2, q=[1, 1], k=[1, 1], s=1, z=multiples_of_one(standard_normal), note="all entries equal")),
    measured_by=sample_temperature,
    equation="consequence of (5)", key=True,
    latex=r"\mathbb E_{\omega\sim N(0,I)}\bigl[e^{\omega\cdot q}e^{-\|k-\omega\|^2/2}\bigr]=2^{-d/2}e^{\|q\|^2/4+q\cdot k/2-\|k\|^2/4};\quad N(0,s^2I):\ e^{\frac{s^2}{1+s^2}(q\cdot k+\|q\|^2/2)}",
    note="Not in the article: the exact limit of its final form for many normal random vectors. It is attention at twice the temperature, so the chain of equivalences is none.")

wide_random_vectors = Claim(
    name="The factor 1/2 tends to 1 as the random vectors spread",
    says=Tends(s**2 / (1 + s**2) * (q_k + q_q / 2), s, oo, q_k + q_q / 2),
    proof=therefore(Tends(s**2 / (1 + s**2) * (q_k + q_q / 2), s, oo, q_k + q_q / 2)),
    holds_for=(example(d=2, q=[1, -2], k=[half(), Rational(1, 3)]),),
    equation="consequence of (5)", latex=r"s\to\infty:\ e^{\frac{s^2}{1+s^2}(q\cdot k+\|q\|^2/2)}\to e^{q\cdot k+\|q\|^2/2}")
