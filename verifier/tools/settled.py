"""From a statement as written to the objects that SymPy makes of it, where nothing hides a missing value any more."""

from __future__ import annotations

from functools import lru_cache

import sympy as sp

from verifier.tools.calculus.cuts import may_cross
from verifier.tools.calculus.entire import may_go_inside
from verifier.tools.calculus.slopes import slope
from verifier.tools.normal_forms.terms import Undefined
from verifier.tools.vocabulary import contains

CORNERED = (sp.Abs, sp.Max, sp.Min, sp.sign, sp.floor, sp.ceiling, sp.frac, sp.Mod, sp.Heaviside, sp.Piecewise, sp.arg, sp.re,
            sp.im, sp.conjugate)
WHOLE = (sp.exp, sp.sin, sp.cos, sp.sinh, sp.cosh, sp.erf, sp.erfc)


def settled(node):
    """The expression with every head applied; derivatives of formulas are taken."""
    return _applied(node) if isinstance(node, sp.Basic) and node.args else node


@lru_cache(maxsize=1024)
def hides(node) -> bool:
    """Whether something that may have no value goes away when every head is applied: x**2/x is x, and has no value at 0."""
    if isinstance(node, sp.core.relational.Relational):  # whether it holds is another question
        return any(map(hides, node.args))
    try:
        return isinstance(node, sp.Basic) and not delicate(node) <= delicate(settled(node))
    except Undefined:
        return True


@lru_cache(maxsize=1024)
def delicate(node) -> frozenset:
    """What divides, and the functions that may have no value, with what they are taken of."""
    found = set()
    for part in sp.preorder_traversal(node):
        if part.is_Pow and not isinstance(part, sp.exp) and not settled(part.exp).is_nonnegative:
            found.update(factor.as_base_exp()[0] for factor in sp.Mul.make_args(settled(part.base)) if factor.free_symbols)
        elif isinstance(part, sp.Function) and part.free_symbols and not isinstance(part, (*WHOLE, *CORNERED)):
            made = settled(part)
            found |= {part.func, *(inner for inner in made.atoms(sp.Function) if isinstance(inner, part.func))}
    return frozenset(found)


@lru_cache(maxsize=256)
def _applied(node):
    if isinstance(node, sp.Piecewise):
        return _settled_cases(node)
    arguments = [settled(argument) for argument in node.args]
    if isinstance(node, sp.Derivative):
        inner, variables = arguments[0], {variable for variable, _ in node.variable_count}
        if isinstance(inner, sp.Piecewise) and not any(condition.free_symbols & variables for _, condition in inner.args):
            return sp.Piecewise(*((settled(node.func(value, *node.args[1:])), condition) for value, condition in inner.args))
        if arguments[0].has(*CORNERED):
            raise Undefined(f"{node} may have no value at a corner or jump")
        if not may_go_inside(inner, variables):
            raise Undefined(f"{node} need not be what the derivatives of its parts make")
        if may_cross(inner, variables):
            raise Undefined(f"{node} may have no value where a cut is crossed")
        made = _derivative(arguments[0], node.variable_count)
    elif isinstance(node, sp.MatrixExpr):
        made = node.func(*arguments)
    elif all(new is old for new, old in zip(arguments, node.args, strict=True)) and node.is_Atom:
        made = node
    else:
        made = node.func(*arguments)
    if made in (sp.zoo, sp.nan):
        raise Undefined(f"{node} is not a number")
    return made


def _derivative(body, counts):
    """The derivative of a settled formula."""
    (variable, count), *further = counts
    if count == 1 and not further and variable.is_Symbol and not contains(body, sp.Derivative, sp.Subs, sp.Sum, sp.Product, sp.Integral, sp.Limit):
        return slope(body, variable)
    return sp.Derivative(body, *counts).doit()


def _settled_cases(node):
    """Cases up to the first that certainly holds; the values of those that do not hold are not looked at."""
    kept = []
    for value, condition in node.args:
        condition = settled(condition)
        if condition is not sp.false:
            kept.append((settled(value), condition))
        if condition is sp.true:
            break
    if not kept:
        raise Undefined(f"no case of {node} holds")
    return sp.Piecewise(*kept)


def gap(statement):
    """left - right of a relation between numbers, settled side by side."""
    return settled(statement.lhs) - settled(statement.rhs)


def written_gap(statement):
    """left - right of a relation between numbers, as they are written."""
    return sp.Add(statement.lhs, sp.Mul(sp.S.NegativeOne, statement.rhs, evaluate=False), evaluate=False)


def _conjugate_of_elliptic_integral(node):
    """Itself where it is visibly real.  SymPy's own rule carries the conjugate inside also where an argument lies on a cut."""
    parameters = (node.args[0], node.args[-1]) if isinstance(node, sp.elliptic_pi) else node.args[-1:]
    if all(argument.is_extended_real for argument in node.args) and all((parameter - 1).is_positive is False for parameter in parameters):
        return node
    return None


for head in (sp.elliptic_f, sp.elliptic_e, sp.elliptic_pi):
    head._eval_conjugate = _conjugate_of_elliptic_integral
