"""Whether the premises of a claim can hold together: where they cannot, the claim says nothing, however it is proved."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Derivative, Eq, Expr, Ge, Gt, Integer, Integral, Le, Limit, Lt, Ne, Symbol

from verifier.claim import Claim, Premise
from verifier.goal import Budget, Fact, Goal
from verifier.judgement.facts import facts_of
from verifier.kernel import judge
from verifier.strategies import BY_FACTS
from verifier.strategies.citation import Citation, SignStrategy
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.context import Context
from verifier.tools.evaluation.sampling import sample_points
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.vocabulary.operators import IsBigO, Tends, TendsAlmostSurely, TendsFromAbove
from verifier.vocabulary.symbols import Index
from verifier.vocabulary.valuation import MissingValue, symbols_of

OPPOSITE = {Le: Gt, Lt: Ge, Ge: Lt, Gt: Le, Eq: Ne, Ne: Eq}
MOST_PREMISES, TRIES = 12, 30
COSTLY = (Derivative, Integral, Limit, Tends, TendsFromAbove, TendsAlmostSurely, IsBigO)


def has_a_point(claim: Claim, seed: str) -> bool:
    """Whether numbers are found at which all premises certainly hold, without a look at what the claim says."""
    statements = [premise.statement for premise in claim.given]
    if any(statement.has(*COSTLY) for statement in statements):
        return False
    try:
        return sample_points(symbols_of(*statements, definitions=claim.definitions), claim.given, claim.definitions, seed=seed, count=1,
                             tries=TRIES).certified > 0
    except (*GAVE_UP, MissingValue):
        return False


def contradiction(claim: Claim, names: dict) -> str:
    """In words: a premise whose opposite the kernel accepts from the other premises; empty where none is found."""
    facts = [(premise, fact) for premise in (*claim.given, *claim.definitions)
             for fact in facts_of(premise, names.get(id(premise), premise.says))]
    for premise, fact in facts[:MOST_PREMISES]:
        if not isinstance(premise, Premise) or type(fact.conclusion) not in OPPOSITE:
            continue
        others = [other for source, other in facts if source is not premise]
        for values in _values(fact):
            known = tuple(instance for other in others for instance in _instances(other, values))
            denied = OPPOSITE[type(fact.conclusion)](*(substitute(side, values) for side in fact.conclusion.args), evaluate=False)
            needed = [substitute(item, values) for item in fact.hypotheses]
            if all(_is_shown(statement, known) for statement in (*needed, denied)):
                where = ", ".join(f"{key} = {value}" for key, value in values.items())
                return f"the premise {premise.says!r} contradicts the others: {denied}" + (f" at {where}" if where else "")
    return ""


def _values(fact: Fact) -> Iterator[dict]:
    """Where to look at a premise about all values of one index: at its ends, and next to the numbers that it compares with."""
    if not fact.variables:
        yield {}
        return
    variable, *more = fact.variables
    if more or not isinstance(variable, Index):
        return
    known = {symbol for symbol in free_symbols(fact.conclusion) - {variable} if isinstance(symbol, Symbol) and symbol.is_integer}
    ends = [variable.lower, *([] if variable.upper is None else [variable.upper])]
    for value in (*ends, *(symbol + 1 for symbol in sorted(known | fact.conclusion.atoms(Integer), key=str))):
        yield {variable: value}


def _instances(fact: Fact, values: dict) -> Iterator[Fact]:
    """What another premise says of numbers, or at the value of an index that the denied one is looked at."""
    if not fact.variables and not fact.hypotheses:
        yield fact
    elif len(fact.variables) == 1 and len(values) == 1 and all(isinstance(variable, Index) for variable in fact.variables):
        put = dict(zip(fact.variables, values.values()))
        if all(Context(()).proves(substitute(item, put)) for item in fact.hypotheses):
            said = substitute(fact.conclusion, put)
            yield Fact(fact.name, frozenset(), (), said, fact.kind, said)


def _is_shown(statement, known: tuple) -> bool:
    """Whether a strategy shows the statement from the facts; all of them are about given numbers, so that none searches long."""
    if statement in (True, False):
        return bool(statement)
    near = tuple(fact for fact in known if free_symbols(fact.conclusion) & free_symbols(statement))[:MOST_PREMISES]
    ground = tuple(fact.conclusion for fact in near if fact.kind == "premise")
    plain = all(side.is_polynomial() for item in (statement, *(fact.conclusion for fact in near)) for side in item.args if isinstance(side, Expr))
    goal = Goal(statement, near, ground, frozenset(), near)
    return any(_accepted(goal, strategy) for strategy in BY_FACTS if plain or isinstance(strategy, (SignStrategy, Citation)))


def _accepted(goal: Goal, strategy) -> bool:
    try:
        evidence = strategy.propose(goal, Budget())
        return evidence is not None and judge(goal, evidence).is_full
    except GAVE_UP:
        return False
