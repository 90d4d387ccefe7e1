"""Mutants that say the same as the statement: by their normal form, by the sign of what is 0, or by the symmetry of normal laws."""

from __future__ import annotations

from sympy import Derivative, Dummy, Eq, Ne, S, Tuple, ZeroMatrix
from sympy.core.function import UndefinedFunction
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from verifier.claim import Claim
from verifier.mutants.implication import quietly
from verifier.tools.context import Context
from verifier.vocabulary.operators import Both, E, ForAll, Iff, Implies, IndependentEntries, StandardNormal
from verifier.vocabulary.symbols import Random, RandomVector
from verifier.vocabulary.valuation import parts_of, symbols_of

COMPOUND = (Implies, Iff, Both, ForAll, Tuple)
MULTIPLES = (2, S.Half, -1)


def reason_for_sameness(mutant, said, claim: Claim, context: Context) -> str:
    """Why the mutant is true exactly where the statement is, in words; empty if that is not seen."""
    reasons = {"one normal form": lambda: context.same(mutant, said),
               "a multiple of a number is 0 where the number is": lambda: are_equivalent(mutant, said, context),
               "a standard normal number and its negative have one law": lambda: are_mirrored(mutant, said, claim, context)}
    return next((reason for reason, question in reasons.items() if quietly(question)), "")


def are_equivalent(first, second, context: Context) -> bool:
    """Whether two statements have the same parts, up to multiples of what is said to be 0 or not to be."""
    if first == second or context.same(first, second):
        return True
    if type(first) is not type(second) or len(first.args) != len(second.args):
        return False
    if isinstance(first, (Eq, Ne)):
        return (first.rhs == second.rhs and (first.rhs == 0 or isinstance(first.rhs, ZeroMatrix))
                and any(context.same_term(first.lhs, multiple * second.lhs) for multiple in MULTIPLES))
    inner = Context(()) if isinstance(first, ForAll) else context  # what is known of a letter is not known of a bound one of its name
    return isinstance(first, COMPOUND) and all(are_equivalent(*parts, inner) for parts in zip(first.args, second.args))


def are_mirrored(mutant, said, claim: Claim, context: Context) -> bool:
    """Whether mutant and statement have one normal form once each mean stands for its mirror image as well.

    E f(X) is E f(-X), both undefined if one is, when X is all that is random in the mean and all its entries are turned at once.
    """
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


__all__ = ["are_equivalent", "are_mirrored", "reason_for_sameness"]
