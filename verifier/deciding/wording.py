"""Words that abbreviate statements, matrices and chance: symmetric, differentiable, local minimum, block matrix, expectation."""

from __future__ import annotations

import ast

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.deciding.compounds import COMPOUNDS, norm_of_order
from verifier.deciding.differentiation import derivative
from verifier.deciding.kinds import Unreadable
from verifier.deciding.unevaluated import membership, relation, times
from verifier.tools.evaluation.predicates import admissible
from verifier.vocabulary import notions, operators
from verifier.vocabulary.symbols import Index


def _matrices(reader, node, count: int | None = None) -> list:
    found = [reader._expression(item) for item in node.args]
    if (
        node.keywords
        or not found
        or count not in (None, len(found))
        or not all(isinstance(item, sp.MatrixExpr) for item in found)
    ):
        number = {1: "one matrix", None: "matrices"}.get(count, f"{count} matrices")
        raise Unreadable(f"{ast.unparse(node)!r}: {node.func.id} takes {number}")
    return found


def _block(reader, node):
    rows = [reader.read(item) for item in node.args]
    rows = list(rows[0]) if len(rows) == 1 and isinstance(rows[0], tuple) else rows
    if len(rows) == 4 and not any(isinstance(row, tuple) for row in rows):
        rows = [tuple(rows[:2]), tuple(rows[2:])]
    if not rows or any(not isinstance(row, tuple) or not all(isinstance(item, sp.MatrixExpr) for item in row) for row in rows):
        raise Unreadable(f"{ast.unparse(node)!r}: write BlockMatrix([[A, B], [C, D]]) with matrices")
    heights = [{item.shape[0] for item in row} for row in rows]
    widths = (
        [{row[place].shape[1] for row in rows} for place in range(len(rows[0]))] if len({len(row) for row in rows}) == 1 else [()]
    )
    if any(len(sizes) != 1 for sizes in (*heights, *widths)):
        raise Unreadable(f"{ast.unparse(node)!r}: the blocks of a row need one height, those of a column one width")
    return sp.BlockMatrix([list(row) for row in rows])


def _kronecker(reader, node):
    return sp.KroneckerProduct(*_matrices(reader, node))


def _hadamard(reader, node):
    found = _matrices(reader, node)
    if len({item.shape for item in found}) != 1:
        raise Unreadable(f"{ast.unparse(node)!r}: an entrywise product needs matrices of one shape")
    return sp.HadamardProduct(*found)


def _diagonal(reader, node):
    entries = [reader._expression(item) for item in node.args]
    if not entries or any(isinstance(item, sp.MatrixExpr) for item in entries):
        raise Unreadable(f"{ast.unparse(node)!r}: write diag(a, b, c) with numbers")
    return sp.ImmutableMatrix(len(entries), len(entries), lambda i, j: entries[i] if i == j else sp.S.Zero)


def _exponential(reader, node):
    (matrix,) = _matrices(reader, node, 1)
    if matrix.shape[0] != matrix.shape[1]:
        raise Unreadable(f"{ast.unparse(node)!r}: the exponential of a matrix that is not square")
    return notions.matrix_exponential(matrix)


def _invertible(reader, node):
    return operators.Invertible(*_matrices(reader, node, 1))


def _symmetric(reader, node):
    (matrix,) = _matrices(reader, node, 1)
    return relation(sp.Eq, sp.Transpose(matrix), matrix)


def _definite(reader, node):
    (matrix,) = _matrices(reader, node, 1)
    if matrix.shape[0] != matrix.shape[1]:
        raise Unreadable(f"{ast.unparse(node)!r}: a definite matrix is square")
    return notions.PositiveSemidefinite(matrix) if "Semi" in node.func.id else notions.PositiveDefinite(matrix)


def _orthogonal(reader, node):
    (matrix,) = _matrices(reader, node, 1)
    return relation(sp.Eq, times(sp.Transpose(matrix), matrix), sp.Identity(matrix.shape[1]))


def _differentiable(reader, node):
    if len(node.args) != 2:
        raise Unreadable(f"{ast.unparse(node)!r}: write Differentiable(f, x)")
    body, variable = (reader._expression(item) for item in node.args)
    if isinstance(body, AppliedUndef) and isinstance(variable, sp.Symbol):  # of a declared function nothing else says it
        return operators.Differentiable(body, variable)
    return operators.Converges(derivative(reader, node))


def _prime(reader, node):
    return notions.IsPrime(*reader._count(node, 1, reader._expression))


def _divides(reader, node):
    divisor, number = reader._count(node, 2, reader._expression)
    return relation(sp.Eq, sp.Mod(number, divisor, evaluate=False), sp.S.Zero)


def _even(reader, node):
    (number,) = reader._count(node, 1, reader._expression)
    return relation(sp.Eq, sp.Mod(number, 2, evaluate=False), sp.Integer(0 if node.func.id == "Even" else 1))


def _at(reader, node):
    """The function, and the pairs (symbol, value) of the point."""
    hint = f"{ast.unparse(node)!r}: write {node.func.id}(f, (x, 0), (y, 0)): the function, then each variable with its value"
    if len(node.args) < 2 or node.keywords:
        raise Unreadable(hint)
    pairs = []
    for item in node.args[1:]:
        items = (
            zip(item.keys, item.values, strict=True)
            if isinstance(item, ast.Dict)
            else [tuple(item.elts)]
            if isinstance(item, (ast.Tuple, ast.List))
            else [()]
        )
        for pair in items:
            if len(pair) != 2:
                raise Unreadable(hint)
            symbol, value = reader._expression(pair[0]), reader._expression(pair[1])
            if not isinstance(symbol, sp.Symbol) or isinstance(value, sp.MatrixExpr):
                raise Unreadable(hint)
            pairs.append((symbol, value))
    return reader._expression(node.args[0]), pairs


def _local(reader, node):
    function, pairs = _at(reader, node)
    if "Max" in node.func.id:
        function = sp.Mul(sp.S.NegativeOne, function, evaluate=False)
    strict = notions.StrictLocalMinimum if "Strict" in node.func.id else notions.LocalMinimum
    return strict(function, *(sp.Tuple(*pair) for pair in pairs))


def _global(reader, node):
    """The bound for all points of the domain, of which the point itself has to be one."""
    function, pairs = _at(reader, node)
    values = dict(pairs)
    for symbol, value in pairs:
        if value.is_number and not admissible(symbol, value):
            raise Unreadable(f"{ast.unparse(node)!r}: {symbol} = {value} is not in the domain that {symbol} is declared with")
    bound = relation(sp.Le if "Max" in node.func.id else sp.Ge, function, function.xreplace(values))
    within = tuple(item for item in reader.premises if item.free_symbols & set(values))
    there = [item for premise in within if (item := premise.xreplace(values)) is not sp.true]
    there += [item for symbol, value in pairs for item in membership(symbol, value)]
    everywhere = operators.ForAll(tuple(values), within, bound)
    return sp.And(everywhere, *there, evaluate=False) if there else everywhere


def _stationary(reader, node):
    function, pairs = _at(reader, node)
    symbols, values = zip(*pairs, strict=True)
    parts = [
        relation(sp.Eq, sp.Subs(sp.Derivative(function, symbol, evaluate=False), symbols, values), sp.S.Zero)
        for symbol in symbols
    ]
    return parts[0] if len(parts) == 1 else sp.And(*parts, evaluate=False)


def _cyclotomic(reader, node):
    return notions.cyclotomic(*reader._count(node, 2, reader._expression))


def _coefficient(reader, node):
    body, variable, power = reader._count(node, 3, reader._expression)
    if not isinstance(variable, sp.Symbol):
        raise Unreadable(f"{ast.unparse(node)!r}: write Coefficient(polynomial, x, k)")
    return notions.coefficient(body, variable, power)


def _only_solution(reader, node):
    """UniqueSolution(equation, condition, ..., y(t)): there is exactly one such function."""
    if len(node.args) < 2 or node.keywords:
        raise Unreadable(f"{ast.unparse(node)!r}: write UniqueSolution(Eq(Derivative(y(t), t), f), Eq(y(0), 0), y(t))")
    *conditions, function = node.args
    return notions.UniqueSolution(reader._expression(function), sp.Tuple(*map(reader._statement, conditions)))


def subscript(node, name: str, symbols) -> Index | None:
    """Of "for all i, x[i] > 0", the index i with the range of x; None where the name is no subscript, or is declared as no integer."""
    declared = symbols.get(name)
    if node.func.id != "ForAll" or isinstance(declared, sp.Basic) and not declared.is_integer:
        return None
    for part in ast.walk(node):
        if not isinstance(part, ast.Subscript) or not isinstance(part.value, ast.Name):
            continue
        array = symbols.get(part.value.id)
        for place, inner in enumerate(part.slice.elts if isinstance(part.slice, ast.Tuple) else [part.slice]):
            if isinstance(inner, ast.Name) and inner.id == name and isinstance(array, sp.MatrixExpr):
                return Index(name, 1, array.shape[place])
    return None


def _hypergeometric(reader, node):
    above, below, z = reader._count(node, 3, reader.read)
    if not isinstance(above, tuple) or not isinstance(below, tuple) or not isinstance(z, sp.Expr):
        raise Unreadable(f"{ast.unparse(node)!r}: write hyper((a, b), (c,), z)")
    return sp.hyper(above, below, z, evaluate=False)


def _beta_between(reader, node):
    """Made without evaluation, which SymPy's own maker of this head does not offer."""
    return sp.Function.__new__(sp.betainc_regularized, *reader._count(node, 4, reader._expression), evaluate=False)


# -- matrices and chance ------------------------------------------------------------------------------------------


def _of_matrix(reader, node):
    (matrix,) = reader._count(node, 1, reader._expression)
    if not isinstance(matrix, sp.MatrixExpr):
        if node.func.id in ("Transpose", "transpose"):  # of a number
            return matrix
        raise Unreadable(f"{ast.unparse(node)!r}: expected a matrix")
    head = {
        "Transpose": sp.Transpose,
        "transpose": sp.Transpose,
        "Inverse": sp.Inverse,
        "inv": sp.Inverse,
        "Trace": sp.Trace,
        "trace": sp.Trace,
        "tr": sp.Trace,
        "Tr": sp.Trace,
        "Determinant": sp.Determinant,
        "det": sp.Determinant,
        "pinv": operators.pinv,
        "PseudoInverse": operators.pinv,
        "rank": operators.rank,
        "spectral": operators.spectral,
        "spectral_norm": operators.spectral,
        "frobenius": operators.frobenius,
        "frobenius_norm": operators.frobenius,
    }[node.func.id]
    try:
        return head(matrix)
    except (ValueError, TypeError) as problem:
        raise Unreadable(f"{ast.unparse(node)!r}: {problem}") from problem


def _norm(reader, node):
    if len(node.args) == 2 and not node.keywords:
        return norm_of_order(reader, node)
    (value,) = reader._count(node, 1, reader._expression)
    return operators.frobenius(value) if isinstance(value, sp.MatrixExpr) else sp.Abs(value, evaluate=False)


def _dot(reader, node):
    left, right = reader._count(node, 2, reader._expression)
    if not (isinstance(left, sp.MatrixExpr) and isinstance(right, sp.MatrixExpr)):
        raise Unreadable(f"{ast.unparse(node)!r}: dot takes two vectors")
    return sp.Trace(sp.MatMul(sp.Transpose(left), right))


def _constant_matrix(reader, node):
    sizes = [reader._expression(item) for item in node.args]
    head = {"Identity": sp.Identity, "eye": sp.Identity, "ZeroMatrix": sp.ZeroMatrix, "OneMatrix": sp.OneMatrix}[node.func.id]
    return head(*sizes) if head is sp.Identity or len(sizes) == 2 else head(sizes[0], sizes[0])


def _matrix(reader, node):
    (rows,) = reader._count(node, 1, reader.read)
    rows = [row if isinstance(row, tuple) else (row,) for row in rows]
    return sp.ImmutableMatrix([list(row) for row in rows])


def _chance(reader, node):
    name = node.func.id
    if name.startswith("P"):
        events = [reader._statement(item) for item in node.args]
        if not events or node.keywords:
            raise Unreadable(f"{ast.unparse(node)!r}: write P(X <= 1), or P(X <= 1, Y <= 2) where both happen")
        return operators.Prob(events[0] if len(events) == 1 else sp.And(*events, evaluate=False))
    if name.lower().startswith("cov"):
        return operators.Cov(*reader._count(node, 2, reader._expression))
    head = operators.E if name.startswith("E") else operators.Var
    return head(*reader._count(node, 1, reader._expression))


def _independent(reader, node):
    return operators.Independent(*[reader._expression(item) for item in node.args])


WORDS = {
    name: head
    for head, names in (
        (_of_matrix, "Transpose transpose Inverse inv Trace trace tr Tr Determinant det pinv PseudoInverse rank "
            "spectral spectral_norm frobenius frobenius_norm"),
        (_norm, "norm"),
        (_dot, "dot inner"),
        (_matrix, "Matrix"),
        (_constant_matrix, "Identity eye ZeroMatrix OneMatrix"),
        (_chance, "E Expectation Var var Variance variance Cov cov Covariance P Prob Pr Probability"),
        (_independent, "Independent"),
        (_block, "BlockMatrix Block block"),
        (_kronecker, "kron Kron Kronecker KroneckerProduct"),
        (_hadamard, "hadamard Hadamard HadamardProduct"),
        (_diagonal, "diag Diag"),
        (_exponential, "expm MatrixExp"),
        (_invertible, "Invertible IsInvertible"),
        (_symmetric, "Symmetric IsSymmetric"),
        (_orthogonal, "Orthogonal IsOrthogonal"),
        (_definite, "PositiveDefinite IsPositiveDefinite PositiveSemidefinite IsPositiveSemidefinite"),
        (_differentiable, "Differentiable IsDifferentiable"),
        (_prime, "IsPrime Prime isprime"),
        (_divides, "Divides"),
        (_even, "Even Odd"),
        (
            _local,
            "LocalMinimum IsLocalMinimum LocalMin LocalMaximum IsLocalMaximum LocalMax StrictLocalMinimum StrictLocalMaximum",
        ),
        (_global, "GlobalMinimum IsGlobalMinimum GlobalMin GlobalMaximum IsGlobalMaximum GlobalMax"),
        (_stationary, "Stationary StationaryPoint IsStationary CriticalPoint"),
        (_cyclotomic, "cyclotomic cyclotomic_poly"),
        (_coefficient, "Coefficient coeff Coeff"),
        (_hypergeometric, "hyper"),
        (_beta_between, "betainc_regularized"),
        (_only_solution, "UniqueSolution OnlySolution"),
    )
    for name in names.split()
} | COMPOUNDS
