"""The words of statements: constants, functions, relations, heads that bind a variable, and two predicates."""

from __future__ import annotations

import ast

import sympy as sp
from sympy.functions.combinatorial import numbers as combinatorial

CONSTANTS = {"pi": sp.pi, "E": sp.E, "I": sp.I, "oo": sp.oo, "inf": sp.oo, "EulerGamma": sp.EulerGamma,
             "Catalan": sp.Catalan, "GoldenRatio": sp.GoldenRatio, "True": sp.true, "False": sp.false, "true": sp.true,
             "false": sp.false}

FUNCTIONS = {name: getattr(sp, name) for name in """
    exp log sin cos tan cot sec csc sinc asin acos atan acot asec acsc atan2 sinh cosh tanh coth sech csch asinh acosh
    atanh acoth asech acsch Abs sign re im arg conjugate floor ceiling frac gamma loggamma digamma trigamma polygamma beta
    uppergamma lowergamma factorial factorial2 subfactorial binomial RisingFactorial FallingFactorial erf erfc erfi erf2
    erfinv erfcinv Ei li Li Si Ci Shi Chi expint fresnels fresnelc zeta dirichlet_eta polylog lerchphi LambertW besselj
    bessely besseli besselk hankel1 hankel2 jn yn airyai airybi airyaiprime airybiprime elliptic_k elliptic_e elliptic_f
    elliptic_pi legendre assoc_legendre chebyshevt chebyshevu hermite laguerre assoc_laguerre gegenbauer jacobi
    betainc erf2inv hermite_prob hn1 hn2 multigamma riemann_xi
    Heaviside DiracDelta KroneckerDelta LeviCivita fibonacci lucas bernoulli euler harmonic catalan Mod Max Min
    """.split() if hasattr(sp, name)}
FUNCTIONS |= {"ln": sp.log, "ceil": sp.ceiling, "abs": sp.Abs, "rf": sp.RisingFactorial, "ff": sp.FallingFactorial,
              "conj": sp.conjugate, "adjoint": sp.conjugate, "W": sp.LambertW, "max": sp.Max, "min": sp.Min, "phi": None,
              "tribonacci": combinatorial.tribonacci, "genocchi": combinatorial.genocchi}
FUNCTIONS.pop("phi")

RELATIONS = {"Eq": sp.Eq, "Ne": sp.Ne, "Lt": sp.Lt, "Le": sp.Le, "Gt": sp.Gt, "Ge": sp.Ge, "Equality": sp.Eq,
             "Unequality": sp.Ne}
COMPARED = {ast.Eq: sp.Eq, ast.NotEq: sp.Ne, ast.Lt: sp.Lt, ast.LtE: sp.Le, ast.Gt: sp.Gt, ast.GtE: sp.Ge}
BINDERS = {"Sum": sp.Sum, "Product": sp.Product, "Integral": sp.Integral, "summation": sp.Sum, "product": sp.Product,
           "integrate": sp.Integral}
