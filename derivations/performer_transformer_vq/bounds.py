"""How far replacing the keys by codes moves the scores, the terms and the attention weights."""

from sympy import Abs, Eq, Rational, Sum, exp, log

from verifier.language import *

from .notation import j, l, m, n, w, y

q, k, c = point("q k c")                     # a query, a key, its code
difference = therefore(dot(q, c - k) <= norm(q) * norm(c - k), because=cauchy_schwarz_for_points)
