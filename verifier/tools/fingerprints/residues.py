"""Arithmetic in two finite fields: numbers live modulo P, exponents modulo Q, and G has order Q modulo P.

A draw gives every symbol, root and unknown function value a residue by hashing, so that equal things get equal
residues and nothing else is related.  P - 1 = 9 * ORDER * Q: there are roots of unity of every order that divides ORDER.
P and Q are chosen so that primes up to 47 have square roots, 2, 3, 5 and 7 cube roots, and 2, 3 and 5 fourth roots.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

Q = 39764781014499669678571749941
ORDER = 2**5 * 3**2 * 5 * 7 * 11 * 13
COFACTOR = 9
P = 515866913509863634753324169114595361


class Redraw(ArithmeticError):
    """This draw meets a number without the root that is needed."""


class Vanishes(ArithmeticError):
    """A denominator is 0 under this choice of roots: the expression is undefined there."""


class MoreClasses(Exception):
    """An integer is the exponent of a root of unity: all its residues modulo that order have to be tried."""

    def __init__(self, symbols, order: int):
        super().__init__(symbols, order)
        self.symbols, self.order = symbols, order


@lru_cache(maxsize=1)
def generators() -> tuple[int, int, int]:
    """G of order Q, a primitive root of unity of order ORDER, and what stands for I."""
    unit = next(value for value in (pow(base, Q * COFACTOR, P) for base in range(2, 1000))
                if all(pow(value, ORDER // prime, P) != 1 for prime in (2, 3, 5, 7, 11, 13)))
    return pow(5, (P - 1) // Q, P), unit, pow(unit, ORDER // 4, P)


PRIMES = (2, 3, 5, 7, 11, 13)


@lru_cache(maxsize=64)
def _small_group(order: int) -> tuple[dict[int, tuple[int, ...]], int]:
    """For D: the elements of the D-primary group with their D-th roots, and 1/D as an exponent of the other elements."""
    part = 1
    rest = P - 1
    for prime in PRIMES:
        while order % prime == 0 and rest % prime == 0:
            part, rest = part * prime, rest // prime
    step = next(value for value in (pow(base, rest, P) for base in range(2, 1000))
                if all(pow(value, part // prime, P) != 1 for prime in PRIMES if part % prime == 0))
    found: dict[int, list[int]] = {}
    value = 1
    for _ in range(part):
        found.setdefault(pow(value, order, P), []).append(value)
        value = value * step % P
    return {key: tuple(sorted(values)) for key, values in found.items()}, pow(order, -1, rest)


def order_of_unity(value: int) -> int:
    """The order of a root of unity among the small ones; 0 for any other number."""
    order = COFACTOR * ORDER
    if pow(value, order, P) != 1:
        return 0
    for prime in PRIMES:
        while order % prime == 0 and pow(value, order // prime, P) == 1:
            order //= prime
    return order


@lru_cache(maxsize=8)
def square_root(prime: int) -> int:
    """What stands for the positive square root of a small prime: a sum of roots of unity (Gauss)."""
    _, unit, i = generators()
    if prime == 2:
        turn = pow(unit, ORDER // 8, P)
        return (turn + pow(turn, -1, P)) % P
    turn = pow(unit, ORDER // prime, P)
    total = sum((1 if pow(a, (prime - 1) // 2, prime) == 1 else -1) * pow(turn, a, P) for a in range(1, prime))
    return total % P if prime % 4 == 1 else -i * total % P


class Draw:
    """Residues by a seed, the same for the same key, and one choice of roots and classes: `digits`, in order of need."""

    def __init__(self, seed: int, digits: list[int], classes: dict[str, int], known: dict):
        self.seed = seed.to_bytes(8, "big")
        self.g, self.unit, self.i = generators()
        self.digits, self.sizes, self.classes = digits, [], classes
        self._known = known  # hashes, which all choices share
        self._chosen: dict = {}

    def number(self, *key, modulus: int = P) -> int:
        """The residue of a key."""
        found = self._known.get((key, modulus))
        if found is None:
            digest = blake2b(repr(key).encode(), key=self.seed, digest_size=24).digest()
            found = self._known[key, modulus] = int.from_bytes(digest, "big") % modulus
        return found

    def _choice(self, size: int) -> int:
        place = len(self.sizes)
        self.sizes.append(size)
        if place == len(self.digits):
            self.digits.append(0)
        return self.digits[place]

    def integer(self, name: str) -> int:
        """The integer that stands for an integer symbol, in both fields alike."""
        value = self.number("integer", name, modulus=2**127)
        modulus = self.classes.get(name)
        if modulus is None:
            return value
        if name not in self._chosen:
            self._chosen[name] = self._choice(modulus)
        return value - value % modulus + self._chosen[name]

    def inverse(self, value: int, modulus: int = P) -> int:
        """1 / value."""
        if value % modulus == 0:
            raise Vanishes
        return pow(value, -1, modulus)

    def root(self, value: int, order: int) -> int:
        """One of the roots of that order; 0 has one."""
        if value == 0:
            return 0
        key = (value, order)
        found = self._chosen.get(key)
        if found is None:
            known = ("roots", *key)
            if known not in self._known:
                table, exponent = _small_group(order)
                guess = pow(value, exponent, P)
                self._known[known] = guess, table.get(value * pow(guess, -order, P) % P)
            guess, choices = self._known[known]
            if choices is None:
                raise Redraw
            found = self._chosen[key] = guess * choices[self._choice(len(choices))] % P
        return found

    def to_the(self, exponent: int) -> int:
        """A generator to an exponent modulo Q: one of its own in each draw, as exp(1) is no number in particular."""
        found = self._known.get("generator")
        if found is None:
            found = self._known["generator"] = pow(self.g, 1 + self.number("generator", modulus=Q - 1), P)
        return pow(found, exponent, P)
