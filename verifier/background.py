"""The laws that a single statement may lean on without citing them, chosen by the heads that occur in it."""

from __future__ import annotations

import sympy as sp

from verifier.facts import facts_of
from verifier.operators import Cov, Independent, Var, frobenius, pinv, rank, spectral


def laws_for(statement, premises) -> tuple:
    """Facts by law name: Penrose's equations where a pseudo-inverse occurs, and their like."""
    from verifier.laws import matrices, probability
    rows = (
        ((pinv,), "Penrose equations", matrices.penrose_equations),
        ((Var,), "variance formula", probability.variance_formula),
        ((Cov, Var), "covariance formula", probability.covariance_formula),
        ((Independent,), "expectation of an independent product", probability.expectation_of_independent_product),
        ((sp.Determinant,), "determinant of a product", matrices.determinant_of_product),
        ((rank,), "row rank is column rank", matrices.rank_of_transpose),
        ((rank,), "rank of a Gram matrix", matrices.rank_of_gram_matrix),
        ((rank,), "rank of a product", matrices.rank_of_product),
        ((frobenius,), "triangle inequality for the Frobenius norm", matrices.frobenius_norm_of_sum),
        ((frobenius,), "submultiplicative Frobenius norm", matrices.frobenius_norm_of_product),
        ((sp.Trace, frobenius), "Cauchy-Schwarz for matrices", matrices.cauchy_schwarz_for_matrices),
        ((spectral,), "operator norm", matrices.spectral_norm_is_operator_norm),
    )
    everything = (statement, *premises)
    return tuple(fact for heads, name, law in rows if any(item.has(*heads) for item in everything) for fact in facts_of(law, name))
