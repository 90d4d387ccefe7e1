"""Words for derivatives: by a number, by a matrix or one of its entries, and of indefinite integrals."""

from __future__ import annotations

import ast

import sympy as sp

from verifier.deciding.kinds import Unreadable
from verifier.deciding.unevaluated import negative, plus
from verifier.vocabulary import operators
from verifier.vocabulary.notions import gradient, trace_gradient

JUMPING = (sp.sign, sp.Heaviside, sp.floor, sp.ceiling, sp.frac, sp.Mod, sp.Piecewise, sp.DiracDelta, sp.KroneckerDelta, sp.arg)


def slope_of_sum(reader, node, variable):
    """The derivative of a sum with indefinite integrals by the variable, each of which gives its integrand; None where none stands there."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        parts = [slope_of_sum(reader, part, variable) for part in (node.left, node.right)]
        if parts == [None, None]:
            return None
        left, right = (sp.Derivative(reader._expression(part), variable, evaluate=False) if made is None else made
                       for part, made in zip((node.left, node.right), parts, strict=True))
        return plus(left, right if isinstance(node.op, ast.Add) else negative(right))
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("Integral", "integrate") and len(node.args) == 2
            and isinstance(node.args[1], ast.Name) and reader.read(node.args[1]) == variable):
        return None
    integrand = reader._expression(node.args[0])
    if integrand.has(*JUMPING):
        raise Unreadable(f"{ast.unparse(node)!r}: an integrand that may jump has no antiderivative there; write bounds")
    return integrand


def derivative(reader, node):
    """Derivative(f, x), Derivative(f, (x, 2)), and by a matrix, a vector, or an entry of one."""
    if len(node.args) < 2:
        raise Unreadable(f"{ast.unparse(node)!r}: write Derivative(f, x) or Derivative(f, (x, 2))")
    variables = []
    for item in node.args[1:]:
        value = reader.read(item)
        if isinstance(value, sp.MatrixSymbol) and len(node.args) == 2:
            return _gradient(reader, node, value)
        if isinstance(value, operators.entry) and isinstance(value.args[0], sp.MatrixSymbol) and len(node.args) == 2:
            return operators.entry(_gradient(reader, node, value.args[0]), *value.args[1:])
        variable, times_ = value if isinstance(value, tuple) and len(value) == 2 else (value, sp.S.One)
        times_ = times_.doit() if isinstance(times_, sp.Expr) and times_.is_number else times_
        if isinstance(variable, sp.Integer) and variables:
            variables[-1] = (variables[-1][0], variable)
            continue
        if not isinstance(variable, sp.Symbol) or not (isinstance(times_, sp.Integer) and times_ >= 0):
            raise Unreadable(f"{ast.unparse(item)!r}: expected a symbol, or (symbol, times)")
        variables.append((variable, times_))
    if len(variables) == 1 and variables[0][1] == 1 and (made := slope_of_sum(reader, node.args[0], variables[0][0])) is not None:
        return made
    return sp.Derivative(reader._expression(node.args[0]), *variables, evaluate=False)


def gradient_in_space(reader, node):
    """Gradient(f, X): in the trace inner product on the space of all matrices of the shape, or of the symmetric ones."""
    which = reader.read(node.args[1]) if len(node.args) == 2 and not node.keywords else None
    if not isinstance(which, sp.MatrixSymbol):
        raise Unreadable(f"{ast.unparse(node)!r}: write Gradient(f, X) with a matrix or a vector X")
    made = _gradient(reader, node, which)
    return trace_gradient(*made.args) if which.name in reader.symmetric else made


def _gradient(reader, node, which):
    body = reader._expression(node.args[0])
    if isinstance(body, sp.MatrixExpr):
        if body.shape != (1, 1):
            raise Unreadable(f"{ast.unparse(node)!r}: only numbers are differentiated by a matrix")
        body = sp.Trace(body)
    return gradient(body, which, which.name in reader.symmetric)
