"""Signs of sines and cosines, and of functions and differences of which a quantified statement speaks; common factors of sums.

All answers are one-sided: True is certain, False means "cannot tell".
"""

from __future__ import annotations

from functools import lru_cache

from sympy import (
    Abs,
    Add,
    And,
    Derivative,
    Ge,
    Gt,
    I,
    LambertW,
    Le,
    Lt,
    Mul,
    Pow,
    S,
    Sum,
    Symbol,
    asinh,
    atan,
    cos,
    erf,
    exp,
    expand,
    factor,
    fraction,
    pi,
    sin,
    sinh,
    tanh,
    together,
)
from sympy.core.function import AppliedUndef
from sympy.tensor.indexed import Indexed

from verifier.tools.binding import peel, substitute
from verifier.tools.matching import matches
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.comparison import conditions_of, upright
from verifier.vocabulary.operators import Both, ForAll, entry, frobenius

MOST_OPERATIONS = 60
INCREASING = (exp, tanh, sinh, asinh, atan, erf)
LARGEST_POLYNOMIAL = 4  # terms of one that is factored
LONGEST_GAP = 8  # operations of a difference that is looked up


@lru_cache(maxsize=2000)
def factored(node):
    """The polynomial or rational function as a product of others, or None for one that is no such product."""
    if not node.free_symbols or not node.is_rational_function(*node.free_symbols):
        return None
    made = factor(node)
    return made if made.is_Mul and sum(bool(part.free_symbols) for part in made.args) > 1 else None


class SignsOfFunctions:
    """A part of `Signs`: the questions about other expressions, and the known statements, come from the whole."""

    def _sine(self, strict, place) -> bool:
        """sin(x) > 0 for 0 < x < pi (DLMF 4.16)."""
        ask = self.is_positive if strict else self.is_nonnegative
        return self.is_real(place) and ask(place) and ask(pi - place) or place.has(pi) and self._between_zero_and_one(place / pi)

    def _between_zero_and_one(self, ratio) -> bool:
        """0 < p/q < 1, where q > 0, p > 0 and q - p > 0."""
        over, under = fraction(together(ratio))
        return bool(under.free_symbols) and all(map(self.is_positive, (under, over, expand(under - over))))

    def _between_turns(self, node) -> bool:
        """exp(2 pi i q) is not 1 for 0 < |q| < 1: it is 1 for whole q only; exp(2 pi i q) = -exp(2 pi i (q + 1/2)) (DLMF 4.2.26)."""
        number, rest = node.as_coeff_Add()
        factor, wave = rest.as_coeff_Mul()
        if not isinstance(wave, exp) or number == 0 or abs(number) != abs(factor) or not wave.args[0].has(I):
            return False
        turns = (wave.args[0] / (2 * pi * I)).expand() + (S.Half if number == factor else 0)
        return any(self._between_zero_and_one(part) or self.is_real(part) and self.is_positive(part) and self.is_positive(1 - part)
                   for part in (turns, -turns))

    def _negative_wave(self, strict, node) -> bool:
        """sin(x) < 0 for pi < x < 2 pi and for -pi < x < 0; cos(x) = sin(x + pi/2)."""
        if not isinstance(node, (sin, cos)):
            return False
        place = node.args[0] + (pi / 2 if isinstance(node, cos) else 0)
        return self._sine(strict, place - pi) or self._sine(strict, place + pi)

    def _by_comparison(self, strict, node) -> bool:
        """The sign of a sum that is seen by writing it otherwise."""
        return self._difference_of_increasing(strict, node) or self._above_root(strict, node) or self._in_factors(strict, node)

    def _above_root(self, strict, node) -> bool:
        """c sqrt(P) + R for real R: with c > 0 where c^2 P - R^2 has the sign, with c < 0 where R >= 0 and R^2 - c^2 P has it."""
        if node.count_ops() > MOST_OPERATIONS:
            return False
        ask = self.is_positive if strict else self.is_nonnegative
        for term in node.args:
            number, root = term.as_coeff_Mul()
            if not (root.is_Pow and root.exp == S.Half and self.is_real(root.base)):
                continue
            rest = node - term
            if any(not part.exp.is_integer for part in rest.atoms(Pow)) or not self.is_real(rest):
                continue
            gap = expand(number**2 * root.base - rest**2)
            if ask(gap) if number > 0 else self.is_nonnegative(rest) and self.is_nonnegative(root.base) and ask(-gap):
                return True
        return False

    def _in_factors(self, strict, node) -> bool:
        """A short polynomial or rational function has the sign that its factors give it, as x^2 - x for x >= 1."""
        if not self.bounds or len(node.args) > LARGEST_POLYNOMIAL or node.count_ops() > 4 * LARGEST_POLYNOMIAL:
            return False
        made = factored(node)
        return made is not None and (self.is_positive if strict else self.is_nonnegative)(made)

    def _difference_of_increasing(self, strict, node) -> bool:
        """k (f(a) - f(b)) with k > 0 for an increasing function f has the sign of a - b."""
        if len(node.args) != 2:
            return False
        (k, first), (other, second) = (term.as_coeff_Mul() for term in node.args)
        if isinstance(second, exp) and first == 1 and k == -other and self.is_real(second):  # 1 = exp(0)
            return (self.is_positive if strict else self.is_nonnegative)(second.args[0] * (-1 if k > 0 else 1))
        roots = first.is_Pow and second.is_Pow and first.exp == second.exp == S.Half
        if k != -other or not roots and (first.func is not second.func or not isinstance(first, INCREASING)) or not (
                self.is_real(first) and self.is_real(second)):
            return False
        return (self.is_positive if strict else self.is_nonnegative)((first.args[0] - second.args[0]) * (1 if k > 0 else -1))

    def _above_bounded(self, node) -> bool:
        """a + k f(x) > 0 with a >= |k| for the error function and tanh, which lie strictly between -1 and 1 (DLMF 7.2(i), 4.28.4)."""
        number, rest = node.as_coeff_Add()
        factor, function = rest.as_coeff_Mul()
        return isinstance(function, (erf, tanh)) and number.is_Rational and number >= abs(factor) and self.is_real(function.args[0])

    def _lambert(self, strict, node) -> bool:
        """W(x) > c where x > c exp(c) and c >= 0: W increases and W(c exp(c)) = c (DLMF 4.13)."""
        number, rest = node.as_coeff_Add()
        if not isinstance(rest, LambertW) or len(rest.args) != 1 or not number.is_Rational or number > 0:
            return False
        return (self.is_positive if strict else self.is_nonnegative)(rest.args[0] + number * exp(-number))

    def _difference_of_cosines(self, strict, node) -> bool:
        """k (cos(a) - cos(b)) = 2 k sin((a + b)/2) sin((b - a)/2), also with 1 for cos(0) (DLMF 4.21.14)."""
        if not node.has(cos) or node.count_ops() > MOST_OPERATIONS:
            return False
        below = next((part.base for part in node.atoms(Pow) if part.exp == -1 and isinstance(part.base, cos) and self.is_positive(part.base)), None)
        node = expand(node if below is None else expand(node) * below)
        factors: dict = {}
        for term in Add.make_args(node):
            waves = [factor for factor in Mul.make_args(term) if isinstance(factor, cos)]
            place = waves[0].args[0] if waves else S.Zero
            factors[place] = factors.get(place, S.Zero) + (term / waves[0] if waves else term)
        if len(factors) != 2 or sum(factors.values()) != 0:
            return False
        (a, k), (b, _) = factors.items()
        if not self.is_positive(k):
            a, b, k = b, a, -k
        ask = self.is_positive if strict else self.is_nonnegative
        return self.is_positive(k) and self.is_real(a) and self.is_real(b) and ask(sin((a + b) / 2) * sin((b - a) / 2))

    def _granted(self, strict, node) -> bool:
        """f(u) > 0, or a difference > 0, where a known statement says so for all u that meet its conditions, and u meets them."""
        if node.is_Add and (node.count_ops() > LONGEST_GAP or not node.has(AppliedUndef, Indexed, entry)):
            return False
        for statement in self.statements:
            if not isinstance(statement, ForAll):
                continue
            letters, _, said = statement.args
            conditions = conditions_of(statement)
            for part in said.args if isinstance(said, (And, Both)) else (said,):
                if not isinstance(part, (Gt, Ge, Lt, Le)):
                    continue
                large, small = part.gts, part.lts
                if node.is_Add:
                    large, small = large - small, S.Zero
                if not isinstance(large, node.func) or not (small.is_positive if strict and isinstance(part, (Ge, Le)) else small.is_nonnegative):
                    continue
                for values in matches(large, node, frozenset(letters)):
                    if substitute(large, values) == node and all(letter in values and self.fits(letter, values[letter]) for letter in letters) and all(
                            self.proves(substitute(condition, values)) for condition in conditions):
                        return True
        return False

    def _sum_of_sizes(self, node) -> bool:
        """A sum over all entries of a vector that is not 0, of terms that are not negative and are 0 only where the entry is."""
        body, (place, lower, upper) = peel(node)
        inner, found = self.inside(node), set()

        def only_there(part) -> bool:
            if isinstance(part, entry) and part.args[1:] == (place, 1):
                found.add(part.args[0])
                return True
            if part.is_Mul:
                return all(map(only_there, part.args))
            if isinstance(part, Abs) or part.is_Pow and not isinstance(part, exp) and inner.is_positive(part.exp):
                return only_there(part.args[0])
            return inner.is_nonzero(part)

        if lower != 1 or not only_there(body) or len(found) != 1:
            return False
        vector, = found
        return tuple(vector.shape) == (upper, 1) and inner.is_nonnegative(body) and self.is_positive(frobenius(vector))

    def _derivative_by_rules(self, strict, node) -> bool:
        """The sign of a derivative is that of the formula which the rules of calculus give."""
        formula = self.normalizer.by_rules(node.expr, node.variable_count)
        return formula is not None and not formula.has(Derivative) and (self.is_positive if strict else self.is_nonnegative)(formula)

    def bounds_at_hand(self) -> list:
        """Bounds that quantified statements give at their own letters, where their conditions are among what is known."""
        if self._at_hand is None:
            known = {upright(statement) for statement in self.statements}
            said = [part for statement in self.statements if isinstance(statement, ForAll) and all(
                        upright(condition) in known for condition in conditions_of(statement)) and statement.args[1]
                    for part in (statement.args[2].args if isinstance(statement.args[2], (And, Both)) else (statement.args[2],))]
            self._at_hand = [(part.gts - part.lts, isinstance(part, (Gt, Lt))) for part in said if isinstance(part, (Gt, Ge, Lt, Le))]
        return self._at_hand

    def _common_factors(self, node):
        """The factors that all terms of a sum share, and what is left, as the normal form shows them; nothing if there are none."""
        terms = self.normalizer.poly(node)
        shared = frozenset.intersection(*terms) if terms else frozenset()
        outside = frozenset(item for item in shared if item[1] > 0 and not isinstance(item[0][0], Sum))
        if not outside:
            return ()
        rest = {monomial - outside: coefficient for monomial, coefficient in terms.items()}
        return (*(ring.monomial_expression(frozenset({item})) for item in outside), ring.to_expression(rest))

    def fits(self, letter, value) -> bool:
        """Whether the value visibly has what the declaration of a letter says."""
        tests = {"integer": lambda: value.is_integer, "real": lambda: self.is_real(value), "positive": lambda: self.is_positive(value),
                 "nonnegative": lambda: self.is_nonnegative(value), "nonzero": lambda: self.is_nonzero(value)}
        return isinstance(letter, Symbol) and all(test() for word, test in tests.items() if letter.assumptions0.get(word))
