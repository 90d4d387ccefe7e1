"""Inductions: where they start, any place from there on, and what both sides gain to the next one, or by which factor products grow."""

from __future__ import annotations

import sympy as sp

from verifier.tools.binding import bound_anywhere, substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.instances import Rejected
from verifier.tools.relations import ORDER, sides_of
from verifier.tools.settled import settled


def counted_from(n, premises=()):
    """The least value that the declaration of a whole number and the premises n >= c leave it; None where nothing bounds it from below."""
    bounds = [sp.S.One if n.is_positive else sp.S.Zero if n.is_nonnegative else None, *(least_of(item, n) for item in premises)]
    return max((bound for bound in bounds if bound is not None), default=None)


def least_of(premise, n):
    """The least value that a premise n >= c or n > c leaves a whole number, for an integer c; None where it says something else."""
    if not isinstance(premise, ORDER):
        return None
    small, large, strict = sides_of(premise)
    return small + strict if large == n and small.is_Integer else None


def any_place(n, start, premises) -> tuple:
    """(a letter for any whole number from the start on, the premises that do not speak of n, these and what is known of the letter)."""
    others = tuple(item for item in premises if n not in item.free_symbols)
    letter = letter_from(n, start)
    return letter, others, (*others, sp.Ge(letter, start, evaluate=False))


def letter_from(n, start):
    """A letter of the variable's name for any whole number from the start on."""
    return sp.Symbol(n.name, integer=True, **({"positive": True} if start.is_positive else {"nonnegative": True} if start.is_nonnegative else {}))


def check_free(n, *sides) -> None:
    """The variable of an induction is bound nowhere inside."""
    if any(n in bound_anywhere(side) for side in sides):
        raise Rejected("the induction variable is bound inside")


def products_of(side) -> list:
    """The products among the factors of a side."""
    return [factor for factor in sp.Mul.make_args(side) if isinstance(factor, sp.Product)]


def grown_by_a_factor(sides, n, context):
    """left = right at n + 1, where a product P of the left side h P is known by what holds at n; or with the sides exchanged; or None.

    P is right/h where h is not 0, but for factors that stay, which may be 0; and where the right side stays, h P has to stay too.
    Every product up to n + 1 stands as the one up to n, times its last factor.
    """
    for side, other in (sides, sides[::-1]):
        for product in products_of(side):
            last, rest = _last_factor(product, n), sp.Mul(*(factor for factor in sp.Mul.make_args(side) if factor != product))
            if last is None or product in sp.preorder_traversal(rest):
                continue
            _, moving = rest.as_independent(n, as_Add=False)
            if context.is_nonzero(moving):
                return sp.Eq(_one_further(moving, n) * last * other / moving, _one_further(other, n), evaluate=False)
            if n not in other.free_symbols:
                return sp.Eq(_one_further(moving, n) * last, moving, evaluate=False)
    return None


def _last_factor(product, n):
    """The factor that the product gains from n to n + 1, or None."""
    k, lower, upper = product.limits[0]
    if len(product.limits) != 1 or n in product.function.free_symbols or n in lower.free_symbols or sp.expand(upper.xreplace({n: n + 1}) - upper) != 1:
        return None
    return substitute(product.function, {k: sp.expand(upper + 1)})


def _one_further(expression, n):
    """The expression at n + 1."""
    products = {node: sp.Dummy() for node in expression.atoms(sp.Product) if n in node.free_symbols and _last_factor(node, n) is not None}
    moved = substitute(expression.xreplace(products), {n: n + 1})
    return moved.xreplace({place: node * _last_factor(node, n) for node, place in products.items()})


def grown_by_one(head, before, after, n):
    """The relation between what both sides gain from n to n + 1."""
    return head(*(_growth(*pair, n) for pair in zip(before, after, strict=True)), evaluate=False)


def _growth(before, after, n):
    """after - before, where sums with the same terms leave only the terms that were added."""
    total = sp.S.Zero
    old = list(sp.Add.make_args(before))
    new = list(sp.Add.make_args(after))
    for term in old:
        if n not in term.free_symbols and term in new:
            new.remove(term)
            continue
        coefficient, rest = term.as_independent(sp.Sum, as_Add=False) if term.has(sp.Sum) else (sp.S.One, None)
        if isinstance(rest, sp.Sum) and len(rest.limits[-1]) == 3 and n not in coefficient.free_symbols:
            *inner, (k, lower, upper) = rest.limits
            each = sp.Sum(rest.function, *inner) if inner else rest.function  # for one value of the last letter
            grown = coefficient * substitute(rest, {n: n + 1})
            steps = sp.expand(upper.xreplace({n: n + 1}) - upper)
            if n not in each.free_symbols and n not in lower.free_symbols and steps.is_Integer and 0 <= steps < 20 and grown in new:
                new.remove(grown)
                total += coefficient * sp.Add(*(_pulled_out(substitute(each, {k: sp.expand(upper + i)})) for i in range(1, int(steps) + 1)))
                continue
        total -= term
    return total + sp.Add(*new)


def _pulled_out(node):
    """A sum with what does not depend on its letter in front."""
    if not isinstance(node, sp.Sum) or len(node.limits) != 1:
        return node
    constant, terms = sp.factor_terms(node.function).as_independent(node.limits[0][0], as_Add=False)
    return constant * sp.Sum(terms, *node.limits)


def without_factor(statement, context, data):
    """Both sides divided by what stands before the sum, and before its terms, and moves with n: a factor c(n) that is not 0."""
    n, = data
    if not isinstance(statement, sp.Eq) or sum(side.has(sp.Sum) for side in statement.args) != 1:
        return None
    position = 0 if statement.lhs.has(sp.Sum) else 1
    sums, others = ([item for item in sp.Mul.make_args(statement.args[position]) if isinstance(item, sp.Sum) is wanted] for wanted in (True, False))
    if len(sums) != 1 or len(sums[0].limits) != 1 or len(sums[0].limits[0]) != 3 or any(item.has(sp.Sum) for item in others):
        return None
    k, low, high = sums[0].limits[0]
    term = settled(sums[0].function).replace(
        lambda node: node.is_Pow and node.exp.is_Add and context.is_nonzero(node.base),
        lambda node: sp.Mul(*(node.base**part for part in node.exp.args)))
    before, inside = term.as_independent(k, as_Add=False)
    fixed, moving = sp.Mul(*others, before).as_independent(n, as_Add=False)
    if moving == 1 or inside.has(sp.Sum) or doubts(moving, context) or not context.is_nonzero(moving):
        return None
    sides = [settled(statement.args[1 - position]) / moving, fixed * sp.Sum(inside, (k, low, high))]
    return sp.Eq(*(sides[::-1] if position == 0 else sides), evaluate=False)
