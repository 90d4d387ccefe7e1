"""Which premises are needed: a point that breaks the statement where one premise alone fails, or a proof without it."""

from __future__ import annotations

from dataclasses import replace

from verifier.claim import Article, Cases, Chain, Claim, Counterexample, Induction, Premise, Step, Suppose, Therefore, Using
from verifier.judgement.audit import undefined_parts
from verifier.judgement.proofs import tasks
from verifier.kernel import judge
from verifier.mutants.at_points import at
from verifier.mutants.variations import Neighbourhood

NEEDED, NOT_NEEDED, UNKNOWN = "needed", "not needed", "unknown"


def witnesses(claim: Claim, near: Neighbourhood) -> dict[int, str]:
    """{place of a premise: the point in words} where that premise alone fails, and with it the statement."""
    found: dict[int, str] = {}
    for place, valuation in near.edges:
        if place in found:
            continue
        for statement in claim.says:
            outcome = at(statement, valuation)
            if outcome.truth is False and outcome.certified or outcome.undefined:
                left, right = outcome.words()
                fails = f"{left} {outcome.relation} {right} fails" if left else outcome.undefined or outcome.why
                shown = ", ".join(f"{name} = {value}" for name, value in valuation.describe().items())
                found[place] = f"{shown}: {fails}"
                break
    return found


def proved_without(claim: Claim, article: Article, premise: Premise, accepted: dict) -> bool:
    """Whether the kernel accepts the same evidence for every step when the premise is neither given nor cited."""
    memory: dict = {}
    proof = tuple(without(part, premise, memory) for part in claim.proof)
    lighter = replace(claim, given=tuple(item for item in claim.given if item is not premise), proof=proof)
    names = {**article.names, **{id(new): article.names[old] for old, new in memory.items() if old in article.names}}
    goals = {task.id: task.goal for task in tasks(lighter, replace(article, names=names))}
    if set(goals) != set(accepted) or not accepted or undefined_parts(lighter):
        return False
    citing = {task.id for task in tasks(claim, article) if any(item is premise or isinstance(item, Using) and item.fact is premise
                                                               for item in task.because)}
    for key in sorted(goals, key=lambda key: key not in citing):  # where it is cited it will be missed first
        if not judge(goals[key], accepted[key]).is_full:
            return False
    return True


def without(part, premise: Premise, memory: dict):
    """The part of a proof with the premise cited nowhere; parts that cite each other still do."""
    if not isinstance(part, (Chain, Step, Therefore, Induction, Cases, Suppose, Using, Counterexample)):
        return part
    if id(part) in memory:
        return memory[id(part)]

    def each(items):
        return tuple(without(item, premise, memory) for item in items
                     if item is not premise and not (isinstance(item, Using) and item.fact is premise))
    if isinstance(part, Using):
        made = replace(part, fact=without(part.fact, premise, memory))
    elif isinstance(part, Chain):
        made = replace(part, steps=each(part.steps))
    elif isinstance(part, (Step, Therefore)):
        made = replace(part, because=each(part.because))
    elif isinstance(part, Induction):
        made = replace(part, base=each(part.base), step=each(part.step))
    elif isinstance(part, Cases):
        made = replace(part, cases=tuple((condition, each(inner) if isinstance(inner, tuple) else without(inner, premise, memory))
                                         for condition, inner in part.cases))
    else:
        made = replace(part, **{"proofs": each(part.proofs)} if isinstance(part, Suppose) else {"proof": each(part.proof)})
    memory[id(part)] = made
    return made
