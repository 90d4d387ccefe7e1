"""Laws of gradients, divergences and integrals over R^n, of moving densities, and of determinants near the identity."""

import numpy as np
from sympy import Derivative, Determinant, Identity, Lambda, Symbol, Trace, Tuple, exp, log, oo

from verifier.claim import Law, Measurement
from verifier.laws.relations import Eq, Ge, Le
from verifier.vocabulary.examples import example
from verifier.vocabulary.operators import Differentiable, ForAll, Tends, dot, norm
from verifier.vocabulary.symbols import function, matrix, natural, point, random_trajectory, real, trajectory
from verifier.vocabulary.vector_fields import (
    DensityPath,
    DominatedOverSpace,
    GradientAt,
    HasDensity,
    IntegrableOverSpace,
    IsDivergence,
    IsGradient,
    LipschitzField,
    VanishingFlux,
    over_space,
)

_n = natural("n_")
_y, _z, _g, _v = point("y_ z_ g_ v_")
_c, _d, _s, _t, _x, _a = real("c_ d_ s_ t_ x_ a_")
_end = Symbol("a_", extended_real=True)  # where the variable tends to; infinity counts
_F, _F1, _G, _H, _D, _P = function("F_ F1_ G_ H_ D_ P_")
_V, _W = trajectory("V_ W_")
_X = random_trajectory("X_")
_J = matrix("J_", _n, _n)

FOLLAND = "Folland, Real Analysis"
along = dot(_z, Tuple(1))
first, second = dot(_z, Tuple(1, 0)), dot(_z, Tuple(0, 1))

chain_rule = Law(
    "chain rule", "F(G(t))' = F'(G(t)) G'(t) where F is differentiable above a, and G(t) > a",
    Eq(Derivative(_F(_G(_t)), _t), _F1(_G(_t)) * Derivative(_G(_t), _t)),
    needs=(ForAll((_x,), (_x > _a,), Eq(Derivative(_F(_x), _x), _F1(_x))), _G(_t) > _a, Differentiable(_G(_t), _t)),
    source="Rudin, Principles of Mathematical Analysis, Theorem 5.5",
    holds_for=(example(F_=Lambda(_x, log(_x)), F1_=Lambda(_x, 1 / _x), G_=Lambda(_x, _x**2), t_=3, a_=0),),
    fails_without=(example(F_=Lambda(_x, _x**2), F1_=Lambda(_x, 2), G_=Lambda(_x, _x**2), t_=3, a_=0),))

chain_rule_along_a_curve = Law(
    "chain rule along a curve",
    "F(C(s)) has the derivative g.v at s = 0, where F is differentiable at C(0) with the gradient g, and C' is v at 0",
    Tends((_F(_W(_s)) - _F(_W(0))) / _s, _s, 0, dot(_g, _v)),
    needs=(GradientAt(_F(_y), _y, _W(0), _g), ForAll((_z,), (), Tends(dot(_z, _W(_s) - _W(0)) / _s, _s, 0, dot(_z, _v)))),
    source="Rudin, Principles of Mathematical Analysis, Theorem 9.15 (chain rule) with Example 9.18",
    holds_for=(example(F_=Lambda(_z, first**2 * second), W_=Lambda(_x, Tuple(1 + _x, _x**2 - 1)), g_=[-2, 1], v_=[1, 0]),),
    fails_without=(example(F_=Lambda(_z, first**2 * second), W_=Lambda(_x, Tuple(1 + _x, _x**2 - 1)), g_=[2, 1], v_=[1, 0]),
                   example(F_=Lambda(_z, first**2 * second), W_=Lambda(_x, Tuple(1 + _x, _x**2 - 1)), g_=[-2, 1], v_=[3, 0])))

derivative_of_space_integral = Law(
    "differentiation under the integral over R^n", "where the derivatives at nearby times have one integrable bound",
    Eq(Derivative(over_space(_G(_t, _y), _y, _n), _t), over_space(_H(_t, _y), _y, _n)),
    needs=(ForAll((_y, _t), (), Eq(Derivative(_G(_t, _y), _t), _H(_t, _y))), IntegrableOverSpace(_G(_t, _y), _y, _n),
           DominatedOverSpace(_H(_t, _y), _t, _y, _n)),
    source=f"{FOLLAND}, Theorem 2.27", measured_by=lambda: _moving_bump())

space_integral_of_combination = Law(
    "linearity of the integral over R^n", "a linear combination of integrable functions is integrated term by term",
    Eq(over_space(_c * _F(_y) + _d * _G(_y), _y, _n), _c * over_space(_F(_y), _y, _n) + _d * over_space(_G(_y), _y, _n)),
    needs=(IntegrableOverSpace(_F(_y), _y, _n), IntegrableOverSpace(_G(_y), _y, _n)), source=f"{FOLLAND}, Proposition 2.21",
    measured_by=lambda: _sums())

combination_is_integrable = Law(
    "integrable functions are a linear space", "a linear combination of integrable functions is integrable",
    IntegrableOverSpace(_c * _F(_y) + _d * _G(_y), _y, _n),
    needs=(IntegrableOverSpace(_F(_y), _y, _n), IntegrableOverSpace(_G(_y), _y, _n)), source=f"{FOLLAND}, Proposition 2.21",
    measured_by=lambda: _sums())

divergence_of_product = Law(
    "divergence of a product", "div (f V) = f div V + grad f . V",
    IsDivergence(_F(_y) * _V(_y), _y, _F(_y) * _D(_y) + dot(_W(_y), _V(_y)), _n),
    needs=(IsGradient(_F(_y), _y, _W(_y), _n), IsDivergence(_V(_y), _y, _D(_y), _n)), source="DLMF 1.6.22",
    holds_for=(example(n_=2, F_=Lambda(_z, first**2 * second), W_=Lambda(_z, Tuple(2 * first * second, first**2)),
                       V_=Lambda(_z, Tuple(second, first * second)), D_=Lambda(_z, first)),),
    fails_without=(example(n_=2, F_=Lambda(_z, first**2 * second), W_=Lambda(_z, Tuple(first * second, first**2)),
                           V_=Lambda(_z, Tuple(second, first * second)), D_=Lambda(_z, first)),))

divergence_of_multiple = Law(
    "divergence of a multiple", "div (c V) = c div V",
    IsDivergence(_c * _V(_y), _y, _c * _D(_y), _n), needs=(IsDivergence(_V(_y), _y, _D(_y), _n),), source="DLMF 1.6.22",
    holds_for=(example(n_=2, c_=-3, V_=Lambda(_z, Tuple(second, first * second)), D_=Lambda(_z, first)),),
    fails_without=(example(n_=2, c_=-3, V_=Lambda(_z, Tuple(second, first * second)), D_=Lambda(_z, second)),))

divergence_theorem = Law(
    "divergence theorem without boundary", "an integrable divergence of a field without flux at infinity has the integral 0",
    Eq(over_space(_D(_y), _y, _n), 0),
    needs=(IsDivergence(_V(_y), _y, _D(_y), _n), VanishingFlux(_V(_y), _y, _n), IntegrableOverSpace(_D(_y), _y, _n)),
    source="Evans, Partial Differential Equations, Appendix C.2, Theorem 1 (Gauss-Green)", measured_by=lambda: _fluxes())

space_integral_of_nonnegative = Law(
    "sign of an integral over R^n", "a function that is nowhere negative has no negative integral",
    Ge(over_space(_F(_y), _y, _n), 0), needs=(ForAll((_y,), (), _F(_y) >= 0),), source=f"{FOLLAND}, section 2.2",
    holds_for=(example(n_=1, F_=Lambda(_z, along**2 * exp(-along**2))),),
    fails_without=(example(n_=1, F_=Lambda(_z, -along**2 * exp(-along**2))),))

cauchy_schwarz_with_density = Law(
    "Cauchy-Schwarz inequality with a density",
    "the inner product of two fields, weighted by p >= 0, is at most the product of their norms",
    Le(over_space(_P(_y) * dot(_V(_y), _W(_y)), _y, _n) ** 2,
       over_space(_P(_y) * norm(_V(_y)) ** 2, _y, _n) * over_space(_P(_y) * norm(_W(_y)) ** 2, _y, _n)),
    needs=(ForAll((_y,), (), _P(_y) >= 0), IntegrableOverSpace(_P(_y) * norm(_V(_y)) ** 2, _y, _n),
           IntegrableOverSpace(_P(_y) * norm(_W(_y)) ** 2, _y, _n)),
    source=f"{FOLLAND}, Theorem 6.2", measured_by=lambda: _weighted())

equal_limit = Law(
    "equals for equals in a two-sided limit", "what tends to a number tends to every number equal to it",
    Tends(_F(_s), _s, _end, _d), needs=(Tends(_F(_s), _s, _end, _c), Eq(_c, _d)),
    source="Mendelson, Introduction to Mathematical Logic, 6th ed., Section 2.8 (substitutivity of equality)",
    holds_for=(example(F_=Lambda(_x, 1 + _x), a_=0, c_=1, d_=1), example(F_=Lambda(_x, 3 + 1 / _x), a_=oo, c_=3, d_=3)),
    fails_without=(example(F_=Lambda(_x, 1 + _x), a_=0, c_=1, d_=2), example(F_=Lambda(_x, 1 + _x), a_=0, c_=2, d_=2)))

determinant_near_identity = Law(
    "Jacobi's formula at the identity", "det(I + s J) = 1 + s tr J + o(s)",
    Tends((Determinant(Identity(_n) + _s * _J) - 1) / _s, _s, 0, Trace(_J)),
    source="Horn and Johnson, Matrix Analysis, 2nd ed., (0.8.10.1)", measured_by=lambda: _determinants())

continuity_equation = Law(
    "particles of the continuity equation",
    "if p' + div(p V) = 0 and particles of density p(0) move with the velocity V, they have the density p(t)",
    HasDensity(_X(_t), _P(_t, _y), _y),
    needs=(ForAll((_s,), (_s >= 0,), IsDivergence(_P(_s, _y) * _V(_s, _y), _y, -Derivative(_P(_s, _y), _s), _n)),
           ForAll((_s, _z), (_s >= 0,), Eq(Derivative(dot(_z, _X(_s)), _s), dot(_z, _V(_s, _X(_s))))),
           LipschitzField(_V(_s, _y), _s, _y), DensityPath(_P(_s, _y), _s, _y), HasDensity(_X(0), _P(0, _y), _y), _t >= 0),
    source="Villani, Topics in Optimal Transportation, Theorem 5.34; Ambrosio, Gigli and Savare, Gradient Flows, section 8.1",
    measured_by=lambda: _particles())


# -- experiments: where the needs hold, and where one does not ------------------------------------------------------------------

LINE, STEP = np.linspace(-30, 30, 600_001, retstep=True)


def _integral(values):
    return STEP * values.sum()


def _moving_bump():
    """d/dt of the integral of exp(-x^2 (2 + sin t)); t^2 exp(-|t x|) has the derivative 0 at t = 0, but the integral 2 |t|."""
    before, after = (_integral(np.exp(-LINE**2 * (2 + np.sin(t)))) for t in (0.999, 1.001))
    inside = _integral(-LINE**2 * np.cos(1) * np.exp(-LINE**2 * (2 + np.sin(1))))
    return [Measurement("a bump of moving width", (after - before) / 0.002, inside, 1e-6),
            Measurement("no common bound: slope between 0 and 1/2",
                        _integral(0.25 * np.exp(-np.abs(LINE) / 2)) / 0.5, 1.9, 0, ">=")]


def _sums():
    """Two Gaussian functions; of 1 and -1 the sum is integrable, the parts are not."""
    f, g = np.exp(-LINE**2), LINE**2 * np.exp(-LINE**2)
    return [Measurement("two Gaussian functions", _integral(2 * f - 3 * g), 2 * _integral(f) - 3 * _integral(g), 1e-9),
            Measurement("1 over [-30, 30]: no limit as the ends move", _integral(np.ones_like(LINE)), 59, 0, ">=")]


def _fluxes():
    """(1 - x^2)^3 sin x on [-1, 1], and the Cauchy density times x |x|, whose flux does not vanish."""
    inside = np.where(np.abs(LINE) < 1, -6 * LINE * (1 - LINE**2)**2 * np.sin(LINE) + (1 - LINE**2)**3 * np.cos(LINE), 0)
    field = LINE * np.abs(LINE) / (np.pi * (1 + LINE**2))
    return [Measurement("compact flux", _integral(inside), 0, 1e-9),
            Measurement("x |x| times the Cauchy density", _integral(np.gradient(field, LINE)), 0.6, 0, ">=")]


def _weighted():
    """Random polynomial fields on the line with a normal density; with a weight of both signs it fails."""
    rng, slack = np.random.default_rng(5), []
    weight = np.exp(-LINE**2 / 2)
    for _ in range(20):
        v, w = (np.polyval(rng.normal(size=4), LINE) for _ in range(2))
        slack.append(_integral(weight * v * v) * _integral(weight * w * w) - _integral(weight * v * w)**2)
    signed = np.exp(-LINE**2 / 2) * LINE
    return [Measurement("least slack of 20 pairs", min(slack), 0, 1e-6, ">="),
            Measurement("weight x exp(-x^2/2), V = 1, W = x: left less right side",
                        _integral(signed * LINE)**2 - _integral(signed) * _integral(signed * LINE**2), 1, 0, ">=")]


def _determinants():
    """Random matrices of three sizes; the error of the quotient is O(s)."""
    rng = np.random.default_rng(6)
    return [Measurement(f"{size} by {size}", (np.linalg.det(np.eye(size) + 1e-7 * j) - 1) / 1e-7, np.trace(j), 1e-5)
            for size in (1, 2, 5) for j in [rng.normal(size=(size, size))]]


def _particles():
    """p = N(0, exp(-2t)) and V = -x: 200000 particles at t = 1; with V = +x the variance is not that of p."""
    start = np.random.default_rng(7).standard_normal(200_000)
    return [Measurement("variance with V = -x", (start * np.exp(-1)).var(), np.exp(-2), 0.003),
            Measurement("variance with V = +x", (start * np.exp(1)).var(), 5, 0, ">=")]
