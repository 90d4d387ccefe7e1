"""What an author may try next where a claim is not what it should be.  Advice is words: it decides nothing.

What is said to give a step was tried: with that premise, law or case split it was shown.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from itertools import islice

from sympy import (
    Abs,
    Add,
    And,
    Basic,
    Eq,
    Float,
    Ge,
    Gt,
    Integral,
    Limit,
    Lt,
    Max,
    Min,
    Mul,
    Ne,
    Or,
    Piecewise,
    Pow,
    Product,
    Sum,
    Symbol,
    Tuple,
    oo,
    preorder_traversal,
    sign,
)
from sympy.core.relational import Relational

from verifier import laws
from verifier.claim import Article, Claim, Law, Using
from verifier.goal import Fact, Goal
from verifier.judgement.audit import exact, undefined_parts, used_premises
from verifier.judgement.facts import facts_of, strange_letters
from verifier.judgement.proofs import Task, tasks
from verifier.record import ClaimRecord
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.context import Context
from verifier.tools.matching import matches
from verifier.tools.normal_forms.terms import GAVE_UP
from verifier.tools.work import allotted
from verifier.verdict import Verdict
from verifier.vocabulary.operators import Converges, FiniteMoments, Iff, Implies, Independent, Predicate
from verifier.vocabulary.symbols import Index, random_bases

STEPS, SYMBOLS, LAWS = 3, 4, 4  # how many steps, symbols and laws are tried
WORK, TRIES = 200_000, 12  # parts of expressions and goals for one claim, counted so that every machine gives the same advice
SMALLER = "take a smaller step, or cite the law or premise that gives it"

Shows = Callable[[Goal], bool]


def advise(claim: Claim, article: Article, record: ClaimRecord, shows: Shows) -> None:
    """Put advice to the problems of a claim that is not as expected; `shows` asks the strategies and the kernel."""
    with contextlib.suppress(*GAVE_UP):  # a claim that cannot be read has no other advice than what it says already
        _advise(claim, article, record, shows)


def _advise(claim: Claim, article: Article, record: ClaimRecord, shows: Shows) -> None:
    if record.verdict in (claim.expected.name, Verdict.VACUOUS.name):
        return
    doubtful = {doubt: doubt.missing for doubt in undefined_parts(claim)}
    for problem in record.problems:
        missing = doubtful.get(problem["message"])
        if missing is not None and free_symbols(missing) <= frozenset().union(*map(free_symbols, claim.says)):
            problem["advice"] = f"{premise_of(missing)}, or restrict the domain"
        elif problem["message"] in doubtful and (kindless := _kindless(claim)):
            problem["advice"] = f'declare {kindless} by its kind, such as {kindless} = real("{kindless}")'
    if claim.expected is Verdict.REFUTED:
        _not_refuted(claim, record)
    elif record.verdict == Verdict.SUPPORTED.name:
        _say(record, "no proof is given: that the numbers agree proves nothing",
             "write proof=therefore(statement), or proof=chain(left, equals(...), ...) with its steps")
    elif claim.refuted_by is None:
        _undecided(claim, article, record, shows)


def _say(record: ClaimRecord, message: str, advice: str) -> None:
    record.problems.append({"message": message, "advice": advice, "step": "", "line": 0})


def _kindless(claim: Claim) -> Symbol | None:
    """A symbol of which nothing is declared."""
    free = frozenset().union(*map(free_symbols, claim.says))
    return next((symbol for symbol in sorted(free, key=str) if type(symbol) is Symbol and symbol.is_complex is None), None)


def _not_refuted(claim: Claim, record: ClaimRecord) -> None:
    """A statement put forward as false for which no counterexample stands."""
    shown = record.steps and all(Verdict[step.verdict].is_green for step in record.steps if step.relation != "start")
    if shown and claim.refuted_by is None:
        _say(record, "the claim is expected to be false, but its proof shows it", "drop expected=REFUTED, or correct the statement")
    elif claim.refuted_by is None:
        found = "no counterexample is given" if not claim.fails_for else "the statement does not certainly fail at the examples in fails_for"
        _say(record, f"the claim is expected to be false, but {found}",
             "give fails_for=(example(...),) with values at which every premise holds and the statement fails")


def premise_of(missing) -> str:
    """How to write the missing condition as a premise, or as the kind of a symbol."""
    advice = f'add given("{_words(missing)}", {_code(missing)}) to given=(...) and cite it'
    kind = {Gt: "positive", Ge: "nonnegative", Ne: "nonzero"}.get(type(missing))
    if kind and isinstance(missing, Relational) and isinstance(missing.lhs, Symbol) and missing.rhs == 0 and missing.lhs.is_integer is None:
        advice += f', or declare {missing.lhs} = {kind}("{missing.lhs}")'
    return advice


def _code(part) -> str:
    """As the author would write it; statements of the language print as words."""
    if isinstance(part, Predicate):
        return f"{type(part).__name__}({', '.join(map(_code, part.args))})"
    if isinstance(part, Tuple):
        return f"({', '.join(map(_code, part))}{',' * (len(part) == 1)})"
    return str(part)


def _words(condition) -> str:
    return f"{condition.lhs} is not {condition.rhs}" if isinstance(condition, Ne) else str(condition)


# -- a step that is not shown -----------------------------------------------------------------------------------------

def _undecided(claim: Claim, article: Article, record: ClaimRecord, shows: Shows) -> None:
    open_steps = {problem["step"]: problem for problem in record.problems if problem["advice"] == SMALLER}
    left = iter(range(TRIES))
    false_at = ", ".join(f"{name} = {value}" for name, value in record.witness.values.items()) if record.witness else ""
    with allotted(WORK):
        for task in islice((task for task in tasks(claim, article) if task.id in open_steps), STEPS):
            def tried(facts=(), assumptions=(), goal=task.goal) -> bool:
                if next(left, None) is None:
                    return False
                wider = Goal(goal.statement, (*goal.facts, *facts), (*goal.assumptions, *assumptions), goal.rules, goal.background)
                return shows(wider)
            if false_at:
                excluding = next(_missing_premise(task, claim, tried), "or add a premise that excludes such values")
                open_steps[task.id]["advice"] = f"the claim is false at {false_at}: correct it; {excluding}"
            else:
                open_steps[task.id]["advice"] = next(_for_step(task, claim, tried), SMALLER)


def _for_step(task: Task, claim: Claim, tried: Callable) -> Iterator[str]:
    """Advice in the order of its worth: what is written wrongly, how to split, what is missing, what fits."""
    for find in (_about_its_form, _cases, _missing_premise, _fitting_law, _induction, _near, _not_cited):
        try:
            yield from find(task, claim, tried)
        except GAVE_UP:
            continue


def _about_its_form(task: Task, claim: Claim, tried: Callable) -> Iterator[str]:
    statement = task.goal.statement
    for cited in task.because:
        strange, letters = strange_letters(cited) if isinstance(cited, Using) else ([], [])
        if strange:
            yield f"using(...) gives a value to {strange[0]}, which is no letter of what is cited; its letters are {', '.join(letters)}"
    if isinstance(statement, And):
        yield "write several statements as a tuple, says=(first, second), each with its own proof, or as Both(first, second)"
    if isinstance(statement, Or):
        yield "a statement with `or` is shown by cases(...): state in each case the part that holds there"
    if isinstance(statement, Eq) and isinstance(statement.lhs, Limit):
        body, variable, place, _ = statement.lhs.args
        yield f"state the limit as Tends({body}, {variable}, {place}, {statement.rhs})"
    for number in sorted(statement.atoms(Float), key=str)[:1]:
        yield f"write {exact(number)} for the decimal {float(number)!r}: only exact numbers are proved anything about"
    if isinstance(statement, Implies):
        yield "suppose the condition: suppose(given(..., condition), therefore(conclusion, because=...))"
    if isinstance(statement, Iff):
        yield "show it both ways: proof=(suppose(given(..., first), therefore(second)), suppose(given(..., second), therefore(first)))"
    if isinstance(statement, Eq) and oo in statement.args:
        yield "oo is no number: state a limit as Tends(f, x, oo, value)"


def _conditions(task: Task) -> Iterator[tuple]:
    """Tuples of conditions that might be missing: what the terms need, then signs of the symbols, then what chance needs."""
    statement = task.goal.statement
    needed = tuple(dict.fromkeys(doubt.missing for doubt in doubts(statement, Context(task.goal.assumptions))
                                 if doubt.missing is not None
                                 and free_symbols(doubt.missing) <= free_symbols(statement)))
    if needed:
        yield needed
    numbers = sorted((symbol for symbol in free_symbols(statement) if type(symbol) is Symbol and symbol.is_real
                      and symbol.is_extended_nonnegative is None), key=str)[:SYMBOLS]
    if numbers:
        positive = tuple(Gt(symbol, 0) for symbol in numbers)
        yield (*needed, *positive)
        yield from ((*needed, kind(symbol, 0)) for symbol in numbers for kind in (Ne, Ge, Gt))
    endless = tuple(Converges(part) for part in sorted(statement.atoms(Sum, Product, Integral), key=str) if part.has(oo, -oo))
    if endless:
        yield (*needed, *endless)
    chance = sorted(random_bases(statement), key=str)
    if chance:
        yield (*needed, FiniteMoments(*chance))
    if len(chance) == 2:
        yield (*needed, FiniteMoments(*chance), Independent(*chance))


def _missing_premise(task: Task, claim: Claim, tried: Callable) -> Iterator[str]:
    """The fewest conditions of the likely ones with which the step is shown."""
    for conditions in _conditions(task):
        if not tried(_facts(conditions), conditions):
            continue
        kept = conditions
        for item in conditions:
            weaker = [()] * (len(kept) > 1) + [(Ge(*item.args),)] * isinstance(item, Gt)
            for instead in weaker:
                fewer = (*(other for other in kept if other is not item), *instead)
                if tried(_facts(fewer), fewer):
                    kept = fewer
                    break
        yield f"it follows if {' and '.join(map(_words, kept))}: {'; '.join(map(premise_of, kept))}"
        return


def _facts(conditions: tuple) -> tuple[Fact, ...]:
    return tuple(Fact(f"condition {item}", frozenset(), (), item, "premise", item) for item in conditions)


def _fitting_law(task: Task, claim: Claim, tried: Callable) -> Iterator[str]:
    """A law of the library with which the step is shown, and what it needs; else those whose left sides occur."""
    cited = [item for item in task.because if isinstance(item, Law)]
    near: list[str] = []
    for name, law in (*((name, law) for name, law in laws.table().items() if law in cited), *laws.table().items()):
        found = next(_occurrences(law, task.goal.statement), None)
        if found is None or name in near:
            continue
        near.append(name)
        if len(near) > LAWS:
            break
        facts = () if law in cited else tuple(facts_of(law, name))
        if facts and tried(facts):
            yield f"cite the law {name}: {law.says}"
            return
        needs = tuple(need for need in (substitute(need, found) for need in law.needs) if not Context(task.goal.assumptions).proves(need))
        letters = frozenset().union(*map(free_symbols, (law.statement, *law.needs)))
        open_letters = any(free_symbols(need) & letters for need in needs)  # the statement does not say at which values
        if needs and not open_letters and tried((*facts, *_facts(needs)), needs):
            given = "; ".join(map(premise_of, needs))
            yield (f"the law {name} gives it, once its needs are there: " if law in cited else f"cite the law {name} ({law.says}) and what it needs: ") + given
            return


def _near(task: Task, claim: Claim, tried: Callable) -> Iterator[str]:
    """Laws whose left sides occur in the step: those that show it together, or all of them as a hint."""
    near = [(name, law) for name, law in laws.table().items() if next(_occurrences(law, task.goal.statement), None) is not None][:LAWS]
    if len(near) > 1 and tried([fact for name, law in near for fact in facts_of(law, name)]):
        yield f"cite the laws {', '.join(name for name, _ in near)}"
    if near:
        yield f"laws that speak of such terms: {', '.join(name for name, _ in near)} (`verifier laws` says what they need); or {SMALLER}"


def _induction(task: Task, claim: Claim, tried: Callable) -> Iterator[str]:
    """A sum or product up to n, of which the statement says something for each n."""
    ends = [symbol for part in task.goal.statement.atoms(Sum, Product) for symbol in free_symbols(part.limits[-1][2])]
    for n in sorted((symbol for symbol in set(ends) if isinstance(symbol, Symbol) and symbol.is_integer and symbol.is_nonnegative), key=str):
        yield (f"try induction on {n}: induction(statement, on={n}, start={1 if n.is_positive else 0}, hypothesis=hypothesis(statement), "
               f"base=..., step=...), or {SMALLER}")


def _occurrences(law: Law, statement) -> Iterator[dict]:
    """Values of the law's letters at which its left side occurs in the statement."""
    for fact in facts_of(law, ""):
        pattern = fact.conclusion
        letters = frozenset(fact.variables)
        if type(pattern) is type(statement) and not isinstance(pattern, Relational):
            yield from matches(pattern, statement, letters)
        if not isinstance(pattern, Relational) or not pattern.lhs.args or _is_loose(pattern.lhs, letters):
            continue
        for part in preorder_traversal(statement):
            if type(part) is type(pattern.lhs):
                yield from matches(pattern.lhs, part, letters)


def _is_loose(pattern, letters) -> bool:
    """Whether the pattern would fit almost anything: a letter, or a sum, product or power of nothing but letters."""
    if pattern in letters or getattr(pattern, "func", None) in letters or getattr(pattern, "base", None) in letters and not isinstance(pattern, Pow):
        return True
    return isinstance(pattern, (Add, Mul, Pow)) and all(not part.args or _is_loose(part, letters) for part in pattern.args)


def _cases(task: Task, claim: Claim, tried: Callable) -> Iterator[str]:
    """A split at which the step is shown on either side."""
    statement = task.goal.statement
    turning = [part.args[0] for part in statement.atoms(Abs, sign)] + [part.args[0] - part.args[1] for part in statement.atoms(Max, Min) if len(part.args) == 2]
    turning += [condition.lhs - condition.rhs for part in statement.atoms(Piecewise) for _, condition in part.args if isinstance(condition, Relational)]
    for place in sorted(set(turning), key=str)[:SYMBOLS]:
        if not isinstance(place, Basic) or not free_symbols(place) <= free_symbols(statement) or any(isinstance(item, Index) for item in free_symbols(place)):
            continue
        sides = (Ge(place, 0, evaluate=False), Lt(place, 0, evaluate=False))
        if all(tried(_facts((side,)), (side,)) for side in sides):
            yield f"it follows in each of two cases: cases(statement, (given(..., {sides[0]}), therefore(...)), (given(..., {sides[1]}), therefore(...)))"
            return


def _not_cited(task: Task, claim: Claim, tried: Callable) -> Iterator[str]:
    """Premises that nothing cites yet are a hint of what the author meant."""
    unused = [premise.says for premise in claim.given if premise not in used_premises(claim)]
    if unused:
        yield f"the premise {unused[0]!r} is not cited yet: say in smaller steps where it is needed"
