"""The surge: with curvature outside the diagonal the best rate of sign steps falls beyond a critical batch size."""

from sympy import Derivative, Eq, Ne, Rational, pi, sqrt

from verifier.language import *

from .experiments import measure_surge
from .mean_field import (
    G_1, a, aligned, b, beta, beta_noise, critical, kappa, largest, length, mean_field_rate, model, rate, some_slope, upward, x, y,
)

positive_here = therefore(a + b * beta(x)**2 > 0, because=(upward, aligned))
surge_formula = Claim(
    name="Best learning rate of sign steps with curvature outside the diagonal",
    says=(Eq(rate(x), G_1 * beta(x) / (a + b * beta(x)**2)), Eq(rate(x), largest / ((beta_noise / beta(x) + beta(x) / beta_noise) / 2))),
    given=(upward, aligned),
    definitions=model,
    proof=(positive_here,
           chain(rate(x), equals(G_1 * beta(x) / (a + b * beta(x)**2), because=(mean_field_rate, positive_here)),
                 equals(largest / ((beta_noise / beta(x) + beta(x) / beta_noise) / 2), because=(upward, aligned))),
           chain(rate(x), equals(G_1 * beta(x) / (a + b * beta(x)**2), because=(mean_field_rate, positive_here)))),
    equation="(27), (28)", latex=r"\eta^*=\frac{G_1\beta}{a+b\beta^2}=\frac{\eta_{\max}}{\frac12\bigl(\frac{\beta_{\rm noise}}\beta+\frac\beta{\beta_{\rm noise}}\bigr)},\quad\beta_{\rm noise}=\sqrt{\frac ab},\ \eta_{\max}=\frac{G_1}{2\sqrt{ab}}",
    key=True)
