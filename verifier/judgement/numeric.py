"""The independent numeric route: the statement at concrete values, from definitions, never from the steps."""

from __future__ import annotations

import inspect

from sympy import Derivative, Integral, Limit

from verifier.claim import LEFT_OUT, Claim, Example, LeftOut, MalformedClaim
from verifier.evidence import Witness
from verifier.goal import Goal
from verifier.judgement.certificate import of_witness
from verifier.judgement.facts import facts_of
from verifier.judgement.refutation import in_full
from verifier.judgement.replay import replay_line
from verifier.kernel import judge
from verifier.record import ClaimRecord, NumericRecord, WitnessRecord
from verifier.tools.evaluation.evaluate import MissingValue, holds
from verifier.tools.evaluation.sampling import sample_points
from verifier.tools.instances import Rejected
from verifier.verdict import Verdict
from verifier.vocabulary.examples import instantiate
from verifier.vocabulary.monte_carlo import generator
from verifier.vocabulary.operators import IsBigO, Tends, TendsAlmostSurely, TendsFromAbove
from verifier.vocabulary.valuation import Valuation, show_value, symbols_of

SLOW = (Integral, Derivative, Limit, Tends, TendsFromAbove, TendsAlmostSurely, IsBigO)  # sampled at the author's examples only
HUNT = 8  # times as many where no proof stands beside them and the first few refute nothing
SAMPLES, TRIES, FEW_TRIES = 6, 60, 20  # few where the author gives examples: points near them meet the premises more often


def symbols_of_claim(claim: Claim) -> tuple:
    """Every symbol that an example must give a value, in the order of names."""
    return symbols_of(*claim.says, *(premise.statement for premise in claim.given), definitions=claim.definitions)


def examine(claim: Claim, record: ClaimRecord, names: dict, points: list[Valuation], proved: bool = True) -> WitnessRecord | None:
    """Fill the record's numeric part and `points`; a witness if the statement certainly fails where the premises hold."""
    record.numeric = NumericRecord(route="none")
    witness = None
    for example in claim.holds_for:
        witness = _at_example(claim, example, record, points) or witness
    if claim.expected is not Verdict.REFUTED:
        for example in claim.fails_for:
            _boundary_case(claim, example, record, names)
        if not is_slow(claim):
            witness = _sample(claim, record, names, points, (1,) if proved else (1, HUNT)) or witness
    _measure(claim, record)
    numeric = record.numeric
    routes = ((["balls"] if numeric.instances or numeric.points else []) + (["NumPy"] if numeric.measurements else []))
    numeric.route = " and ".join(routes) or "none"
    return witness


def is_slow(claim: Claim) -> bool:
    """Whether a value of the statement or of a premise takes an integral, a derivative or a limit."""
    return any(statement.has(*SLOW) for statement in (*_unfolded(claim), *(premise.statement for premise in claim.given)))


def _unfolded(claim: Claim) -> list:
    return [in_full(claim, statement) for statement in claim.says]


def _sample(claim: Claim, record: ClaimRecord, names: dict, points: list, rounds: tuple[int, ...]) -> WitnessRecord | None:
    """Points found by machine at which the premises hold: the statement must hold there as well."""
    computed, certain = record.numeric.points, record.numeric.premises_hold
    for times in rounds:  # each begins with the points of the one before it
        samples = sample_points(symbols_of_claim(claim), claim.given, claim.definitions, seed=record.id, count=SAMPLES * times,
                                tries=(FEW_TRIES if points else TRIES) * times, statements=claim.says)
        record.numeric.note = samples.story()
        record.numeric.points, record.numeric.premises_hold = computed, certain + samples.certified
        for valuation in samples.kept:
            for statement in claim.says:
                outcome = holds(statement, valuation)
                record.numeric.points += outcome.truth is not None
                if outcome.truth is False and outcome.certified and _premises_certified(claim, valuation):
                    return _witness(claim, valuation, statement, outcome)
    points += samples.kept[:SAMPLES]
    return None


def _premises_certified(claim: Claim, valuation: Valuation) -> bool:
    return all((found := holds(premise.statement, valuation)).truth is True and found.certified for premise in claim.given)


def _valuation(claim: Claim, example: Example, record: ClaimRecord) -> Valuation | None:
    try:
        return instantiate(example, symbols_of_claim(claim), claim.definitions)
    except MalformedClaim as problem:
        _complain(record, f"example {shown(example)}: {problem}", "correct the example")
        return None


def _holds(statement, valuation: Valuation, record: ClaimRecord):
    try:
        return holds(statement, valuation)
    except MissingValue as problem:
        _complain(record, f"{statement} has no value at the example: {problem}",
                  "give the value, or list the definition in definitions=(...)")
        return None


def _at_example(claim: Claim, example: Example, record: ClaimRecord, points: list) -> WitnessRecord | None:
    """One `holds_for` row: the premises must hold there, and the statement must."""
    valuation = _valuation(claim, example, record)
    if valuation is None:
        return None
    witness = None
    certain = True
    for premise in claim.given:
        outcome = _holds(premise.statement, valuation, record)
        if outcome is not None and outcome.truth is False:
            _complain(record, f"the example {shown(example)} breaks the premise {premise.says!r}",
                      "choose values that meet every premise, or move the example to fails_for")
            return None
        certain = certain and outcome is not None and outcome.truth is True and outcome.certified
    record.numeric.premises_hold += certain
    points.append(valuation)
    for statement in claim.says:
        outcome = _holds(statement, valuation, record)
        if outcome is None:
            continue
        left, right = outcome.words()
        digits = min(outcome.digits, 1000) if outcome.digits else 0
        record.numeric.instances.append({
            "values": shown(example), "left": left, "right": right, "relation": outcome.relation, "holds": outcome.truth,
            "certified": outcome.certified, "digits": digits, "note": outcome.undefined or outcome.why,
            "series": [{"label": label, "across": across, "points": [list(pair) for pair in points]}
                       for label, across, points in outcome.series]})
        record.numeric.points += outcome.truth is not None
        if outcome.truth is True and digits:
            record.numeric.digits = min(record.numeric.digits or 1000, digits)
        if outcome.truth is False:
            record.numeric.agrees = False
            if outcome.certified:
                witness = _witness(claim, valuation, statement, outcome)
    return witness


def _boundary_case(claim: Claim, example: Example, record: ClaimRecord, names: dict) -> None:
    """One `fails_for` row of a true claim: it must break a premise, and then the statement."""
    valuation = _valuation(claim, example, record)
    if valuation is None:
        return
    broken = [premise for premise in claim.given
              if (outcome := _holds(premise.statement, valuation, record)) is not None and outcome.truth is False]
    failing = next((outcome for statement in claim.says
                    if (outcome := _holds(statement, valuation, record)) is not None
                    and (outcome.truth is False or outcome.undefined)), None)
    if not broken:
        _complain(record, f"the boundary case {shown(example)} breaks no premise", "it belongs to holds_for, or is a counterexample")
    if failing is None:
        _complain(record, f"the statement does not fail at the boundary case {shown(example)}",
                  "choose values at which it fails, or drop the case")
    if not broken or failing is None:
        return
    left, right = failing.words()
    titles = [names.get(id(premise), premise.says) for premise in broken]
    record.boundary_cases.append({"values": shown(example), "breaks": titles, "note": example.note,
                                  "left": left, "right": right, "relation": failing.relation, "why": failing.undefined or failing.why})
    if len(broken) == 1 and titles[0] not in record.needs_shown:
        record.needs_shown.append(titles[0])


def _measure(claim: Claim, record: ClaimRecord) -> None:
    """Run the experiment and note each measured number beside what the claim predicts."""
    if claim.measured_by is None:
        return
    if isinstance(claim.measured_by, LeftOut):
        record.numeric.note = "; ".join(filter(None, (record.numeric.note, LEFT_OUT + claim.measured_by.reason)))
        return
    takes_numbers = "rng" in inspect.signature(claim.measured_by).parameters  # a stream of its own, in whatever order claims are run
    for item in claim.measured_by(rng=generator(record.id)) if takes_numbers else claim.measured_by():
        record.numeric.measurements.append({
            "what": item.what, "measured": float(item.measured), "predicted": float(item.predicted),
            "error": float(item.error), "relation": item.relation, "agrees": bool(item.agrees),
            "samples": item.samples, "detectable": float(item.detectable), "abstained": item.abstained,
            "series": [{"label": label, "points": [[float(x), float(y)] for x, y in points]} for label, points in item.series]})
        record.numeric.points += not item.abstained
        record.numeric.agrees = record.numeric.agrees and bool(item.agrees)


def refuting_witness(claim: Claim, names: dict) -> WitnessRecord | None:
    """The first of the claim's counterexamples that the kernel accepts."""
    for example in claim.fails_for:
        valuation = instantiate(example, symbols_of_claim(claim), claim.definitions)
        background = tuple(fact for premise in claim.given for fact in facts_of(premise, names.get(id(premise), premise.says)))
        for statement in claim.says:
            goal = Goal(statement, (), (), frozenset(), background)
            try:
                if judge(goal, Witness(valuation)) is Verdict.REFUTED:
                    found = _witness(claim, valuation, statement, holds(statement, valuation))
                    found.certificate = of_witness(goal, valuation)
                    return found
            except Rejected:
                continue
    return None


def _witness(claim: Claim, valuation: Valuation, statement, outcome) -> WitnessRecord:
    left, right = outcome.words()
    at = valuation.with_values(dict(outcome.case))  # a statement for each index fails at one
    return WitnessRecord(values=at.describe(), premises=[_worked_out(premise, valuation) for premise in claim.given], left=left, right=right,
                         relation=outcome.relation, explanation=valuation.note or outcome.why,
                         replay=replay_line(in_full(claim, statement), at))


def _worked_out(premise, valuation: Valuation) -> str:
    """The premise in words and, where it compares numbers, in the numbers of the witness."""
    outcome = holds(premise.statement, valuation)
    left, right = outcome.words()
    return f"{premise.says}: {left} {outcome.relation} {right}" if left and right and outcome.relation else premise.says


def _complain(record: ClaimRecord, message: str, advice: str) -> None:
    record.problems.append({"message": message, "advice": advice, "step": "", "line": 0})


def shown(example: Example) -> dict[str, str]:
    """The values of an example in words."""
    return {name: show_value(value) for name, value in example.values.items()}
