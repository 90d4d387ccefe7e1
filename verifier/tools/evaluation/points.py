"""Simple numbers at which values are compared first."""

import sympy as sp

POINTS = (sp.S.Zero, sp.S.One, sp.Rational(1, 2), sp.Integer(-1), sp.Integer(2), sp.Rational(3, 2), sp.Rational(-1, 2), sp.Integer(3),
          sp.Rational(1, 7), sp.Rational(9, 10), sp.Integer(10))
