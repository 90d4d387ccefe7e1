"""Claims that are false for a reason no finite evaluation shows: a proof of the opposite at given values."""

from __future__ import annotations

import dataclasses

from sympy import Le, oo

from verifier.claim import Claim, Premise
from verifier.goal import Fact
from verifier.judgement.certificate import of_contradiction
from verifier.judgement.facts import conclusion_of, facts_of
from verifier.judgement.replay import replay_line
from verifier.kernel import contradict
from verifier.record import ClaimRecord, WitnessRecord
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.context import Context, ranges_of_indices
from verifier.tools.instances import Rejected, check_value, unfolded
from verifier.verdict import Verdict
from verifier.vocabulary.operators import Both, FiniteMoments, IdenticallyDistributed, IndependentEntries, StandardNormal
from verifier.vocabulary.symbols import Index, Random, RandomVector
from verifier.vocabulary.valuation import head_of

MODELS = (StandardNormal, IndependentEntries, IdenticallyDistributed, FiniteMoments)


def in_full(claim: Claim, statement):
    """The statement with the claim's definitions written out."""
    return unfolded(statement, [fact for definition in claim.definitions for fact in facts_of(definition, "")])


def _of_a_model(premise: Premise, values) -> bool:
    """Whether the premise only says which random numbers are meant; such numbers exist, so a proof for all of them refutes.

    Independent standard normal entries meet all such premises at once; a premise about a random symbol that has got a
    value, or about an expression, has to be shown instead.
    """
    statement = premise.statement
    return isinstance(statement, MODELS) and all(
        isinstance(argument, (Random, RandomVector)) and argument not in values for argument in statement.args)


def at_the_values(claim: Claim) -> Claim:
    """The claim whose proof is the counterexample's; premises about values have become statements to be shown."""
    kept = tuple(premise for premise in claim.given if _of_a_model(premise, claim.refuted_by.values))
    return dataclasses.replace(claim, given=kept, proof=claim.refuted_by.proof, expected=Verdict.PROVED)


def refuted_by_proof(claim: Claim, record: ClaimRecord) -> WitnessRecord | None:
    """The witness, once all steps of the counterexample are proved; the kernel sees the contradiction."""
    if any(step.verdict != Verdict.PROVED.name for step in record.steps):
        return None
    values = dict(claim.refuted_by.values)
    shown = [conclusion_of(proof) for proof in claim.refuted_by.proof]
    premises = [substitute(premise.statement, values) for premise in claim.given if not _of_a_model(premise, values)]
    try:
        _check_values(claim, values, shown)
        verdicts = [contradict(substitute(statement, values), shown, premises) for statement in claim.says]
    except Rejected as problem:
        record.problems.append({"message": f"counterexample: {problem}", "step": "", "line": 0,
                                "advice": "prove each premise at the values, and the opposite of the statement"})
        return None
    if verdicts[0] is not Verdict.REFUTED:
        return None
    named = {str(getattr(key, "__name__", key)): str(value) for key, value in values.items()}
    return WitnessRecord(values=named, premises=[premise.says for premise in claim.given],
                         left=str(substitute(claim.says[0], values)), relation="contradicts", right="; ".join(map(str, shown)),
                         explanation="The steps above prove, at these values, what the statement denies.",
                         replay=replay_line(in_full(claim, claim.says[0]), values, normal_laws(claim)),
                         certificate=of_contradiction(claim.says[0], values, shown, premises))


def _check_values(claim: Claim, values: dict, shown: list) -> None:
    """Each value is one that its symbol may have, no name gets another meaning, and an index that is left has a value."""
    context = Context(shown)
    said = Fact("its values", frozenset(values), tuple(premise.statement for premise in claim.given), Both(*claim.says), "claim", Both(*claim.says))
    heads = {head_of(definition.head) for definition in claim.definitions}
    for symbol, value in values.items():
        if symbol in heads:
            raise Rejected(f"{symbol} stands for what its definition says, and gets no value")
        check_value(said, symbol, value, values, context)
    for index in sorted((symbol for symbol in free_symbols(said.conclusion) if isinstance(symbol, Index)), key=str):
        here = {**values, index: values.get(index, index)}
        needs = ranges_of_indices(index) if index in values else (Le(index.lower, index.upper, evaluate=False),) if index.upper not in (None, oo) else ()
        for need in needs:
            if not context.proves(substitute(need, here)):
                raise Rejected(f"the index {index} needs {substitute(need, here)}")


def normal_laws(claim: Claim) -> dict:
    """The random symbols that premises declare standard normal."""
    return {symbol: ("standard_normal",) for premise in claim.given if isinstance(premise.statement, StandardNormal)
            for symbol in premise.statement.args}


