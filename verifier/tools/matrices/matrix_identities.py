"""Equivalent statements about matrices: an inverse by the product, blocks by their entries, Kronecker products by factors."""

from __future__ import annotations

from functools import reduce
from itertools import pairwise

import sympy as sp

from verifier.tools.calculus.definedness import doubts
from verifier.tools.matrices.matrix_numbers import is_real_matrix
from verifier.vocabulary.notions import matrix_exponential
from verifier.vocabulary.operators import Invertible, frobenius, may_be_complex, pinv, rank


def inverse_by_product(statement, context, data):
    """Eq(Inverse(A), B) as A B = I, which for square matrices also says that the inverse exists."""
    if not isinstance(statement, sp.Eq) or not any(isinstance(side, sp.Inverse) for side in statement.args):
        return None
    left, right = statement.args if isinstance(statement.lhs, sp.Inverse) else statement.args[::-1]
    if isinstance(right, sp.Inverse):
        return None
    return sp.Eq(sp.MatMul(left.arg, right), sp.Identity(left.shape[0]), evaluate=False)


def without_rank_one_updates(statement, context, data):
    """(B + c u w)^-1 = B^-1 - c B^-1 u w B^-1/(1 + c w B^-1 u) for a column u and a row w, where B is known to be invertible and the
    denominator not to be 0 (Sherman and Morrison; Horn and Johnson, Matrix Analysis, 2nd ed., 0.7.4); also
    det(b I + c u w) = b^n + c b^(n - 1) w u for any number b and n >= 1, where b^0 = 1 (the same, 0.8.5.11).
    """
    if not isinstance(statement, (sp.Eq, sp.Le, sp.Ge, sp.Lt, sp.Gt)):
        return None
    steps: list = []
    made = everywhere(statement, _noting(lambda node: _updated(node, context), steps))
    return made if steps else None


def factors_of(matrix) -> list:
    """The factors of a product as they are written."""
    return [inner for factor in matrix.args for inner in factors_of(factor)] if isinstance(matrix, sp.MatMul) else [matrix]


def _updated(node, context):
    if isinstance(node, sp.Determinant):
        return _updated_determinant(node, context)
    terms = node.arg.args if isinstance(node, sp.Inverse) and isinstance(node.arg, sp.MatAdd) else ()
    for place, term in enumerate(terms):
        scalar, factors = sp.MatMul(*factors_of(term)).as_coeff_matrices()
        if len(factors) != 2 or factors[0].shape[1] != 1:
            continue
        (u, w), others = factors, (*terms[:place], *terms[place + 1:])
        rest = others[0] if len(others) == 1 else sp.MatAdd(*others)
        inverse = rest if isinstance(rest, sp.Identity) else sp.Inverse(rest)
        under = 1 + scalar * (frobenius(u) ** 2 if inverse == rest and w == sp.Transpose(u) and not may_be_complex(u) else sp.Trace(sp.MatMul(w, inverse, u)))
        if (inverse == rest or context.states(Invertible(rest))) and context.is_nonzero(under):
            return sp.MatAdd(inverse, sp.MatMul(-scalar / under, inverse, u, w, inverse))
    return node


def _updated_determinant(node, context):
    """The determinant of multiples of the identity and one product of a column and a row, unless a part may have no value."""
    size, diagonal, product = node.arg.shape[0], sp.S.Zero, None
    for term in node.arg.args if isinstance(node.arg, sp.MatAdd) else ():
        scalar, factors = sp.MatMul(*factors_of(term)).as_coeff_matrices()
        if len(factors) == 1 and isinstance(factors[0], sp.Identity):
            diagonal += scalar
        elif product is None and len(factors) == 2 and factors[0].shape[1] == 1:
            product = scalar, *factors
        else:
            return node
    if product is None or not context.is_nonnegative(size - 1) or doubts(node, context):
        return node
    scalar, u, w = product
    return diagonal**size + scalar * diagonal ** (size - 1) * sp.Trace(sp.MatMul(w, u))


def without_rank_one_pseudo_inverses(statement, context, data):
    """(c u w)^+ = w^T u^T/(c |u|^2 |w|^2) for a real number c, a real column u and a real row w, none of them 0: Penrose's equations hold."""
    if not isinstance(statement, (sp.Eq, sp.Le, sp.Ge, sp.Lt, sp.Gt)):
        return None
    steps: list = []
    made = everywhere(statement, _noting(lambda node: _inverted_product(node, context), steps))
    return made if steps else None


def _inverted_product(node, context):
    if not isinstance(node, pinv):
        return node
    scalar, factors = sp.MatMul(*factors_of(node.args[0])).as_coeff_matrices()
    if len(factors) != 2 or factors[0].shape[1] != 1 or not is_real_matrix(context, node.args[0]) or doubts(node, context):
        return node
    u, w = factors
    lengths = frobenius(u) ** 2 * frobenius(w.T) ** 2
    return sp.MatMul(1 / (scalar * lengths), w.T, u.T) if all(map(context.is_nonzero, (scalar, frobenius(u), frobenius(w.T)))) else node


def with_known_lengths(statement, context, data):
    """Both sides in normal form, with the inner products v^T w of vectors that a premise gives put in."""
    if not isinstance(statement, sp.Eq) or not isinstance(statement.lhs, sp.MatrixExpr):
        return None
    matrices, known = context.normalizer.matrices, {}
    for premise in context.statements:
        if not isinstance(premise, sp.Eq):
            continue
        inner, value = premise.args if not isinstance(premise.lhs, sp.Number) else premise.args[::-1]
        if inner.is_Pow and inner.exp == 2 and isinstance(inner.base, frobenius) and inner.base.args[0].shape[1] == 1:
            inner = sp.MatMul(sp.Transpose(inner.base.args[0]), inner.base.args[0])
        elif isinstance(inner, frobenius) and inner.args[0].shape[1] == 1 and value.is_nonnegative:
            inner, value = sp.MatMul(sp.Transpose(inner.args[0]), inner.args[0]), value**2
        elif isinstance(inner, sp.MatMul) and value in (sp.Identity(1), sp.ZeroMatrix(1, 1)):
            value = sp.Integer(int(value == sp.Identity(1)))
        elif isinstance(inner, sp.Trace) and not isinstance(value, sp.MatrixExpr):
            inner = inner.arg
        else:
            continue
        form = matrices.canonical(inner) if tuple(inner.shape) == (1, 1) else None
        if isinstance(form, sp.MatMul) and len(form.args) == 2 and isinstance(form.args[0], sp.Trace) and form.args[1] == sp.Identity(1):
            known[form.args[0]] = value
    if not known:
        return None
    made = sp.Eq(*(matrices.canonical(side).xreplace(known) for side in statement.args), evaluate=False)
    return made if made.args != statement.args else None


# -- entries ------------------------------------------------------------------------------------------------------


def by_entries(statement, context, data):
    """Matrices that are written out multiplied, added, transposed and traced; an equation of such matrices entry by entry."""
    if not isinstance(statement, sp.core.relational.Relational) or not statement.has(sp.ImmutableDenseMatrix):
        return None
    steps: list = []
    made = everywhere(statement, _noting(lambda node: _entries_step(node, context), steps))
    if isinstance(made, sp.Eq) and all(isinstance(side, sp.ImmutableDenseMatrix) and not doubts(side, context) for side in made.args) \
            and made.lhs.shape == made.rhs.shape:
        pairs = dict.fromkeys(pair for pair in zip(*made.args, strict=True) if pair[0] != pair[1])
        return sp.And(*(sp.Eq(*pair, evaluate=False) for pair in pairs), evaluate=False) if len(pairs) > 1 else \
            sp.Eq(*next(iter(pairs)), evaluate=False) if pairs else sp.true
    return made if steps else None


def _entries_step(node, context):
    """The node with its matrices multiplied out, unless an entry or a factor may have no value: it may be multiplied away."""
    if isinstance(node, sp.Identity) and node.shape[0].is_Integer and node.shape[0] <= LARGEST_WRITTEN_OUT:
        return sp.ImmutableDenseMatrix(sp.eye(int(node.shape[0])))
    if not node.args or not all(isinstance(part, sp.ImmutableDenseMatrix) or isinstance(part, sp.Expr) and not isinstance(part, sp.MatrixExpr)
                                for part in node.args) or not any(isinstance(part, sp.ImmutableDenseMatrix) for part in node.args):
        return node
    if any(doubts(part, context) for part in node.args):
        return node
    first = node.args[0]
    if isinstance(node, sp.MatMul):
        return reduce(lambda left, right: sp.ImmutableDenseMatrix(left * right), node.args)
    if isinstance(node, sp.MatAdd):
        return reduce(lambda left, right: sp.ImmutableDenseMatrix(left + right), node.args)
    if isinstance(node, sp.Transpose):
        return sp.ImmutableDenseMatrix(first.T)
    if isinstance(node, sp.Trace) and first.is_square:
        return first.trace()
    if isinstance(node, sp.Determinant) and first.is_square and first.rows <= 3:
        return first.det(method="berkowitz")
    if isinstance(node, sp.MatPow) and not isinstance(node, sp.Inverse) and node.exp.is_Integer and 0 < node.exp <= LARGEST_WRITTEN_OUT:
        return reduce(lambda left, right: sp.ImmutableDenseMatrix(left * right), [first] * int(node.exp))
    return node


LARGEST_WRITTEN_OUT = 8

# -- blocks -------------------------------------------------------------------------------------------------------


def by_blocks(statement, context, data):
    """Block matrices multiplied, added, transposed and traced out; an equation of block matrices block by block."""
    if not statement.has(sp.BlockMatrix):
        return None
    steps: list = []
    made = everywhere(statement, _noting(lambda node: _block_step(node, context), steps))
    if isinstance(made, sp.Eq) and isinstance(made.lhs, sp.MatrixExpr):
        left, right = (side.blocks.tolist() if isinstance(side, sp.BlockMatrix) else None for side in made.args)
        if left is None and isinstance(made.rhs, sp.BlockMatrix):
            left = _cut(made.lhs, right)
        elif right is None and isinstance(made.lhs, sp.BlockMatrix):
            right = _cut(made.rhs, left)
        if left is not None and right is not None:
            if _sizes(left) != _sizes(right):
                return None
            pairs = [pair for rows in zip(left, right, strict=True) for pair in zip(*rows, strict=True)]
            return sp.And(*(sp.Eq(*pair, evaluate=False) for pair in pairs), evaluate=False)
    return made if steps else None


def _noting(transform, steps: list):
    """The transformation, which notes the nodes that it changes."""

    def noted(node):
        new = transform(node)
        if new is not node:
            steps.append(node)
        return new

    return noted


def _sizes(rows) -> tuple:
    return tuple(tuple(tuple(block.shape) for block in row) for row in rows)


def _cut(matrix, rows):
    """The identity or the zero matrix in blocks of the given sizes, any matrix as one block, or None."""
    if len(rows) == len(rows[0]) == 1:
        return [[matrix]]
    heights, widths = [row[0].shape[0] for row in rows], [block.shape[1] for block in rows[0]]
    if isinstance(matrix, sp.Identity) and heights == widths:
        return [
            [sp.Identity(height) if i == j else sp.ZeroMatrix(height, width) for j, width in enumerate(widths)]
            for i, height in enumerate(heights)
        ]
    if isinstance(matrix, sp.ZeroMatrix):
        return [[sp.ZeroMatrix(height, width) for width in widths] for height in heights]
    return None


def _block_step(node, context):
    if isinstance(node, sp.Transpose) and isinstance(node.arg, sp.BlockMatrix):
        rows = node.arg.blocks.tolist()
        return sp.BlockMatrix([[sp.Transpose(rows[i][j]) for i in range(len(rows))] for j in range(len(rows[0]))])
    if isinstance(node, sp.MatMul):
        scalar, factors = node.as_coeff_matrices()
        for place, (first, second) in enumerate(pairwise(factors)):
            product = _block_product(first, second)
            if product is not None:
                rest = [*factors[:place], product, *factors[place + 2 :]]
                return _block_step(sp.MatMul(scalar, *rest), context) if len(rest) > 1 or scalar != 1 else rest[0]
        if len(factors) == 1 and isinstance(factors[0], sp.BlockMatrix):
            return sp.BlockMatrix([[sp.MatMul(scalar, block) for block in row] for row in factors[0].blocks.tolist()])
    if isinstance(node, sp.MatPow) and isinstance(node.base, sp.BlockMatrix) and node.exp.is_Integer and 1 < node.exp < 6:
        return _block_step(sp.MatMul(*[node.base] * int(node.exp), evaluate=False), context)
    if isinstance(node, sp.MatAdd) and all(isinstance(term, sp.BlockMatrix) for term in node.args):
        tables = [term.blocks.tolist() for term in node.args]
        if len({_sizes(table) for table in tables}) == 1:
            return sp.BlockMatrix(
                [[sp.MatAdd(*blocks) for blocks in zip(*rows, strict=True)] for rows in zip(*tables, strict=True)]
            )
    if isinstance(node, sp.Trace) and isinstance(node.arg, sp.BlockMatrix):
        rows = node.arg.blocks.tolist()
        if all(rows[i][i].shape[0] == rows[i][i].shape[1] for i in range(min(len(rows), len(rows[0])))) and len(rows) == len(
            rows[0]
        ):
            return sp.Add(*(sp.Trace(rows[i][i]) for i in range(len(rows))))
    if isinstance(node, sp.Determinant) and isinstance(node.arg, sp.BlockMatrix):
        rows = [[context.normalizer.matrices.canonical(block) for block in row] for row in node.arg.blocks.tolist()]
        square = len(rows) == len(rows[0]) and all(rows[i][i].shape[0] == rows[i][i].shape[1] for i in range(len(rows)))
        if square and (
            all(isinstance(rows[i][j], sp.ZeroMatrix) for i in range(len(rows)) for j in range(i))
            or all(isinstance(rows[j][i], sp.ZeroMatrix) for i in range(len(rows)) for j in range(i))
        ):
            return sp.Mul(*(sp.Determinant(rows[i][i]) for i in range(len(rows))))
        if square and len(rows) == 2 and context.normalizer.matrices.has_inverse(rows[0][0]):  # Schur
            (a, b), (c, d) = rows
            return sp.Determinant(a) * sp.Determinant(sp.MatAdd(d, sp.MatMul(sp.S.NegativeOne, c, sp.Inverse(a), b)))
        if square and len(rows) == 2 and context.normalizer.matrices.has_inverse(rows[1][1]):
            (a, b), (c, d) = rows
            return sp.Determinant(d) * sp.Determinant(sp.MatAdd(a, sp.MatMul(sp.S.NegativeOne, b, sp.Inverse(d), c)))
    return node


def _block_product(first, second):
    if not (isinstance(first, sp.BlockMatrix) or isinstance(second, sp.BlockMatrix)):
        return None
    first, second = (factor if isinstance(factor, sp.BlockMatrix) else sp.BlockMatrix([[factor]]) for factor in (first, second))
    left, right = first.blocks.tolist(), second.blocks.tolist()
    if [block.shape[1] for block in left[0]] != [row[0].shape[0] for row in right]:
        return None
    return sp.BlockMatrix(
        [
            [sp.MatAdd(*(sp.MatMul(left[i][k], right[k][j]) for k in range(len(right)))) for j in range(len(right[0]))]
            for i in range(len(left))
        ]
    )


# -- Kronecker products, entrywise products, exponentials ---------------------------------------------------------------


def by_factors(statement, context, data):
    """Products, transposes, inverses, traces and ranks of Kronecker products in their factors; entrywise products in order."""
    if not statement.has(sp.KroneckerProduct, sp.HadamardProduct, matrix_exponential):
        return None
    steps: list = []
    made = everywhere(statement, _noting(_factor_step, steps))
    return made if steps else None


def _factor_step(node):
    if isinstance(node, sp.Transpose):
        inner = node.arg
        if isinstance(inner, (sp.KroneckerProduct, sp.HadamardProduct)):
            return _ordered(inner.func(*(_turned(part) for part in inner.args)))
        if isinstance(inner, matrix_exponential):
            return matrix_exponential(_turned(inner.args[0]))
    if (
        isinstance(node, sp.Inverse)
        and isinstance(node.arg, sp.KroneckerProduct)
        and all(part.shape[0] == part.shape[1] for part in node.arg.args)
    ):
        return sp.KroneckerProduct(*(sp.Inverse(part) for part in node.arg.args))
    if (
        isinstance(node, sp.Trace)
        and isinstance(node.arg, sp.KroneckerProduct)
        and all(part.shape[0] == part.shape[1] for part in node.arg.args)
    ):
        return sp.Mul(*(sp.Trace(part) for part in node.arg.args))
    if isinstance(node, rank) and isinstance(node.args[0], sp.KroneckerProduct):
        return sp.Mul(*(rank(part) for part in node.args[0].args))
    if isinstance(node, sp.Determinant) and isinstance(node.arg, matrix_exponential):
        return sp.exp(sp.Trace(node.arg.args[0]))
    if isinstance(node, matrix_exponential) and isinstance(node.args[0], sp.ZeroMatrix):
        return sp.Identity(node.shape[0])
    if isinstance(node, sp.HadamardProduct):
        return _ordered(node)
    if isinstance(node, sp.KroneckerProduct):
        for place, part in enumerate(node.args):
            if isinstance(part, sp.MatAdd):
                return sp.MatAdd(
                    *(_factor_step(sp.KroneckerProduct(*node.args[:place], term, *node.args[place + 1 :])) for term in part.args)
                )
    if isinstance(node, sp.MatMul):
        scalar, factors = node.as_coeff_matrices()
        for place, (first, second) in enumerate(pairwise(factors)):
            if (
                isinstance(first, sp.KroneckerProduct)
                and isinstance(second, sp.KroneckerProduct)
                and len(first.args) == len(second.args)
                and all(a.shape[1] == b.shape[0] for a, b in zip(first.args, second.args, strict=True))
            ):
                joined = sp.KroneckerProduct(*(sp.MatMul(a, b) for a, b in zip(first.args, second.args, strict=True)))
                rest = [*factors[:place], joined, *factors[place + 2 :]]
                return _factor_step(sp.MatMul(scalar, *rest)) if len(rest) > 1 or scalar != 1 else joined
    return node


def _ordered(node):
    if not isinstance(node, sp.HadamardProduct):
        return node
    sorted_args = tuple(sorted(node.args, key=sp.default_sort_key))
    return node if sorted_args == node.args else sp.HadamardProduct(*sorted_args)


def _turned(part):
    return part.arg if isinstance(part, sp.Transpose) else sp.Transpose(part)


def everywhere(node, transform):
    """The transformation at every node, from the inside out, without evaluation of relations."""
    if not node.args or not isinstance(node, sp.Basic):
        return node
    if isinstance(node, sp.MatrixSymbol):
        return node
    if isinstance(node, sp.BlockMatrix):
        return sp.BlockMatrix([[everywhere(block, transform) for block in row] for row in node.blocks.tolist()])
    parts = [everywhere(part, transform) if isinstance(part, sp.Basic) else part for part in node.args]
    if all(new is old for new, old in zip(parts, node.args, strict=True)):
        return transform(node)
    if isinstance(node, (sp.core.relational.Relational, sp.And, sp.Or, sp.Not)):
        return node.func(*parts, evaluate=False)
    return transform(node.func(*parts))


EQUIVALENCES = {
    "inverse by product": inverse_by_product,
    "known lengths": with_known_lengths,
    "rank-one update": without_rank_one_updates,
    "rank-one pseudo-inverse": without_rank_one_pseudo_inverses,
    "block by block": by_blocks,
    "entry by entry": by_entries,
    "factors of Kronecker products": by_factors,
}
