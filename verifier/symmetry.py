"""Mutants that say the same because a standard normal vector and its negative have one law.

E f(X) is E f(-X), both undefined if one is, when X is all that is random in the mean and all its entries are turned at once.
"""

from __future__ import annotations

from sympy import Derivative, Dummy
from sympy.core.function import UndefinedFunction
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from verifier.claim import Claim
from verifier.operators import E, IndependentEntries, StandardNormal
from verifier.symbols import Random, RandomVector
from verifier.tools.context import Context
from verifier.valuation import parts_of, symbols_of


def are_mirrored(mutant, said, claim: Claim, context: Context) -> bool:
    """Whether mutant and statement have one normal form once each mean stands for its mirror image as well."""
    images, kept = {}, []
    for mean in sorted(parts_of(said, E), key=str) + sorted(parts_of(mutant, E) - parts_of(said, E), key=str):
        turned = _turned(mean.args[0], claim)
        image = next((other for other in kept if context.same_term(other.args[0], turned)), None) if turned is not None else None
        if image is None:
            kept.append(mean)
        else:
            images[mean] = image
    return bool(images) and context.same(_replaced(mutant, images), _replaced(said, images))


def _replaced(statement, images: dict):
    """The statement with other means; a relation is not evaluated, for what it divides by must not be lost."""
    if isinstance(statement, Relational):
        return statement.func(*(side.xreplace(images) for side in statement.args), evaluate=False)
    return statement.xreplace(images)


def _turned(body, claim: Claim):
    """The body at the negatives of the standard normal numbers that it is a function of; None if anything else in it is random."""
    keys = symbols_of(body)
    random = [key for key in keys if isinstance(key, (Random, RandomVector, UndefinedFunction))]
    normal, independent = (_declared(claim, kind) for kind in (StandardNormal, IndependentEntries))
    if len(random) != 1 or random[0] not in normal or isinstance(random[0], RandomVector) and random[0] not in independent:
        return None
    if body.has(Derivative) or set(symbols_of(body, definitions=claim.definitions)) != set(keys):  # a defined part may hide what is random
        return None
    entries = {random[0]} if isinstance(random[0], Random) else {entry for entry in parts_of(body, Indexed) if entry.base == random[0]}
    if random[0] in parts_of(body.xreplace({entry: Dummy() for entry in entries}), RandomVector):  # the vector as a whole, not by its entries
        return None
    return body.xreplace({entry: -entry for entry in entries})


def _declared(claim: Claim, kind) -> set:
    return {argument for premise in claim.given if isinstance(premise.statement, kind) for argument in premise.statement.args}


__all__ = ["are_mirrored"]
