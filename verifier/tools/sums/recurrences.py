"""Premises as recurrences: what they say of a function's next value, and the function unrolled from its first values.

A premise that speaks of f(n + 1) and f(n) says it for every n that the declaration of n and the bounds of n among the premises allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.tools.binding import free_symbols, substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.context import Context
from verifier.tools.instances import Rejected
from verifier.tools.rewritings import RULES
from verifier.tools.sums.induction_steps import counted_from, least_of
from verifier.vocabulary.operators import ForAll

ORDERED = {sp.Le: -1, sp.Lt: -1, sp.Ge: 1, sp.Gt: 1}
FLIPPED = {sp.Le: sp.Ge, sp.Lt: sp.Gt, sp.Ge: sp.Le, sp.Gt: sp.Lt}
MOST = 400  # replacements in one expression


@dataclass(frozen=True)
class Rule:
    """f(n + top) is `value`, or at most (-1) or at least (1) `value`, which speaks of earlier places."""

    function: Any
    top: int
    value: Any
    lowest: int  # the smallest shift of f in the value
    order: int = 0
    strict: bool = False


@dataclass(frozen=True)
class System:
    """The recurrences in one variable, the values given at numbered places, and what else is known."""

    variable: Any
    least: Any  # the variable's least value, or None
    rules: dict  # function -> Rule
    given: dict  # applied function at a numbered place -> value
    signs: tuple  # premises about f(n) alone, such as f(n) >= 0
    bounds: tuple  # premises about numbered places that give no value, such as f(0) > 0
    others: tuple  # premises without functions and without the variable

    def rule(self, function):
        """The recurrence of the function, or None."""
        return self.rules.get(function)

    def first_place(self, function):
        """The least place of the function of which a recurrence speaks."""
        rule = self.rules[function]
        return self.least + min(rule.lowest, rule.top)


def places(expression, n) -> dict:
    """{applied function: shift} of functions at n + shift; at other places the premises are not recurrences."""
    found = {}
    for node in expression.atoms(AppliedUndef):
        shift = sp.expand(node.args[0] - n) if len(node.args) == 1 else None
        if shift is None or not shift.is_Integer:
            if len(node.args) == 1 and node.args[0].is_Integer:
                continue
            raise Rejected(f"{node} does not stand at {n} plus a whole number")
        found[node] = int(shift)
    return found


def _opened(item):
    """The parts of a conjunction; of a "for all" over one variable without conditions what it says of that variable."""
    if isinstance(item, sp.And):
        return [part for inner in item.args for part in _opened(inner)]
    if isinstance(item, ForAll) and len(item.args[0]) == 1 and not item.args[1] and item.args[2].atoms(AppliedUndef):
        return _opened(item.args[2])
    return [item]


def _moving(statements) -> set:
    return {symbol for item in statements for node in item.atoms(AppliedUndef) for symbol in node.args[0].free_symbols}


def _last_places(statement) -> set:
    """The symbols up to which values of functions are summed or multiplied."""
    return {symbol for node in statement.atoms(sp.Sum, sp.Product) if node.atoms(AppliedUndef) for limit in node.limits for symbol in limit[-1].free_symbols}


def _in_the_variable_of(statement, premises):
    """The premises in the statement's own variable: what holds for every n holds for every k of the same kind."""
    old, new = _moving(premises), _moving([statement]) & free_symbols(statement) or _last_places(statement) & free_symbols(statement)
    if len(old) == len(new) == 1 and old != new and not new & {symbol for item in premises for symbol in item.free_symbols}:
        (before,), (after,) = old, new
        bounded = any(before in free_symbols(item) for item in premises if not item.atoms(AppliedUndef))  # which says nothing of the other letter
        if before.assumptions0 == after.assumptions0 and before not in free_symbols(statement) and not bounded:
            return [item.func(*(substitute(side, {before: after}) for side in item.args), evaluate=False)
                    if isinstance(item, Relational) else item for item in premises]
    return premises


def system_of(premises, statement=None) -> System:
    """The premises as recurrences, in the variable of the statement; Rejected where they are not."""
    premises = [part for item in premises for part in _opened(item)]
    premises = premises if statement is None else _in_the_variable_of(statement, premises)
    about = [item for item in premises if item.atoms(AppliedUndef)]
    moving = _moving(about)
    if len(moving) != 1:
        raise Rejected("expected recurrences in one variable")
    (n,) = moving
    if not n.is_integer:
        raise Rejected(f"{n} is not a whole number")
    least, others = counted_from(n, premises), []
    for item in premises:
        if item in about:
            continue
        if n not in free_symbols(item):
            others.append(item)
            continue
        if least_of(item, n) is None:
            raise Rejected(f"what {item} leaves of {n} is no interval")
    rules, given, signs, bounds = {}, {}, [], []
    context = Context([*others] + ([] if least is None else [sp.Ge(n, least, evaluate=False)]))
    for item in about:
        if not isinstance(item, Relational) or isinstance(item, sp.Ne):
            raise Rejected(f"{item} is no recurrence")
        at = places(item, n)
        if not at and n in free_symbols(item):
            raise Rejected(f"{item} speaks of {n} and of numbered places only")
        if not at and not _takes_value(item, given):
            bounds.append(item)
        elif not at:
            continue
        elif isinstance(item, tuple(ORDERED)) and len(at) == 1 and 0 in at.values() and any(side.is_number for side in item.args):
            signs.append(item if item.rhs.is_number else FLIPPED[item.func](item.rhs, item.lhs, evaluate=False))
        else:
            rule = _rule(item, n, at, context)
            if rule.function in rules:
                raise Rejected(f"{rule.function} has two recurrences")
            rules[rule.function] = rule
    if not rules:
        raise Rejected("no premise is a recurrence")
    return System(n, least, rules, given, tuple(signs), tuple(bounds), tuple(others))


def _takes_value(item, given) -> bool:
    """Whether the premise gives the value of a function at a numbered place; it is noted."""
    for head, value in (item.args, item.args[::-1]):
        if isinstance(item, sp.Eq) and isinstance(head, AppliedUndef) and not value.atoms(AppliedUndef) and head not in given:
            given[head] = value
            return True
    return False


def _rule(item, n, at, context) -> Rule:
    """The premise solved for the last place of a function; other functions may stand there at any place."""
    for head, value in (item.args, item.args[::-1]):
        if head in at and all(node.func != head.func or shift < at[head] for node, shift in places(value, n).items()):
            return _made(item, head, value, at, head is item.args[0])
    if isinstance(item, sp.Eq):
        for head in sorted(at, key=lambda node: (-at[node], str(node))):
            if any(node.func == head.func and shift >= at[head] and node != head for node, shift in at.items()):
                continue
            gap, mark = sp.expand(item.lhs - item.rhs), sp.Dummy("x")
            inside = gap.xreplace({head: mark})
            slope = sp.diff(inside, mark)
            if mark in slope.free_symbols or slope.atoms(AppliedUndef) or not context.is_nonzero(slope):
                continue
            return _made(item, head, sp.expand(-inside.xreplace({mark: sp.S.Zero})) / slope, at, True)
    raise Rejected(f"{item} does not give a next value")


def _made(item, head, value, at, left) -> Rule:
    order = ORDERED.get(item.func, 0) * (1 if left else -1)
    shifts = [shift for node, shift in at.items() if node.func == head.func]
    return Rule(head.func, at[head], value, min(shifts), order, isinstance(item, (sp.Lt, sp.Gt)))


def short(statement):
    """The statement with sums and products of a few numbered terms written out."""
    return RULES["short sums"](statement, Context(()), ())


def reduced(expression, system: System, n, base, floor, given=True):
    """The expression with every f(n + k), k >= base[f], replaced by what the equations say, as long as one applies.

    `floor` is the least value of n; at numbered places the given values stand.
    """
    spent = 0
    while spent < MOST:
        step = None
        for node in sorted(expression.atoms(AppliedUndef), key=sp.default_sort_key):
            if given and node in system.given:
                step = (node, system.given[node])
                break
            rule = system.rule(node.func)
            if rule is None or rule.order or len(node.args) != 1:
                continue
            shift = sp.expand(node.args[0] - n)
            if shift.is_Integer and n.is_Symbol and shift >= base[node.func]:
                place = n + shift - rule.top
                low = None if system.least is None else floor + shift - rule.top - system.least
            elif node.args[0].is_Integer:
                place = node.args[0] - rule.top
                low = None if system.least is None else place - system.least
            else:
                continue
            if low is None and node.args[0].is_Integer or low is not None and low < 0:  # no first place: nothing to come down to
                continue
            value = substitute(rule.value, {system.variable: sp.expand(place)})
            if node not in value.atoms(AppliedUndef):
                step = (node, value)
                break
        if step is None:
            return expression
        expression = expression.xreplace({step[0]: step[1]}) if not isinstance(expression, Relational) else expression.func(
            *(side.xreplace({step[0]: step[1]}) for side in expression.args), evaluate=False)
        spent += 1
    raise Rejected("the recurrences do not come to an end")


def goes_on(system: System, values, table, last) -> bool:
    """Whether the recurrences have values for ever after: for all numbers, or for those >= 0 or > 0 that stay so, which signs ask for."""
    n = system.variable
    context = Context([*(substitute(item, values) for item in system.others), sp.Ge(n, last, evaluate=False)])
    for kind in ("real", "nonnegative", "positive"):
        letters = {node: sp.Dummy(str(node), **{kind: True}) for rule in system.rules.values() for node in rule.value.atoms(AppliedUndef)}
        stays = {"real": context.is_real, "nonnegative": context.is_nonnegative, "positive": context.is_positive}[kind]
        nexts = [rule.value.xreplace(letters).xreplace({key: item for key, item in values.items() if key != n}) for rule in system.rules.values()]
        if any(doubts(value, context) or not context.is_real(value) or not stays(value) for value in nexts):
            continue
        if all(getattr(value, f"is_{kind}") for value in table) and all(_assures(kind, item) for item in system.signs):
            return True
    return False


def _assures(kind: str, sign) -> bool:
    """Whether f(n) >= c or f(n) > c holds for all values of the kind."""
    bound = sign.rhs
    return kind != "real" and (isinstance(sign, sp.Ge) and bound.is_nonpositive or isinstance(sign, sp.Gt) and (
        bound.is_negative or kind == "positive" and bound.is_zero)) is True
