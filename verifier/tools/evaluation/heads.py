"""What numbers, symbols, arithmetic, functions and finite sums mean at a point; each row is (head, meaning)."""

from __future__ import annotations

import math
from functools import lru_cache

import sympy as sp
from flint import acb, arb, fmpq
from sympy.core.function import AppliedUndef
from sympy.functions.combinatorial.numbers import fibonacci, genocchi, tribonacci

from verifier.tools.binding import bound_symbols
from verifier.tools.evaluation import balls
from verifier.tools.evaluation.matrix_series import enclosed_matrix_series
from verifier.tools.evaluation.rows import Rows, add_rows, multiply_rows, scale_rows, squared_modulus
from verifier.tools.evaluation.scalars import (
    ONE,
    ZERO,
    Undecided,
    Undefined,
    Unsupported,
    Varying,
    as_integer,
    ball,
    divide,
    is_exact,
    is_zero,
    power,
    settle,
    shorten,
)
from verifier.tools.evaluation.series import infinite_product, infinite_sum
from verifier.tools.evaluation.tails_of_series import enclosed_product, enclosed_series
from verifier.tools.sums.fourier_sums import enclosed_waves
from verifier.tools.sums.term_ratios import enclosed_sum
from verifier.vocabulary.operators import dot, frobenius, norm


def _number(walk, expression):
    return fmpq(int(expression.p), int(expression.q))


def _constant(walk, expression):
    return balls.CONSTANTS[expression]()


def _infinite(walk, expression):
    return acb(arb.pos_inf() if expression is sp.oo else arb.neg_inf())


def _undefined_number(walk, expression):
    raise Undefined(f"{expression} is not a number")


def add(left, right):
    """The sum of two scalars, two points or two matrices; the exact number 0 is also the zero point and matrix."""
    if isinstance(left, tuple) or isinstance(right, tuple):
        if not isinstance(left, tuple) and is_zero(left):
            return right
        if not isinstance(right, tuple) and is_zero(right):
            return left
        if type(left) is not type(right) or len(left) != len(right):
            raise Undefined("a sum of a point and a number, or of points of different dimensions")
        return add_rows(left, right) if isinstance(left, Rows) else tuple(x + y for x, y in zip(left, right))
    return left + right


def multiply(left, right):
    """The product of scalars, or of a scalar with a point or a matrix."""
    if isinstance(right, tuple):
        left, right = right, left
    if not isinstance(left, tuple):
        return left * right
    if isinstance(left, Rows):
        return multiply_rows(left, right) if isinstance(right, Rows) else scale_rows(right, left)
    if isinstance(right, tuple):
        raise Undefined("a product of two points; use dot")
    return tuple(right * x for x in left)


def _add(walk, expression):
    return add_all([walk.value(term) for term in expression.args])


def add_all(values):
    """The sum of scalars, points or matrices."""
    total = values[0]
    for value in values[1:]:
        total = add(total, value)
    return total if isinstance(total, tuple) else shorten(total)


def _multiply(walk, expression):
    above, below = [], []
    for factor in expression.args:
        times = times_below(factor)
        if times is None:
            above.append(walk.value(factor))
        else:
            below.append(power(walk.value(factor.base), times, True))
    return multiply_all(above, below)


def times_below(factor) -> fmpq | None:
    """How often the base of a factor stands below the line: n for 1/b**n written with a negative integer."""
    if factor.is_Pow and factor.exp.is_Rational and factor.exp.q == 1 and factor.exp.p < 0:
        return fmpq(-int(factor.exp.p))
    return None


def multiply_all(above, below):
    """The quotient of two products; points and matrices stand above."""
    result = above[0] if above else ONE
    for value in above[1:]:
        result = multiply(result, value)
    if below:
        divisor = below[0]
        for value in below[1:]:
            divisor = divisor * value
        result = multiply(divide(ONE, divisor), result) if isinstance(result, tuple) else divide(result, divisor)
    return result if isinstance(result, tuple) else shorten(result)


def _power(walk, expression):
    if isinstance(expression.base, (norm, frobenius)) and expression.exp.is_Integer and expression.exp.is_even:
        return power(_square_of_norm(walk, expression.base), fmpq(int(expression.exp) // 2), True)
    return raised(walk.value(expression.base), walk.value(expression.exp), bool(expression.exp.is_integer), walk.analytic)


def raised(base, exponent, integer_exponent, analytic=False):
    """The principal power of two scalars."""
    if isinstance(base, tuple) or isinstance(exponent, tuple):
        raise Undefined("a power of a point")
    return power(base, exponent, integer_exponent, analytic)


def exponential(value):
    """exp of a scalar, exact at 0."""
    if isinstance(value, Varying):
        return value.exp()
    return settle(ball(value).exp())


def _exp(walk, expression):
    return exponential(walk.value(expression.args[0]))


INFINITE = (sp.oo, -sp.oo)
WITH_LIMITS = (sp.atan, sp.acot, sp.tanh, sp.coth, sp.sech, sp.csch, sp.erf, sp.erfc, sp.erf2, sp.Si, sp.Ci, sp.fresnels, sp.fresnelc,
               sp.airyai, sp.airybi)  # on the real axis


def limit_far_out(expression):
    """The function as its limit where an argument is written as infinite, or None."""
    if isinstance(expression, WITH_LIMITS) and any(argument in INFINITE for argument in expression.args):
        made = expression.func(*expression.args)
        return None if made == expression or made.has(*INFINITE, sp.nan, sp.zoo, sp.AccumBounds) else made
    return None


def _function(walk, expression):
    if (far := limit_far_out(expression)) is not None:
        return walk.scalar(far)
    return function_value(expression.func, [walk.scalar(argument) for argument in expression.args], walk.analytic)


def function_value(head, arguments, analytic=False):
    """A function of scalars by its row in the table of balls."""
    return settle(balls.call(head, [ball(argument) for argument in arguments], analytic))


def _whole_number_function(walk, expression):
    return whole_number_value(expression.func, [walk.scalar(argument) for argument in expression.args], walk.analytic)


WITH_FEW_FACTORS = (sp.binomial, sp.RisingFactorial, sp.FallingFactorial)
OF_NATURAL_NUMBERS = {sp.factorial: math.factorial, sp.gamma: lambda n: math.factorial(n - 1), sp.binomial: math.comb,
                      sp.catalan: lambda n: math.comb(2 * n, n) // (n + 1), sp.harmonic: lambda n, *order: harmonic_number(n, *order)}


def harmonic_number(count: int, order: int = 1) -> fmpq:
    """The sum of k^-order for k = 1, ..., count."""
    return fmpq.harmonic(count) if order == 1 else sum((fmpq(1, k**order) for k in range(1, count + 1)), fmpq(0))


def whole_number_value(head, arguments, analytic=False):
    """Factorials, binomials and gamma at integers stay exact; elsewhere they are balls."""
    integers = [as_integer(argument) if is_exact(argument) else None for argument in arguments]
    if all(number is not None and abs(number) < 5000 for number in integers) or None not in integers and head in WITH_FEW_FACTORS \
            and abs(integers[1]) < 2000 and abs(integers[0]) < 10**12:
        if head is sp.factorial and integers[0] < 0:
            raise Undefined(f"the factorial of {integers[0]}")
        if head is sp.gamma and integers[0] <= 0:
            raise Undefined(f"gamma has a pole at {integers[0]}")
        if head in OF_NATURAL_NUMBERS and min(integers) >= 0:
            return fmpq(OF_NATURAL_NUMBERS[head](*integers))
        value = head(*map(sp.Integer, integers))
        if value.is_Rational:
            return fmpq(int(value.p), int(value.q))
        if value in (sp.zoo, sp.nan):
            raise Undefined(f"{head.__name__} has no value at {', '.join(map(str, integers))}")
    if head is sp.binomial and integers[0] is not None and integers[0] < 0 and integers[1] is None and is_exact(arguments[1]):
        raise Undefined(f"binomial({integers[0]}, {arguments[1]}) has a pole")  # of gamma(n + 1), which only a whole k cancels
    if head not in balls.FUNCTIONS:
        raise Unsupported(f"{head.__name__} of large numbers, or of numbers that are not integers")
    return settle(balls.call(head, [ball(argument) for argument in arguments], analytic))


@lru_cache(maxsize=1000)
def _coefficients(family, degree: int, parameters: tuple) -> tuple:
    """The coefficients of a polynomial of a classical family, from the highest power down; by letters for the parameters,
    since some families are given other values where a parameter is special.
    """
    x, letters = sp.Dummy("x"), [sp.Dummy("a") for _ in parameters]
    formula = sp.expand(family(degree, *letters, x)).xreplace(dict(zip(letters, map(sp.Rational, parameters), strict=True)))
    polynomial = sp.Poly(formula, x)
    return tuple(fmpq(int(number.p), int(number.q)) for number in polynomial.all_coeffs())


def _polynomial_family(walk, expression):
    return polynomial_value(expression.func, [walk.scalar(argument) for argument in expression.args], walk.analytic)


def polynomial_value(head, arguments, analytic=False):
    """Legendre and its like: exact at rational arguments of small degree."""
    degree = as_integer(arguments[0]) if is_exact(arguments[0]) else None
    if all(map(is_exact, arguments)) and degree is not None and 0 <= degree < 60:
        value = ZERO
        for coefficient in _coefficients(head, degree, tuple(map(str, arguments[1:-1]))):
            value = value * arguments[-1] + coefficient
        return value
    return function_value(head, arguments, analytic)


def _sum(walk, expression):
    return _fold(walk, expression.args[0], list(expression.args[1:]), add, ZERO)


def _product(walk, expression):
    return _fold(walk, expression.args[0], list(expression.args[1:]), multiply, ONE)


def _fold(walk, body, limits, combine, start):
    """Runs over the outermost index first; the first limit is the innermost one."""
    if not limits:
        return walk.value(body)
    index, lower, upper = _bounds(limits[-1])
    if upper is sp.oo or lower is -sp.oo:
        if combine is add and upper is sp.oo and lower.is_Integer and len(limits) == 1 and not bound_symbols(body):
            try:
                if body.has(sp.MatPow):
                    return enclosed_matrix_series(walk, body, index, int(lower))
                waves = enclosed_waves(walk, body, index, int(lower))
                return enclosed_sum(walk, body, index, int(lower)) if waves is None else waves
            except Undecided:
                if body.has(sp.MatPow):
                    raise
        def at(i):
            with walk.bound({index: fmpq(i)}):
                return _fold(walk, body, limits[:-1], combine, start)
        try:
            return (infinite_sum if combine is add else infinite_product)(walk, limits[-1], at)
        except Undecided:
            if upper is not sp.oo or not lower.is_Integer or len(limits) > 1:
                raise
            return (enclosed_series if combine is add else enclosed_product)(walk, body, index, int(lower))
    total = start
    for i in walk.integers(lower, upper):
        with walk.bound({index: fmpq(i)}):
            total = combine(total, _fold(walk, body, limits[:-1], combine, start))
        if not isinstance(total, tuple):
            total = shorten(total)
    return total


def _bounds(limits):
    if len(limits) != 3:
        raise Unsupported("a sum without bounds")
    return limits


def _symbol(walk, expression):
    return walk.meaning_of(expression, ())


def _indexed(walk, expression):
    return walk.meaning_of(expression.base, tuple(walk.value(index) for index in expression.indices))


def _applied(walk, expression):
    return walk.meaning_of(expression.func, tuple(walk.argument(argument) for argument in expression.args))


def _tuple(walk, expression):
    return tuple(walk.scalar(item) for item in expression)


def _dot(walk, expression):
    left, right = (walk.value(argument) for argument in expression.args)
    if not (isinstance(left, tuple) and isinstance(right, tuple)):
        if any(not isinstance(value, tuple) and is_zero(value) for value in (left, right)):
            return ZERO
        raise Undefined("an inner product with a number")
    if len(left) != len(right):
        raise Undefined("an inner product of points of different dimensions")
    return shorten(sum((x * y for x, y in zip(left, right)), ZERO))


def _square_of_norm(walk, expression):
    """The sum of squares of absolute values, which is exact where the entries are, under the root of a norm."""
    value = walk.value(expression.args[0])
    if not isinstance(value, tuple):
        if is_zero(value):
            return ZERO
        raise Undefined("the norm of a number")
    entries = [x for row in value for x in row] if isinstance(value, Rows) else value
    return shorten(sum(map(squared_modulus, entries), ZERO))


def _norm(walk, expression):
    return power(_square_of_norm(walk, expression), fmpq(1, 2), analytic=walk.analytic)


def _bernoulli_or_euler(walk, expression):
    """Their numbers, exact; the polynomials of small degree; Bernoulli numbers elsewhere by -z zeta(1 - z), as SymPy has them."""
    index, *place = (walk.scalar(argument) for argument in expression.args)
    degree = as_integer(index) if is_exact(index) else None
    if degree is not None and 0 <= degree < 60 and place:
        value = ZERO
        for coefficient in _coefficients(expression.func, degree, ()):
            value = value * place[0] + coefficient
        return value
    if expression.func is sp.bernoulli and not place and (degree is None or degree < 0):
        return settle(-ball(index) * (1 - ball(index)).zeta())
    return _integer_sequence(walk, expression)


def _hypergeometric(walk, expression):
    """The sum of its series, continued beyond the unit circle; on the cut beyond 1 the value from below."""
    above, below = ([walk.scalar(item) for item in items] for items in expression.args[:2])
    z = walk.scalar(expression.args[2])
    ends, gaps = ([-n for n in map(as_integer, filter(is_exact, items)) if n is not None and n <= 0] for items in (above, below))
    last = min(ends, default=None)
    if gaps and (last is None or last >= min(gaps)):
        raise Undefined("a hypergeometric series with a lower parameter that is a pole")
    if last is not None and last < 300:
        term = total = ONE
        for k in range(last):
            term = multiply_all([term, z, *(a + k for a in above)], [fmpq(k + 1), *(b + k for b in below)])
            total = total + term
        return shorten(total)
    if len(above) > len(below) + 1:
        raise Undefined("a hypergeometric series that diverges")
    if walk.analytic and len(above) == len(below) + 1 and not balls.below_one(ball(z)):
        return balls.NAN
    return settle(ball(z).hypgeom([ball(a) for a in above], [ball(b) for b in below]))


def _integer_sequence(walk, expression):
    arguments = [as_integer(walk.scalar(argument)) for argument in expression.args]
    if None in arguments:
        raise Unsupported(f"{expression.func.__name__} of a number that is not an integer")
    value = expression.func(*arguments)
    return fmpq(int(value.p), int(value.q))


def _associated_legendre(walk, expression):
    """By its formula, for whole degree and order."""
    degree, order = (as_integer(walk.scalar(argument)) for argument in expression.args[:2])
    if degree is None or order is None or not abs(order) <= degree < 40:
        raise Unsupported("a Legendre function of a degree or order that is not whole")
    x = sp.Dummy("x")
    formula = sp.assoc_legendre(degree, order, x)
    with walk.bound({x: walk.scalar(expression.args[2])}):
        return walk.value(formula)


MEANINGS = {
    sp.Rational: _number, sp.Integer: _number, sp.NumberSymbol: _constant, type(sp.I): _constant,
    type(sp.oo): _infinite, type(-sp.oo): _infinite, type(sp.nan): _undefined_number, type(sp.zoo): _undefined_number,
    sp.Add: _add, sp.Mul: _multiply, sp.Pow: _power, sp.exp: _exp, sp.Symbol: _symbol, sp.IndexedBase: _symbol, sp.Indexed: _indexed,
    AppliedUndef: _applied, sp.Tuple: _tuple, 
    sp.Sum: _sum, sp.Product: _product, dot: _dot, norm: _norm,
    sp.factorial: _whole_number_function, sp.binomial: _whole_number_function, sp.gamma: _whole_number_function,
    sp.harmonic: _whole_number_function, sp.factorial2: _whole_number_function,
    **dict.fromkeys((fibonacci, sp.lucas, tribonacci, genocchi), _integer_sequence),
    **dict.fromkeys((sp.bernoulli, sp.euler), _bernoulli_or_euler), sp.hyper: _hypergeometric,
    **dict.fromkeys((sp.subfactorial, sp.RisingFactorial, sp.FallingFactorial, sp.LeviCivita), _whole_number_function),
    sp.assoc_legendre: _associated_legendre,
    sp.catalan: _whole_number_function,
    **{head: _polynomial_family for head in balls.POLYNOMIAL_FAMILIES},
}
for head in balls.FUNCTIONS:
    MEANINGS.setdefault(head, _function)
