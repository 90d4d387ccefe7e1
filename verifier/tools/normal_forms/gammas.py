"""Gamma functions and their logarithmic derivatives in kernels: the recurrences bring arguments together that differ by integers."""

from __future__ import annotations

import sympy as sp

FURTHEST = 12  # steps of a recurrence


class Gammas:
    """What `kernels.Forms` says of the gamma function at positive arguments; everything else of the family by it."""

    def _gamma(self, inner):
        least, steps = self._brought_down(inner)
        gained = sp.Mul(*(least + step if steps > 0 else 1 / (least - 1 - step) for step in range(abs(steps))))
        return self._head(sp.gamma, least) * gained

    def _loggamma(self, inner):
        return self._logarithm(self._gamma(inner))

    def _factorial(self, inner):
        return self._gamma(inner + 1)

    def _binomial(self, above, below):
        return self.form(sp.gamma(above + 1)) / (self.form(sp.gamma(below + 1)) * self.form(sp.gamma(above - below + 1)))

    def _beta(self, first, second):
        return self.form(sp.gamma(first)) * self.form(sp.gamma(second)) / self.form(sp.gamma(first + second))

    def _digamma(self, inner):
        return self._polygamma(sp.S.Zero, inner)

    def _trigamma(self, inner):
        return self._polygamma(sp.S.One, inner)

    def _polygamma(self, order, inner):
        self._need(order.is_Integer and 0 <= order <= FURTHEST, order)
        least, steps = self._brought_down(inner)
        share = (-1) ** order * sp.factorial(order)
        gained = (least + step if steps > 0 else least - 1 - step for step in range(abs(steps)))
        return self._head(sp.polygamma, order, least) + (share if steps > 0 else -share) * sp.Add(*(point ** (-order - 1) for point in gained))

    def _brought_down(self, inner):
        """(argument, steps) with a positive argument that is `steps` below the positive one that is asked, its number in [0, 1) where that is seen."""
        made = sp.expand(self.form(inner))
        self._need(self.positive(made), made)
        steps = int(sp.floor(made.as_coeff_Add()[0])) if made.free_symbols else 0
        steps = steps if abs(steps) <= FURTHEST else 0
        while steps > 0 and not self.positive(made - steps):
            steps -= 1
        return made - steps, steps
