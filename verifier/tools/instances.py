"""Instances of facts: what a cited fact says at given values, and rewriting with it.

The kernel calls these to re-check; strategies call them to try.  Nothing here searches.
"""

from __future__ import annotations

from fractions import Fraction

from sympy import Add, Basic, Dummy, Eq, IndexedBase, Integral, Lambda, MatrixExpr, MatrixSymbol, Mul, S, Sum, Symbol
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.tensor.indexed import Indexed

from verifier.evidence import Instance, Rewrite
from verifier.goal import Fact, Goal
from verifier.tools.binding import free_symbols, fresh, outer_bound_symbols, outer_parts, rename_bound, substitute
from verifier.tools.context import Context
from verifier.tools.matrices.matrix_inverses import word_order
from verifier.tools.matrices.matrix_numbers import is_real_matrix
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.comparison import alpha
from verifier.vocabulary.operators import Cov, E, ForAll, Implies, Var
from verifier.vocabulary.symbols import (
    ComplexMatrix,
    ConvexSet,
    Point,
    PointValued,
    Random,
    RandomSequence,
    RandomVector,
    is_point,
    is_random,
    random_bases,
)

REAL = Symbol("t", real=True)


BINDERS = (Integral, Sum)


class Rejected(ValueError):
    """The evidence does not show the goal; the message says why."""


def instantiate(goal: Goal, instance: Instance, context: Context):
    """What a cited fact says at the given values, once its hypotheses are discharged in the context."""
    fact = _fact(goal, instance.fact)
    outside = set(instance.values) - set(fact.variables)
    if outside:
        raise Rejected(f"{fact.name} is not general in {', '.join(map(str, outside))}")
    supported = context.extended([instantiate(goal, support, context) for support in instance.support])
    for variable, value in instance.values.items():
        check_value(fact, variable, value, instance.values, supported)
    for hypothesis in fact.hypotheses:
        needed = substitute(hypothesis, dict(instance.values))
        if not discharges(supported, needed):
            raise Rejected(f"{fact.name} needs {needed}")
    return substitute(fact.conclusion, dict(instance.values))


def discharges(context: Context, needed) -> bool:
    """Whether the context visibly proves the hypothesis; "for all" is opened at arbitrary values."""
    if context.states(needed):
        return True
    if isinstance(needed, ForAll):
        taken = frozenset().union(*(free_symbols(item) for item in context.statements)) if context.statements else frozenset()
        if any(symbol in taken for symbol in needed.bound_symbols):
            needed = rename_bound(needed, {symbol: fresh(symbol, taken | free_symbols(needed)) for symbol in needed.bound_symbols})
        _, conditions, statement = needed.args
        return discharges(context.extended(conditions), statement)
    if isinstance(needed, Implies):
        return discharges(context.extended([needed.args[0]]), needed.args[1])
    return context.proves(needed)


def _fact(goal: Goal, name: str) -> Fact:
    try:
        return goal.fact(name)
    except KeyError:
        raise Rejected(f"{name} is not among the cited facts") from None


def check_value(fact: Fact, variable, value, values, context: Context) -> None:
    """A value must be of its variable's kind: the fact says nothing of others."""
    def refuse(expected):
        raise Rejected(f"{fact.name}: {variable} must be {expected}, {value} need not be")

    body = REAL if value == S.IdentityFunction else value.expr if isinstance(value, Lambda) else value
    if isinstance(body, Basic) and is_random(body) and speaks_of_chance(fact) and not isinstance(variable, (Random, RandomVector, RandomSequence)):
        if not (isinstance(variable, UndefinedFunction) and issubclass(variable, RandomSequence)):
            refuse("deterministic")
    if isinstance(variable, MatrixSymbol):
        shape = tuple(substitute(size, dict(values)) for size in variable.shape)
        if not isinstance(value, MatrixExpr) or not all(map(context.normalizer.equal, shape, value.shape)):
            refuse(f"a matrix of shape {shape}")
        if not isinstance(variable, ComplexMatrix) and not is_real_matrix(context, value):
            refuse("a real matrix")
        return
    points = isinstance(variable, Point) or (isinstance(variable, UndefinedFunction) and issubclass(variable, PointValued))
    if isinstance(value, UndefinedFunction):
        if issubclass(value, PointValued) != points:
            refuse("of the same kind")
        return
    if points or isinstance(variable, ConvexSet):
        if isinstance(variable, ConvexSet) != isinstance(body, ConvexSet) or (points and not (is_point(body) or body == 0)):
            refuse("a point" if points else "a set")
        return
    assumed = variable._kwargs if isinstance(variable, UndefinedFunction) else variable.assumptions0
    here = context
    if isinstance(value, Lambda):
        body = substitute(body, _arbitrary(fact, variable, value, values))
    tests = {"integer": lambda: body.is_integer, "real": lambda: here.is_real(body), "positive": lambda: here.is_positive(body),
             "nonnegative": lambda: here.is_nonnegative(body), "nonzero": lambda: here.is_nonzero(body)}
    if isinstance(value, IndexedBase):
        tests = {word: (lambda word=word: value.assumptions0.get(word)) for word in tests}
    for word, test in tests.items():
        if assumed.get(word) and not test():
            refuse(word)


def _arbitrary(fact: Fact, variable, value: Lambda, values) -> dict:
    """For each argument of the function a symbol of which nothing is known: the fact may apply it anywhere.

    Only an argument that the fact visibly keeps whole stays whole; signs that the author's symbol has say nothing of others.
    """
    places = [node for item in (fact.conclusion, *fact.hypotheses) for node in item.atoms(AppliedUndef) if node.func == variable]
    found = {}
    for position, symbol in enumerate(value.signature):
        whole = symbol.is_integer and all(substitute(node.args[position], dict(values)).is_integer for node in places)
        found[symbol] = (Point(f"_{symbol.name}") if isinstance(symbol, Point) else Dummy(symbol.name, integer=True) if whole
                         else Dummy(symbol.name, real=True) if symbol.is_real else Dummy(symbol.name))
    return found


def unfolded(statement, facts):
    """The statement with defined heads replaced by what they stand for."""
    meanings = _meanings(facts)
    for _ in meanings:
        new = substitute(statement, meanings)
        if new == statement:
            break
        statement = new
    return statement


def meaning_of(facts):
    """A function that gives for a defined name what it stands for, and any other node as it is."""
    meanings = _meanings(facts)

    def meaning(node):
        head = node.base if isinstance(node, Indexed) else node.func if isinstance(node, AppliedUndef) else node
        return unfolded(node, facts) if head in meanings else node

    return meaning


def _meanings(facts) -> dict:
    meanings = {}
    for fact in facts:
        if fact.kind == "definition" and isinstance(fact.conclusion, Eq):
            head, meaning = fact.conclusion.args
            arguments = head.indices if isinstance(head, Indexed) else head.args if isinstance(head, AppliedUndef) else ()
            key = head.base if isinstance(head, Indexed) else head.func if isinstance(head, AppliedUndef) else head
            if arguments and not all(isinstance(argument, Symbol) for argument in arguments):
                continue
            meanings[key] = Lambda(tuple(arguments), meaning) if arguments else meaning
    return meanings


def speaks_of_chance(fact: Fact) -> bool:
    """Whether the fact is about expectations or random symbols; a pointwise fact holds for random values too."""
    return any(part.has(E, Var, Cov) or random_bases(part) for part in (fact.conclusion, *fact.hypotheses))


def rewrite_all(goal: Goal, expression, rewrite: Rewrite, context: Context):
    """Replace the instance's left side by its right side wherever its hypotheses hold; at least once."""
    fact = _fact(goal, rewrite.instance.fact)
    conclusion = substitute(fact.conclusion, dict(rewrite.instance.values))
    if not isinstance(conclusion, Eq):
        raise Rejected(f"{fact.name} is not an equation")
    source, target = conclusion.args[::-1] if rewrite.backwards else conclusion.args
    pattern = alpha(source)
    constants = _constants(goal, rewrite.instance)
    count = 0

    def visit(node, here: Context, bound: frozenset):
        nonlocal count
        replaced = None if constants & bound else _replace_here(node, source, pattern, target, here)
        if replaced is not None:
            try:
                instantiate(goal, rewrite.instance, here)
            except Rejected:
                replaced = None
        if replaced is not None:
            count += 1
            return replaced
        if not node.args:
            return node
        inner = frozenset(outer_bound_symbols(node))
        under = here.inside(node, here.interior(node) if isinstance(node, Integral) else ()) if inner else here
        parts = outer_parts(node)
        new = [visit(argument, under, bound | inner) for argument in parts]
        return node if all(a is b for a, b in zip(new, parts)) else node.func(*new)

    result = visit(expression, context, frozenset())
    if not count:
        raise Rejected(f"{source} does not occur where {fact.name} may be used")
    return result


def _same_value(context: Context, left, right) -> bool:
    """Whether two sums or integrals have one normal form."""
    try:
        return context.same_term(left, right)
    except (ArithmeticError, ValueError):
        return False


def constants_of(fact: Fact) -> frozenset:
    """The symbols of which the fact speaks without being general in them."""
    return frozenset().union(*(free_symbols(item) for item in (fact.conclusion, *fact.hypotheses))) - frozenset(fact.variables)


def _constants(goal: Goal, instance: Instance) -> frozenset:
    found = constants_of(_fact(goal, instance.fact))
    return found.union(*(_constants(goal, support) for support in instance.support))


def _replace_here(node, source, pattern, target, here: Context):
    """The node with the source replaced, if it is the source or a product or sum that contains it."""
    if type(node) == type(source) and (alpha(node) == pattern or isinstance(node, BINDERS) and _same_value(here, node, source)):
        return target
    if isinstance(node, Mul) and isinstance(source, Mul) or isinstance(node, Add) and isinstance(source, Add):
        rest = list(node.args)
        for part in source.args:
            if part not in rest:
                return None
            rest.remove(part)
        return node.func(target, *rest)
    return None


def matrix_rules(matrices, difference: dict) -> list:
    """The rules `largest word -> the rest` of an equation `difference = 0`, of its transpose and of its conjugate transpose."""
    rules = []
    complex_letters = any(letter.has(ComplexMatrix) for word in difference for letter in word)
    for form in (difference, matrices._transpose(difference), *([matrices._adjoint(difference)] if complex_letters else [])):
        if not form:
            continue
        lead = max(form, key=word_order)
        scalar = form[lead]
        if not lead or not matrices.scalars.context.is_nonzero(ring.to_expression(scalar)):
            continue
        factor = ring.scale(matrices.scalars._raise_to(scalar, S.One, Fraction(-1)), -1)
        rest = matrices._scale({word: value for word, value in form.items() if word != lead}, factor)
        if (lead, rest) not in rules:
            rules.append((lead, rest))
    return rules
