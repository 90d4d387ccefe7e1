"""Consequences of matrix equations: where the left sides of two rules overlap, both ways of rewriting are equal.

A round adds the equations of all overlaps as new rules (Knuth and Bendix, Buchberger, Mora: completion in the free
algebra).  Every new rule follows from the old ones, so that completing too little costs proofs, never truth.
"""

from __future__ import annotations

from fractions import Fraction

from sympy import Inverse, S

from verifier.tools.instances import matrix_rules
from verifier.tools.matrices.matrix_inverses import word_order
from verifier.tools.normal_forms import polynomial as ring

MOST_RULES, LONGEST, MOST_TERMS = 60, 7, 6


def complete(matrices, rounds: int) -> None:
    """Add the rules that follow from overlaps, `rounds` times; the inverses that exist take part."""
    known = list(matrices.rules)
    for _ in range(rounds):
        rules = [*matrices.rules, *_inverse_rules(matrices)]
        for first in rules:
            for second in rules:
                for difference in _overlaps(matrices, first, second):
                    if not difference or len(difference) > MOST_TERMS:
                        continue
                    for rule in matrix_rules(matrices, difference):
                        if (
                            len(rule[0]) <= LONGEST
                            and rule not in known
                            and len(known) < MOST_RULES
                            and not _renames_inverse(rule)
                        ):
                            known.append(rule)
        if len(known) == len(matrices.rules):
            return
        matrices.rules.clear()
        matrices.take(sorted(known, key=lambda rule: len(rule[0])))


def _renames_inverse(rule) -> bool:
    """Whether a rule replaces one letter by an inverse, or an inverse by others: transposes of inverses would run in circles."""
    lead, rest = rule
    return len(lead) == 1 and any(isinstance(letter, Inverse) for word in (lead, *rest) for letter in word)


def _inverse_rules(matrices) -> list:
    """P^-1 P = I and P P^-1 = I for the inverses that exist, solved for the largest word of P."""
    found = []
    for letter in sorted(matrices._granted_inverses(), key=str):
        form = matrices._inverses.get(letter)
        if not form:
            continue
        lead = max(form, key=word_order)
        if not lead or not matrices.scalars.context.is_nonzero(ring.to_expression(form[lead])):
            continue
        factor = matrices.scalars._raise_to(form[lead], S.One, Fraction(-1))
        rest = {word: ring.scale(value, -1) for word, value in form.items() if word != lead}
        for before, after in (((letter,), ()), ((), (letter,))):
            image = matrices._add({(): ring.constant(1)}, {(*before, *word, *after): value for word, value in rest.items()})
            found.append(((*before, *lead, *after), matrices._scale(image, factor)))
    return found


def _overlaps(matrices, first, second):
    """The differences of both ways to rewrite each word that the two left sides share."""
    (left, image), (right, other) = first, second
    minus = ring.constant(-1)
    for size in range(1, min(len(left), len(right))):
        if left[-size:] == right[:size]:
            one = matrices._multiply(image, {right[size:]: ring.constant(1)})
            two = matrices._multiply({left[:-size]: ring.constant(1)}, other)
            yield matrices._add(one, matrices._scale(two, minus))
    if first is not second:
        for start in range(len(left) - len(right) + 1):
            if left[start : start + len(right)] == right:
                inner = matrices._multiply(
                    matrices._multiply({left[:start]: ring.constant(1)}, other), {left[start + len(right) :]: ring.constant(1)}
                )
                yield matrices._add(image, matrices._scale(inner, minus))
