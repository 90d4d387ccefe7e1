"""Sums up to a symbol as differences, by the algorithm of Gosper."""

from __future__ import annotations

import sympy as sp
from sympy.concrete.gosper import gosper_term
from sympy.simplify.fu import TR8

from verifier.evidence import Fingerprint, Rewritten
from verifier.goal import Budget, Goal
from verifier.tools.calculus.waves import WAVES, single_waves
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.relations import ORDER
from verifier.tools.rewritings import RULES
from verifier.tools.settled import settled
from verifier.tools.sums.telescoping import gathered

RULE = "telescoping sums"


def of_waves(term, k):
    """T with T(k + 1) - T(k) = c exp(a k + b), c sin(a k + b), c cos(a k + b) or a product of several such waves; or None."""
    constant, rest = term.as_independent(k, as_Add=False)
    waves = single_waves(rest, k) if all(isinstance(part, WAVES) for part in sp.Mul.make_args(rest)) else None
    return None if waves is None else constant * sp.Add(*(factor * _summed(wave, inner, rate) for factor, wave, inner, rate in waves))


def _summed(wave, inner, rate):
    if isinstance(wave, sp.exp):
        return wave / (sp.exp(rate) - 1)
    before = inner - rate / 2
    return (sp.sin(before) if isinstance(wave, sp.cos) else -sp.cos(before)) / (2 * sp.sin(rate / 2))


def difference_of(term, k):
    """T with T(k + 1) - T(k) as the term, by waves or by Gosper's algorithm, or None."""
    waves = of_waves(term, k)
    if waves is not None:
        return waves
    whole = multiple_of(term, k)
    if whole is None:
        return _term_by_term(term, k)
    whole = sp.simplify(whole)
    return _reaching_further(whole, k) if whole.has(sp.catalan) else whole


def _term_by_term(term, k):
    """The sum of such functions for the terms, where squares and products of waves are sums of waves; or None."""
    waves = term.has(*WAVES)
    parts = sp.Add.make_args(sp.expand(TR8(sp.expand(term)) if waves else term, power_exp=False, power_base=False))
    if len(parts) == 1 and not waves:
        return None
    found = [k * part if k not in part.free_symbols else of_waves(part, k) or (None if waves else multiple_of(part, k)) for part in parts]
    return None if None in found else sp.Add(*found)


def multiple_of(term, k):
    """T with T(k + 1) - T(k) as the term, a rational function of k times the term, by Gosper's algorithm; or None."""
    place = sp.Dummy("k", integer=True)
    factor = gosper_term(term.xreplace({k: place}), place)
    return None if factor is None else (sp.factor(factor) * term.xreplace({k: place})).xreplace({place: k})


def _reaching_further(whole, k):
    """With (u + 2) C(u + 1) for 2 (2u + 1) C(u), where the place u of a Catalan number falls with k: it has a value one step further."""
    factors = sp.Mul.make_args(sp.factor(whole))
    for node in sorted(whole.atoms(sp.catalan), key=sp.default_sort_key):
        u = node.args[0]
        if sp.expand(u).coeff(k) == -1 and node in factors and any(sp.cancel(factor / (2 * u + 1)).is_Rational for factor in factors):
            whole = sp.factor(whole / node / (2 * u + 1)) * (u + 2) * sp.catalan(sp.expand(u + 1)) / 2
    return whole


class Telescoping:
    """Equations and inequalities with sums of hypergeometric terms.

    Gosper's algorithm is complete for these; the kernel checks the difference.
    """

    name = "telescoping sums"

    def __init__(self, inequalities, rewriting):
        self.inequalities, self.rewriting = inequalities, rewriting  # for what is left without the sums

    def propose(self, goal: Goal, budget: Budget):
        """The functions whose differences are the terms."""
        if not isinstance(goal.statement, (sp.Eq, *ORDER)) or isinstance(goal.statement.lhs, sp.MatrixExpr) or not goal.statement.has(sp.Sum):
            return None
        data = []
        for node in sorted(gathered(goal.statement).atoms(sp.Sum), key=sp.count_ops):
            if len(node.limits) != 1 or node.function.has(sp.Sum):
                continue
            whole = difference_of(settled(node.function), node.limits[0][0])
            if whole is not None:
                data.append((node, whole))
        made = RULES[RULE](goal.statement, FOR_SEARCH.of(goal.assumptions), tuple(data)) if data else None
        if made is None:
            return None
        rest = Goal(made, goal.facts, goal.assumptions)
        if not isinstance(made, sp.Eq):
            inner = self.inequalities.propose(rest, budget)
        elif any(isinstance(fact.conclusion, sp.Eq) and fact.kind == "premise" for fact in goal.facts):  # such as r^n = 1
            inner = self.rewriting.propose(rest, budget) or Fingerprint()
        else:
            inner = Fingerprint()
        return None if inner is None else Rewritten(RULE, inner, tuple(data))
