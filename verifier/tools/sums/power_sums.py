"""Sums of powers and of polynomials of whole numbers, by Bernoulli polynomials (DLMF 24.4.9)."""

from __future__ import annotations

import sympy as sp


def power_sum(power, low, high):
    """The sum of k^power over low <= k <= high, and minus the sum over what lies between where high < low - 1."""
    n = sp.Dummy("n")
    primitive = sp.expand(sp.bernoulli(power + 1, n) / (power + 1))
    return primitive.xreplace({n: high + 1}) - primitive.xreplace({n: low})


def polynomial_sum(expression, k, low, high):
    """The sum of a polynomial in k from low to high, with the sign of `power_sum`."""
    return sp.expand(sp.Add(*(coefficient * power_sum(power, low, high) for (power,), coefficient in sp.Poly(expression, k).terms())))
