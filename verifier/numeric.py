"""The independent numeric route: the statement at concrete values, from definitions, never from the steps."""

from __future__ import annotations

from verifier.claim import Article, Claim, Example
from verifier.examples import instantiate
from verifier.record import NumericRecord, WitnessRecord
from verifier.tools.binding import free_symbols
from verifier.tools.evaluate import holds
from verifier.valuation import show_value


def symbols_of_claim(claim: Claim) -> list:
    """Every free symbol of statements, premises and definitions, in a fixed order."""
    defined = {getattr(definition.head, "func", None) if definition.head.args else definition.head for definition in claim.definitions}
    defined |= {getattr(definition.head, "base", None) for definition in claim.definitions}
    found = set()
    for statement in (*claim.says, *(premise.statement for premise in claim.given)):
        found |= free_symbols(statement)
    for definition in claim.definitions:
        found |= free_symbols(definition.meaning)
    return sorted(found - defined, key=str)


def numeric_route(claim: Claim, article: Article):
    """(what was compared, a witness if the statement is certainly false at an example that meets the premises)."""
    record = NumericRecord(route="none")
    digits = []
    for example in claim.holds_for:
        valuation = instantiate(example, symbols_of_claim(claim), claim.definitions)
        for statement in claim.says:
            outcome = holds(statement, valuation)
            left, right = outcome.words()
            record.instances.append({"values": shown(example), "left": left, "right": right, "relation": outcome.relation,
                                     "holds": outcome.truth, "digits": outcome.digits, "note": outcome.why})
            record.points += 1
            digits.append(outcome.digits)
            if outcome.truth is False:
                record.agrees = False
    if claim.measured_by is not None:
        for measurement in claim.measured_by():
            record.measurements.append({
                "what": measurement.what, "measured": float(measurement.measured), "predicted": float(measurement.predicted),
                "error": float(measurement.error), "relation": measurement.relation, "agrees": bool(measurement.agrees),
                "series": [{"label": label, "points": [[float(x), float(y)] for x, y in points]} for label, points in measurement.series]})
            record.points += 1
            record.agrees = record.agrees and bool(measurement.agrees)
    record.digits = min(digits, default=0)
    record.route = "balls" if digits else ("NumPy" if record.measurements else "none")
    return record, None


def refutation(claim: Claim, article: Article) -> WitnessRecord | None:
    """A witness against a claim that is expected to be false."""
    for example in claim.fails_for:
        valuation = instantiate(example, symbols_of_claim(claim), claim.definitions)
        if all(holds(premise.statement, valuation).truth is True for premise in claim.given):
            for statement in claim.says:
                outcome = holds(statement, valuation)
                if outcome.truth is False and outcome.certified:
                    left, right = outcome.words()
                    return WitnessRecord(shown(example), [premise.says for premise in claim.given], left, right,
                                         outcome.relation, outcome.why)
    return None


def shown(example: Example) -> dict[str, str]:
    """The values of an example in words."""
    return {name: show_value(value) for name, value in example.values.items()}
