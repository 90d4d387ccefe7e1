"""Laws of gradients that several claims share, as exact values."""

from sympy import Rational

from verifier.language import *


def powers(i, x):
    """G(i, x) = x^i - i"""
    return x**i - i


three_samples = uniform_on([0, 1, 3])
mean_of_powers = [[Rational(1, 3)], [Rational(4, 3)]]
noise_of_powers = [[Rational(14, 9), Rational(44, 9)], [Rational(44, 9), Rational(146, 9)]]
shuffled = jointly({(0, 1): Rational(1, 6), (1, 0): Rational(1, 6), (0, 3): Rational(1, 6), (3, 0): Rational(1, 6), (1, 3): Rational(1, 6), (3, 1): Rational(1, 6)})
unequal = jointly({(0, 1): Rational(1, 3), (1, 1): Rational(1, 3), (3, 1): Rational(1, 3)})
small = {"d": 2, "B": 2, "G": powers, "g": mean_of_powers, "Sigma": noise_of_powers}
larger = {**small, "B": 3}
one = {"d": 1, "B": 1, "G": powers, "X": three_samples, "g": [[Rational(1, 3)]], "Sigma": [[Rational(14, 9)]]}
