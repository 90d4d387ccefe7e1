"""What a single statement may lean on without citing it: laws, chosen by the heads that occur in it, and its premises in other forms."""

from __future__ import annotations

from functools import cache

import sympy as sp

from verifier.judgement.facts import facts_of
from verifier.tools.relations import ORDER, bounds_of, of_matrices, sides_of
from verifier.tools.vocabulary import contains
from verifier.vocabulary.notions import PositiveDefinite, PositiveSemidefinite
from verifier.vocabulary.operators import Cov, E, Independent, Invertible, Prob, Var, entry, frobenius, pinv, rank, spectral


@cache
def _rows() -> tuple:
    """(heads that call for a law, its name, the law)."""
    from verifier.laws import definite, matrices, matrix_bounds, probability

    return (
        ((pinv,), "Penrose equations", matrices.penrose_equations),
        ((Var, E), "variance formula", probability.variance_formula),
        ((Prob,), "Cantelli's inequality", probability.cantelli),
        ((Prob,), "Cantelli's inequality from below", probability.cantelli_from_below),
        ((Cov, Var), "covariance formula", probability.covariance_formula),
        ((Independent,), "expectation of an independent product", probability.expectation_of_independent_product),
        ((sp.Determinant,), "determinant of a product", matrices.determinant_of_product),
        ((rank,), "row rank is column rank", matrices.rank_of_transpose),
        ((rank,), "rank of a Gram matrix", matrix_bounds.rank_of_gram_matrix),
        ((rank,), "rank of a sum", matrix_bounds.rank_of_sum),
        ((rank,), "rank of a product", matrix_bounds.rank_of_product),
        ((frobenius,), "triangle inequality for the Frobenius norm", matrix_bounds.frobenius_norm_of_sum),
        ((frobenius,), "submultiplicative Frobenius norm", matrix_bounds.frobenius_norm_of_product),
        ((sp.Trace, frobenius), "Cauchy-Schwarz for matrices", matrices.cauchy_schwarz_for_matrices),
        ((sp.Abs,), "Cauchy-Schwarz inequality, without squares", matrix_bounds.absolute_cauchy_schwarz),
        ((spectral,), "operator norm", matrices.spectral_norm_is_operator_norm),
        ((spectral,), "submultiplicative spectral norm", matrix_bounds.spectral_norm_of_product),
        ((spectral,), "spectral norm and Frobenius norm", matrix_bounds.spectral_norm_below_frobenius),
        ((sp.Determinant,), "Sylvester's determinant identity", matrix_bounds.determinant_of_product_exchanged),
        ((sp.Determinant,), "determinant of an orthogonal matrix", matrix_bounds.determinant_of_orthogonal),
        ((sp.Determinant,), "determinant of a rank-one update of the identity", matrices.determinant_of_rank_one_update),
        ((sp.Determinant,), "matrix determinant lemma", matrix_bounds.determinant_of_rank_one_change),
        ((rank,), "rank of an idempotent matrix", matrix_bounds.rank_of_idempotent),
        ((spectral,), "Frobenius norm of a product with the spectral norm", matrix_bounds.frobenius_norm_of_image),
        ((sp.Trace,), "trace and Frobenius norm", matrix_bounds.trace_below_frobenius_norm),
        ((sp.Abs,), "triangle inequality from below for the Frobenius norm", matrix_bounds.difference_of_norms),
        ((PositiveSemidefinite,), "form of a positive semidefinite matrix", matrix_bounds.positive_semidefinite_form),
        ((PositiveDefinite,), "determinant of a positive definite matrix", matrix_bounds.determinant_of_positive_definite),
        ((PositiveDefinite,), "form of a positive definite matrix", matrix_bounds.positive_definite_form),
        ((PositiveDefinite,), "positive definite matrices are positive semidefinite", definite.definite_is_semidefinite),
        ((rank,), "rank and columns", matrices.rank_at_most_columns),
        ((rank,), "Sylvester's rank inequality", definite.sylvester_rank_inequality),
        ((spectral,), "spectral norm of a matrix with orthonormal columns", definite.spectral_norm_of_orthogonal),
        ((spectral,), "Frobenius norm and spectral norm", definite.frobenius_below_spectral),
        ((frobenius,), "Cauchy-Schwarz inequality for matrices, from above", definite.inner_product_below_norms),
    )


@cache
def _rows_of_statements() -> tuple:
    """(heads all of which the statement itself has, the name of the law that they call for, the law)."""
    from verifier.laws import definite, matrices, vector_norms

    order = (sp.Le, sp.Ge)
    return (
        ((PositiveDefinite,), "sums of positive definite matrices", definite.sum_of_positive_definite),
        ((PositiveDefinite,), "inverse of a positive definite matrix", definite.inverse_of_positive_definite),
        ((PositiveSemidefinite,), "Gram matrices are positive semidefinite", definite.gram_matrix_is_semidefinite),
        ((Invertible,), "Gram matrices are positive semidefinite", definite.gram_matrix_is_semidefinite),
        ((Invertible,), "the identity plus a positive semidefinite matrix", definite.identity_plus_semidefinite),
        ((Invertible,), "a multiple of the identity plus a positive semidefinite matrix", definite.multiple_of_identity_plus_semidefinite),
        ((Invertible,), "the identity plus a skew symmetric matrix", definite.identity_plus_skew),
        ((sp.log, sp.Determinant, order), "logarithm of a determinant", definite.log_determinant_below_trace),
        ((sp.Abs, sp.Determinant), "size of the determinant of an orthogonal matrix", definite.size_of_orthogonal_determinant),
        ((sp.Determinant, order), "determinant of a sum of positive semidefinite matrices", definite.determinant_of_definite_sum),
        ((sp.Trace, order), "trace of a product of positive semidefinite matrices", definite.trace_of_semidefinite_product),
        ((sp.Trace, order), "trace of a product of positive semidefinite matrices, from above", definite.trace_of_semidefinite_product_above),
        ((sp.Trace, order), "trace and trace of the square of a symmetric matrix", definite.trace_of_symmetric_square),
        ((sp.Inverse, sp.Trace, order), "Cauchy-Schwarz inequality with a matrix and its inverse", definite.cauchy_schwarz_with_inverse),
        ((rank, pinv), "trace of the projector on the range", definite.trace_of_projector),
        ((sp.Trace, entry), "trace", matrices.trace_is_sum_of_diagonal),
        ((frobenius, entry), "squared norm of a vector", definite.squared_norm_by_entries),
        ((frobenius, entry, order), "entries and the norm of a vector", vector_norms.entry_below_norm),
        ((frobenius, entry, sp.Sum, order), "Euclidean norm and sum of absolute values", vector_norms.norm_below_sum_of_sizes),
        ((frobenius, entry, sp.Sum, order), "sum of absolute values and Euclidean norm", vector_norms.sum_of_sizes_below_norm),
        ((frobenius, entry, sp.Sum, order), "squared sum of entries", vector_norms.squared_sum_below_norm),
        ((sp.Trace, entry, sp.Sum), "inner product of vectors", vector_norms.inner_product_by_entries),
        ((frobenius, entry, sp.Sum), "squared Frobenius norm", vector_norms.squared_norm_of_matrix_by_entries),
        ((sp.MatMul, entry, sp.Sum), "matrix product", matrices.entry_of_product),
        ((sp.Abs, spectral, sp.Trace, order), "quadratic form and spectral norm", vector_norms.form_below_spectral_norm),
        ((sp.Trace, order), "Cauchy-Schwarz inequality for positive semidefinite forms", vector_norms.cauchy_schwarz_for_forms),
        ((sp.Determinant, sp.Trace, order), "determinant and trace of a positive semidefinite matrix",
         vector_norms.determinant_below_mean_of_trace),
        ((sp.Determinant, order), "determinant of the identity plus a positive semidefinite matrix",
         vector_norms.determinant_of_identity_plus_semidefinite),
        ((spectral, sp.MatAdd, order), "triangle inequality for the spectral norm", vector_norms.spectral_norm_of_sum),
        ((rank, spectral, frobenius, order), "Frobenius norm, spectral norm and rank", vector_norms.frobenius_norm_below_rank),
        ((sp.ZeroMatrix,), "null space of a Gram matrix", vector_norms.null_space_of_gram_matrix),
        ((rank, order), "rank and rows", vector_norms.rank_at_most_rows),
        ((sp.Determinant, sp.Inverse), "both Schur complements", vector_norms.both_schur_complements),
        ((sp.Determinant, sp.Identity, sp.Pow), "Sylvester's determinant identity with a multiple of the identity",
         vector_norms.exchanged_factors_beside_multiple),
        ((sp.Determinant, sp.Eq), "determinant of a nilpotent matrix", vector_norms.determinant_of_nilpotent),
        ((Invertible, sp.MatMul), "products of invertible matrices", vector_norms.inverse_of_product_exists),
        ((Invertible, sp.Transpose), "transposes of invertible matrices", vector_norms.transpose_of_invertible),
        ((sp.Inverse, sp.Identity), "the identity minus a skew symmetric matrix", vector_norms.identity_minus_skew),
        ((sp.Inverse, sp.Identity), "the identity plus a skew symmetric matrix", definite.identity_plus_skew),
    )


@cache
def _complex_rows() -> tuple:
    """The same where absolute values of complex numbers are spoken of."""
    from verifier.laws import polynomials

    return (
        ((sp.Abs,), "triangle inequality for complex numbers", polynomials.triangle_inequality_for_complex_numbers),
        ((sp.Abs,), "triangle inequality from below for complex numbers", polynomials.difference_of_absolute_values),
        ((sp.re, sp.im), "real and imaginary parts of complex numbers", polynomials.parts_of_complex_numbers),
    )


@cache
def _heads() -> tuple:
    """All heads that call for a law."""
    return (Invertible, entry, sp.ZeroMatrix, *{head for heads, _, _ in _rows() for head in heads})


def laws_for(statement, premises) -> tuple:
    """Facts by law name: Penrose's equations where a pseudo-inverse occurs, and their like."""
    spoken_of = (statement, *premises)
    if not any(contains(item, *_heads()) for item in spoken_of):
        return ()
    rows = _rows()
    if contains(statement, sp.Abs) and any(symbol.is_real is None for symbol in statement.free_symbols):
        rows += _complex_rows()
    matrix_like = contains(statement, sp.MatrixSymbol)
    called = [
        (name, law)
        for heads, name, law in rows
        if any(contains(item, *heads) for item in spoken_of) and (matrix_like or sp.Abs not in heads or "complex" in name)
    ]
    if matrix_like:
        called += [
            (name, law)
            for heads, name, law in _rows_of_statements()
            if all(contains(statement, *(head if isinstance(head, tuple) else (head,))) for head in heads)
        ]
    return tuple(fact for name, law in called for fact in facts_of(law, name))


def opposites(premise) -> list:
    """Inequalities each of which excludes the premise."""
    if not isinstance(premise, sp.core.relational.Relational) or of_matrices(premise):
        return []
    heads = {sp.Lt: (sp.Ge,), sp.Le: (sp.Gt,), sp.Gt: (sp.Le,), sp.Ge: (sp.Lt,), sp.Eq: (sp.Gt, sp.Lt), sp.Ne: (sp.Eq,)}[premise.func]
    return [head(*premise.args, evaluate=False) for head in heads]


def _squares(matrix) -> tuple:
    """P P as authors and kinds write it."""
    return sp.MatPow(matrix, 2), sp.MatMul(matrix, matrix)


def consequences(premises) -> tuple:
    """What premises say in other forms: |x| < c for real x gives both bounds, a definite matrix has a positive determinant."""
    found = []
    for premise in premises:
        small, large, strict = sides_of(premise) if isinstance(premise, ORDER) else (None, None, False)
        if isinstance(small, sp.Abs) and small.args[0].is_real:
            found += bounds_of(premise)
        if strict and small.is_integer and large.is_integer:
            found.append(sp.Le(small + 1, large, evaluate=False))
        if isinstance(premise, PositiveDefinite):
            which = premise.args[0]
            found += [PositiveSemidefinite(which), sp.Gt(sp.Determinant(which), 0, evaluate=False)]
        if isinstance(premise, sp.Eq) and isinstance(premise.rhs, sp.MatrixSymbol) and premise.lhs == sp.Transpose(premise.rhs) and any(
                isinstance(other, sp.Eq) and other.rhs == premise.rhs and other.lhs in _squares(premise.rhs) for other in premises):
            found.append(PositiveSemidefinite(premise.rhs))  # x^T P x = |P x|^2
        if isinstance(premise, sp.And):
            found += [*premise.args, *consequences(premise.args)]
    return tuple(found)
