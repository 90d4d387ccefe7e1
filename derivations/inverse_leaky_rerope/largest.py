"""How the leaky map grows, its largest value on a context, and whether a trained range covers a longer test."""

from sympy import Eq, Min, Rational

from verifier.language import *

from .notation import L, g, k, leaky, r, w

half = Rational(1, 2)
width, place = natural("w r")                # a window of whole positions; a whole relative position
