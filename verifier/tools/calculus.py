"""Integrals, derivatives, limits and infinite sums at a point: rigorous where that is possible, refused otherwise."""

from __future__ import annotations

import sympy as sp
from flint import acb

from verifier.tools.scalars import Undecided, Undefined, Unsupported, ball


def infinite_sum(walk, body, limits):
    raise Unsupported("an infinite sum")


MEANINGS = {}
