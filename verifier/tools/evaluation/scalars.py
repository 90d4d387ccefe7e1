"""Numbers at a concrete point: exact rationals stay exact (fmpq), everything else is a ball (acb) that encloses it."""

from __future__ import annotations

import math

from flint import acb, arb, fmpq, fmpz

LARGEST_EXACT = 40_000  # bits; a longer rational becomes a ball

ZERO, ONE = fmpq(0), fmpq(1)


class Undefined(ArithmeticError):
    """The expression has no value at this point: division by zero, log 0, an empty range and the like."""


class NotGiven(Undefined):
    """The values of the point do not reach so far: a list without that entry."""


class Undecided(ArithmeticError):
    """The balls are too wide to tell which case applies; more precision may help."""


class Unsupported(NotImplementedError):
    """The evaluator knows no rigorous meaning for this head."""


class Varying:
    """A number that depends on random numbers with densities: it can be added, multiplied and averaged, but has no value."""

    __slots__ = ()

    def __getattr__(self, name):
        if name.startswith("_"):  # what libraries ask of strangers before they leave the arithmetic to them
            raise AttributeError(name)
        raise Unsupported("a number with a density outside what has a mean in closed form")

    def _refused(self, *others):
        raise Unsupported("arithmetic with a number with a density that has no mean in closed form")

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __pow__ = __rpow__ = __neg__ = __abs__ = _refused


def is_exact(number) -> bool:
    """Whether the number is an exact rational."""
    return isinstance(number, fmpq)


def ball(number) -> acb:
    """The number as a ball."""
    if isinstance(number, Varying):
        raise Unsupported("a function of a number with a density that has no mean in closed form")
    return number if isinstance(number, acb) else acb(number)


def settle(number):
    """An exact rational where the ball has radius zero and is a short real number, else the ball itself."""
    if isinstance(number, acb) and number.is_exact() and number.imag.is_zero() and number.is_finite():
        mantissa, exponent = number.real.man_exp()
        if abs(int(exponent)) < LARGEST_EXACT and mantissa.bit_length() < LARGEST_EXACT:
            return number.real.fmpq()
    return number


def shorten(number):
    """The number itself, or a ball around it when it is an unwieldy rational."""
    if isinstance(number, fmpq) and number.height_bits() > LARGEST_EXACT:
        return acb(number)
    return number


def is_zero(number) -> bool:
    """Whether the number is certainly zero."""
    return number == 0 if isinstance(number, fmpq) else number.is_zero()


def may_be_zero(number) -> bool:
    """Whether zero cannot be excluded."""
    return number == 0 if isinstance(number, fmpq) else not number.is_finite() or number.contains(0)


def as_integer(number) -> int | None:
    """The integer that the number certainly is, or None."""
    if isinstance(number, Varying):
        raise Unsupported("an index that has a density")
    number = settle(number)
    return int(number.p) if isinstance(number, fmpq) and number.q == 1 else None


def is_real(number) -> bool:
    """Whether the number is certainly real."""
    if isinstance(number, Varying):
        return number.is_real()
    return isinstance(number, fmpq) or number.imag.is_zero()


def real_part(number) -> arb:
    """The number as a real ball; refuses what is not certainly real."""
    if isinstance(number, fmpq):
        return arb(number)
    if number.imag.is_zero():
        return number.real
    if number.imag.contains(0) or not number.is_finite():
        raise Undecided(f"cannot tell whether {show(number)} is real")
    raise Undefined(f"{show(number)} is not real, so it has no order")


def sign(number) -> int | None:
    """-1, 0 or 1 where the sign is certain, else None."""
    if isinstance(number, Varying):
        return number.sign()
    if isinstance(number, fmpq):
        return (number > 0) - (number < 0)
    real = real_part(number)
    if real > 0:
        return 1
    if real < 0:
        return -1
    return 0 if real.is_zero() else None


def compare(left, right) -> int | None:
    """The certain sign of left - right, or None."""
    if isinstance(left, fmpq) and isinstance(right, fmpq):
        return (left > right) - (left < right)
    if isinstance(left, Varying) or isinstance(right, Varying):
        return sign(left - right)
    left, right = real_part(left), real_part(right)
    if left > right:
        return 1
    if left < right:
        return -1
    return 0 if (left - right).is_zero() else None


def different(left, right) -> bool | None:
    """True when certainly different, False when certainly equal, None when the balls overlap."""
    if isinstance(left, fmpq) and isinstance(right, fmpq):
        return left != right
    left, right = ball(left), ball(right)
    if not (left.is_finite() and right.is_finite()):
        return None
    if not left.overlaps(right):
        return True
    return False if (left - right).is_zero() else None


def divide(left, right):
    """left / right; Undefined when right is certainly zero."""
    if is_zero(right):
        raise Undefined("division by zero")
    return left / right


def power(base, exponent, integer_exponent=False, analytic=False):
    """The principal power; 0^0 is 1 as an empty product (exponent of an integer kind), else undefined."""
    whole = as_integer(exponent) if is_exact(exponent) else None
    if whole is not None:
        if whole == 0:
            if integer_exponent or not may_be_zero(base):
                return ONE
            if is_zero(base):
                raise Undefined("0^0")
            raise Undecided("cannot tell a power from 0^0")
        if whole < 0 and is_zero(base):
            raise Undefined("division by zero")
        if is_exact(base):
            if base.height_bits() * abs(whole) < LARGEST_EXACT:
                return base**whole
            base = acb(base)
        return base ** whole if abs(whole) < 2**62 else base.pow(acb(fmpz(whole)), analytic=analytic)
    if is_zero(base):
        real = ball(exponent).real
        if real > 0:
            return ZERO
        raise Undefined(f"0 to the power {show(exponent)}")
    if is_exact(exponent) and exponent.q == 2:
        if is_exact(base) and base > 0:
            root = _exact_root(base)
            if root is not None:
                return power(root, fmpq(exponent.p))
        root = ball(base).sqrt(analytic=analytic)
        return root if exponent.p == 1 else root ** int(exponent.p)
    if is_exact(base) and base > 0 and is_exact(exponent) and exponent.q < 64:
        root = _exact_root(base, int(exponent.q))
        if root is not None:
            return power(root, fmpq(exponent.p))
    base, exponent = ball(base), ball(exponent)
    if base.imag.is_zero() and base.real > 0 and exponent.imag.is_zero():
        return acb(base.real ** exponent.real)
    return base.pow(exponent, analytic=analytic)


def _exact_root(number: fmpq, degree: int = 2) -> fmpq | None:
    """The rational root of a positive rational, if it has one."""
    above, below = fmpz(number.p).root(degree), fmpz(number.q).root(degree)
    if above**degree == number.p and below**degree == number.q:
        return fmpq(above, below)
    return None


def magnitude(number) -> float:
    """log10 of the absolute value (minus infinity for zero), for scales and digits only."""
    size = abs(ball(number))
    return _log10((size if isinstance(size, arb) else arb(size)).abs_upper())


def radius(number) -> float:
    """log10 of the radius of the ball (minus infinity when exact)."""
    if isinstance(number, fmpq):
        return -math.inf
    if not number.is_finite():
        return math.inf
    real, imaginary = number.real, number.imag
    widest = _log10(real.rad()) if not real.is_exact() else -math.inf
    return widest if imaginary.is_exact() else max(widest, _log10(imaginary.rad()))


def largest_magnitude(numbers) -> float:
    """log10 of the largest absolute value of those that are finite (minus infinity for none): one logarithm for most lists."""
    near = max((float(abs(ball(number)).abs_upper()) for number in numbers), default=0.0)
    if 1e-300 < near < 1e300:
        return math.log10(near)
    return max((size for size in map(magnitude, numbers) if size < math.inf), default=-math.inf)


def largest_radius(balls) -> float:
    """log10 of the largest radius."""
    near = max(float(part.rad()) for number in balls for part in (number.real, number.imag))
    if 1e-300 < near < 1e300 and all(number.is_finite() for number in balls):
        return math.log10(near)
    return max(map(radius, balls))


def _log10(upper) -> float:
    """log10 of an exact real number that is not negative, however large or small."""
    near = float(upper)
    if 1e-300 < near < 1e300:
        return math.log10(near)
    if not upper.is_finite():
        return math.inf
    mantissa, exponent = upper.man_exp()
    if mantissa == 0:
        return -math.inf
    bits = int(mantissa).bit_length()
    return (math.log2(int(mantissa) >> max(0, bits - 60)) + max(0, bits - 60) + int(exponent)) * math.log10(2)


def show(number, digits: int = 15) -> str:
    """The number as a reader should see it: a fraction, or as many digits as are certain."""
    if isinstance(number, fmpq):
        short = str(number)
        return short if len(short) <= 40 else arb(number).str(digits, radius=False)
    if number.imag.is_zero() or (number.imag.contains(0) and number.imag.rad() < abs(number.real).abs_lower() * 2**-40):
        return number.real.str(digits, radius=number.real.rel_accuracy_bits() < 10)
    return number.str(digits, radius=number.rel_accuracy_bits() < 10)
