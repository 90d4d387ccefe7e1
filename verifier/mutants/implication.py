"""Whether a changed statement is true after all: what the kernel accepts from the statement and the premises.

A mutant that is a case of the statement, weaker than it, or provable on its own is a truth that no check could notice.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from itertools import chain, combinations, zip_longest

from sympy import (
    Add,
    Derivative,
    Eq,
    Integer,
    Integral,
    MatrixExpr,
    MatrixSymbol,
    Mul,
    Ne,
    S,
    Sum,
    Symbol,
    ZeroMatrix,
    expand_mul,
    factor_terms,
    fraction,
    sqrt,
    together,
)
from sympy.core.function import AppliedUndef
from sympy.core.relational import Relational

from verifier.claim import Article, Claim, Law, MalformedClaim, Premise, Therefore
from verifier.evidence import Combination, Derivation, Identity, Instance, Lifted, Match
from verifier.goal import Budget, Goal
from verifier.judgement.audit import cited
from verifier.judgement.facts import conclusion_of, facts_of
from verifier.judgement.proofs import tasks
from verifier.kernel import judge
from verifier.strategies import QUICK
from verifier.strategies.citation import Citation, SignStrategy
from verifier.strategies.constancy import ByDerivative
from verifier.strategies.inequalities import Inequalities
from verifier.strategies.limits import Limits
from verifier.strategies.matrix_words import MatrixWords
from verifier.strategies.rewriting import Rewriting
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.context import Context
from verifier.tools.contexts import FOR_SEARCH
from verifier.tools.normal_forms import terms
from verifier.tools.relations import ORDER, sides_of
from verifier.vocabulary.operators import Both, E, FiniteMoments, Iff, Implies, Invertible
from verifier.vocabulary.symbols import Index, Point, Random

GAVE_UP = (*terms.GAVE_UP, MalformedClaim, LookupError)
ITSELF, STRONGER = "the statement itself", "it supposes more"
LONGEST_SHOWN, SHORT_CALCULUS = 12, 6  # operations of a range that a step shows
SHORT_RANGE = 12  # operations of a range of values of a function
LONGEST = 40  # operations of a remainder whose sign is asked for
LONGEST_ALONE, LONGEST_CALCULUS, LONGEST_OF_MATRICES = 50, 40, 16  # operations of a statement that is tried to be proved on its own
MOST_PAIRS = 3  # of indices that may be exchanged
TINY = 1e-9  # of a difference of numbers that are seen as floats
WHOLES = (Sum, Integral, Derivative)
STRATEGIES = (Rewriting(), *QUICK, ByDerivative(), Inequalities(deepest=0), Limits())  # those that give up soon
OF_MATRICES = (MatrixWords(),)


def quietly(question: Callable) -> bool:
    """The answer of a search that may give up, which is a no."""
    try:
        return bool(question())
    except GAVE_UP:
        return False


def follows(claim: Claim, article: Article, statement, proved: bool = False, values: Callable = lambda expression: [],
            differ: Callable = lambda first, second: False, by: Callable | None = None, further: tuple = ()) -> str:
    """How the kernel accepts the statement as a consequence of what the claim says, in words; empty if it does not.

    Of a proved claim the steps are known as well, such as those that make its terms defined.  `values` gives an
    expression at a few points where all premises hold, and `differ` tells of two that they are not the same at one of
    them, so that what fails there need not be tried.  `by` shows a goal in another way than the quick ones, and `further` is
    known to be true wherever the claim is.
    """
    shown, ground = grounds(claim, proved, further)
    laws = tuple(fact for fact in cited(claim) if isinstance(fact, Law))

    def shows(wanted, values: Callable, supposed: tuple = ()) -> str:
        names = {id(claim): ITSELF, **{id(premise): f"{ITSELF}, supposed {place}" for place, premise in enumerate(supposed)}}
        used: dict = {}
        try:
            wider = replace(claim, given=(*claim.given, *shown, *supposed),
                            proof=(Therefore(wanted, because=(*(supposed or (claim,)), *ground, *shown)),))
            for task in tasks(wider, replace(article, names={**article.names, **names}), checked=proved):
                name = by(task.goal, values) if by else _proved(task.goal, values, differ) or _by_law(task.goal, laws, values)
                if not name:
                    return ""
                used[name] = True
        except GAVE_UP:
            return ""
        return ", ".join(used)

    found = []
    for part in _parts(statement):
        there = _where(part, values)
        found.append(shows(part, there) or (STRONGER if not by and any(
            all(shows(condition, there, supposed) for condition in wanted)
            for wanted, supposed in _stronger(part, claim, (*ground, *shown))) else ""))
        if not found[-1]:
            return ""
    return ", ".join(dict.fromkeys(found))


def _conditions(statement) -> tuple:
    """What an implication supposes, one by one."""
    supposed = statement.args[0] if isinstance(statement, Implies) else S.true
    return supposed.args if isinstance(supposed, Both) else () if supposed is S.true else (supposed,)


def _where(statement, values: Callable) -> Callable:
    """The values at those points alone at which the conditions of an implication are seen to hold."""
    conditions = _conditions(statement)
    if not conditions:
        return values

    def seen(expression) -> list[float]:
        gaps = [values(gap(condition)) if isinstance(condition, ORDER) else [-math.inf] for condition in conditions]
        return [value if all(math.isfinite(number) and number > -TINY for number in row) else math.inf
                for value, *row in zip_longest(values(expression), *gaps, fillvalue=math.inf)]

    return seen


def _stronger(part, claim: Claim, known: tuple) -> Iterator[tuple]:
    """(conditions to be shown, premises to show them from) where an implication of the claim has the same conclusion."""
    conditions = _conditions(part)
    if not conditions or any(isinstance(symbol, Index) for condition in conditions for symbol in free_symbols(condition)):
        return  # of an index a premise would speak for all its values, a condition speaks of one
    context = FOR_SEARCH.of((*(premise.statement for premise in known), *conditions))
    if not quietly(lambda: not any(doubts(condition, context) for condition in conditions)):
        return
    supposed = tuple(Premise(f"supposed {condition}", condition) for condition in conditions)
    for ours in chain.from_iterable(map(_parts, claim.says)):
        wanted = [condition for condition in _conditions(ours) if condition not in conditions]
        if isinstance(ours, Implies) and ours.args[1] == part.args[1] and all(isinstance(condition, Relational) for condition in wanted):
            yield wanted, supposed


def grounds(claim: Claim, proved: bool, further: tuple = ()) -> tuple[tuple[Premise, ...], tuple[Premise, ...]]:
    """What the steps of a proved claim show, and other consequences, that are worth knowing; and the premises that a proof may cite."""
    shown = tuple(Premise("shown on the way", conclusion) for conclusion in (*map(conclusion_of, claim.proof if proved else ()), *further)
                  if isinstance(conclusion, (Invertible, Ne))
                  or (isinstance(conclusion, ORDER) or isinstance(conclusion, Eq) and isinstance(conclusion.lhs, MatrixSymbol))
                  and _is_short(conclusion))
    return shown, tuple(premise for premise in claim.given if _is_ground(premise.statement))


def _is_short(shown) -> bool:
    """Whether a range that a step shows is worth knowing; of derivatives much knowledge is slower than none."""
    return shown.count_ops() <= (SHORT_CALCULUS if shown.has(Integral, Derivative) else LONGEST_SHOWN)


def _is_ground(premise) -> bool:
    """Whether it is a relation that signs may be read off; of functions only short ranges are, for much knowledge is slower than none."""
    if not isinstance(premise, (Relational, Both)):
        return isinstance(premise, FiniteMoments)
    return not premise.atoms(AppliedUndef) or isinstance(premise, ORDER) and premise.count_ops() <= SHORT_RANGE and not premise.has(*WHOLES)


def _parts(statement) -> tuple:
    if isinstance(statement, Iff):
        first, second = statement.args
        return Implies(first, second), Implies(second, first)
    return (statement,)


def ground_context(goal: Goal) -> Context:
    """The context in which signs are looked up."""
    return FOR_SEARCH.of(item for item in goal.assumptions if _is_ground(item))


def _proved(goal: Goal, values: Callable, differ: Callable) -> str:
    """As one of the things that the statement says, itself or with something visibly not negative added, or alone."""
    context = ground_context(goal)
    own, cases = ([row for row in said(goal) if _is_a_case((row[:2],)) is elsewhere] for elsewhere in (False, True))
    by_words = ((own_words(goal, context, values, differ, rows), weakenings(goal, context, values, rows)) for rows in (own, cases))
    for name, evidence in chain(chain.from_iterable(chain.from_iterable(by_words)), alone(goal)):  # the numbers of cases take time
        if accepts(goal, evidence):
            return name
    return ""


def _by_law(goal: Goal, laws: tuple[Law, ...], values: Callable) -> str:
    """As an instance of one law that the claim's proof cites."""
    if goal.statement.count_ops() > LONGEST_OF_MATRICES or isinstance(goal.statement, ORDER) and any(
            value <= -TINY for value in values(gap(goal.statement))):
        return ""
    premises = tuple(fact for fact in goal.facts if fact.kind == "premise")
    for law in laws:
        at_law = replace(goal, facts=(*facts_of(law, law.name), *premises))
        try:
            evidence = Citation().propose(at_law, Budget())
        except GAVE_UP:
            continue
        if evidence is not None and accepts(at_law, evidence):
            return f"{law.name} says it as well"
    return ""


def accepts(goal: Goal, evidence) -> bool:
    """Whether the kernel calls the goal proved by the evidence."""
    try:
        return judge(goal, evidence).is_full
    except GAVE_UP:
        return False


def alone(goal: Goal) -> Iterator[tuple]:
    """Evidence for the goal from the premises by the strategies for single statements, and from all that is known."""
    of_matrices = bool(goal.statement.atoms(MatrixSymbol))
    # of matrices what the statement says elsewhere and the premises, each alone, for both together take too long; else the premises
    given, elsewhere = (tuple(fact for fact in goal.facts if fact.name.startswith(ITSELF) is own) for own in (False, True))
    by_premises = replace(goal, facts=given)
    goal = replace(goal, facts=elsewhere) if of_matrices else by_premises
    longest = LONGEST_OF_MATRICES if of_matrices else LONGEST_CALCULUS if goal.statement.has(Integral, Derivative) else LONGEST_ALONE
    if goal.statement.count_ops() > longest:
        return
    if of_matrices and isinstance(goal.statement, Eq):
        yield "both sides have one normal form", Derivation((), Identity(), "identity")
        evidence = None
        with suppress(*GAVE_UP):
            evidence = MatrixWords().propose(by_premises, Budget())
        if evidence is not None:
            yield "it is true as well, by the premises", evidence
    short = (SignStrategy(),) if goal.statement.count_ops() <= LONGEST_OF_MATRICES else ()  # slow where there are many terms
    for strategy in OF_MATRICES if of_matrices else (*STRATEGIES, *short):
        try:
            evidence = strategy.propose(goal, Budget())
        except GAVE_UP:
            continue
        if evidence is not None:
            yield f"it is true as well, by {strategy.name}", evidence


def said(goal: Goal) -> Iterator[tuple]:
    """(instance, what it says, useful multipliers) of the claim's statements, at their own symbols and at multiples of one of them."""
    for fact in goal.facts:
        if fact.name.startswith(ITSELF):
            yield from _cases(fact.name, frozenset(fact.variables), fact.conclusion)
            yield from _at_one(fact, free_symbols(goal.statement))


def _at_one(fact, letters: set) -> Iterator[tuple]:
    """What the fact says where a number that the goal does not speak of is 1, such as a factor that was dropped."""
    spoken = frozenset().union(*map(free_symbols, (fact.conclusion, *fact.hypotheses)))
    for variable in sorted(spoken & set(fact.variables) - letters, key=str):
        if type(variable) is Symbol:
            values = {**{other: other for other in fact.variables}, variable: S.One}
            yield Instance(fact.name, values), substitute(fact.conclusion, {variable: S.One}), (S.One,)


@lru_cache(maxsize=256)
def _cases(name: str, variables: frozenset, conclusion) -> tuple:
    same = {variable: variable for variable in variables}
    found = [(Instance(name, same), conclusion, (S.One, Integer(2), S.Half))]
    for variable in sorted(variables, key=str):
        if isinstance(variable, (Point, MatrixSymbol)):
            zero = [(ZeroMatrix(*variable.shape), (S.One,))] if isinstance(variable, MatrixSymbol) else []
            root = [(sqrt(2) * variable, (S.One,))] if zero else []  # A A^T is doubled there
            for value, multipliers in ((2 * variable, (S.One, S.One / 4)), (variable / 2, (S.One, Integer(4))), (-variable, (S.One,)), *zero, *root):
                found.append((Instance(name, {**same, variable: value}), substitute(conclusion, {variable: value}), multipliers))
        elif isinstance(variable, Symbol) and variable.is_integer:  # a statement for every t says it of t + 1
            following = variable + 1
            found.append((Instance(name, {**same, variable: following}), substitute(conclusion, {variable: following}), (S.One,)))
        if isinstance(variable, Symbol) and not isinstance(variable, (Random, Index)) and variable.is_extended_real and variable.is_positive is None:
            for value, multipliers in ((-variable, (S.One,)), (2 * variable, (S.One, S.Half))):
                found.append((Instance(name, {**same, variable: value}), substitute(conclusion, {variable: value}), multipliers))
    for values in _exchanges(variables):
        found.append((Instance(name, {**same, **values}), substitute(conclusion, values), (S.One,)))
    return tuple(found)


def _exchanges(variables: frozenset) -> list[dict]:
    """Two indices of one range for each other, if there are few of them: a statement for all i and j says it of j and i."""
    letters = sorted((variable for variable in variables if isinstance(variable, Symbol) and variable.is_integer), key=str)
    pairs = [(first, second) for first, second in combinations(letters, 2) if _range(first) == _range(second)]
    return [{first: second, second: first} for first, second in pairs] if len(pairs) <= MOST_PAIRS else []


def _range(variable: Symbol) -> tuple:
    """What the variable may stand for."""
    return type(variable), variable.assumptions0, getattr(variable, "lower", None), getattr(variable, "upper", None)


def own_words(goal: Goal, context: Context, values: Callable = lambda expression: [],
              differ: Callable = lambda first, second: False, rows: list | None = None) -> Iterator[tuple]:
    """The goal as one of the things that the statement says, or as one of these."""
    statement = goal.statement
    ours = values(gap(statement)) if isinstance(statement, ORDER) else []
    for instance, words, _ in said(goal) if rows is None else rows:
        if type(words) is not type(statement):
            continue
        if isinstance(words, ORDER) and any(abs(value - other) > TINY * abs(value) + TINY
                                                   for value, other in zip(ours, values(gap(words)))):
            continue
        if isinstance(words, Eq) and differ(words.lhs, statement.lhs) and differ(words.lhs, statement.rhs):
            continue
        if quietly(lambda: context.same(words, statement)):
            yield "it is part of it" if all(key == value for key, value in instance.values.items()) else "it is a case of it", \
                Derivation((instance,), Match(0), "said")


def weakenings(goal: Goal, context: Context, values: Callable = lambda expression: [], rows: list | None = None) -> Iterator[tuple]:
    """The goal as a multiple of what the statement says and a remainder that is visibly not negative."""
    if not isinstance(goal.statement, ORDER):
        return
    rows = list(said(goal)) if rows is None else rows
    yield from _under_a_head(goal, context, rows)
    for name, used, rest in remainders(goal, context, values, rows):
        if _visible(rest, context):
            yield name, Derivation(tuple(instance for instance, _ in used),
                                   Combination(tuple((place, multiplier) for place, (_, multiplier) in enumerate(used)), rest), "weakening")


def remainders(goal: Goal, context: Context, values: Callable, rows: list | None = None) -> list[tuple]:
    """(name, what the statement says and its multiplier, remainder), the shortest remainder first: its sign is seen at once."""
    whole = gap(goal.statement)
    ours = values(whole)
    rows = list(said(goal)) if rows is None else rows
    only_cases = rows and all(_is_a_case((row[:2],)) for row in rows)  # of the sign alone one has asked by then
    found = [("its sign is visible", (), whole)] if not only_cases and not any(value <= -TINY for value in ours) else []
    for instance, words, multipliers in rows:
        if isinstance(words, ORDER):
            theirs = values(gap(words))
            for multiplier in multipliers:
                if not any(_is_below(value, float(multiplier) * other) for value, other in zip(ours, theirs)):
                    found.append(("it is weaker", ((instance, multiplier),), left_over(whole, multiplier * gap(words), context)))
    return sorted(found, key=lambda row: (_is_a_case(row[1]), row[2].count_ops()))


def _under_a_head(goal: Goal, context: Context, rows: list) -> Iterator[tuple]:
    """The goal from what the statement says of a mean or integral of something visibly smaller, or larger, on one side."""
    heads = goal.statement.atoms(E, Integral)
    for instance, words, _ in rows if heads else ():
        if not isinstance(words, ORDER):
            continue
        ours, theirs = heads - words.atoms(E, Integral), words.atoms(E, Integral) - heads
        if len(ours) != 1 or len(theirs) != 1:
            continue
        (one,), (other,) = ours, theirs
        multiplier = gap(goal.statement).coeff(one)
        if (type(one) is not type(other) or one.args[1:] != other.args[1:] or len(one.args) > 2
                or not context.same(goal.statement.xreplace({one: other}), words)):
            continue
        small, large = (other, one) if context.is_nonnegative(multiplier) else (one, other)
        rest = left_over(large.args[0], small.args[0], context)
        if _visible(rest, context):
            head, limits = ("expectation", ()) if isinstance(one, E) else ("integral", one.args[1])
            inner = Derivation((), Combination((), rest), "weakening")
            yield "it is weaker", Derivation((instance, Lifted(head, small.args[0], large.args[0], limits, inner)),
                                             Combination(((0, S.One), (1, multiplier if small is other else -multiplier))), "weakening")


def _is_a_case(used: tuple) -> bool:
    """Whether the statement is used at other values than its own symbols."""
    return any(key != value for instance, _ in used for key, value in instance.values.items())


def _is_below(value: float, other: float) -> bool:
    """Whether both numbers are seen and the first is certainly the smaller one."""
    return math.isfinite(value) and math.isfinite(other) and value - other <= -TINY


def _visible(rest, context: Context) -> bool:
    """Whether the expression is quickly seen not to be negative."""
    return rest.count_ops() <= LONGEST and quietly(lambda: context.is_nonnegative(rest))


def left_over(whole, part, context: Context):
    """The first expression less the second; of two terms with one normal form nothing is left."""
    if whole == part:
        return S.Zero
    ours, theirs = (list(Add.make_args(side.expand(deep=False) if side.is_Mul else side)) for side in (whole, part))
    for term in list(theirs):
        match = next((other for other in ours if other == term or _alike(other, term, context)), None)
        if match is not None:
            ours.remove(match)
            theirs.remove(term)
    return _together(Add(*ours) - Add(*theirs))


def _together(rest):
    """Of two terms, what they have in common times the difference of the others: its sign is easier to see."""
    terms = Add.make_args(rest)
    if len(terms) != 2 or isinstance(rest, MatrixExpr):
        return rest
    first, second = (list(Mul.make_args(term)) for term in terms)
    left_out = _left_out(*(term.as_coeff_Mul() for term in terms))
    if left_out is not None:
        return left_out
    common = [factor for factor in first if factor in second and not factor.is_Rational]
    if not common and not any(factor.is_Pow and factor.base.is_Add and factor.exp.is_negative for factor in (*first, *second)):
        return rest
    one, other = (Mul(*(factor for factor in factors if factor not in common)) for factors in (first, second))
    return Mul(*common, _one_fraction(one + other))


def _one_fraction(rest):
    """The sum written out, over what the fractions in it have in common."""
    if rest.has(MatrixExpr):  # of which SymPy takes no common factors
        return expand_mul(rest)
    numerator, denominator = fraction(together(rest))
    return expand_mul(rest) if denominator.is_number else factor_terms(expand_mul(numerator)) / denominator


def _left_out(first, second):
    """The sum of the differences; or the term by which one sum is longer at one end than another; None if they are no such sums."""
    (plus, one), (minus, other) = (first, second) if first[0].is_positive else (second, first)
    if plus != -minus or not (isinstance(one, Sum) and isinstance(other, Sum)) or len(one.limits) > 1:
        return None
    (variable, low, high), (name, lower, upper) = one.limits[0], other.limits[0]
    if one.limits == other.limits:
        return plus * one.func(expand_mul(one.function - other.function), *one.limits)
    if name == variable and one.function == other.function and (lower - low, upper - high) in ((1, 0), (0, -1)):
        return plus * substitute(one.function, {variable: low if upper == high else high})
    return None


def _alike(first, second, context: Context) -> bool:
    return first.has(MatrixExpr) and second.has(MatrixExpr) and quietly(lambda: context.normalizer.poly(first) == context.normalizer.poly(second))


def gap(statement):
    """The side that is said to be larger, less the other."""
    small, large, _ = sides_of(statement)
    return large - small
