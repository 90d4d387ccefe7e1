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
small = {"d": 2, "B": 2, "G": powers, "g": mean_of_powers, "Sigma": noise_of_powers, "X": three_samples}
larger = {**small, "B": 3}
one = {"d": 1, "B": 1, "G": powers, "X": three_samples, "g": [[Rational(1, 3)]], "Sigma": [[Rational(14, 9)]]}
turned, bent, single = {**small, "H": [[1, -2], [3, 5]]}, {**larger, "H": [[2, 1], [0, 1]]}, {**one, "H": [[7]]}


def corners(i, x):
    """G(1, x) = 1 + s, G(2, x) = r for the four sign pairs (s, r), numbered by x = 0, 1, 2, 3"""
    return {(1, 0): 2, (1, 1): 2, (2, 0): 1, (2, 1): -1, (1, 2): 0, (1, 3): 0, (2, 2): 1, (2, 3): -1}[int(i), int(x)]


corner = {"d": 2, "G": corners, "X": uniform_on([0, 1, 2, 3]), "g": [[1], [0]], "Sigma": [[1, 0], [0, 1]]}


def sheared(i, x):
    """G(1, x) = 1 + s, G(2, x) = s + r for the same four sign pairs"""
    return {(1, 0): 2, (1, 1): 2, (2, 0): 2, (2, 1): 0, (1, 2): 0, (1, 3): 0, (2, 2): 0, (2, 3): -2}[int(i), int(x)]


skew = {"d": 2, "G": sheared, "X": uniform_on([0, 1, 2, 3]), "g": [[1], [0]], "Sigma": [[1, 1], [1, 2]]}
