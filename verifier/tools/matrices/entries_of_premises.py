"""Entries that premises give for all their places: of "for all i, q[i] = c p[i]", the value c p[k] of q[k] for a place k in the range."""

from __future__ import annotations

from sympy import And, Eq, MatrixSymbol

from verifier.tools.binding import substitute
from verifier.tools.normal_forms.comparison import conditions_of
from verifier.vocabulary.operators import Both, ForAll, entry


def given_entries(statements) -> list:
    """(letters, the entry at them, conditions, value), each value free of the matrices that have one: putting them in once is enough."""
    found: list = []
    for statement in statements:
        if not isinstance(statement, ForAll):
            continue
        letters, _, said = statement.args
        for part in said.args if isinstance(said, (And, Both)) else (said,):
            taken = {place.args[0] for _, place, _, _ in found}
            used = set().union(*(value.atoms(MatrixSymbol) for *_, value in found))
            for place, value in (part.args, part.args[::-1]) if isinstance(part, Eq) else ():
                if _is_at(place, letters) and place.args[0] not in taken | used and not (taken | {place.args[0]}) & value.atoms(MatrixSymbol):
                    found.append((tuple(letters), place, conditions_of(statement), value))
                    break
    return found


def _is_at(place, letters) -> bool:
    """Whether it is the entry of a matrix at the letters, each of them once."""
    if not isinstance(place, entry) or not isinstance(place.args[0], MatrixSymbol):
        return False
    indices = [index for index, size in zip(place.args[1:], place.args[0].shape, strict=True) if not (size == 1 and index == 1)]
    return len(indices) == len(set(indices)) == len(letters) and set(indices) == set(letters)


def value_of_entry(node, given, context):
    """What the premises say that the entry is, where its place visibly meets their conditions; else None."""
    for letters, place, conditions, value in given:
        if place.args[0] != node.args[0] or any(a != b for a, b in zip(place.args[1:], node.args[1:], strict=True) if a not in letters):
            continue
        values = {letter: here for letter, here in zip(place.args[1:], node.args[1:], strict=True) if letter in letters}
        if all(context.fits(*pair) for pair in values.items()) and all(context.proves(substitute(condition, values)) for condition in conditions):
            return substitute(value, values)
    return None
