"""Numbers that matrices give: traces, entries, and products that are 1 by 1."""

from __future__ import annotations

from sympy import Expr, Identity, Inverse, KroneckerDelta, MatMul, MatPow, MatrixExpr, MatrixSymbol, OneMatrix, S, Trace, Transpose, Tuple
from sympy.core.sorting import default_sort_key

from verifier.tools.binding import substitute
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.polynomial import Polynomial
from verifier.vocabulary.notions import with_entries
from verifier.vocabulary.operators import column, diagonal, entry
from verifier.vocabulary.symbols import ComplexMatrix


class MatrixNumbers:
    """The part of the matrix forms that reads scalars off words; reducing and transposing come from the whole."""

    def _turned_word(self, word):
        """The transpose of a word where it is one word again, or None."""
        turned: tuple = ()
        for letter in reversed(word):
            form = self._transpose_letter(letter)
            (part, scalar), = form.items() if len(form) == 1 else (((), None),)
            if scalar != ring.constant(1):
                return None
            turned += part
        return turned

    def trace(self, node) -> Polynomial:
        """The trace: of each word the least among its rotations and theirs transposed."""
        total: Polynomial = {}
        for word, value in self.form(node).items():
            total = ring.add(total, ring.multiply(value, self._trace_of_word(word, node.shape[0])))
        return total

    def _trace_of_word(self, word, size) -> Polynomial:
        if not word:
            return self.scalars.poly(size)
        for turn in range(1, len(word)):
            rotated = word[turn:] + word[:turn]
            if self._first_hit(rotated) is not None:
                reduced = self._reduce({rotated: ring.constant(1)})
                return ring.add({}, *(ring.multiply(value, self._trace_of_word(item, rotated[0].shape[0]))
                                      for item, value in reduced.items()))
        for turn in range(len(word)):
            rotated = word[turn:] + word[:turn]
            if is_unit(rotated[-1]) and is_turned_unit(rotated[0]):  # Tr(e_a^T X e_b) = X_ab
                return self._entry_of_word(rotated[1:-1], rotated[0].arg.args[1], rotated[-1].args[1])
        variants = [word[turn:] + word[:turn] for turn in range(len(word))]
        if self._is_opposite_of_transpose(word, variants):
            return {}
        back = self._turned_word(word)
        if back is not None:
            variants += [back[turn:] + back[:turn] for turn in range(len(back))]
        least = min(variants, key=lambda item: [default_sort_key(letter) for letter in item])
        return ring.generator(Trace(least[0] if len(least) == 1 else MatMul(*least)))

    def _is_opposite_of_transpose(self, word, rotations) -> bool:
        """Whether the transpose is minus a rotation, as for skew-symmetric matrices: then the trace is 0."""
        turned, scalar = (), ring.constant(1)
        for letter in reversed(word):
            form = self._transpose_letter(letter)
            if len(form) != 1:
                return False
            (part, value), = form.items()
            turned, scalar = turned + part, ring.multiply(scalar, value)
        return turned in rotations and scalar == ring.constant(-1)

    def is_trace_of_square(self, node) -> bool:
        """Whether the matrix is one word, a rotation of X^T X, so that its trace is the squared norm of X."""
        form = self.form(node.args[0])
        (word, scalar), = form.items() if len(form) == 1 else (((), None),)
        if not word or scalar != ring.constant(1) or len(word) % 2:
            return False
        half = len(word) // 2
        rotations = [word[turn:] + word[:turn] for turn in range(half)]
        return all(is_real_matrix(self.scalars.context, letter) for letter in word) and any(self._turned_word(item[half:]) == item[:half] for item in rotations)

    def entry(self, which, i, j) -> Polynomial:
        """An entry, linear in the matrix; entries of longer words stay as they are."""
        i, j = self.scalars.canonical(i), self.scalars.canonical(j)
        total: Polynomial = {}
        for word, value in self.form(which).items():
            total = ring.add(total, ring.multiply(value, self._entry_of_word(word, i, j)))
        return total

    def _entry_of_word(self, word, i, j) -> Polynomial:
        if not word:
            return self.scalars.poly(KroneckerDelta(i, j))
        if len(word) == 1:
            letter = word[0]
            if isinstance(letter, Transpose):
                return self._entry_of_word((letter.arg,), j, i)
            value = self.scalars.context.value_of_entry(entry(letter, i, j)) if isinstance(letter, MatrixSymbol) else None
            if value is not None:
                return self.scalars.poly(value)
            if isinstance(letter, diagonal):
                value = substitute(letter.args[0], {letter.args[1][0]: i})
                return ring.multiply(self.scalars.poly(KroneckerDelta(i, j)), self.scalars.poly(value))
            if isinstance(letter, with_entries):
                return self.scalars.poly(substitute(letter.args[0], dict(zip(letter.bound_symbols, (i, j), strict=True))))
            if isinstance(letter, OneMatrix):
                return ring.constant(1)
            if is_unit(letter):
                return self.scalars.poly(KroneckerDelta(i, letter.args[1]))
        if is_unit(word[-1]):
            return self._entry_of_word(word[:-1], i, word[-1].args[1])
        if is_turned_unit(word[0]):
            return self._entry_of_word(word[1:], word[0].arg.args[1], j)
        for cut in range(1, len(word)):
            if word[cut].shape[0] == 1:  # a column times a row
                return ring.multiply(self._entry_of_word(word[:cut], i, S.One), self._entry_of_word(word[cut:], S.One, j))
        back = self._turned_word(word)
        variants = [(word, i, j)] + [(back, j, i)] * (back is not None)
        word, i, j = min(variants, key=lambda item: (len(item[0]) == 1 and isinstance(item[0][0], Transpose),
                                                     [default_sort_key(part) for part in (*item[0], *item[1:])]))
        return ring.generator(entry(word[0] if len(word) == 1 else MatMul(*word), i, j))


def is_real_matrix(context, node) -> bool:
    """Whether the entries of the matrix are visibly real: the numbers that stand in it are, and its symbols are declared so."""
    if isinstance(node, ComplexMatrix):
        return False
    inner = context.inside(node) if getattr(node, "bound_symbols", ()) else context
    return all(is_real_matrix(inner, part) if isinstance(part, (MatrixExpr, Tuple)) else inner.is_real(part)
               for part in node.args if isinstance(part, (Expr, Tuple)))


def split_powers(context, word):
    """The places of powers X^e with e >= 1 in the word, each with X and X^(e - 1)."""
    for place, letter in enumerate(word):
        if isinstance(letter, MatPow) and not isinstance(letter, Inverse) and context.is_nonnegative(letter.exp - 1):
            yield place, letter.base, MatPow(letter.base, context.normalizer.canonical(letter.exp - 1))


def number_at(word, start):
    """The shortest part of the word from `start` that is a 1 by 1 matrix, such as x^T A y, or None."""
    if word[start].shape[0] != 1:
        return None
    end = next((place for place in range(start, len(word)) if word[place].shape[1] == 1), None)
    return None if end is None else word[start:end + 1]


def is_turned_unit(letter) -> bool:
    """Whether the letter is a transposed column of the identity."""
    return isinstance(letter, Transpose) and is_unit(letter.arg)


def is_unit(letter) -> bool:
    """Whether the letter is a column of the identity."""
    return isinstance(letter, column) and isinstance(letter.args[0], Identity)
