"""What is wrong with a claim before any mathematics: unused premises, look-alike symbols, decimals, tautologies."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from fractions import Fraction

from sympy import Basic, Float, Gt, Lt, Ne
from sympy.core.relational import Relational

from verifier.claim import Article, Cases, Chain, Claim, Counterexample, Induction, Premise, Step, Suppose, Therefore, Using
from verifier.judgement.facts import clauses, closed, conclusion_of, facts_of
from verifier.tools.calculus.definedness import doubts
from verifier.tools.context import Context, ranges_of_indices
from verifier.tools.instances import meaning_of, unfolded
from verifier.vocabulary.operators import ForAll, Implies, Integrable, Invertible
from verifier.vocabulary.valuation import head_of, name_of, symbols_of

PARTS = ("steps", "because", "base", "step", "cases", "proof", "proofs")


def reasons(part) -> Iterator:
    """Everything that a proof cites, `using` opened."""
    if isinstance(part, Using):
        yield part.fact
    elif isinstance(part, (Chain, Step, Therefore, Induction, Cases, Suppose, Counterexample, tuple)):
        inner = part if isinstance(part, tuple) else [item for name in PARTS for item in getattr(part, name, ())]
        for item in inner:
            if isinstance(item, (Chain, Step, Therefore, Induction, Cases, Suppose, Using, tuple)) :
                yield from reasons(item)
            if not isinstance(item, (Step, Using, tuple, Basic)):
                yield item


def cited(claim: Claim) -> list:
    """Everything that the claim's proofs cite, each once, in order."""
    found: list = []
    for part in (*claim.proof, *((claim.refuted_by,) if claim.refuted_by else ())):
        for item in reasons(part):
            if not any(item is other for other in found):
                found.append(item)
    return found


def cited_claims(claim: Claim) -> list[Claim]:
    """The claims that the proofs cite."""
    return [item for item in cited(claim) if isinstance(item, Claim)]


def used_premises(claim: Claim) -> list[Premise]:
    """The premises that the proofs cite, or that a cited claim asks for."""
    direct = [item for item in cited(claim) if isinstance(item, Premise)]
    asked = [premise for other in cited_claims(claim) for premise in other.given]
    context = Context(())
    return [premise for premise in claim.given
            if premise in direct or premise in asked
            or any(context.same(premise.statement, other.statement) for other in asked)]


def audit_article(article: Article) -> list[dict]:
    """All such problems of the article's claims."""
    rows = list(_look_alikes(article)) + list(_circles(article))
    for key, claim in article.claims.items():
        rows += _problems(article, key, claim)
    return rows


def _problems(article: Article, key: str, claim: Claim) -> list[dict]:
    rows = []
    used = used_premises(claim)
    for premise in claim.given:
        if claim.proof and premise not in used and not _types_only(premise, claim):
            rows.append(_row(f"the premise {premise.says!r} is never used", "cite it where it is needed, or drop it: the claim then says more", key))
    for what, expression in _expressions(claim):
        decimals = sorted(expression.atoms(Float), key=str) if isinstance(expression, Basic) else []
        if decimals:
            rows.append(_row(f"{what} contains the decimal number {float(decimals[0])!r}",
                             f"write {exact(decimals[0])}; a quotient of whole numbers such as 1/2 is a decimal too in Python: Rational(1, 2)", key))
        if isinstance(expression, Relational) and expression.lhs == expression.rhs and what == "the statement":
            rows.append(_row(f"{what} {expression} is true by construction", "write the two sides so that they differ before they are computed", key))
    for premise in claim.given:
        if premise.statement in claim.says:
            rows.append(_row(f"the claim says what its premise {premise.says!r} gives", "drop the claim, or state what follows from the premise", key))
    heads = [head_of(definition.head) for definition in claim.definitions]
    for head in sorted({name_of(head) for head in heads if heads.count(head) > 1}):
        rows.append(_row(f"{head} is defined twice", "keep one definition in definitions=(...)", key))
    if claim.key and not claim.holds_for and claim.measured_by is None and claim.expected.name != "REFUTED":
        rows.append(_row("the claim has no numeric route", "give holds_for=(example(...),) or measured_by=an experiment", key))
    return rows


def exact(number: Float) -> str:
    """How the simplest fraction that rounds to the decimal is written."""
    near = Fraction(float(number)).limit_denominator(1000)
    found = near if float(near) == float(number) else Fraction(repr(float(number)))
    return f"Rational({found.numerator}, {found.denominator})" if found.denominator > 1 else str(found.numerator)


def undefined_parts(claim: Claim) -> list[str]:
    """In words: each term of what the claim says that its premises do not visibly make defined."""
    ground = [conclusion for premise in claim.given for variables, hypotheses, conclusion in clauses(premise.statement)
              if not hypotheses and not variables]
    ground += [whole for whole in (closed(premise.statement) for premise in claim.given) if isinstance(whole, ForAll)]  # for each index
    ground += [conclusion for conclusion in map(conclusion_of, claim.proof) if isinstance(conclusion, (ForAll, Gt, Integrable, Invertible, Lt, Ne))]
    found: list[str] = []
    meanings = [fact for definition in claim.definitions for fact in facts_of(definition, "")]
    ground += [unfolded(item, meanings) for item in ground]
    for statement in claim.says:
        supposed = [conclusion_of(part) for proof in claim.proof if isinstance(proof, Suppose) and isinstance(statement, Implies)
                    and Context(()).same(closed(proof.premise.statement), statement.args[0]) for part in proof.proofs]
        existing = [conclusion for conclusion in supposed if isinstance(conclusion, (Invertible, Ne))]
        here = Context((*ground, *existing, *ranges_of_indices(statement)))
        found += doubts(unfolded(statement, meanings), here) or doubts(statement, here, meaning_of(meanings))
    return list(dict.fromkeys(found))


def _types_only(premise: Premise, claim: Claim) -> bool:
    """Whether the premise serves to make the statement defined (an open domain such as x != 0)."""
    return isinstance(premise.statement, Relational) and bool(
        {str(symbol) for symbol in premise.statement.free_symbols}) and _needed_for_definedness(premise, claim)


def _needed_for_definedness(premise: Premise, claim: Claim) -> bool:
    without = dataclasses.replace(claim, given=tuple(item for item in claim.given if item is not premise))
    return len(undefined_parts(without)) > len(undefined_parts(claim))


def _expressions(claim: Claim) -> Iterator[tuple[str, object]]:
    for statement in claim.says:
        yield "the statement", statement
    for premise in claim.given:
        yield f"the premise {premise.says!r}", premise.statement
    for definition in claim.definitions:
        yield f"the definition of {definition.head}", definition.meaning
    for number, proof in enumerate(claim.proof, 1):
        if isinstance(proof, Chain):
            yield f"step {number}.0", proof.start
            for place, step in enumerate(proof.steps, 1):
                yield f"step {number}.{place}", step.right
        elif isinstance(proof, Therefore):
            yield f"step {number}", proof.statement


def _look_alikes(article: Article) -> Iterator[dict]:
    """Two different symbols with one printed name."""
    for key, claim in article.claims.items():
        seen: dict = {}
        statements = [expression for _, expression in _expressions(claim) if isinstance(expression, Basic)]
        for symbol in symbols_of(*statements):
            name = name_of(symbol)
            if name in seen and seen[name] != symbol:
                yield _row(f"two different symbols print alike: {name}",
                           "declare each symbol once; give the other one another name", key)
            seen.setdefault(name, symbol)


def _circles(article: Article) -> Iterator[dict]:
    """Claims that cite themselves through others."""
    names = {id(claim): key for key, claim in article.claims.items()}

    def reach(claim, path):
        for other in cited_claims(claim):
            if other is path[0]:
                return path
            if not any(other is item for item in path):
                found = reach(other, [*path, other])
                if found:
                    return found
        return None

    for key, claim in article.claims.items():
        circle = reach(claim, [claim])
        if circle:
            yield _row("the claim cites itself: " + " -> ".join(names.get(id(item), item.name) for item in [*circle, claim]),
                       "prove one of them without the other", key)


def _row(message: str, advice: str, claim: str = "", step: str = "") -> dict:
    return {"message": message, "advice": advice, "claim": claim, "step": step, "line": 0}


