"""Expectations of polynomials and exponentials of random variables with a named law, as closed forms.

A law is a row: its moments E[X^k exp(a X)] where they exist, its distribution function, and where it lives.  Different
random variables are only separated when a premise says that they are independent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable

import sympy as sp
from sympy.core.relational import Relational

from verifier.operators import Cov, E, FiniteMoments, Independent, Prob, Var, predicate
from verifier.symbols import Random, is_random
from verifier.tools import several_variables
from verifier.tools.context import Context
from verifier.tools.power_moments import NoMoment, NotKnown, gaussian_square, power_moment
from verifier.tools.regions_of_premises import is_continuous

HasLaw = predicate("HasLaw", "{0} has the law {1}")


@dataclass(frozen=True)
class Law:
    """moment(k, a, *parameters) is E[X^k exp(a X)]; below(x, *parameters) is P(X <= x); atoms for finite laws, densities for others."""

    moment: Callable
    below: Callable | None = None
    atoms: Callable | None = None
    density: Callable | None = None  # (value at x, lower end, upper end)


def _by_generating(generating, exists=lambda a, *parameters: True):
    """Moments as derivatives of the moment generating function."""
    def moment(k, a, *parameters):
        t = sp.Dummy("t", real=True)
        if exists(a, *parameters) is not True:
            raise NotKnown("cannot see that the moment generating function exists there")
        return sp.diff(generating(t, *parameters), t, k).subs(t, a) if k else generating(a, *parameters)
    return moment


def _uniform(k, a, low, high):
    if a != 0:
        if k:
            raise NotKnown("a power times an exponential")
        return (sp.exp(a * high) - sp.exp(a * low)) / (a * (high - low))
    return (high ** (k + 1) - low ** (k + 1)) / ((k + 1) * (high - low))


def _exponential(k, a, rate):
    gap = sp.expand(rate - a)
    if not gap.is_positive:
        if gap.is_nonpositive:
            raise NoMoment(f"E[exp({a} X)] is infinite for the exponential law of rate {rate}")
        raise NotKnown("cannot see that the moment exists")
    return rate * sp.factorial(k) / gap ** (k + 1)


def _cauchy(k, a):
    if k == 0 and a == 0:
        return sp.S.One
    if k == 0 and (a / sp.I).is_real:
        return sp.exp(-sp.Abs(a / sp.I))
    raise NoMoment("a Cauchy variable has no mean, nor any higher moment: the integral of |x| / (pi (1 + x^2)) diverges")


def _finite(atoms):
    def moment(k, a, *parameters):
        return sp.Add(*(p * value**k * sp.exp(a * value) for value, p in atoms(*parameters)))
    return moment


def _coin():
    return ((sp.S.One, sp.S.Half), (sp.S.NegativeOne, sp.S.Half))


def _bernoulli(p):
    return ((sp.S.One, p), (sp.S.Zero, 1 - p))


def _normal_below(x, mu, sigma):
    return sp.erfc((mu - x) / (sigma * sp.sqrt(2))) / 2


def _uniform_below(x, low, high):
    return sp.Min(1, sp.Max(0, (x - low) / (high - low)))


def _normal_density(x, mu=sp.S.Zero, sigma=sp.S.One):
    return sp.exp(-((x - mu) ** 2) / (2 * sigma**2)) / (sigma * sp.sqrt(2 * sp.pi)), -sp.oo, sp.oo


LAWS = {
    "standard_normal": Law(_by_generating(lambda t: sp.exp(t**2 / 2)), lambda x: _normal_below(x, 0, 1), None, _normal_density),
    "normal": Law(_by_generating(lambda t, mu, sigma: sp.exp(mu * t + sigma**2 * t**2 / 2)), _normal_below, None, _normal_density),
    "uniform": Law(_uniform, _uniform_below, None, lambda x, low, high: (1 / (high - low), low, high)),
    "exponential": Law(_exponential, lambda x, rate: 1 - sp.exp(-rate * sp.Max(0, x)), None,
                       lambda x, rate: (rate * sp.exp(-rate * x), sp.S.Zero, sp.oo)),
    "cauchy": Law(_cauchy, lambda x: sp.S.Half + sp.atan(x) / sp.pi),
    "coin": Law(_finite(_coin), None, _coin),
    "bernoulli": Law(_finite(_bernoulli), None, _bernoulli),
    "poisson": Law(_by_generating(lambda t, rate: sp.exp(rate * (sp.exp(t) - 1)))),
}


class Chance:
    """The laws and independences that premises state."""

    def __init__(self, premises):
        self.laws = {item.args[0]: tuple(item.args[1]) for item in premises if isinstance(item, HasLaw)}
        self.separate = [frozenset(item.args) for item in premises if isinstance(item, Independent)]
        self.finite = frozenset().union(*(item.args for item in premises if isinstance(item, FiniteMoments)))

    def expectation(self, body):
        """E[body] in closed form."""
        if not is_random(body):
            return self.closed(body)
        variables = sorted(body.atoms(Random), key=str)
        if len(variables) == 1 and (atoms := self.atoms(variables[0])) is not None:
            values = [(p, body.xreplace({variables[0]: value})) for value, p in atoms]
            if any(value.has(sp.zoo, sp.nan) and p.is_positive for p, value in values):
                raise NoMoment(f"{body} has no value at an outcome of {variables[0]} that has positive probability")
            return sp.Add(*(p * value for p, value in values))
        flat = body.replace(lambda node: node.is_Add or node.is_Mul, lambda node: node.func(*node.args))
        terms = sp.Add.make_args(sp.expand(_exponentials(flat)))
        try:
            return sp.Add(*(self._term(term) for term in terms))
        except NotKnown:
            if len(variables) == 1 and (integral := self._against_density(body, variables[0])) is not None:
                return integral
            if len(variables) > 1:
                return several_variables.mean(self, body)
            raise

    def _against_density(self, body, variable):
        """E of a function in pieces, each a polynomial or the exponential of a linear one, as an integral; it exists for these laws."""
        if self._is_open(variable):
            return None
        name, *parameters = self.law(variable)
        if LAWS[name].density is None:
            return None
        x = sp.Symbol(f"{variable.name}'", real=True)  # a name that no author can write
        value, low, high = LAWS[name].density(x, *parameters)
        if not (_is_moderate(body, variable, name == "exponential", low.is_nonnegative)
                or name == "uniform" and _is_continuous_between(body.xreplace({variable: x}), x, low, high)):
            return None
        return sp.Integral(body.xreplace({variable: x}) * value, (x, low, high))

    def atoms(self, variable):
        """The outcomes (value, weight) of a finite law, or None."""
        if self._is_open(variable):
            return None
        name, *parameters = self.law(variable)
        rows = LAWS[name].atoms
        return None if rows is None else rows(*parameters)

    def _is_open(self, variable) -> bool:
        """Whether the variable has no named law, but finite moments."""
        return variable not in self.laws and variable in self.finite

    def law(self, variable):
        """(name, *parameters)."""
        law = self.laws.get(variable)
        if law is None or str(law[0]) not in LAWS:
            raise NotKnown(f"{variable} has no named law")
        return (str(law[0]), *law[1:])

    def _term(self, term):
        fixed, groups = [], {}
        for factor in sp.Mul.make_args(term):
            inside = factor.atoms(Random)
            if not inside:
                fixed.append(factor)
                continue
            for variable, power, absolute, rate, square in self._factor(factor):
                found = groups.get(variable, (sp.S.Zero,) * 4)
                groups[variable] = tuple(map(sp.Add, found, map(sp.sympify, (power, absolute, rate, square))))
        for part in self.parts_that_separate(frozenset(groups)):
            if all(map(self._is_open, part)):
                fixed.append(self._open_moment({variable: groups[variable] for variable in part}))
                continue
            if len(part) > 1:
                raise NotKnown(f"{', '.join(sorted(map(str, part)))} are not said to be independent")
            variable, = part
            fixed.append(self._moment(variable, *groups[variable]))
        return sp.Mul(*fixed)

    def parts_that_separate(self, variables) -> list:
        """The finest partition into parts that premises say are independent of one another."""
        if len(variables) <= 1 or any(variables <= known for known in self.separate):
            return [frozenset({variable}) for variable in sorted(variables, key=str)]
        return [variables]

    def _moment(self, variable, k, absolute, a, square):
        name, *parameters = self.law(variable)
        if square != 0:
            if k != 0 or absolute != 0 or name not in ("normal", "standard_normal"):
                raise NotKnown("the exponential of a square times a power")
            return gaussian_square(square, a, *(parameters or (sp.S.Zero, sp.S.One)))
        if absolute == 0 and k.is_Integer and k >= 0:
            return LAWS[name].moment(int(k), a, *parameters)
        if a != 0:
            raise NotKnown("a power that is not a whole number times an exponential")
        return power_moment(name, k, absolute, *parameters)

    def _open_moment(self, groups):
        """The expectation of a monomial in variables of any law, as it stands."""
        if any(absolute != 0 or a != 0 or square != 0 or not (k.is_Integer and k >= 0) for k, absolute, a, square in groups.values()):
            raise NotKnown("only whole powers of variables without a named law")
        return E(sp.Mul(*(variable**k for variable, (k, *_) in groups.items())))

    def _factor(self, factor):
        """(variable, power, power of its absolute value, rate and square in the exponent) for each random variable inside."""
        base, exponent = (factor.base, factor.exp) if factor.is_Pow and not isinstance(factor, sp.exp) else (factor, sp.S.One)
        if isinstance(base, Random) and not exponent.atoms(Random):
            return [(base, exponent, 0, 0, 0)]
        if isinstance(base, sp.Abs) and isinstance(base.args[0], Random) and not exponent.atoms(Random):
            return [(base.args[0], 0, exponent, 0, 0)]
        if isinstance(factor, sp.exp):
            found, rest = [], sp.expand(factor.args[0])
            for variable in sorted(rest.atoms(Random), key=str):
                if not rest.is_polynomial(variable) or sp.degree(rest, variable) > 2:
                    raise NotKnown(f"E of {factor}")
                square, rate = rest.coeff(variable, 2), rest.coeff(variable, 1)
                if square.atoms(Random) or rate.atoms(Random):
                    raise NotKnown(f"E of {factor}")
                found.append((variable, 0, 0, rate, square))
                rest = rest.coeff(variable, 0)
            if sp.expand(rest) != 0:
                raise NotKnown(f"E of {factor}")
            return found
        raise NotKnown(f"E of {factor}")

    def probability(self, event):
        """P(event) for an interval of one variable, or by enumeration of a finite law."""
        variables = sorted(event.atoms(Random), key=str)
        if len(variables) > 1:
            return several_variables.probability(self, event)
        if not variables:
            raise NotKnown("an event without chance")
        variable, = variables
        atoms = self.atoms(variable)
        if atoms is not None:
            return sp.Add(*(sp.Piecewise((p, event.xreplace({variable: value})), (0, True)) for value, p in atoms))
        name, *parameters = self.law(variable)
        below = LAWS[name].below
        if below is None:
            raise NotKnown(f"no distribution function of the law {name}")
        if (found := self._beside_bounds(event, variable, lambda x: below(x, *parameters))) is not None:
            return found
        region = _interval(event, variable)
        parts = region.args if isinstance(region, sp.Union) else [region]
        total = sp.S.Zero
        for part in parts:
            if part is sp.S.EmptySet or isinstance(part, sp.FiniteSet):
                continue
            if part is sp.S.Reals:
                total += 1
                continue
            if not isinstance(part, sp.Interval):
                raise NotKnown(f"P of {event}")
            upper = sp.S.One if part.end is sp.oo else below(part.end, *parameters)
            total += upper - (sp.S.Zero if part.start is -sp.oo else below(part.start, *parameters))
        return total

    def _beside_bounds(self, event, variable, below):
        """P of a X + b < c, of |X| < c or of both of two bounds, for a law without atoms; None for other events."""
        if isinstance(event, sp.And) and len(event.args) == 2:
            ends = [_bound(part, variable) for part in event.args]
            if None in ends or ends[0][1] == ends[1][1]:
                return None
            low, high = (next(bound for bound, is_upper in ends if is_upper is wanted) for wanted in (False, True))
            return sp.Max(0, below(high) - below(low))
        if isinstance(event, (sp.Lt, sp.Le, sp.Gt, sp.Ge)):
            small, large = event.args if isinstance(event, (sp.Lt, sp.Le)) else event.args[::-1]
            for side, other, inside in ((small, large, True), (large, small, False)):
                if side == sp.Abs(variable) and not other.atoms(Random) and other.is_nonnegative:
                    within = below(other) - below(-other)
                    return within if inside else 1 - within
        end = _bound(event, variable)
        if end is None:
            return None
        return below(end[0]) if end[1] else 1 - below(end[0])

    def independent(self, node):
        """False where a moment of two expressions is not the product of theirs; true where a premise separates them."""
        variables = [frozenset(argument.atoms(Random)) for argument in node.args]
        together = frozenset().union(*variables)
        if sum(map(len, variables)) == len(together) and any(together <= known for known in self.separate):
            return sp.true
        if any(map(self._is_open, together)) or len(node.args) != 2:
            return node
        for powers in ((1, 1), (2, 1), (1, 2), (2, 2)):
            first, second = (argument**power for argument, power in zip(node.args, powers, strict=True))
            try:
                gap = self.expectation(first * second) - self.expectation(first) * self.expectation(second)
            except (NoMoment, NotKnown):
                continue
            if gap.is_nonzero:
                return sp.false
        return node

    def closed(self, node):
        """The expression or statement with every expectation, variance, covariance and probability written out."""
        if not isinstance(node, sp.Basic) or not node.args or not node.has(E, Var, Cov, Prob, Independent):
            return node
        if isinstance(node, Independent):
            return self.independent(node)
        if isinstance(node, E):
            return self.expectation(self.closed(node.args[0]))
        if isinstance(node, Var):
            body = self.closed(node.args[0])
            return self.expectation(body**2) - self.expectation(body) ** 2
        if isinstance(node, Cov):
            left, right = (self.closed(argument) for argument in node.args)
            return self.expectation(left * right) - self.expectation(left) * self.expectation(right)
        if isinstance(node, Prob):
            return self.probability(node.args[0])
        arguments = [self.closed(argument) for argument in node.args]
        if isinstance(node, (Relational, sp.And, sp.Or, sp.Not)):
            return node.func(*arguments, evaluate=False)
        return node.func(*arguments)


def _exponentials(body):
    """cos, sin, cosh and sinh of random arguments as exponentials; powers of a base with a random exponent too."""
    found = {node: node.rewrite(sp.exp) for node in body.atoms(sp.cos, sp.sin, sp.cosh, sp.sinh) if is_random(node)}
    body = body.xreplace(found)
    powers = {node: sp.exp(node.exp * sp.log(node.base)) for node in body.atoms(sp.Pow)
              if is_random(node.exp) and node.base.is_positive and node.base is not sp.E}
    return body.xreplace(powers)


def _bound(event, variable):
    """(bound, whether it is an upper one) of a relation that bounds a X + b by a real number; or None."""
    if not isinstance(event, (sp.Lt, sp.Le, sp.Gt, sp.Ge)):
        return None
    small, large = event.args if isinstance(event, (sp.Lt, sp.Le)) else event.args[::-1]
    gap = sp.expand(large - small)
    slope = gap.coeff(variable)
    rest = sp.expand(gap - slope * variable)
    if variable in rest.atoms(Random) or slope.atoms(Random) or not (slope.is_positive or slope.is_negative) or not rest.is_real:
        return None
    return -rest / slope, bool(slope.is_negative)


def _is_continuous_between(body, x, low, high) -> bool:
    """Whether the function is continuous on a bounded interval, so that its mean exists."""
    if not (low.is_Rational and high.is_Rational and low < high):
        return False
    return is_continuous(body, Context((sp.Ge(x, low, evaluate=False), sp.Le(x, high, evaluate=False))))


def _is_moderate(body, variable, bounded, from_zero=False) -> bool:
    """Whether the function grows no faster than a polynomial times the exponential of a linear one (or a polynomial, when `bounded`).

    Its logarithmic poles at 0 are integrable where the variable is not negative (`from_zero`).
    """
    if isinstance(body, sp.log) and body.args[0] == variable:
        return bool(from_zero)
    if variable not in body.free_symbols or body == variable:
        return not body.has(sp.zoo, sp.nan, sp.oo)
    if body.is_Add or body.is_Mul or isinstance(body, (sp.Max, sp.Min, sp.Abs, sp.sign)):
        return all(_is_moderate(part, variable, bounded, from_zero) for part in body.args)
    if isinstance(body, sp.exp):
        return not bounded and body.args[0].is_polynomial(variable) and sp.degree(body.args[0], variable) == 1
    if isinstance(body, sp.Piecewise):
        return all(_is_moderate(value, variable, bounded, from_zero) for value, _ in body.args)
    return bool(body.is_Pow and body.exp.is_Integer and body.exp > 0 and _is_moderate(body.base, variable, bounded, from_zero))


def _interval(event, variable):
    """The set of values of one real variable at which the event happens; bounds must be numbers."""
    if isinstance(event, sp.And):
        return sp.Intersection(*(_interval(part, variable) for part in event.args))
    if isinstance(event, sp.Or):
        return sp.Union(*(_interval(part, variable) for part in event.args))
    if isinstance(event, sp.Not):
        return sp.Complement(sp.S.Reals, _interval(event.args[0], variable))
    if not isinstance(event, Relational):
        raise NotKnown(f"P of {event}")
    left, right = (side.doit() for side in event.args)
    if right == variable and left != variable:
        return _interval(event.reversed, variable)
    if right.is_number and right.is_Rational and left.is_polynomial(variable) and left != variable:
        return _polynomial_region(event.func, sp.Poly(left - right, variable))
    if left != variable or variable in right.free_symbols:
        raise NotKnown(f"P of {event}")
    if right.free_symbols:
        raise NotKnown(f"P of {event}: the bound is not a number")
    head = event.func
    return {sp.Gt: sp.Interval.open(right, sp.oo), sp.Ge: sp.Interval(right, sp.oo), sp.Lt: sp.Interval.open(-sp.oo, right),
            sp.Le: sp.Interval(-sp.oo, right), sp.Eq: sp.FiniteSet(right), sp.Ne: sp.S.Reals}[head]


def _polynomial_region(head, polynomial):
    """Where a polynomial has the sign: between its real roots, by its value in the middle of each piece."""
    if head in (sp.Eq, sp.Ne):
        return sp.S.EmptySet if head is sp.Eq else sp.S.Reals
    roots = sorted(set(sp.real_roots(polynomial)))
    ends = [-sp.oo, *roots, sp.oo]
    pieces = []
    for low, high in zip(ends, ends[1:], strict=False):
        middle = (sp.S.Zero if low is -sp.oo and high is sp.oo else high - 1 if low is -sp.oo else low + 1 if high is sp.oo
                  else (low + high) / 2)
        value = polynomial.eval(middle)
        if (value > 0) == (head in (sp.Gt, sp.Ge)):
            pieces.append(sp.Interval.open(low, high))
    return sp.Union(*pieces) if pieces else sp.S.EmptySet


def without_chance(statement, premises):
    """The statement with its expectations in closed form; None when it has none."""
    if not statement.has(E, Var, Cov, Prob, Independent):
        return None
    return Chance(premises).closed(statement)
