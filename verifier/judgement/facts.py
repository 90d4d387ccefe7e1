"""What the objects an author cites say, as facts: general in their indices and letters, with their hypotheses."""

from __future__ import annotations

from collections.abc import Iterator

from sympy import Eq, Symbol, sympify

from verifier.claim import Cases, Chain, Claim, Definition, Induction, Law, MalformedClaim, Premise, Suppose, Therefore, Using
from verifier.goal import Fact
from verifier.tools.binding import free_symbols
from verifier.tools.context import ranges_of_indices
from verifier.tools.normal_forms.comparison import conditions_of
from verifier.vocabulary.operators import Both, ForAll, Iff, Implies
from verifier.vocabulary.symbols import Index
from verifier.vocabulary.valuation import parameters_of

PROOFS = (Chain, Therefore, Induction, Cases, Suppose)


def closed(statement, kept: frozenset = frozenset()):
    """The statement with its free indices quantified over their ranges, but for those that are fixed."""
    indices = sorted((symbol for symbol in free_symbols(statement) - kept if isinstance(symbol, Index)), key=str)
    return ForAll(tuple(indices), ranges_of_indices(*indices), statement) if indices else statement


def clauses(statement, variables=frozenset(), hypotheses=()) -> Iterator[tuple]:
    """(variables, hypotheses, conclusion) for each part of a statement, quantifiers and premises stripped."""
    if isinstance(statement, ForAll):
        bound, _, body = statement.args
        yield from clauses(body, variables | set(bound), (*hypotheses, *conditions_of(statement)))
    elif isinstance(statement, Implies):
        yield from clauses(statement.args[1], variables, (*hypotheses, statement.args[0]))
    elif isinstance(statement, Iff):
        first, second = statement.args
        yield from clauses(Implies(first, second), variables, hypotheses)
        yield from clauses(Implies(second, first), variables, hypotheses)
    elif isinstance(statement, Both):
        for part in statement.args:
            yield from clauses(part, variables, hypotheses)
    else:
        yield frozenset(variables), tuple(hypotheses), statement


def facts_of(cited, name: str, kept: frozenset = frozenset()) -> list[Fact]:
    """The facts that a cited object stands for; `kept` are symbols that are fixed where it was proved."""
    if isinstance(cited, Using):
        return [_at_values(fact, cited) for fact in facts_of(cited.fact, name, kept)]
    if isinstance(cited, Premise):
        return _from_statement(cited.statement, name, "premise", kept)
    if isinstance(cited, Definition):
        return _from_statement(Eq(cited.head, cited.meaning, evaluate=False), name, "definition", kept - parameters(cited), parameters(cited))
    if isinstance(cited, Law):
        letters = frozenset().union(free_symbols(cited.statement), *(free_symbols(need) for need in cited.needs))
        ranges = ranges_of_indices(cited.statement, *cited.needs)
        return [Fact(_numbered(name, k), letters | variables, (*ranges, *cited.needs, *hypotheses), conclusion, "law", cited.statement)
                for k, (variables, hypotheses, conclusion) in enumerate(clauses(cited.statement))]
    if isinstance(cited, Claim):
        return _from_claim(cited, name)
    if isinstance(cited, PROOFS):
        return _from_statement(conclusion_of(cited), name, "step", kept)
    raise MalformedClaim(f"because: expected a law, premise, definition, claim or earlier step, found {cited!r}")


def _numbered(name: str, position: int) -> str:
    return name if position == 0 else f"{name}#{position + 1}"


def parameters(definition: Definition) -> frozenset:
    """What the definition is general in: x and n for c(n, x)."""
    return frozenset(symbol for symbol in parameters_of(definition.head) if isinstance(symbol, Symbol))


def _from_statement(statement, name, kind, kept, general=frozenset()) -> list[Fact]:
    indices = (frozenset(symbol for symbol in free_symbols(statement) if isinstance(symbol, Index)) - kept) | general
    ranges = ranges_of_indices(*sorted(indices, key=str))
    return [Fact(_numbered(name, k), indices | variables, (*ranges, *hypotheses), conclusion, kind, statement)
            for k, (variables, hypotheses, conclusion) in enumerate(clauses(statement))]


def _from_claim(cited: Claim, name: str) -> list[Fact]:
    """A claim is general in all its symbols, except those that its definitions speak about."""
    fixed = frozenset()
    for definition in cited.definitions:
        fixed |= (free_symbols(definition.meaning) | free_symbols(definition.head)) - parameters(definition)
    needs = tuple(closed(premise.statement) for premise in cited.given)
    facts = []
    for statement in cited.says:
        free = frozenset().union(free_symbols(statement), *(free_symbols(need) for need in needs))
        ranges = ranges_of_indices(statement)
        for variables, hypotheses, conclusion in clauses(statement):
            facts.append(Fact(_numbered(name, len(facts)), (free - fixed) | variables, (*ranges, *needs, *hypotheses),
                              conclusion, "claim", statement))
    return facts


def _letter(fact: Fact, key):
    """The letter of the fact that the author calls by this name or symbol; a law's x_ may be called x."""
    by_name = {str(getattr(variable, "name", variable)): variable for variable in fact.variables}
    variable = by_name.get(key if isinstance(key, str) else str(getattr(key, "name", key)))
    return by_name.get(key + "_") if variable is None and isinstance(key, str) else variable


def strange_letters(using: Using) -> tuple[list[str], list[str]]:
    """The names that get a value and are no letters of what is cited, and its letters."""
    facts = facts_of(using.fact, "")
    strange = [str(key) for key in using.values if all(_letter(fact, key) is None for fact in facts)]
    return strange, sorted({str(getattr(variable, "name", variable)) for fact in facts for variable in fact.variables})


def _at_values(fact: Fact, using: Using) -> Fact:
    """The fact at the author's values; letters without a value stay letters."""
    values = {letter: sympify(value) for key, value in using.values.items() if (letter := _letter(fact, key)) is not None}
    if not values and using.values:
        raise MalformedClaim(f"using {fact.name}: it has no letter {', '.join(map(str, using.values))}; "
                             f"its letters are {', '.join(strange_letters(using)[1]) or 'none'}")
    return Fact(fact.name, fact.variables, fact.hypotheses, fact.conclusion, fact.kind, fact.statement, values)


def conclusion_of(proof):
    """The statement that a proof, if all its steps hold, shows."""
    from sympy import Ge, Gt, Le, Lt
    if isinstance(proof, (Therefore, Induction, Cases)):
        return proof.statement
    if isinstance(proof, Suppose):
        return Implies(closed(proof.premise.statement), conclusion_of(proof.proofs[-1]))
    if not isinstance(proof, Chain):
        raise MalformedClaim(f"proof: expected chain(...), therefore(...), induction(...) or cases(...), found {proof!r}")
    words = {step.relation for step in proof.steps}
    last = proof.steps[-1].right if proof.steps else proof.start
    if words <= {"="}:
        return Eq(proof.start, last, evaluate=False)
    if words <= {"=", "<=", "<"}:
        return (Lt if "<" in words else Le)(proof.start, last, evaluate=False)
    if words <= {"=", ">=", ">"}:
        return (Gt if ">" in words else Ge)(proof.start, last, evaluate=False)
    raise MalformedClaim(f"chain: the relations {' '.join(sorted(words))} do not point one way")


