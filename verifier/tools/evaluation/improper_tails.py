"""Rigorous bounds of the pieces that are cut off an improper integral, beside an end where the integrand has no value.

On 0 < u <= e every part of the integrand is enclosed as B u^a l^k with a ball B, a power a and l = log(1/u) >= 1: products
multiply such forms, sums keep the part that is largest near 0, and what vanishes at 0 is the integral of its slope.  The
integral of |f| over (0, e] is then at most |B| Gamma(k + 1, (a + 1) log(1/e)) / (a + 1)^(k + 1).
"""

from __future__ import annotations

from dataclasses import dataclass

import sympy as sp
from flint import acb, arb

from verifier.tools.evaluation import balls
from verifier.tools.evaluation.scalars import Undecided, Undefined, Unsupported, ball

FALL = 12  # the power of u to which what falls like an exponential is weakened
ENTIRE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.erf, sp.erfc, sp.Si, sp.sinc)
ON_AXIS = (sp.tanh, sp.atan, sp.asinh)
BOUNDED = {sp.sin: 1, sp.cos: 1, sp.tanh: 1, sp.erf: 1, sp.atan: 2, sp.fresnels: 1, sp.fresnelc: 1}  # in absolute value, at real numbers

QUOTIENTS = {sp.sech: lambda z: 1 / sp.cosh(z), sp.csch: lambda z: 1 / sp.sinh(z), sp.coth: lambda z: sp.cosh(z) / sp.sinh(z),
             sp.tan: lambda z: sp.sin(z) / sp.cos(z), sp.cot: lambda z: sp.cos(z) / sp.sin(z), sp.sec: lambda z: 1 / sp.cos(z),
             sp.csc: lambda z: 1 / sp.sin(z)}


class NoBound(Undecided):
    """The size near the end is not visible."""


@dataclass(frozen=True)
class Size:
    """B u^a l^k on (0, e]."""

    ball: acb
    power: arb
    logs: arb = arb(0)


class Sizes:
    """The sizes of expressions in a positive symbol u on (0, e]; further symbols are what the walk says."""

    def __init__(self, walk, u, end: arb):
        self.walk, self.u, self.end = walk, u, end
        self.far = -end.log()
        if not self.far > 1:
            raise NoBound("the piece is too long")
        self.depth = 0

    def of(self, node) -> Size:
        """The size of the expression."""
        if self.u not in node.free_symbols:
            return Size(ball(self.walk.scalar(node)), arb(0))
        if node == self.u:
            return Size(acb(1), arb(1))
        self.depth += 1
        try:
            if self.depth > 40:
                raise NoBound("too deep")
            return self._found(node)
        finally:
            self.depth -= 1

    def _found(self, node) -> Size:
        if type(node) in QUOTIENTS:
            node = QUOTIENTS[type(node)](node.args[0])
        if node.is_Mul:
            total = Size(acb(1), arb(0))
            for factor in node.args:
                total = self._times(total, self.of(factor))
            return total
        if node.is_Pow and not isinstance(node, sp.exp) and self.u not in node.exp.free_symbols:
            return self._power(node)
        if self._vanishes(node):
            slope = self.of(node.diff(self.u))
            if not slope.logs == 0 or not slope.power > -1:
                raise NoBound("the slope is not visible")
            return Size(slope.ball / (slope.power + 1), slope.power + 1)
        if node.is_Add:
            near = self._near_its_value(node)
            return self._sum([self.of(term) for term in node.args]) if near is None else near
        if isinstance(node, sp.exp):
            return self._exponential(node.args[0])
        if node.is_Pow:
            return self.of(sp.exp(node.exp * sp.log(node.base)))
        if isinstance(node, sp.log) and len(node.args) == 1:
            near = self._log_of_near_one(node.args[0]) if node.args[0].is_Add else None
            return self._logarithm(self.of(node.args[0])) if near is None else near
        if isinstance(node, sp.Abs):
            inner = self.of(node.args[0])
            return Size(acb(abs(inner.ball)), inner.power, inner.logs)
        return self._function(node)

    def _vanishes(self, node) -> bool:
        return (node.is_Add or isinstance(node, sp.Function)) and self._smooth(node) and sp.expand(node.xreplace({self.u: sp.S.Zero})) == 0

    def _near_its_value(self, node) -> Size | None:
        """g(w) - g(0) for an entire g, where w tends to 0 on a real interval around it: w times a slope of g."""
        constant, moving = node.as_independent(self.u, as_Add=True)
        if moving.is_Mul and moving.args[0] == -1:
            constant, moving = -constant, -moving
            found = self._near_its_value(constant + moving) if type(moving) in (sp.exp, sp.cos, sp.cosh) and constant == -1 else None
            return None if found is None else Size(-found.ball, found.power, found.logs)
        if constant == -1 and isinstance(moving, sp.zeta) and len(moving.args) == 1:
            return self._zeta_less_one(moving.args[0])
        if type(moving) not in (sp.exp, sp.cos, sp.cosh) or constant != -1:
            return None
        return self._by_slope(moving, self.of(moving.args[0]))

    def _zeta_less_one(self, s) -> Size | None:
        """0 < zeta(s) - 1 <= 3 * 2^-s for s >= 2: the first term, and the integral above the others."""
        size = self.of(s)
        if not (size.ball.imag.is_zero() and size.power < 0 and size.logs == 0 and size.ball.real.lower() * (-size.power * self.far).exp() > 2):
            return None
        return self._times(self.of(sp.exp(-s * sp.log(2))), Size(acb(arb(0).union(arb(3))), arb(0)))

    def _log_of_near_one(self, node) -> Size | None:
        """log(1 + w) as w/(1 + v) with v between 0 and w, where w tends to 0 and 1 + w stays positive."""
        rest = sp.Add(*node.args, -1)
        if rest.is_Add:
            return None
        inner = self.of(rest)
        if not (inner.power > 0 and inner.ball.imag.is_zero()):
            return None
        around = 1 + arb(0).union(self.bounded(inner).real)
        return Size(inner.ball / acb(around), inner.power, inner.logs) if around > 0 else None

    def _by_slope(self, node, inner: Size) -> Size | None:
        """f(w) - f(0) as w f'(v) with v between 0 and w; None where w does not tend to 0."""
        if not (inner.power > 0 and inner.ball.imag.is_zero()):
            return None
        v, reach = sp.Dummy("v"), self.bounded(inner)
        try:
            with self.walk.bound({v: acb(arb(0).union(reach.real))}):
                return Size(inner.ball * ball(self.walk.scalar(node.func(v).diff(v))), inner.power, inner.logs)
        except Undefined:  # the slope of Si is written sin(v)/v
            return None

    def _smooth(self, node) -> bool:
        """Whether the expression is visibly analytic at 0."""
        if self.u not in node.free_symbols or node == self.u:
            return True
        if not all(map(self._smooth, node.args)):
            return False
        if node.is_Add or node.is_Mul or isinstance(node, ENTIRE):
            return True
        if node.is_Pow and node.exp.is_Integer and node.exp > 0:
            return True
        try:
            at = ball(self.walk.scalar(node.args[0].xreplace({self.u: sp.S.Zero})))
        except (Undefined, Undecided, Unsupported):
            return False
        if node.is_Pow and self.u not in node.exp.free_symbols:
            return bool(at.imag.is_zero() and at.real > 0 or node.exp.is_Integer and not at.contains(0))
        return bool(at.imag.is_zero() and (isinstance(node, sp.log) and len(node.args) == 1 and at.real > 0 or isinstance(node, ON_AXIS)))

    def _times(self, left: Size, right: Size) -> Size:
        return Size(left.ball * right.ball, left.power + right.power, left.logs + right.logs)

    def _sum(self, parts: list) -> Size:
        lead = parts[0]
        for part in parts[1:]:
            if part.power < lead.power or part.power == lead.power and part.logs > lead.logs:
                lead = part
        total = acb(0)
        for part in parts:
            total += part.ball * self._range(part.power - lead.power, part.logs - lead.logs)
        return Size(total, lead.power, lead.logs)

    def _range(self, power: arb, logs: arb) -> acb:
        """All values of u^power l^logs, which does not grow towards 0."""
        if power == 0 and logs == 0:
            return acb(1)
        if not (power > 0 and power * self.far > logs or power == 0 and logs < 0):
            raise NoBound("two parts are not visibly of different size")
        top = (-power * self.far).exp() * self.far**logs
        return acb(arb(0).union(top))

    def bounded(self, size: Size) -> acb:
        """All values of something bounded."""
        return size.ball * self._range(size.power, size.logs)

    def _power(self, node) -> Size:
        exponent = ball(self.walk.scalar(node.exp))
        if not exponent.imag.is_zero():
            raise NoBound("a complex power")
        whole = node.exp.is_Integer
        base = node.base
        if isinstance(base, (sp.cosh, sp.sinh)):
            base = (sp.exp(base.args[0]) + (1 if isinstance(base, sp.cosh) else -1) * sp.exp(-base.args[0])) / 2
        if node.exp.is_negative and base.is_Add and (grown := self._growing(base)) is not None:
            rest = sp.Add(*(sp.powsimp(term * sp.exp(-grown), combine="exp") for term in base.args))
            return self._times(self.of(sp.exp(sp.expand(node.exp * grown))), self.of(rest**node.exp))
        inner = self.of(base)
        if not whole and not inner.ball.real > 0 or whole and exponent.real < 0 and inner.ball.contains(0):
            raise NoBound("a power of what may be 0 or negative")
        value = inner.ball ** int(node.exp) if whole else inner.ball**exponent
        return Size(value, inner.power * exponent.real, inner.logs * exponent.real)

    def _growing(self, total):
        """The exponent of the exponential that grows fastest among the terms, or None."""
        found = None
        for term in total.args:
            for factor in sp.Mul.make_args(term):
                if isinstance(factor, sp.exp) and self.u in factor.free_symbols:
                    size = self.of(factor.args[0])
                    if size.power < 0 and size.ball.real > 0:
                        if found is not None:
                            gap = self.of(sp.expand(factor.args[0] - found))
                            if not (gap.power < 0 and gap.ball.real > 0):
                                continue
                        found = factor.args[0]
        return found

    def _exponential(self, exponent) -> Size:
        size = self.of(exponent)
        if size.power > 0 or size.power == 0 and size.logs == 0:
            return Size(self.bounded(size).exp(), arb(0))
        if not (size.power < 0 and size.ball.real < 0 and size.logs >= 0):
            raise NoBound("an exponential that may grow")
        fall = -size.ball.real.upper()  # |exp| <= exp(-c v) with v = u^power, weakened to a power of v
        start, times = (-size.power * self.far).exp(), int(float(FALL / -size.power)) + 1
        if not start * fall > times:
            raise NoBound("the piece is too long for the exponential")
        top = start**times * (-fall * start).exp()
        return Size(acb(arb(0, top.upper()), arb(0, 0 if size.ball.imag.is_zero() else top.upper())), -size.power * times)

    def _logarithm(self, size: Size) -> Size:
        if not (size.ball.real > 0 and size.ball.imag.is_zero()):
            raise NoBound("a logarithm of what may be 0 or negative")
        if size.power == 0 and size.logs == 0:
            return Size(size.ball.log(), arb(0))
        if not size.logs == 0:
            raise NoBound("an iterated logarithm")
        return Size(acb(-size.power) + size.ball.log() * acb(arb(0).union(1 / self.far)), arb(0), arb(1))

    def _function(self, node) -> Size:
        if type(node) not in balls.FUNCTIONS and not isinstance(node, (sp.floor, sp.ceiling, sp.harmonic)):
            raise NoBound(f"the size of {type(node).__name__}")
        sizes = [self.of(argument) for argument in node.args]
        if isinstance(node, (sp.floor, sp.ceiling)) and sizes[0].ball.imag.is_zero():
            return self._sum([sizes[0], Size(acb(arb(0, 1)), arb(0))])
        if isinstance(node, sp.erfc) and sizes[0].power < 0 and sizes[0].ball.imag.is_zero() and sizes[0].ball.real > 0:
            return self._times(self.of(sp.exp(-sp.expand(node.args[0] ** 2))), Size(acb(arb(0).union(arb(1))), arb(0)))  # erfc v <= exp(-v^2)
        if isinstance(node, sp.harmonic) and len(node.args) == 1 and (further := sp.expand(node.args[0] - 1 / self.u)).is_Rational and further >= 0:
            above = 1 + abs(ball(self.walk.scalar(further))) * self.end  # log v <= H_v <= 1 + log v
            return Size(acb(1) + acb(arb(0).union(above)) / self.far, arb(0), arb(1))
        if isinstance(node, (*ENTIRE, *ON_AXIS)) and node.func(0) == 0 and (near := self._by_slope(node, sizes[0])) is not None:
            return near
        if type(node) in BOUNDED and sizes[0].power < 0 and sizes[0].ball.imag.is_zero():
            return Size(acb(arb(0, BOUNDED[type(node)])), arb(0))
        value = balls.call(type(node), [self.bounded(size) for size in sizes], False)
        if not value.is_finite():
            raise NoBound(f"{type(node).__name__} is not visibly bounded")
        return Size(value, arb(0))


def tail(walk, body, u, end: arb) -> arb:
    """A bound of the integral of |body| over 0 < u <= end."""
    sizes = Sizes(walk, u, end)
    size = sizes.of(body)
    above = size.power + 1
    if not above > 0:
        raise NoBound("the integral may diverge there")
    bound = abs(size.ball).upper()
    if not bound.is_finite():
        raise NoBound("no finite size")
    if size.logs <= 0:
        return (bound * sizes.far**size.logs * (-above * sizes.far).exp() / above).upper()
    rest = acb(above * sizes.far).gamma_upper(acb(size.logs + 1)).real / above ** (size.logs + 1)
    return (bound * rest).upper()
