"""Matrices of every shape in normal form: linear combinations of words in letters, in the free algebra.

A letter is a matrix symbol, its transpose, the inverse of a canonical matrix, a pseudo-inverse or a diagonal
matrix.  Used are the ring laws, (XY)^T = Y^T X^T, P^-1 P = P P^-1 = I where a cited fact says that P is invertible, and that
diagonal matrices multiply entrywise; equations that a step cites come in as rules `word -> combination`.
Traces are cyclic and blind to transposition.
"""

from __future__ import annotations

from functools import cache
from itertools import count

from sympy import (
    Adjoint,
    BlockMatrix,
    Dummy,
    HadamardProduct,
    Identity,
    Inverse,
    MatAdd,
    MatMul,
    MatPow,
    MatrixExpr,
    MatrixSymbol,
    S,
    Symbol,
    Transpose,
    ZeroMatrix,
    conjugate,
)
from sympy.core.sorting import default_sort_key

from verifier.tools.binding import substitute
from verifier.tools.matrices.matrix_inverses import MatrixInverses
from verifier.tools.matrices.matrix_numbers import MatrixNumbers, is_real_matrix, is_unit, number_at
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.polynomial import Polynomial
from verifier.tools.normal_forms.terms import bound_height, place_in
from verifier.tools.work import NORMAL_FORM, charge
from verifier.vocabulary.notions import with_entries
from verifier.vocabulary.operators import column, diagonal, pinv

MAX_REWRITES = 400


class MatrixForms(MatrixInverses, MatrixNumbers):
    """Matrices as mappings {word: scalar polynomial}; a word is a tuple of letters, () the identity."""

    def __init__(self, normalizer):
        self.scalars = normalizer
        self.rules: list[tuple[tuple, dict]] = []  # (word, combination) from cited equations
        self._forms: dict = {}
        self._inverses: dict = {}
        self._budget = MAX_REWRITES
        self._granted: frozenset | None = None

    def take(self, rules) -> None:
        """Further rules; what was found out without them is forgotten."""
        self.rules.extend(rules)
        if rules:
            self._forms.clear()
            self.scalars._memo.clear()

    # -- reading ------------------------------------------------------------------------------------------

    def form(self, node) -> dict:
        """The combination of words that a matrix is."""
        known = self._forms.get(node)
        if known is None:
            charge(NORMAL_FORM)
            known = self._forms[node] = self._form(node)
        return known

    def _form(self, node) -> dict:
        if isinstance(node, ZeroMatrix):
            return {}
        if isinstance(node, Identity):
            return {(): ring.constant(1)}
        if isinstance(node, MatrixSymbol):
            return self._reduce({(node,): ring.constant(1)})
        if isinstance(node, MatAdd) or node.is_Add:
            return self._add(*(self.form(term) for term in node.args))
        if isinstance(node, MatMul) or node.is_Mul:
            total = {(): ring.constant(1)}
            scalar = ring.constant(1)
            for factor in node.args:
                if isinstance(factor, MatrixExpr):
                    total = self._multiply(total, self.form(factor))
                else:
                    scalar = ring.multiply(scalar, self.scalars.poly(factor))
            return self._reduce(self._scale(total, scalar))
        if isinstance(node, Transpose):
            return self._transpose(self.form(node.arg))
        if isinstance(node, Adjoint):
            return self._adjoint(self.form(node.arg))
        if isinstance(node, MatPow) and not isinstance(node, Inverse) and node.exp.is_Integer and node.exp >= 0:
            total = {(): ring.constant(1)}
            for _ in range(int(node.exp)):
                total = self._multiply(total, self.form(node.base))
            return total
        if isinstance(node, MatPow) and not isinstance(node, Inverse) and not node.exp.is_Integer:
            return self._power(node)
        if isinstance(node, (Inverse, MatPow)):
            power = -int(node.exp)
            total = {(): ring.constant(1)}
            for _ in range(power):
                total = self._multiply(total, self._inverse(node.base if isinstance(node, MatPow) else node.arg))
            return total
        if isinstance(node, diagonal):
            return self._diagonal(node)
        if isinstance(node, with_entries):
            return self._with_entries(node)
        if isinstance(node, column):
            if isinstance(node.args[0], Identity):
                return {(node,): ring.constant(1)}
            unit = column(Identity(node.args[0].shape[1]), self.scalars.canonical(node.args[1]))
            return self._multiply(self.form(node.args[0]), {(unit,): ring.constant(1)})
        if isinstance(node, BlockMatrix):
            return self._reduce({(BlockMatrix([[self.canonical(block) for block in row] for row in node.blocks.tolist()]),): ring.constant(1)})
        parts = [self.scalars.canonical(argument) for argument in node.args]
        if isinstance(node, HadamardProduct):  # it commutes
            parts.sort(key=default_sort_key)
        letter = node.func(*parts) if parts else node
        return self._reduce({(letter,): ring.constant(1)})

    def _diagonal(self, node) -> dict:
        variable, lower, upper = node.args[1]
        new = place_in(node.args[0], "integer", self.scalars.context.named)
        body = self.scalars.poly(substitute(node.args[0], {variable: new}))
        total: dict = {}
        for monomial, coefficient in body.items():
            inside = frozenset(item for item in monomial
                               if new in item[0][0].free_symbols or new in item[0][1].free_symbols)
            if inside:
                entry_of = ring.monomial_expression(inside)
                name = Symbol(f"_{bound_height(entry_of) + 1}", integer=True)
                word = (diagonal(entry_of.xreplace({new: name}), (name, lower, upper)),)
            else:
                word = ()
            total = self._add(total, {word: {monomial - inside: coefficient}})
        return total

    def _power(self, node) -> dict:
        """A^k for a number k that need not be known: one letter, whose exponent is in normal form."""
        exponent = self.scalars.canonical(node.exp)
        if exponent.is_Integer:
            return self.form(MatPow(node.base, exponent))
        base = self.form(node.base)
        if len(base) == 1 and exponent.is_integer:
            (word, scalar), = base.items()
            if len(word) == 1:  # (c A)^k = c^k A^k, and diagonal matrices have powers entry by entry
                letter, = word
                power = (self._diagonal(diagonal(letter.args[0]**exponent, letter.args[1])) if isinstance(letter, diagonal)
                         else {(MatPow(letter, exponent),): ring.constant(1)})
                return power if scalar == ring.constant(1) else self._scale(power, self.scalars.poly(ring.to_expression(scalar)**exponent))
        return {(MatPow(self._to_expression(base, node.shape), exponent),): ring.constant(1)}

    def _with_entries(self, node) -> dict:
        """One letter, whose body is in normal form and has canonical names for row and column."""
        places = next(pair for pair in map(_places, count()) if not node.args[0].has(*pair) and not self.scalars.context.named & set(pair))
        body = self.scalars.canonical(substitute(node.args[0], dict(zip(node.bound_symbols, places, strict=True))))
        height = bound_height(body)
        names = [Symbol(f"_{height + step}", integer=True) for step in (1, 2)]
        letter = with_entries(body.xreplace(dict(zip(places, names, strict=True))),
                              *((name, 1, size) for name, size in zip(names, node.shape, strict=True)))
        return self._reduce({(letter,): ring.constant(1)}) if body != 0 else {}

    def _is_square(self, letter) -> bool:
        return letter.shape[0] == letter.shape[1]

    # -- computing ----------------------------------------------------------------------------------------

    def _add(self, *forms) -> dict:
        total: dict = {}
        for form in forms:
            for word, value in form.items():
                total[word] = ring.add(total.get(word, {}), value)
        return {word: value for word, value in total.items() if value}

    def _scale(self, form: dict, scalar: Polynomial) -> dict:
        return {word: product for word, value in form.items() if (product := ring.multiply(value, scalar))}

    def _multiply(self, left: dict, right: dict) -> dict:
        charge(len(left) * len(right))
        total: dict = {}
        for first, a in left.items():
            for second, b in right.items():
                total = self._add(total, self._reduce({first + second: ring.multiply(a, b)}))
        return total

    def _transpose(self, form: dict) -> dict:
        total: dict = {}
        for word, value in form.items():
            turned = {(): value}
            for letter in reversed(word):
                turned = self._multiply(turned, self._transpose_letter(letter))
            total = self._add(total, turned)
        return total

    def _transpose_letter(self, letter) -> dict:
        if isinstance(letter, diagonal) or tuple(letter.shape) == (1, 1):
            return {(letter,): ring.constant(1)}
        if isinstance(letter, Transpose):
            return {(letter.arg,): ring.constant(1)}
        if isinstance(letter, BlockMatrix):
            return self.form(letter.T)
        if isinstance(letter, Inverse):
            return self._inverse(self._to_expression(self._transpose(self.form(letter.arg)), letter.shape))
        if isinstance(letter, with_entries):
            return self.form(letter.T)
        if isinstance(letter, MatPow):
            return self.form(MatPow(self._to_expression(self._transpose(self.form(letter.base)), letter.shape), letter.exp))
        if isinstance(letter, pinv):  # (A^T)^+ = (A^+)^T
            return self.form(pinv(self._to_expression(self._transpose(self.form(letter.args[0])), letter.shape)))
        return self._reduce({(Transpose(letter),): ring.constant(1)})

    def _adjoint(self, form: dict) -> dict:
        """The conjugate transpose; that of a real matrix is its transpose."""
        total: dict = {}
        for word, value in form.items():
            turned = {(): self.scalars.poly(conjugate(ring.to_expression(value)))}
            for letter in reversed(word):
                turned = self._multiply(turned, self._adjoint_letter(letter))
            total = self._add(total, turned)
        return total

    def _adjoint_letter(self, letter) -> dict:
        if isinstance(letter, diagonal):
            return self._diagonal(diagonal(conjugate(letter.args[0]), letter.args[1]))
        if isinstance(letter, Adjoint):
            return self.form(letter.arg)
        if isinstance(letter, Inverse):
            return self._inverse(self._to_expression(self._adjoint(self.form(letter.arg)), letter.shape))
        if isinstance(letter, MatPow):
            return self.form(MatPow(self._to_expression(self._adjoint(self.form(letter.base)), letter.shape), letter.exp))
        if is_real_matrix(self.scalars.context, letter):
            return self._transpose_letter(letter)
        return self._reduce({(Adjoint(letter),): ring.constant(1)})

    def _reduce(self, form: dict) -> dict:
        """Apply the rules until none fits; the budget guards against rules that run in circles."""
        for _ in range(self._budget):
            for word, value in form.items():
                part = self._cancelled_part(word, value)  # before x^T P^-1 y becomes a number
                if part is not None:
                    form = self._add(form, *part)
                    break
                hit = self._first_hit(word)
                if hit is not None:
                    start, length, replacement = hit
                    rest = {key: item for key, item in form.items() if key != word}
                    moved = {word[:start] + inner + word[start + length:]: ring.multiply(value, scalar)
                             for inner, scalar in replacement.items()}
                    form = self._add(rest, *({key: item} for key, item in moved.items()))
                    break
            else:
                return form
        raise ring.TooLarge("the cited matrix equations rewrite in circles; cite fewer of them in one step")

    def _first_hit(self, word):
        for start in range(len(word)):
            for left, replacement in self.rules:
                if word[start:start + len(left)] == left:
                    return start, len(left), replacement
                if (split := self._split_power(word[start:start + len(left)], left)) is not None:
                    before, after = split
                    return start, len(left), {(*before, *inner, *after): value for inner, value in replacement.items()}
            pair = self._pair_rule(word[start:start + 2])
            if pair is not None:
                return start, 2, pair
            if isinstance(word[start], Inverse):
                hit = self._cancel(word, start)
                if hit is not None:
                    return hit
            number = number_at(word, start)
            if number is not None:  # a 1 by 1 matrix is its trace times the identity
                return start, len(number), {(): self._trace_of_word(number, S.One)}
        return None

    def _split_power(self, part, left):
        """What is left of A^k X or X A^k, where A^(k - 1) exists, beside the A X or X A of a rule; or None."""
        if len(part) < 2 or len(part) != len(left):
            return None
        places = [place for place in (0, len(left) - 1) if part[place] != left[place]]
        if len(places) != 1 or part[1:-1] != left[1:-1]:
            return None
        place, = places
        base, exponent = power_of(part[place])
        if base != left[place] or exponent is S.One or not exponent.is_integer or not self.scalars.context.is_nonnegative(exponent - 1):
            return None
        rest = tuple(self.form(MatPow(base, exponent - 1)))[0]
        return (rest, ()) if place == 0 else ((), rest)

    def _pair_rule(self, pair):
        if len(pair) < 2:
            return None
        first, second = pair
        if isinstance(first, diagonal) and isinstance(second, diagonal) and first.shape == second.shape:
            variable, lower, upper = first.args[1]
            other = substitute(second.args[0], {second.args[1][0]: variable})
            return self._diagonal(diagonal(first.args[0] * other, (variable, lower, upper)))
        if (joined := joined_power(first, second)) is not None:
            return self.form(joined)
        if is_unit(second) and isinstance(first, diagonal):
            value = substitute(first.args[0], {first.args[1][0]: second.args[1]})
            return {(second,): self.scalars.poly(value)}
        if is_unit(second) and isinstance(first, Transpose) and is_unit(first.arg):
            from sympy import KroneckerDelta
            return {(): self.scalars.poly(KroneckerDelta(first.arg.args[1], second.args[1]))}
        return None

    # -- results -------------------------------------------------------------------------------------------

    def equal(self, left, right) -> bool:
        """Whether two matrices of the same shape have the same normal form."""
        if tuple(left.shape) != tuple(right.shape):
            return False
        return all(not ring.clear_denominators(value) for value in self._with_diagonals_joined(self.difference(left, right)).values())

    def difference(self, left, right) -> dict:
        """The combination of words that one matrix less the other is."""
        return self._add(self.form(left), self._scale(self.form(right), ring.constant(-1)))

    def _with_diagonals_joined(self, form: dict) -> dict:
        """The form with c X diag(a) Y + d X diag(b) Y as X diag(c a + d b) Y, which shows when it is zero."""
        total: dict = {}
        bodies: dict = {}
        for word, value in form.items():
            places = [place for place, letter in enumerate(word) if isinstance(letter, diagonal)]
            if len(places) != 1:
                total[word] = value
                continue
            place, = places
            variable, lower, upper = word[place].args[1]
            body = substitute(word[place].args[0], {variable: Symbol("_w", integer=True)})
            key = (word[:place], (lower, upper), word[place + 1:])
            bodies[key] = bodies.get(key, S.Zero) + ring.to_expression(value) * body
        for (before, limits, after), body in bodies.items():
            name = Symbol("_w", integer=True)
            inner = self.scalars.context.inside(diagonal(body, (name, *limits)))
            joined = ring.clear_denominators(inner.normalizer.poly(body))
            if joined:
                total[(*before, diagonal(body, (name, *limits)), *after)] = joined
        return total

    def _to_expression(self, form: dict, shape) -> MatrixExpr:
        terms = []
        for word in sorted(form, key=lambda item: [default_sort_key(letter) for letter in item]):
            scalar = ring.to_expression(form[word])
            matrix = Identity(shape[0]) if not word else (word[0] if len(word) == 1 else MatMul(*word))
            terms.append(matrix if scalar == 1 else MatMul(scalar, matrix))
        if not terms:
            return ZeroMatrix(*shape)
        return terms[0] if len(terms) == 1 else MatAdd(*terms)

    def canonical(self, node) -> MatrixExpr:
        """The normal form as a matrix expression."""
        return self._to_expression(self.form(node), node.shape)


@cache
def _places(depth: int) -> tuple:
    """Names for the row and the column of a matrix inside others, the same each time, so that what is found out of them is kept."""
    return Dummy("w", integer=True), Dummy("w", integer=True)


def joined_power(first, second):
    """A^a A^b as A^(a + b), where an exponent is a symbolic integer; both exist only for a, b >= 0 or for an invertible A."""
    (base, a), (other, b) = power_of(first), power_of(second)
    if base != other or a is b is S.One or not (a.is_integer and b.is_integer):
        return None
    return MatPow(base, a + b)


def power_of(letter) -> tuple:
    """(A, k) for the letter A^k with an exponent that need not be known, (A, 1) for any other letter."""
    return (letter.base, letter.exp) if isinstance(letter, MatPow) and not isinstance(letter, Inverse) else (letter, S.One)
