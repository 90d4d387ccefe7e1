"""Expectations of polynomials and exponentials of random variables with a named law, as closed forms.

Different random variables are only separated when a premise says that they are independent.
"""

from __future__ import annotations

import sympy as sp
from sympy.core.relational import Relational

from verifier.tools.chance import dependence, several_variables
from verifier.tools.chance.events import bound_of, chance_of_counts, of_either_slope, region_of, unwrapped
from verifier.tools.chance.folded import FOLDED, folded_mean
from verifier.tools.chance.known_moments import moments_of_premises
from verifier.tools.chance.named_laws import LAWS, NORMAL, of_normal
from verifier.tools.chance.pairs_of_normals import mean_of_pairs
from verifier.tools.chance.power_moments import NoMoment, NotKnown, gaussian_square, power_moment
from verifier.tools.chance.tame_functions import by_stein, even_part, is_continuous_between, is_moderate, is_tame
from verifier.tools.context import Context
from verifier.tools.relations import ORDER, sides_of
from verifier.vocabulary.operators import Cov, E, FiniteMoments, Independent, Prob, Var, predicate
from verifier.vocabulary.symbols import Random, is_random

HasLaw = predicate("HasLaw", "{0} has the law {1}")


COUNTING = ("poisson", "binomial")


class Chance:
    """The laws and independences that premises state."""

    def __init__(self, premises):
        self.laws = {item.args[0]: tuple(item.args[1]) for item in premises if isinstance(item, HasLaw)}
        self.separate = [frozenset(item.args) for item in premises if isinstance(item, Independent)]
        self.premises = tuple(premises)
        self.known: dict = {}  # moments of variables without a named law
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
        flat = body.replace(lambda node: node.is_Add or node.is_Mul or node.is_Pow and not isinstance(node, sp.exp), lambda node: node.func(*node.args))
        if variables and all(item in self.laws and LAWS[self.law(item)[0]].weight is not None for item in variables):
            flat = flat.replace(lambda node: node.is_Pow and node.base.is_negative and is_random(node.exp),
                                lambda node: sp.exp(node.exp * sp.log(node.base)))  # of whole exponents
        terms = sp.Add.make_args(sp.expand(_exponentials(flat)))
        try:
            return sp.Add(*(self._term(term) for term in terms))
        except NotKnown:
            if len(variables) == 1 and (found := self._folded(body, variables[0])) is not None:
                return found
            if len(variables) == 1 and body.has(sp.erf) and (found := mean_of_pairs(self, body)) is not None:
                return found
            if len(variables) == 1 and (integral := self._against_density(body, variables[0])) is not None:
                return integral
            if len(variables) > 1:
                return several_variables.mean(self, body)
            raise

    def _against_density(self, body, variable):
        """E of a function in pieces, each a polynomial or the exponential of a linear one, as an integral; it exists for these laws."""
        if self.is_open(variable):
            return None
        body = body.replace(lambda node: node.is_Pow and not isinstance(node, sp.exp), lambda node: node.func(*node.args))
        name, *parameters = self.law(variable)
        if LAWS[name].weight is not None:
            return self._over_counts(body, variable)
        if LAWS[name].density is None:
            return None
        x = sp.Symbol(f"{variable.name}'", real=True)  # a name that no author can write
        value, low, high = LAWS[name].density(x, *parameters)
        if not (is_moderate(body, variable, name not in NORMAL, low.is_nonnegative)
                or name == "uniform" and is_continuous_between(body.xreplace({variable: x}), x, low, high)):
            return None
        body = body.xreplace({variable: x})
        if sp.expand(value - value.xreplace({x: -x})) == 0 and (low, high) == (-high, -low) and (constant := even_part(body, x)) is not None:
            return constant
        if name in NORMAL and not body.has(sp.erf, sp.erfc) and is_tame(body, x) and (
                body := by_stein(body, x, *self._mean_and_variance(name, *parameters))).is_Add:
            return sp.Add(*(self.expectation(term.xreplace({x: variable})) for term in body.args))
        factor, body = body.as_independent(x, as_Add=False)
        return factor * sp.Integral(body * value, (x, low, high))

    def _folded(self, body, variable):
        """E of a polynomial in a normal variable and its distance from a point, or None."""
        normal = None if self.is_open(variable) else of_normal(*self.law(variable))
        if normal is None or not body.has(*FOLDED):
            return None
        try:
            return folded_mean(body, variable, *normal)
        except NotKnown:
            return None

    def _mean_and_variance(self, *law):
        """Of a normal law."""
        mean, deviation = of_normal(*law)
        return mean, deviation**2

    def _over_counts(self, body, variable):
        """E of a quotient of polynomials in a variable with whole values, as a sum; it exists for these laws."""
        name, *parameters = self.law(variable)
        n = sp.Symbol(f"{variable.name}'", integer=True, nonnegative=True)
        above, below = sp.fraction(sp.together(body.xreplace({variable: n})))
        if name not in COUNTING or not body.is_rational_function(variable) or not (below.is_positive or below.is_negative):
            return None
        if (factor := sp.cancel(below / (n + 1))).is_number:
            shifted = self._one_more(name, sp.expand(above.xreplace({n: variable - 1})), variable, *parameters)
            if shifted is not None:
                return shifted / factor
        m = sp.Symbol(f"{variable.name}'", integer=True)
        return sp.Sum(body.xreplace({variable: m}) * LAWS[name].weight(m, *parameters), (m, 0, sp.oo if name == "poisson" else parameters[0]))

    def _one_more(self, name, shifted, variable, *parameters):
        """E of g(N - 1)/N for the polynomial g(N - 1), where N counts one event more: P(N = k)/(k + 1) is a multiple of P(N = k + 1)."""
        if name == "poisson":
            rate, = parameters
            return (self.expectation(shifted) - shifted.xreplace({variable: sp.S.Zero}) * sp.exp(-rate)) / rate
        count, p = parameters
        if not Context([item for item in self.premises if isinstance(item, Relational)]).is_positive(p):
            return None
        moments = sp.Poly(shifted, variable).all_coeffs()[::-1]
        whole = sp.Add(*(coefficient * LAWS[name].moment(k, sp.S.Zero, count + 1, p) for k, coefficient in enumerate(moments)))
        return (whole - shifted.xreplace({variable: sp.S.Zero}) * (1 - p) ** (count + 1)) / ((count + 1) * p)

    def atoms(self, variable):
        """The outcomes (value, weight) of a finite law, or None."""
        if self.is_open(variable):
            return None
        name, *parameters = self.law(variable)
        rows = LAWS[name].atoms
        return None if rows is None else rows(*parameters)

    def is_open(self, variable) -> bool:
        """Whether the variable has no named law, but finite moments."""
        return variable not in self.laws and variable in self.finite

    def support(self, variable) -> tuple:
        """The ends of the interval in which the variable almost surely lies."""
        name, *parameters = self.law(variable)
        row = LAWS[name].density
        return (-sp.oo, sp.oo) if row is None else row(sp.S.Zero, *parameters)[1:]

    def density(self, variable, x):
        """The density at x inside the support, or None."""
        name, *parameters = self.law(variable)
        row = LAWS[name].density
        return None if row is None else row(x, *parameters)[0]

    def has_density(self, variable) -> bool:
        """Whether each value has probability 0."""
        return LAWS[self.law(variable)[0]].below is not None

    def law(self, variable):
        """(name, *parameters)."""
        law = self.laws.get(variable)
        if law is None or str(law[0]) not in LAWS:
            raise NotKnown(f"{variable} has no named law")
        if any(map(is_random, law[1:])):  # what is known of the law is then known of a mean under a condition
            raise NotKnown(f"the law of {variable} is itself random")
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
            if all(map(self.is_open, part)):
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
        if a != 0 and LAWS[name].room is not None:
            self._see_room(f"E[exp({a} X)] is infinite for this {name} law", LAWS[name].room(sp.re(a), *parameters))
        if square != 0:
            if k != 0 or absolute != 0 or name not in NORMAL:
                raise NotKnown("the exponential of a square times a power")
            mean, variance = self._mean_and_variance(name, *parameters)
            self._see_room("the exponential of the square grows as fast as the normal density falls", (1 - 2 * square * variance,))
            return gaussian_square(square, a, mean, variance)
        if absolute == 0 and k.is_Integer and k >= 0:
            return LAWS[name].moment(int(k), a, *parameters)
        if a != 0:
            raise NotKnown("a power that is not a whole number times an exponential")
        return power_moment(name, k, absolute, *parameters)

    def _see_room(self, words, room):
        """That all these numbers are positive, by the premises; where one cannot be, the mean does not exist, in these words."""
        known = [item for item in self.premises if isinstance(item, Relational)]
        for item in [item for item in known if isinstance(item, ORDER)]:  # t < 1/b as b t < 1
            above, below = sp.fraction(sp.together(item.lhs - item.rhs))
            if below.is_positive and not below.is_number:
                known.append(item.func(sp.expand(above), 0, evaluate=False))
        context = Context(known)
        for number in map(sp.factor, room):
            if number.is_nonpositive or context.is_nonnegative(-number):
                raise NoMoment(words)
            if not (number.is_positive or context.is_positive(number)):
                raise NotKnown("cannot see that the moment exists")

    def _open_moment(self, groups):
        """The expectation of a monomial in variables of any law, as it stands."""
        if any(absolute != 0 or a != 0 or square != 0 or not (k.is_Integer and k >= 0) for k, absolute, a, square in groups.values()):
            raise NotKnown("only whole powers of variables without a named law")
        moment = E(sp.Mul(*(variable**k for variable, (k, *_) in groups.items())))
        return self.known.get(moment, moment)

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
        below, weight = LAWS[name].below, LAWS[name].weight
        if weight is not None:
            return chance_of_counts(event, variable, lambda n: weight(n, *parameters))
        if below is None:
            raise NotKnown(f"no distribution function of the law {name}")
        if name == "uniform" and (end := bound_of(event, variable)) is not None and self._is_between(end[0], *parameters):
            share = (end[0] - parameters[0]) / (parameters[1] - parameters[0])
            return share if end[1] else 1 - share
        if (found := self._beside_bounds(event, variable, lambda x: below(x, *parameters))) is not None:
            return found
        if (plain := unwrapped(event, variable, *self.support(variable), self._is_nonnegative)) is not None:
            return 1 - self.probability(plain.args[0]) if isinstance(plain, sp.Not) else self.probability(plain)
        if (parts := of_either_slope(event, variable)) is not None:
            slope, end, constant = parts
            share = below(end, *parameters)
            rising, falling = (share, 1 - share) if isinstance(event, (sp.Lt, sp.Le)) else (1 - share, share)
            return sp.Piecewise((rising, slope > 0), (falling, slope < 0), (1, constant), (0, True))
        region = region_of(event, variable)
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

    def _is_between(self, x, low, high) -> bool:
        """Whether low <= x <= high is visible in the premises."""
        return self._is_nonnegative(x - low) and self._is_nonnegative(high - x)

    def _is_nonnegative(self, number) -> bool:
        """Whether the number is visibly not negative under the premises."""
        if number.is_nonnegative or not number.free_symbols:
            return bool(number.is_nonnegative)
        if isinstance(number, sp.Add) and len(number.args) == 2 and number.args[0] == 1:
            power = -number.args[1]
            if isinstance(power, sp.exp):  # 1 - exp(-t) has the sign of t
                return self._is_nonnegative(-power.args[0])
            if power.is_Pow and power.exp.is_positive and self._is_nonnegative(power.base):  # and 1 - t^p that of 1 - t
                return self._is_nonnegative(1 - power.base)
            if power.is_Pow and power.exp.is_negative and power.base.is_positive:
                return self._is_nonnegative(power.base - 1)
        context = Context([item for item in self.premises if isinstance(item, Relational)])
        sign = 1
        for factor in sp.Mul.make_args(sp.factor(number)):
            if not context.is_nonnegative(factor):
                if not context.is_nonnegative(-factor):
                    return False
                sign = -sign
        return sign == 1

    def where(self, *premises) -> Chance:
        """The same laws under more premises."""
        return Chance((*self.premises, *premises))

    def _beside_bounds(self, event, variable, below):
        """P of a X + b < c, of |X| < c or of both of two bounds, for a law without atoms; None for other events."""
        if isinstance(event, sp.And) and len(event.args) == 2:
            ends = [bound_of(part, variable) for part in event.args]
            if None in ends or ends[0][1] == ends[1][1]:
                return None
            low, high = (next(bound for bound, is_upper in ends if is_upper is wanted) for wanted in (False, True))
            return sp.Max(0, below(high) - below(low))
        if isinstance(event, ORDER):
            small, large, _ = sides_of(event)
            for side, other, inside in ((small, large, True), (large, small, False)):
                if side == sp.Abs(variable) and not other.atoms(Random) and other.is_nonnegative:
                    within = below(other) - below(-other)
                    return within if inside else 1 - within
        end = bound_of(event, variable)
        if end is None:
            return None
        return below(end[0]) if end[1] else 1 - below(end[0])

    def said(self, statement):
        """The statement written out, with the moments that premises give."""
        self.known = moments_of_premises(self)
        return self.closed(statement)

    def closed(self, node):
        """The expression or statement with every expectation, variance, covariance and probability written out."""
        if not isinstance(node, sp.Basic) or not node.args or not node.has(E, Var, Cov, Prob, Independent):
            return node
        if isinstance(node, Independent):
            return dependence.independent(self, node)
        if isinstance(node, E):
            return self.expectation(self.closed(node.args[0]))
        if isinstance(node, Var):
            body = self.closed(node.args[0])
            return self.expectation(body**2) - self.expectation(body) ** 2
        if isinstance(node, Cov):
            left, right = (self.closed(argument) for argument in node.args)
            return self.expectation(left * right) - self.expectation(left) * self.expectation(right)
        if isinstance(node, Prob):
            return self.probability(self.closed(node.args[0]))
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


def stronger_symbols(premises) -> tuple[dict, dict]:
    """Symbols as what numeric lower bounds among the premises say of them, k as 1 + d with d > 0 where k > 1, and the way back."""
    given: dict = {}
    back: dict = {}
    for item in premises:
        if not isinstance(item, ORDER):
            continue
        small, large, strict = sides_of(item)
        if not (isinstance(large, sp.Symbol) and small.is_Rational and small >= 0 and large.is_real) or large in given or is_random(large):
            continue
        if small == 0 and (large.is_positive or large.is_nonnegative and not strict):
            continue
        rest = sp.Dummy(large.name, integer=True if large.is_integer and small.is_Integer else None,
                        **({"positive": True} if strict else {"nonnegative": True}))
        given[large], back[rest] = small + rest, large - small
    return given, back


def without_chance(statement, premises):
    """The statement with its expectations in closed form; None when it has none."""
    if not statement.has(E, Var, Cov, Prob, Independent):
        return None
    given, back = stronger_symbols([item for item in premises if isinstance(item, Relational)])
    if given and not given.keys() & {limit[0] for node in statement.atoms(sp.Sum, sp.Product, sp.Integral) for limit in node.limits}:
        made = Chance([item.xreplace(given) for item in premises]).said(statement.xreplace(given)).xreplace(back)
    else:
        made = Chance(premises).said(statement)
    if isinstance(made, sp.Eq) and made.has(sp.Integral) and not statement.has(sp.Integral):
        gap = sp.expand(made.lhs - made.rhs)
        if not gap.has(sp.Integral):  # each of which is the mean of an integrable function
            return sp.Eq(gap, 0, evaluate=False)
    return made
