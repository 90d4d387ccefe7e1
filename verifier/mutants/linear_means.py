"""Mutants of means that are equal to the original because means are linear: constants beside a covariance, noise of mean 0.

With finite moments Cov(X, Y) = E XY - E X E Y and E is linear, so that both sides have normal forms; what is left between
them has to vanish where the means that premises name are put in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations

from sympy import Eq, Indexed, S

from verifier.claim import Article, Chain, Claim, Step
from verifier.goal import Budget
from verifier.judgement.proofs import tasks
from verifier.laws.probability import covariance_formula, variance_formula
from verifier.mutants.implication import accepts, quietly
from verifier.strategies.rewriting import Rewriting
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.normal_forms import polynomial as ring
from verifier.vocabulary.operators import Cov, E, FiniteMoments, Var
from verifier.vocabulary.symbols import Index

FORMULAS = (covariance_formula, variance_formula)


def is_linear_change(mutant, claim: Claim, article: Article, proved: bool) -> bool:
    """Whether the kernel accepts such a calculation from the mutant to what the claim says."""
    def holds(calculation: Chain) -> bool:
        steps = tasks(replace(claim, proof=(calculation,)), article, checked=proved)
        return all((evidence := Rewriting().propose(step.goal, Budget())) is not None and accepts(step.goal, evidence) for step in steps)

    return quietly(lambda: any(map(holds, chains(mutant, claim))))


def chains(mutant, claim: Claim) -> Iterator[Chain]:
    """Calculations from a changed side of an equation to the side that the claim has in its place."""
    finite = tuple(premise for premise in claim.given if isinstance(premise.statement, FiniteMoments))
    if not finite or not isinstance(mutant, Eq):
        return
    means = tuple(premise for premise in claim.given if isinstance(premise.statement, Eq) and isinstance(premise.statement.lhs, E))
    for said in chain.from_iterable(map(_at_all_indices, claim.says)):
        changed = [pair for pair in zip(mutant.args, said.args) if pair[0] != pair[1]] if isinstance(said, Eq) else []
        if len(changed) == 1 and all(side.has(E, Cov, Var) for side in changed[0]):
            found = _chain(*changed[0], finite, means)
            if found is not None:
                yield found


def _at_all_indices(said) -> Iterator:
    """The statement, and with two indices of one range exchanged."""
    yield said
    indices = sorted((symbol for symbol in free_symbols(said) if isinstance(symbol, Index)), key=str)
    for first, second in combinations(indices, 2):
        if (first.lower, first.upper) == (second.lower, second.upper):
            yield substitute(said, {first: second, second: first})


def _chain(first, last, finite: tuple, means: tuple) -> Chain | None:
    context = FOR_SEARCH.of(premise.statement for premise in finite)
    one, other = _written_out(first), _written_out(last)
    rest = ring.to_expression(ring.subtract(context.normalizer.poly(one), context.normalizer.poly(other)))
    if _with_means(rest, means) != 0:
        return None
    steps = (Step("=", one, (*FORMULAS, *finite)), Step("=", other + rest, finite), Step("=", other, means), Step("=", last, (*FORMULAS, *finite)))
    kept, at = [], first
    for step in steps:
        if step.right != at:
            kept.append(step)
        at = step.right
    return Chain(first, tuple(kept))


def _written_out(expression):
    """Variances and covariances as means."""
    return expression.replace(lambda node: isinstance(node, (Cov, Var)), lambda node: _as_means(node.args[0], node.args[-1]))


def _as_means(first, second):
    return E(first * second) - E(first) * E(second)


def _with_means(rest, means: tuple):
    """What is left once the means that the premises name are put in."""
    for premise in means:
        mean, value = premise.statement.args
        entry = mean.args[0]
        if isinstance(entry, Indexed) and value.is_number:
            rest = rest.replace(lambda node: isinstance(node, E) and isinstance(node.args[0], Indexed) and node.args[0].base == entry.base, lambda node: value)
        else:
            rest = rest.xreplace({mean: value})
    return rest.doit() if rest != 0 else S.Zero


__all__ = ["chains", "is_linear_change"]
