"""Inverses in the normal form of matrices: P^-1 P = P P^-1 = I where a cited fact says that P is invertible."""

from __future__ import annotations

from fractions import Fraction

from sympy import Adjoint, Determinant, Gt, Inverse, Lt, Ne, S
from sympy.core.sorting import default_sort_key

from verifier.tools.matrices.matrix_numbers import split_powers
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.comparison import conditions_of
from verifier.tools.normal_forms.polynomial import ONE
from verifier.vocabulary.operators import ForAll, Invertible, diagonal


class MatrixInverses:
    """The part of the matrix forms that knows inverses; reading, adding and reducing come from the whole."""

    def _inverse(self, base) -> dict:
        """P^-1: scalars come out, square letters and diagonal matrices are inverted one by one."""
        form = self.form(base)
        if len(form) == 1:
            (word, scalar), = form.items()
            if all(self._is_square(letter) for letter in word):
                outside = self.scalars._raise_to(scalar, S.One, Fraction(-1))
                inverted = {(): outside}
                for letter in reversed(word):
                    inverted = self._multiply(inverted, self._inverse_letter(letter))
                return inverted
        lead = max(form, key=word_order)
        scalar = form[lead]
        if len(scalar) == 1 and next(iter(scalar)) == ONE:
            form = self._scale(form, ring.constant(1 / scalar[ONE]))
            outside = ring.constant(1 / scalar[ONE])
        else:
            outside = ring.constant(1)
        whole = self._to_expression(form, base.shape)
        letter = Inverse(whole)
        self._inverses[letter] = form
        return self._scale({(letter,): ring.constant(1)}, outside)

    def _inverse_letter(self, letter) -> dict:
        if isinstance(letter, diagonal):
            variable, lower, upper = letter.args[1]
            return self._diagonal(diagonal(1 / letter.args[0], (variable, lower, upper)))
        if isinstance(letter, Inverse):
            return self.form(letter.arg)
        inverse = Inverse(letter)
        self._inverses[inverse] = {(letter,): ring.constant(1)}
        return {(inverse,): ring.constant(1)}

    def _cancel(self, word, position):
        """P^-1 lead(P) = (I - P^-1 rest(P)) / c, and the mirror image."""
        letter = word[position]
        if letter not in self._granted_inverses():
            return None
        form = self._inverses.get(letter)
        if form is None:
            form = self._inverses[letter] = self.form(letter.arg)
        lead = max(form, key=word_order)
        scalar = form[lead]
        if not self.scalars.context.is_nonzero(ring.to_expression(scalar)):
            return None
        factor = self.scalars._raise_to(scalar, S.One, Fraction(-1))
        rest = {item: ring.scale(value, -1) for item, value in form.items() if item != lead}
        after = word[position + 1:position + 1 + len(lead)]
        if lead and after == lead:
            body = self._add({(): ring.constant(1)}, {(letter, *item): value for item, value in rest.items()})
            return position, 1 + len(lead), self._scale(body, factor)
        before = word[position - len(lead):position] if position >= len(lead) else None
        if lead and before == lead:
            body = self._add({(): ring.constant(1)}, {(*item, letter): value for item, value in rest.items()})
            return position - len(lead), 1 + len(lead), self._scale(body, factor)
        return None

    def _cancelled_part(self, word, value):
        """For P = c lead + rest, where c may be 0: what to add to `value word` so that c P^-1 lead becomes I - P^-1 rest."""
        if not any(isinstance(letter, Inverse) and letter in self._granted_inverses() for letter in word):
            return None
        opened = [(*word[:place], *pair, *word[place + 1:]) for place, base, power in split_powers(self.scalars.context, word)
                  for pair in ((power, base), (base, power))]
        for whole in (word, *opened):
            for position, letter in enumerate(whole):
                if not isinstance(letter, Inverse) or letter not in self._granted_inverses():
                    continue
                form = self._inverses.get(letter) or self.form(letter.arg)
                lead = max(form, key=word_order)
                quotient = ring.quotient_by_monomial(value, form[lead])
                rest = {item: ring.scale(number, -1) for item, number in form.items() if item != lead}
                for start, sides in ((position, lambda item, own=letter: (own, *item)),
                                     (position - len(lead), lambda item, own=letter: (*item, own))):
                    if quotient and lead and start >= 0 and whole[start:start + len(lead) + 1] == sides(lead):
                        after = whole[start + len(lead) + 1:]
                        image = self._add({(): ring.constant(1)}, {sides(item): number for item, number in rest.items()})
                        gone = {word: ring.scale(ring.multiply(quotient, form[lead]), -1)}
                        return gone, *({(*whole[:start], *item, *after): ring.multiply(quotient, number)}
                                       for item, number in image.items())
        return None

    def _granted_inverses(self) -> frozenset:
        """The inverses that exist here because a cited fact says that a matrix is invertible; P^-1 P = I for these only."""
        if self._granted is None:
            self._granted = frozenset()  # while the arguments themselves are read
            for _ in range(2):  # once more, since inverses inside the arguments cancel where they exist
                found = set()
                for statement in self.scalars.context.statements:
                    if isinstance(statement, ForAll) and all(map(self.scalars.context.proves, conditions_of(statement))):
                        statement = statement.args[2]  # its variables taken as the symbols of the same names here
                    invertible = _said_invertible(statement)
                    if invertible is not None:
                        for matrix in (invertible, invertible.T, Adjoint(invertible)):
                            found |= {letter for word in self._inverse(matrix) for letter in word if isinstance(letter, Inverse)}
                self._granted |= found
                self._forms.clear()  # what was read before these cancelled
        return self._granted

    def has_inverse(self, matrix) -> bool:
        """Whether a cited fact says that the matrix is invertible; multiples of I and diagonal matrices without 0 visibly are."""
        form, context = self.form(matrix), self.scalars.context
        if not form:
            return False
        if len(form) == 1:
            (word, scalar), = form.items()
            diagonals = [letter for letter in word if isinstance(letter, diagonal)]
            if not (context.is_nonzero(ring.to_expression(scalar))
                    and all(context.inside(letter).is_nonzero(letter.args[0]) for letter in diagonals)):
                return False
        needed = {letter for word in self._inverse(matrix) for letter in word if isinstance(letter, Inverse)}
        return needed <= self._granted_inverses()


def _said_invertible(statement):
    """The matrix that the statement says to be invertible, in that word or by its determinant; or None."""
    if isinstance(statement, Invertible):
        return statement.args[0]
    if isinstance(statement, (Ne, Gt, Lt)) and S.Zero in statement.args:
        return next((side.arg for side in statement.args if isinstance(side, Determinant)), None)
    return None


def word_order(word):
    """Longer words first, then those with fewer diagonal matrices, so that rules move towards simple diagonal forms."""
    diagonals = [letter for letter in word if isinstance(letter, diagonal)]
    return (len(word), len(word) - len(diagonals), sum(letter.args[0].count_ops() for letter in diagonals),
            [default_sort_key(letter) for letter in word])
