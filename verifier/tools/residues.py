"""Arithmetic in two finite fields: numbers live modulo P, exponents modulo Q, and G has order Q modulo P.

A draw gives every symbol, root and unknown function value a residue by hashing, so that equal things get equal
residues and nothing else is related.  P - 1 = 9 * ORDER * Q: there are roots of unity of every order that divides ORDER.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b

Q = 79228162514264337593543950397
ORDER = 2**5 * 3**2 * 5 * 7 * 11 * 13
COFACTOR = 9
P = 1027823783171050681027541926742265121


class Redraw(ArithmeticError):
    """This draw meets a division by zero or a number without the root that is needed."""


@lru_cache(maxsize=1)
def generators() -> tuple[int, int]:
    """G of order Q, and a primitive root of unity of order ORDER."""
    unit = next(value for value in (pow(base, Q * COFACTOR, P) for base in range(2, 1000))
                if all(pow(value, ORDER // prime, P) != 1 for prime in (2, 3, 5, 7, 11, 13)))
    return pow(5, (P - 1) // Q, P), unit


@lru_cache(maxsize=64)
def _small_group(order: int) -> dict[int, tuple[int, ...]]:
    """For D: the elements of the D-primary group with their D-th roots."""
    part = 1
    rest = P - 1
    for prime in (2, 3, 5, 7, 11, 13):
        while order % prime == 0 and rest % prime == 0:
            part, rest = part * prime, rest // prime
    step = next(value for value in (pow(base, rest, P) for base in range(2, 1000))
                if all(pow(value, part // prime, P) != 1 for prime in (2, 3, 5, 7, 11, 13) if part % prime == 0))
    found: dict[int, list[int]] = {}
    value = 1
    for _ in range(part):
        found.setdefault(pow(value, order, P), []).append(value)
        value = value * step % P
    return {key: tuple(sorted(values)) for key, values in found.items()} | {-1: (part, rest)}


class Draw:
    """One choice of residues; the same key always gets the same residue."""

    def __init__(self, seed: int):
        self.seed = seed.to_bytes(8, "big")
        self.g, self.unit = generators()
        self._roots: dict = {}

    def number(self, *key, modulus: int = P) -> int:
        """The residue of a key."""
        return int.from_bytes(blake2b(repr(key).encode(), key=self.seed, digest_size=24).digest(), "big") % modulus

    def inverse(self, value: int, modulus: int = P) -> int:
        """1 / value."""
        if value % modulus == 0:
            raise Redraw
        return pow(value, -1, modulus)

    def root(self, value: int, order: int) -> int:
        """One of the roots of that order, chosen by hashing the value."""
        key = (value, order)
        found = self._roots.get(key)
        if found is None:
            if value == 0:
                raise Redraw
            table = _small_group(order)
            part, rest = table[-1]
            guess = pow(value, pow(order, -1, rest), P)
            wrong = pow(guess, order, P) * pow(value, -1, P) % P
            choices = table.get(pow(wrong, -1, P))
            if choices is None:
                raise Redraw
            found = guess * choices[self.number("root", value, order) % len(choices)] % P
            self._roots[key] = found
        return found

    def to_the(self, exponent: int) -> int:
        """G to an exponent modulo Q."""
        return pow(self.g, exponent, P)
