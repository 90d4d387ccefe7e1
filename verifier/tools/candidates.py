"""Candidate instances of cited facts: values that make a fact speak about the goal, with what supports them.

All of it is search; the kernel recomputes every instance.
"""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Basic, Derivative, Symbol, legendre
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational
from sympy.tensor.indexed import Indexed

from verifier.evidence import Instance
from verifier.goal import Fact, Goal
from verifier.tools.binding import free_symbols, outer_parts, substitute
from verifier.tools.context import Context
from verifier.tools.instances import Rejected, discharges, instantiate
from verifier.tools.matching import matches
from verifier.tools.normal_forms.comparison import upright
from verifier.tools.normal_forms.terms import rank
from verifier.vocabulary.operators import ForAll
from verifier.vocabulary.symbols import ConvexSet

MAX_CANDIDATES = 40


def subterms(expression) -> list:
    """All subexpressions, largest first, each once, in a fixed order."""
    seen: dict = {}

    def visit(node):
        if isinstance(node, Basic) and node not in seen:
            seen[node] = None
            for argument in outer_parts(node):
                visit(argument)

    visit(expression)
    return sorted(seen, key=lambda node: (-node.count_ops() if hasattr(node, "count_ops") else 0, rank(node)))


def supported(goal: Goal, fact: Fact, values: dict, context: Context, depth: int = 3) -> Iterator[Instance]:
    """Instances at the values, completed by cited facts that meet the hypotheses and bind the letters left over."""
    letters = frozenset(fact.variables)
    if any(key in values and values[key] != value for key, value in fact.preset.items()):
        return
    values = {**values, **fact.preset}

    def meet(position, current, support):
        if position == len(fact.hypotheses):
            missing = _needed_letters(fact) - set(current)
            for letter in sorted(missing, key=str):
                current = {**current, letter: letter}
            yield Instance(fact.name, current, tuple(support))
            return
        needed = substitute(fact.hypotheses[position], current)
        open_letters = (free_symbols(fact.hypotheses[position]) & letters) - set(current)
        if not open_letters:
            if _discharged(context, needed, goal, support):
                yield from meet(position + 1, current, support)
                return
        if open_letters and fact.kind in ("premise", "step", "definition"):  # its indices may be the goal's
            if _discharged(context, needed, goal, support):
                yield from meet(position + 1, {**current, **{letter: letter for letter in open_letters}}, support)
        if isinstance(needed, ForAll):
            for known in context.statements:
                for found in matches(needed, known, open_letters) if isinstance(known, ForAll) else ():
                    yield from meet(position + 1, {**current, **found}, support)
        if depth == 0:
            return
        for other in (*goal.facts, *(goal.background if fact.kind == "claim" else ())):
            if other.kind == "law" or other is fact:
                continue
            for target, found in _meets(fact.hypotheses[position], other, current, letters):
                for helper in supported(goal, other, target, context, depth - 1):
                    yield from meet(position + 1, {**current, **found}, [*support, helper])

    if fact.kind == "claim":  # letters left over first stand for themselves, then only functions, vectors and sets do
        found = False
        for instance in meet(0, {**{letter: letter for letter in letters}, **values}, []):
            found = True
            yield instance
        if found:
            return
        heads = {letter: letter for letter in letters if not isinstance(letter, Symbol) or isinstance(letter, ConvexSet)}
        if not set(heads) <= set(values):
            yield from meet(0, {**heads, **values}, [])
    yield from meet(0, dict(values), [])


def _needed_letters(fact: Fact) -> frozenset:
    return frozenset(fact.variables) & frozenset().union(
        free_symbols(fact.conclusion), *(free_symbols(item) for item in fact.hypotheses))


def _discharged(context, needed, goal, support) -> bool:
    try:
        statements = [instantiate(goal, helper, context) for helper in support]
        return discharges(context.extended(statements), needed)
    except (Rejected, ArithmeticError, ValueError):
        return False


def _meets(hypothesis, other: Fact, current: dict, letters) -> Iterator[tuple[dict, dict]]:
    """(values of the other fact, values of the letters) that make the other's conclusion the hypothesis."""
    needed, offered = upright(substitute(hypothesis, current)), upright(other.conclusion)
    still_open = (free_symbols(hypothesis) & letters) - set(current)
    if still_open:
        for found in matches(needed, offered, still_open):
            yield {}, found
    else:
        for target in matches(offered, needed, frozenset(other.variables)):
            yield target, {}


def relational_candidates(goal: Goal, fact: Fact, context: Context) -> list[Instance]:
    """Instances of an equation or inequality whose terms occur in the goal."""
    found: dict = {}
    letters = frozenset(fact.variables)
    fixed = [{}] if not letters & _needed_letters(fact) else []
    places = subterms(goal.statement)
    patterns = []
    if isinstance(fact.conclusion, Relational):
        letters -= set(fact.preset)
        conclusion = substitute(fact.conclusion, dict(fact.preset))
        patterns = [side for side in (conclusion, *conclusion.args) if free_symbols(side) & letters]
        patterns += [atom for side in conclusion.args for atom in _atoms(side) if free_symbols(atom) & letters]
    starts = list(fixed)
    if fact.preset:
        starts.append(dict(fact.preset))
        if _needed_letters(fact) <= set(fact.preset):
            patterns = []  # the author gave every value
    for pattern in patterns:
        for place in places:
            if isinstance(pattern, Relational) != isinstance(place, Relational):
                continue
            starts.extend(matches(pattern, place, letters))
            if len(starts) > 200:
                break
    identity = {letter: letter for letter in letters if isinstance(letter, Symbol)}
    if fact.kind != "law":
        starts.append(identity)
    for start in starts:
        for instance in supported(goal, fact, start, context):
            try:
                statement = instantiate(goal, instance, context)
            except (Rejected, ArithmeticError, ValueError, TypeError):
                continue
            if statement not in found:
                found[statement] = instance
            if len(found) >= MAX_CANDIDATES:
                return list(found.values())
    return list(found.values())


def _atoms(expression):
    return sorted(expression.atoms(Indexed, AppliedUndef, Derivative, legendre), key=rank)
