"""Means of polynomials times exponentials of quadratic forms in independent random numbers with densities, in closed form.

Such a number is a sum of terms c prod x_s^k_s exp(sum l_s x_s + sum q_st x_s x_t), x_s standard normal or uniform on
[0, 1].  With A = I - 2 q and B = A^-1, the mean over normal x is det(A)^(-1/2) exp(l.B l/2) times a moment of N(B l, B)
where A is positive definite, and infinite elsewhere.  Uniform numbers take a rigorous quadrature of an entire function.
"""

from __future__ import annotations

from itertools import count, product

import sympy as sp
from flint import acb, arb, ctx, fmpq

from verifier.tools.chance.truncated import Between, NeedsSide, parts, side, truncated_mean
from verifier.tools.evaluation.scalars import ONE, ZERO, Undecided, Undefined, Unsupported, Varying, ball, is_exact, is_real, is_zero, may_be_zero, power, sign
from verifier.vocabulary.distributions import STANDARD_NORMAL

MOST_TERMS = 2_000
VARIABLES = count()  # of integrals over the whole line, each a source of its own


class Form(Varying):
    """A sum of terms (coefficient, powers, linear, square) in sources of randomness; `laws` says how each is distributed."""

    __slots__ = ("laws", "terms")

    def __init__(self, laws: dict, terms: list):
        if len(terms) > MOST_TERMS:
            raise Unsupported(f"a mean of more than {MOST_TERMS} terms")
        self.laws, self.terms = laws, _merged(terms)

    # arithmetic, as numbers have it
    def __add__(self, other):
        other = _form(other)
        return Form({**self.laws, **other.laws}, [*self.terms, *other.terms])

    def __mul__(self, other):
        other = _form(other)
        if len(self.terms) * len(other.terms) > MOST_TERMS:
            raise Unsupported(f"a mean of more than {MOST_TERMS} terms")
        return Form({**self.laws, **other.laws}, [_product(*pair) for pair in product(self.terms, other.terms)])

    def __neg__(self):
        return self * fmpq(-1)

    def __sub__(self, other):
        return self + _form(other) * fmpq(-1)

    def __rsub__(self, other):
        return _form(other) - self

    def __truediv__(self, other):
        return self * (1 / other) if not isinstance(other, Form) else self * other.reciprocal()

    def __rtruediv__(self, other):
        return self.reciprocal() * other

    __radd__, __rmul__ = __add__, __mul__

    def __pow__(self, exponent):
        if exponent < 0:
            return self.reciprocal() ** -exponent
        result = _form(ONE)
        for _ in range(exponent):
            result = result * self
        return result

    def is_zero(self) -> bool:
        """Whether it is certainly 0 whatever the random numbers are."""
        return not self.terms

    def reciprocal(self) -> Form:
        """1/x for a number times an exponential, which is never 0."""
        if len(self.terms) != 1 or self.terms[0][1]:
            raise Unsupported("a quotient by a random number with a density")
        (coefficient, _, linear, square), = self.terms
        return Form(self.laws, [(1 / coefficient, {}, _scaled(linear, fmpq(-1)), _scaled(square, fmpq(-1)))])

    def exp(self) -> Form:
        """exp of a polynomial of degree 2."""
        constant, linear, square = ZERO, {}, {}
        for coefficient, powers, inner, outer in self.terms:
            if inner or outer:
                raise Unsupported("exp of something that is no quadratic form in numbers with densities")
            if sum(powers.values()) > 2:
                return self._exp_of_higher_degree()
            places = tuple(sorted((source for source, times in powers.items() for _ in range(times)), key=repr))
            if not places:
                constant = constant + coefficient
            elif len(places) == 1:
                linear[places[0]] = linear.get(places[0], ZERO) + coefficient
            else:
                square[places] = square.get(places, ZERO) + coefficient
        return Form(self.laws, [(ball(constant).exp(), {}, linear, square)])

    def _exp_of_higher_degree(self):
        """exp of a polynomial in which one normal number has a real highest power, odd or with a positive factor: it has no mean."""
        for source in sorted(self.sources, key=repr):
            degree = max(powers.get(source, 0) for _, powers, _, _ in self.terms)
            leading = [(coefficient, powers) for coefficient, powers, _, _ in self.terms if powers.get(source, 0) == degree]
            if (self.laws[source] is STANDARD_NORMAL and degree > 2 and len(leading) == 1 and set(leading[0][1]) == {source}
                    and is_real(leading[0][0]) and (sign(leading[0][0]) == 1 or degree % 2 and sign(leading[0][0]) == -1)
                    and all(is_real(coefficient) for coefficient, *_ in self.terms)):
                return Wild()
        raise Unsupported("exp of a polynomial of higher degree in numbers with densities")

    # order, which is asked for where the line may be cut
    def is_real(self) -> bool:
        """Whether all coefficients and exponents are certainly real."""
        return all(is_real(number) for coefficient, _, linear, square in self.terms
                   for number in (coefficient, *linear.values(), *square.values()))

    def sign(self) -> int:
        """The almost sure sign, of one term, of even powers or of an affine function of one normal number; raises NeedsSide where it is open."""
        if not self.terms:
            return 0
        if not self.is_real():
            raise Unsupported("the sign of a complex number with a density")
        signs = {_sign_of(coefficient) for coefficient, *_ in self.terms} if self._is_even() else ()
        if signs in ({1}, {-1}):
            return signs.pop()
        if len(self.terms) == 1:
            (coefficient, powers, *_), = self.terms
            points = {source: ZERO for source, times in powers.items() if times % 2}
        else:
            coefficient, points = self._affine()
        towards = _sign_of(coefficient)
        for source, point in points.items():
            if not (self.laws[source] is STANDARD_NORMAL or isinstance(self.laws[source], Between)):
                raise Unsupported("the sign of a number that is not normal")
            towards *= side(source, self.laws[source], point)
        return towards

    def _is_even(self) -> bool:
        """Whether all powers are even, so that each term almost surely has the sign of its coefficient."""
        return all(times % 2 == 0 for _, powers, *_ in self.terms for times in powers.values())

    def _affine(self):
        """(slope, {source: zero}) of an affine function of one number."""
        shapes = [(powers, not (linear or square)) for _, powers, linear, square in self.terms]
        slopes = [(coefficient, next(iter(powers))) for coefficient, powers, *_ in self.terms if sum(powers.values()) == 1]
        if len(slopes) != 1 or not all(plain and sum(powers.values()) <= 1 for powers, plain in shapes):
            raise Unsupported("the sign of what is not an affine function of one normal number")
        (slope, source), = slopes
        _sign_of(slope)
        rest = _sum(coefficient for coefficient, powers, *_ in self.terms if not powers)
        return slope, {source: -rest / slope}

    # means
    @property
    def sources(self) -> frozenset:
        """The sources that the terms depend on."""
        return frozenset(source for _, powers, linear, square in self.terms
                         for source in (*powers, *linear, *(one for pair in square for one in pair)))

    def mean(self):
        """The expectation; Undefined where it is infinite."""
        total = ZERO
        for term in self.terms:
            value = self._mean_of(term)
            if value is None:
                if self._is_alone:
                    raise Undefined("the mean does not exist: the integral against the density diverges")
                raise Unsupported("a part of the mean diverges by itself")
            total = total + value
        return total

    def has_mean(self) -> bool | None:
        """Whether the mean is finite: certainly, certainly not, or None."""
        found = [self._mean_of(term) is not None for term in self.terms]
        return True if all(found) else False if self._is_alone else None

    @property
    def _is_alone(self) -> bool:
        """Whether there is one term that is certainly there, so that nothing can cancel it."""
        return len(self.terms) == 1 and not may_be_zero(self.terms[0][0])

    def _mean_of(self, term):
        """The mean of one term, None where it certainly diverges."""
        coefficient, powers, linear, square = term
        sources = sorted({*powers, *linear, *(source for pair in square for source in pair)}, key=repr)
        normal = [source for source in sources if self.laws[source] is STANDARD_NORMAL]
        for source in sources:
            if source not in normal:
                if any(source in pair and set(pair) != {source} for pair in square):
                    raise Unsupported("a product of a bounded number with another one in an exponent")
                part = powers.get(source, 0), linear.get(source, ZERO), square.get((source, source), ZERO)
                law = self.laws[source]
                inner = truncated_mean(*part, law) if isinstance(law, Between) else _uniform_mean(*part)
                if inner is None:
                    return None
                coefficient = coefficient * inner
        if not normal:
            return coefficient
        rows = [[_entry(square, s, t) for t in normal] for s in normal]
        found = _inverse(rows)
        if found is None:
            return None
        inverse, determinant = found
        slope = [linear.get(source, ZERO) for source in normal]
        centre = [_sum(x * y for x, y in zip(row, slope)) for row in inverse]
        exponent = _sum(x * y for x, y in zip(centre, slope)) * fmpq(1, 2)
        if not is_exact(exponent) or exponent != 0:
            coefficient = coefficient * ball(exponent).exp()
        if not is_exact(determinant) or determinant != 1:
            coefficient = coefficient * power(determinant, fmpq(-1, 2))
        return coefficient * _moment(tuple(powers.get(source, 0) for source in normal), centre, inverse, {})


class Wild(Varying):
    """A positive number that grows faster along one normal number than any density falls; so does each positive multiple of it."""

    __slots__ = ()

    def __mul__(self, other):
        if isinstance(other, Form) and len(other.terms) == 1 and not other.terms[0][1]:
            other = other.terms[0][0]
        if isinstance(other, Varying) or may_be_zero(other) or not is_real(other):
            raise Unsupported("a product with a number that has no mean")
        return self

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self * (1 / other)

    def mean(self):
        """There is none."""
        raise Undefined("the mean does not exist: the integral against the density diverges")


def has_whole_lines(integral) -> bool:
    """Whether every variable of the integral runs over the whole real line."""
    return all(tuple(limit[1:]) == (-sp.oo, sp.oo) for limit in integral.limits)


def over_the_line(walk, body, variables):
    """The integral of polynomials times exponentials of quadratic forms over the whole line in each variable, in closed form."""
    forms = {symbol: variable(("over the line", next(VARIABLES)), STANDARD_NORMAL) for symbol in variables}
    return _over_parts(walk, body, forms) * power(acb(arb.pi() * 2), fmpq(len(forms), 2))


def _over_parts(walk, body, forms: dict):
    """The mean of the body against the density of normal numbers times dx, cut where signs change."""
    try:
        with walk.bound(forms):
            value = _form(walk.scalar(body))
    except NeedsSide as need:
        symbol = next(symbol for symbol, form in forms.items() if isinstance(form, Form) and need.name in form.laws)
        return _sum(probability * _over_parts(walk, body, {**forms, symbol: part}) for probability, part in cut(need))
    for form in forms.values():  # dx is exp(x^2/2) times the density of a normal x, times sqrt(2 pi)
        value = value * _exponential(form * form * fmpq(1, 2))
    return mean_of(value, frozenset(source for form in forms.values() if isinstance(form, Form) for source in form.laws))


def variable(source, law) -> Form:
    """The random number of a source by itself."""
    return Form({source: law}, [(ONE, {source: 1}, {}, {})])


def cut(need: NeedsSide) -> list[tuple]:
    """(probability, number) for the parts into which the range of a normal number is cut where a sign changes."""
    return [(probability, part if isinstance(part, acb) else variable((need.name, part), part)) for probability, part in parts(need)]


def mean_of(value, sources):
    """The mean over the sources of a number that varies with them; of any other number itself."""
    if isinstance(value, Wild):
        return value.mean()
    if not isinstance(value, Form):
        return value
    if not value.sources <= sources:
        raise Unsupported("a mean in which other random numbers are held fixed")
    return value.mean()


def _form(number) -> Form:
    if isinstance(number, Wild):
        raise Unsupported("arithmetic with a number that has no mean")
    return number if isinstance(number, Form) else Form({}, [(number, {}, {}, {})])


def _product(first, second):
    return first[0] * second[0], *(_joined(one, other) for one, other in zip(first[1:], second[1:]))


def _joined(one: dict, other: dict) -> dict:
    total = dict(one)
    for key, value in other.items():
        total[key] = total[key] + value if key in total else value
    return {key: value for key, value in total.items() if not (is_exact(value) and value == 0 or value == 0 and isinstance(value, int))}


def _scaled(part: dict, factor) -> dict:
    return {key: value * factor for key, value in part.items()}


def _merged(terms: list) -> list:
    """Terms with the same powers and the same exact exponents put together; those that are exactly 0 dropped."""
    exact: dict = {}
    rest = []
    for term in terms:
        coefficient, *parts = term
        if is_exact(coefficient) and coefficient == 0:
            continue
        if all(isinstance(value, int) or is_exact(value) for part in parts for value in part.values()):
            key = tuple(frozenset((name, str(value)) for name, value in part.items()) for part in parts)
            exact[key] = (exact[key][0] + coefficient, *parts) if key in exact else term
        else:
            rest.append(term)
    return [term for term in (*exact.values(), *rest) if not (is_exact(term[0]) and term[0] == 0)]


def _exponential(number):
    """exp of a form or of a ball."""
    return number.exp() if isinstance(number, Form) else ball(number).exp()


def _sign_of(number) -> int:
    towards = sign(number)
    if towards is None:
        raise Undecided("cannot tell the sign of a coefficient")
    return towards


def _sum(values):
    total = ZERO
    for value in values:
        total = total + value
    return total


def _entry(square: dict, s, t):
    """The entry of I - 2 q."""
    if s == t:
        return ONE - 2 * square.get((s, s), ZERO)
    return -square.get(tuple(sorted((s, t), key=repr)), ZERO)


def _inverse(rows: list):
    """(inverse, determinant) of a symmetric matrix by elimination; None where it is certainly not positive definite."""
    size = len(rows)
    work = [[*row, *(ONE if i == j else ZERO for j in range(size))] for i, row in enumerate(rows)]
    determinant = ONE
    for k in range(size):
        pivot = work[k][k]
        if not is_real(pivot):
            raise Unsupported("a complex quadratic form in an exponent")
        towards = sign(pivot)
        if towards is None:
            raise Undecided("cannot tell whether a quadratic form in an exponent is definite")
        if towards <= 0:
            return None
        determinant = determinant * pivot
        work[k] = [value / pivot for value in work[k]]
        for i in range(size):
            if i != k and not is_zero(work[i][k]):
                factor = work[i][k]
                work[i] = [value - factor * below for value, below in zip(work[i], work[k])]
    return [row[size:] for row in work], determinant


def _moment(powers: tuple, centre: list, covariance: list, known: dict):
    """E of prod x_i^k_i under N(centre, covariance): E x_i g = centre_i E g + sum_j covariance_ij E dg/dx_j."""
    if not any(powers):
        return ONE
    if powers not in known:
        i = next(place for place, times in enumerate(powers) if times)
        rest = _lowered(powers, i)
        total = centre[i] * _moment(rest, centre, covariance, known)
        for j, times in enumerate(rest):
            if times:
                total = total + covariance[i][j] * times * _moment(_lowered(rest, j), centre, covariance, known)
        known[powers] = total
    return known[powers]


def _lowered(powers: tuple, place: int) -> tuple:
    return tuple(times - (position == place) for position, times in enumerate(powers))


def _uniform_mean(times: int, linear, square):
    """The integral of x^k exp(l x + q x^2) over [0, 1]."""
    if is_exact(linear) and linear == 0 and is_exact(square) and square == 0:
        return fmpq(1, times + 1)
    value = acb.integral(lambda x, _: x**times * (x * ball(linear) + x * x * ball(square)).exp(), acb(0), acb(1),
                         rel_tol=arb(2) ** (16 - ctx.prec), abs_tol=arb(2) ** (-2 * ctx.prec))
    if not value.is_finite():
        raise Undecided("the quadrature is too wide")
    if ball(linear).imag.is_zero() and ball(square).imag.is_zero():
        return acb(value.real)
    return value
