"""Linear systems with constant coefficients that start at rest: values for functions of which an equation of motion is all that is known."""

from __future__ import annotations

from sympy import Derivative, Lambda, S, sympify

from verifier.vocabulary.operators import Operator, may_be_complex

__all__ = ["linear_response"]


class linear_response(Operator):  # noqa: N801 - reads like the mathematics
    """x_row(t) for x_i' = sum_j rates(i, j) x_j + inflow(i) t^power, i and j from low to high, where x(t) = 0 and nothing flows in for t <= 0.

    linear_response(rates, inflow, power, low, high, row, t); the power is at least 1, so that x is continuously differentiable.
    """

    def __new__(cls, rates, inflow, power, low, high, row, time):
        if not isinstance(rates, Lambda) or not isinstance(inflow, Lambda) or (len(rates.variables), len(inflow.variables)) != (2, 1):
            raise ValueError("linear_response: expected rates = Lambda((i, j), ...) and inflow = Lambda(i, ...)")
        if not (sympify(power).is_Integer and power >= 1):
            raise ValueError(f"linear_response: expected a power of time that is a whole number from 1 on, found {power}")
        return Operator.__new__(cls, rates, inflow, power, low, high, row, time)

    def _eval_is_extended_real(self):
        return None if any(map(may_be_complex, (self.args[0].expr, self.args[1].expr, *self.args[2:]))) else True

    def _eval_derivative(self, variable):
        """x' is at rest for t <= 0 as well and follows the same system, whose input is the derivative of the input."""
        rates, inflow, power, low, high, row, time = self.args
        if variable not in self.free_symbols:
            return S.Zero
        if power == 1 or any(variable in part.free_symbols for part in self.args[:-1]) or not time.is_extended_real:
            return Derivative(self, variable, evaluate=False)
        return time.diff(variable) * linear_response(rates, Lambda(inflow.variables, power * inflow.expr), power - 1, low, high, row, time)

    def _latex(self, printer, exp=None):
        row, time = (printer._print(part) for part in self.args[-2:])
        body = rf"x_{{{row}}}\left({time}\right)"
        return body if exp is None else rf"{body}^{{{exp}}}"

