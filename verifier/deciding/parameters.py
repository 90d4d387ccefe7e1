"""Limits, series and infinite products with parameters: refuted at values of the parameters where their closed forms differ."""

from __future__ import annotations

import itertools

import sympy as sp

from verifier.deciding.certainty import certain
from verifier.deciding.curves import edges_of_strips
from verifier.deciding.decision import Decision
from verifier.deciding.failures import GAVE_UP
from verifier.deciding.forms import OutOfTime, at_most, plainer
from verifier.evidence import AtValues, Numbers, Rewritten, Witness
from verifier.judgement.replay import words_of
from verifier.kernel import judge
from verifier.strategies import LIMITS_BY_CASES
from verifier.tools.closed_forms import put_values
from verifier.tools.inequalities.signs_by_case import solution
from verifier.tools.instances import Rejected
from verifier.verdict import Verdict

POINTS, SECONDS, ROUNDS = 10, 2.0, 4


def at_parameters(search) -> Decision | None:
    """A refutation of an equation with one limit, series or product, or with a cut, at simple values of its free symbols."""
    statement = search.problem.statement
    if not isinstance(statement, sp.Eq) or not statement.free_symbols or search.hunt.matrices or search.hunt.functions:
        return None
    strips = [{symbol: edge} for symbol in search.hunt.numbers if symbol.is_real is None
              for edge in edges_of_strips(search.hunt.premises, symbol)]
    cut = strips or statement.has(sp.arg) or statement.has(sp.log) and statement.has(sp.I)
    if not cut and not search.statement.has(sp.Limit) and not any(
            len(limit) == 3 and limit[2] is sp.oo for node in search.statement.atoms(sp.Sum, sp.Product) for limit in node.limits):
        return None
    points = list(itertools.islice(itertools.chain(search.hunt.special(), search.hunt.first()), POINTS))
    on_strips = ({**values, **edge} for edge in strips for values in points[:1])
    for values in itertools.chain(() if cut else points, on_strips, itertools.islice(_on_edges(points, search.hunt.premises), POINTS)):
        here = {symbol: value for symbol, value in values.items() if symbol in statement.free_symbols}
        if set(here) != statement.free_symbols or not all(search.hunt.admits(*pair) for pair in values.items()) or not search.hunt.premises_hold(values):
            continue
        try:
            with at_most(SECONDS):
                found = _refuted(search, statement, values)
        except (*GAVE_UP, Rejected, OutOfTime):
            continue
        if found is not None:
            return found
    return None


def _on_edges(points, premises):
    """The points moved to where a premise that is not strict holds with equality: there a limit may jump, or a cut lie."""
    edges = [solved for item in premises if isinstance(item, (sp.Ge, sp.Le)) and (solved := solution(item, item.lhs - item.rhs)) is not None]
    for values in points:
        for symbol, value in edges:
            yield {**values, symbol: sp.sympify(value).xreplace(values)}


def by_cases_of_limit(search) -> Decision | None:
    """A proof of an equation with a limit by cases, in each of which the limit exists."""
    if search.rewritten or not search.statement.has(sp.Limit) or (shown := search.ask(search.goal, LIMITS_BY_CASES)) is None:
        return None
    return Decision(shown[0], shown[2], strategy=shown[1], accepted=(search.goal, shown[3]), tried=search.tried)


def _refuted(search, statement, values) -> Decision | None:
    there, rules = put_values(statement, values), []
    for _ in range(ROUNDS):
        made = plainer(there, ())
        if made is None:
            break
        rule, data, there = made
        rules.append((rule, data))
        if there in (sp.true, sp.false):
            break
    if there is sp.true:
        return None
    outcome = None if there is sp.false else certain(there, {})
    if there is not sp.false and (outcome is None or outcome.truth is not False or not outcome.certified):
        return None
    inner = Numbers() if there is sp.false else Witness({}, 256)
    for rule, data in reversed(rules):
        inner = Rewritten(rule, inner, data)
    evidence = AtValues(values, inner)
    if judge(search.goal, evidence) is not Verdict.REFUTED:
        return None
    left, right = outcome.words() if outcome is not None else ("", "")
    shown = words_of(values)
    where = ", ".join(f"{name} = {value}" for name, value in shown.items())
    rule = f" {rules[0][0]}" if rules else ""
    said = f"{left} = {right} fails" if outcome else "there is no such value"
    return Decision(Verdict.REFUTED, f"at {where}{rule}: {said}", shown,
                    left=left, right=right, relation="=", strategy="values of the parameters", accepted=(search.goal, evidence))
