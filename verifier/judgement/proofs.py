"""From a claim's proof to goals, one for each step; and whether the goals together show what the claim says.

This file is part of the trusted base: a missing case here would be a hole in a proof.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sympy import Basic, Eq, Ge, Gt, IndexedBase, Le, Lt, MatrixSymbol, Ne, S, Symbol, oo, sympify
from sympy.core.function import UndefinedFunction

from verifier import laws
from verifier.claim import (
    Article,
    Cases,
    Chain,
    Claim,
    Definition,
    Induction,
    Law,
    MalformedClaim,
    Premise,
    Rule,
    Suppose,
    Therefore,
    Using,
)
from verifier.goal import Fact, Goal
from verifier.judgement.facts import PROOFS, clauses, closed, conclusion_of, facts_of, parameters
from verifier.tools.binding import free_symbols, fresh, rename_bound, substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.context import Context, ranges_of_indices
from verifier.tools.contexts import FOR_CHECKS
from verifier.tools.instances import Rejected, check_value, unfolded
from verifier.tools.sums.induction_steps import counted_from
from verifier.vocabulary.operators import Both, ForAll, Iff, Implies
from verifier.vocabulary.symbols import Index, is_random
from verifier.vocabulary.valuation import head_of

RELATIONS = {"=": Eq, "<=": Le, "<": Lt, ">=": Ge, ">": Gt}


@dataclass(frozen=True, eq=False)
class Task:
    """One step to be judged: its goal, where it stands, and what the author cited."""

    id: str
    goal: Goal
    relation: str  # "=", "<=", ..., "therefore"
    right: Any
    because: tuple
    source: Any  # the author's Step or Therefore
    left: Any = None  # the first expression of a chain, with its first step


@dataclass
class Scope:
    """What is in force at one place of a proof."""

    claim: Claim
    names: dict  # id(object) -> name
    assumptions: tuple = ()
    local: tuple[Premise, ...] = ()  # induction hypotheses and open cases
    fixed: frozenset = frozenset()  # symbols that are not arbitrary here
    known: dict = field(default_factory=dict)  # id(earlier proof or step) -> its name

    def inside(self, premises: tuple, assumptions=(), fixed=frozenset()) -> Scope:
        """The scope under further assumptions."""
        return Scope(self.claim, self.names, (*self.assumptions, *assumptions), (*self.local, *premises),
                     self.fixed | fixed, dict(self.known))


def name_of(cited, scope: Scope) -> str:
    """The name under which a cited object appears in evidence."""
    if isinstance(cited, Using):
        return name_of(cited.fact, scope) + " at given values"
    found = scope.names.get(id(cited)) or scope.known.get(id(cited))
    return found or getattr(cited, "name", "") or getattr(cited, "says", "") or type(cited).__name__


def _check_definitions(claim: Claim) -> None:
    """A name means one thing, and not by way of itself: either could prove anything."""
    meanings: dict = {}
    for definition in claim.definitions:
        head = head_of(definition.head)
        _check_kind(definition, claim)
        if head in meanings:
            raise MalformedClaim(f"{definition.head} is defined twice; keep one definition in definitions=(...)")
        meanings[head] = free_symbols(definition.meaning) - parameters(definition)
        strays = sorted(str(symbol) for symbol in meanings[head] if isinstance(symbol, Index))
        if strays:
            raise MalformedClaim(f"{definition.head} would have a meaning for each {strays[0]}; write {strays[0]} among its arguments, "
                                 "or bind it in what it means")
    for head in meanings:
        reached = meanings[head]
        for _ in meanings:
            reached = reached.union(*(meanings.get(symbol, frozenset()) for symbol in reached))
        if head in reached:
            raise MalformedClaim(f"the definition of {head} leads back to {head}; state a recurrence as a premise")


def _check_kind(definition: Definition, claim: Claim) -> None:
    """What a name stands for is of the kind that the name is declared to be: a positive p cannot stand for any x."""
    head, meaning = head_of(definition.head), definition.meaning
    known = [fact for other in claim.definitions for fact in facts_of(other, "the definition")]
    granted = [unfolded(fact.conclusion, known) for premise in claim.given for fact in facts_of(premise, "")
               if not fact.variables and not fact.hypotheses]
    context = FOR_CHECKS.of((*granted, *ranges_of_indices(definition.head)))
    if isinstance(meaning, Basic) and is_random(meaning) and not is_random(definition.head):
        raise MalformedClaim(f"{definition.head} is not declared random, but stands for {meaning}")
    if isinstance(head, (Symbol, MatrixSymbol, IndexedBase, UndefinedFunction)):
        try:
            check_value(facts_of(definition, f"the definition of {definition.head}")[0], head, unfolded(meaning, known), {}, context)
        except Rejected as problem:
            raise MalformedClaim(str(problem)) from problem


def tasks(claim: Claim, article: Article, checked: bool = False) -> Iterator[Task]:
    """The steps of all proofs of the claim, in order; `checked` says that its definitions have been found to be in order."""
    if not checked:
        _check_definitions(claim)
    scope = Scope(claim, dict(article.names))
    for position, proof in enumerate(claim.proof, 1):
        yield from _tasks_of(proof, str(position), scope)
        scope.known[id(proof)] = scope.names.get(id(proof), f"part {position}")


def _tasks_of(proof, at: str, scope: Scope) -> Iterator[Task]:
    if isinstance(proof, Chain):
        left = proof.start
        _check_indices([proof.start, *(step.right for step in proof.steps)], conclusion_of(proof), scope)
        for number, step in enumerate(proof.steps, 1):
            statement = RELATIONS[step.relation](left, step.right, evaluate=False)
            yield Task(f"{at}.{number}", goal_at(statement, step.because, scope), step.relation, step.right, step.because, step,
                       left if number == 1 else None)
            left = step.right
    elif isinstance(proof, Therefore):
        yield from _introduced(proof.statement, proof, at, scope)
    elif isinstance(proof, Suppose):
        inner = scope.inside((proof.premise,))
        for position, part in enumerate(proof.proofs, 1):
            yield from _tasks_of(part, f"{at}.{position}", inner)
            inner.known[id(part)] = inner.names.get(id(part), f"{at}.{position}")
    elif isinstance(proof, Induction):
        yield from _induction(proof, at, scope)
    elif isinstance(proof, Cases):
        yield from _cases(proof, at, scope)
    else:
        raise MalformedClaim(f"proof: expected chain(...), therefore(...), induction(...) or cases(...), found {proof!r}")


def _introduced(statement, proof: Therefore, at: str, scope: Scope) -> Iterator[Task]:
    """A quantified or conditional statement is shown at arbitrary values, its conditions supposed."""
    if isinstance(statement, ForAll):
        taken = _taken(scope)
        clash = {symbol: fresh(symbol, taken | free_symbols(statement)) for symbol in statement.bound_symbols if symbol in taken}
        names, conditions, body = (rename_bound(statement, clash) if clash else statement).args
        inner = scope.inside(tuple(Premise(f"condition {item}", item) for item in conditions), fixed=frozenset(names))
        yield from _introduced(body, proof, at, inner)
    elif isinstance(statement, Implies):
        condition, body = statement.args
        indices = frozenset(symbol for symbol in free_symbols(condition) if isinstance(symbol, Index))
        inner = scope.inside((Premise(f"condition {condition}", condition),), fixed=indices)
        yield from _introduced(body, proof, at, inner)
    elif isinstance(statement, Both):
        for position, part in enumerate(statement.args, 1):
            yield from _introduced(part, proof, f"{at}.{position}", scope)
    else:
        supposed = scope.local if scope.fixed or scope.local else ()
        because = (*proof.because, *(item for item in supposed if item.says.startswith("condition ") and item not in proof.because))
        yield Task(at, goal_at(statement, because, scope), "therefore", proof.statement, proof.because, proof)


def _taken(scope: Scope) -> frozenset:
    """Every symbol that already means something here."""
    statements = [*scope.claim.says, *(premise.statement for premise in scope.claim.given)]
    meant = (free_symbols(definition.meaning) - parameters(definition) for definition in scope.claim.definitions)
    return _taken_by_cases(scope).union(*(free_symbols(item) for item in statements), *meant)


def _taken_by_cases(scope: Scope) -> frozenset:
    """What the open cases, suppositions and inductions around a place speak of."""
    around = [*(premise.statement for premise in scope.local), *scope.assumptions]
    return scope.fixed.union(*(free_symbols(item) for item in around))


def _induction(proof: Induction, at: str, scope: Scope) -> Iterator[Task]:
    n = proof.variable
    if not n.is_integer:
        raise MalformedClaim(f"induction: {n} must be an integer")
    used = [premise for premise in scope.claim.given if n in free_symbols(premise.statement)]
    if used:
        raise MalformedClaim(f"induction on {n}: the premise {used[0].says!r} mentions {n}; "
                             "state the claim for a fresh index and use it at the one you need")
    spoken = [definition for definition in scope.claim.definitions if n in free_symbols(definition.meaning) - parameters(definition)]
    if spoken:
        raise MalformedClaim(f"induction on {n}: the definition of {spoken[0].head} speaks of {n}, so that it means another thing at each step; "
                             f"give it the argument {n}, or state the claim for a fresh index")
    moving = [symbol for symbol in free_symbols(proof.statement) if isinstance(symbol, Index) and symbol != n
              and n in free_symbols(sympify((symbol.lower, 0 if symbol.upper is None else symbol.upper)))]
    if moving:
        raise MalformedClaim(f"induction on {n}: {moving[0]} runs to an end that moves with {n}, so that the hypothesis speaks of fewer; "
                             f"say it with ForAll, the range among its conditions")
    if n in _taken_by_cases(scope):
        raise MalformedClaim(f"induction on {n}: a case or supposition around it speaks of {n}, so that the step would hold for some {n} only; "
                             "do the induction first, or on a fresh index")
    lowest = n.lower if isinstance(n, Index) else counted_from(n)
    if lowest is None or not Context(()).is_nonnegative(sympify(lowest - proof.start)):
        raise MalformedClaim(f"induction: {n} may be smaller than {proof.start}, where the induction starts")
    if proof.hypothesis is None or not Context(()).same(proof.hypothesis.statement, proof.statement):
        raise MalformedClaim("induction: the hypothesis must be the statement itself")
    yield from _part(proof.base, f"{at}.base", scope, substitute(proof.statement, {n: sympify(proof.start)}))
    inner = scope.inside((proof.hypothesis,), (Ge(n, proof.start, evaluate=False),), frozenset({n}))
    yield from _part(proof.step, f"{at}.step", inner, substitute(proof.statement, {n: n + 1}))


def _part(proofs, at: str, scope: Scope, wanted) -> Iterator[Task]:
    for position, proof in enumerate(proofs, 1):
        yield from _tasks_of(proof, f"{at}.{position}", scope)
        scope.known[id(proof)] = f"{at}.{position}"
    if wanted is S.true or isinstance(wanted, ForAll) and wanted.args[2] is S.true:
        return  # it holds by construction, such as f(1) <= f(1)
    if not proofs:
        raise MalformedClaim(f"{at}: expected a proof of {wanted}")
    shown = conclusion_of(proofs[-1])
    if not Context(()).same(shown, wanted):
        raise MalformedClaim(f"{at}: the proof shows {shown}, expected {wanted}")


def _cases(proof: Cases, at: str, scope: Scope) -> Iterator[Task]:
    conditions = [premise.statement for premise, _ in proof.cases]
    if not exhaustive(conditions):
        raise MalformedClaim(f"cases: cannot see that {'; '.join(map(str, conditions))} exhaust the domain")
    if any(is_random(condition) for condition in conditions):
        raise MalformedClaim("cases: a random condition need not hold or fail as a whole; split with indicators under the expectation")
    _check_indices(conditions, proof.statement, scope)
    context = _context_at(proof.statement, scope)
    undefined = [doubt for condition in conditions for doubt in doubts(condition, context)]
    if undefined:
        raise MalformedClaim(f"cases: where a condition is undefined no case applies; {undefined[0]}")
    for number, (premise, inner) in enumerate(proof.cases, 1):
        fixed = free_symbols(premise.statement)
        steps = inner if isinstance(inner, tuple) else (inner,)
        yield from _part(steps, f"{at}.case{number}", scope.inside((premise,), (premise.statement,), fixed), proof.statement)


def _context_at(statement, scope: Scope) -> Context:
    """What is known of the statement at one place of a proof without citing anything."""
    here = goal_at(statement, (), scope)
    return Context((*here.assumptions, *(fact.conclusion for fact in here.background if not fact.variables and not fact.hypotheses)))


def _check_indices(passed, shown, scope: Scope) -> None:
    """An index that a proof passes through and its conclusion does not mention has a value: x <= w[k] <= 0 shows nothing where there is no k."""
    for index in sorted(frozenset().union(*map(free_symbols, passed)) - free_symbols(shown) - scope.fixed, key=str):
        if isinstance(index, Index) and index.upper not in (None, oo) and not _context_at(shown, scope).is_nonnegative(index.upper - index.lower):
            raise MalformedClaim(f"{index} runs from {index.lower} to {index.upper}, perhaps over nothing, and {shown} does not mention it; "
                                 f"add the premise {index.lower} <= {index.upper}")


def exhaustive(conditions) -> bool:
    """Whether conditions are complementary relations of one pair of expressions (x <= y or x > y; x = y or x != y)."""
    if len(conditions) == 2:
        first, second = conditions
        if first.negated == second or second.negated == first or first.negated.reversed == second:
            return True
        if isinstance(first, Eq) and isinstance(second, Ne) or isinstance(first, Ne) and isinstance(second, Eq):
            return set(first.args) == set(second.args)
    if len(conditions) == 3:
        gaps = {type(item).__name__: (item.lhs, item.rhs) for item in conditions}
        return set(gaps) == {"StrictLessThan", "Equality", "StrictGreaterThan"} and len(set(gaps.values())) == 1
    return False


def goal_at(statement, because: tuple, scope: Scope) -> Goal:
    """The goal of showing the statement at one place of a proof from what is cited there."""
    facts: list[Fact] = []
    kept = scope.fixed
    for position, cited in enumerate(because):
        if isinstance(cited, Rule):
            continue
        _check_known(cited, scope)
        facts.extend(facts_of(cited, f"{name_of(cited, scope)}" if not _seen(facts, name_of(cited, scope))
                              else f"{name_of(cited, scope)} ({position + 1})", kept))
    background = [fact for premise in (*scope.claim.given, *scope.local, *scope.claim.definitions)
                  for fact in facts_of(premise, name_of(premise, scope), kept)]
    known = (*facts, *background) if any(fact.kind == "claim" for fact in facts) else facts  # a claim's needs may be any premise
    ground = tuple(fact.conclusion for fact in known
                   if fact.kind in ("premise", "step") and not fact.variables and not fact.hypotheses)
    general = tuple(dict.fromkeys(whole for fact in known  # for each value of its indices, and at these indices themselves
                                  for whole in (closed(fact.statement, kept), *([fact.statement] * isinstance(fact.statement, ForAll)))
                                  if fact.kind in ("premise", "step") and (fact.variables or fact.hypotheses) and not fact.preset))
    assumptions = (*ranges_of_indices(statement), *scope.assumptions, *ground, *general)
    return Goal(statement, tuple(facts), assumptions, frozenset(), tuple(background))


def _seen(facts, name) -> bool:
    return any(fact.name == name for fact in facts)


def _check_known(cited, scope: Scope) -> None:
    """A premise must be given, and a step must stand earlier."""
    inner = cited.fact if isinstance(cited, Using) else cited
    if isinstance(inner, Premise) and inner not in scope.claim.given and inner not in scope.local:
        raise MalformedClaim(f"because cites the premise {inner.says!r}, which the claim does not list in given=(...); "
                             "add it there, or prove it")
    if isinstance(inner, Law) and not any(inner is law for law in laws.table().values()):
        raise MalformedClaim(f"because cites {inner.name!r}, which is not one of the laws of the library; "
                             "add it to a table in verifier/laws with its test, or state it as a premise")
    if isinstance(inner, Definition) and inner not in scope.claim.definitions:
        raise MalformedClaim(f"because cites the definition of {inner.head}, which the claim does not list; "
                             "add it to definitions=(...), so that the reader sees what the name stands for")
    if isinstance(inner, PROOFS) and id(inner) not in scope.known:
        raise MalformedClaim("because cites a calculation that does not stand earlier in proof=(...); list it before this step")
    if isinstance(inner, Claim):
        free = frozenset().union(*(free_symbols(part) for part in (*inner.says, *(premise.statement for premise in inner.given))))
        for definition in inner.definitions:
            if definition not in scope.claim.definitions and head_of(definition.head) in free:
                raise MalformedClaim(f"because cites {inner.name!r}, which rests on the definition of {definition.head}; "
                                     "list that definition in definitions=(...), or the name could mean something else here")


def unshown(claim: Claim) -> list:
    """The parts of what the claim says that no proof concludes."""
    shown = []
    for proof in claim.proof:
        conclusion = conclusion_of(proof)
        shown += [part for variables, hypotheses, part in clauses(conclusion) if not hypotheses and not variables] + [conclusion]
    context = Context(())
    return [statement for statement in claim.says if not _covered(statement, shown, context)]


def _covered(statement, shown, context: Context) -> bool:
    if statement in shown or any(_shows(item, statement, context) for item in shown):
        return True
    if isinstance(statement, Iff):
        first, second = statement.args
        return _covered(Implies(first, second), shown, context) and _covered(Implies(second, first), shown, context)
    return isinstance(statement, Both) and all(_covered(part, shown, context) for part in statement.args)


def _shows(shown, statement, context: Context) -> bool:
    if context.same(shown, statement):
        return True
    if isinstance(shown, (Lt, Gt)) and isinstance(statement, (Le, Ge)):
        weaker = (Le if isinstance(shown, Lt) else Ge)(shown.lhs, shown.rhs, evaluate=False)
        return context.same(weaker, statement)
    return False
