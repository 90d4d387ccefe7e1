"""Checkers of evidence about functions that recurrences among the premises determine: induction along them, and unrolling them."""

from __future__ import annotations

import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction
from sympy.core.relational import Relational

from verifier.evidence import AlongRecurrence, AtPlaces, Unrolled
from verifier.evidence import Parts as AllParts
from verifier.goal import Goal
from verifier.tools.binding import free_symbols, substitute
from verifier.tools.calculus.definedness import doubts
from verifier.tools.closed_forms import put_values, shown
from verifier.tools.context import Context
from verifier.tools.evaluation.admissible import check_admissible
from verifier.tools.evaluation.evaluate import holds
from verifier.tools.instances import Rejected
from verifier.tools.relations import of_matrices
from verifier.tools.settled import settled
from verifier.tools.sums.induction_steps import check_free, grown_by_one, letter_from
from verifier.tools.sums.recurrences import System, goes_on, places, reduced, short, system_of
from verifier.verdict import Verdict, weakest

LARGEST = 20_000  # digits of an unrolled value


def premises_of(goal: Goal) -> list:
    """Everything that the goal takes for granted, once."""
    found = list(goal.assumptions)
    for fact in (*goal.facts, *goal.background):
        if fact.kind == "premise" and fact.statement not in found:
            found.append(fact.statement)
    return found


def letters(statement) -> dict:
    """A symbol for every place of a function outside sums, so that rules for numbers apply."""
    return {node: sp.Symbol(f"{node.func}({node.args[0]})", real=True) for node in statement.atoms(AppliedUndef)}


class Parts:
    """The base and step of an induction, as statements: for the search and for the checker alike."""

    def __init__(self, statement, system: System, start, count: int, beside=()):
        if not isinstance(statement, Relational) or isinstance(statement, sp.Ne) or of_matrices(statement):
            raise Rejected("expected an equation or inequality between numbers")
        n = system.variable
        if system.least is None or not start.is_Integer or system.least < start or count < 1:
            raise Rejected(f"{n} may be smaller than {start}, where the induction starts")
        self.system, self.start, self.count, self.statement = system, start, count, statement
        self.beside = beside  # closed forms of other functions, shown by the same induction
        self.head = statement.func
        self.sides = [settled(side) for side in statement.args]
        check_free(n, *self.sides)
        self.n = letter_from(n, start)
        if self.n != n and self.n in free_symbols(statement).union(*map(free_symbols, system.others)):
            raise Rejected("two symbols of one name")
        self.assumptions = (*system.others, sp.Ge(self.n, start, evaluate=False))
        lowest = {}
        for node, shift in self._moving().items():
            lowest[node.func] = min(shift, lowest.get(node.func, 0))
        self.state = {function: lowest.get(function, 0) + rule.top - rule.lowest for function, rule in system.rules.items()}

    def _moving(self) -> dict:
        outside = sp.Tuple(*(side.replace(lambda node: isinstance(node, (sp.Sum, sp.Product)), lambda node: sp.S.Zero) for side in self.sides))
        return places(outside, self.system.variable)

    def at(self, shift) -> list:
        """Both sides at n + shift."""
        return [substitute(side, {self.system.variable: self.n + shift}) for side in self.sides]

    def reduced(self, expression):
        """The expression in terms of the first places from n on."""
        return reduced(expression, self.system, self.n, self.state, self.start)

    def base(self, shift):
        """The statement at start + shift, with the values that the premises give."""
        made = short(self.head(*(substitute(side, {self.system.variable: self.start + shift}) for side in self.sides), evaluate=False))
        made = reduced(made, self.system, self.system.variable, self.state, self.start)
        return made if self.head is sp.Eq else put_values(made, letters(made))

    def step(self, form: str, factor):
        """(the statement that carries the induction on, its assumptions)."""
        if form == "factor":
            return self._by_factor(sp.sympify(factor)), self.assumptions
        if form == "assumed":
            return self._assumed()
        function, bound = self._split()
        rule = self.system.rules[function]
        last = sp.expand(self.n + self.count - rule.top)
        if self.start + self.count - rule.top < self.system.least:
            raise Rejected("the recurrence does not reach so far down")
        value = substitute(rule.value, {self.system.variable: last})
        before = {}
        for node, shift in places(value, self.n).items():
            if node.func == function:
                if not 0 <= shift < self.count:
                    raise Rejected(f"{node} is not among the places before")
                before[node] = shift
        hypothesis = {node: substitute(bound, {self.system.variable: self.n + shift}) for node, shift in before.items()}
        if form == "monotone":
            self._is_monotone(rule, value, before)
        elif form != "closed" or self.head is not sp.Eq or rule.order:
            raise Rejected("expected a closed form of a function with an equation for its next value")
        made = self.head(value.xreplace(hypothesis), self._peeled(substitute(bound, {self.system.variable: self.n + self.count})), evaluate=False)
        made = self._with_known(made)
        return (self.reduced(made) if self.head is sp.Eq else put_values(made, letters(made))), self.assumptions

    def _with_known(self, equation):
        """The equation in terms of the places before, with the closed forms beside."""
        return sp.Eq(*(self._known(self.reduced(side)) for side in equation.args), evaluate=False) if self.beside else equation

    def _known(self, expression):
        """The expression with the closed forms beside at the places before; what else is shown at once says nothing of f(n)."""
        for item in self.beside:
            head, bound = item.args
            if not isinstance(head, AppliedUndef) or head.args != (self.system.variable,):
                continue
            at = {node: shift for node, shift in places(expression, self.n).items() if node.func == head.func and 0 <= shift < self.count}
            expression = expression.xreplace({node: substitute(bound, {self.system.variable: self.n + shift}) for node, shift in at.items()})
        return expression

    def _peeled(self, expression):
        """Sums and products up to n + count as those up to n and the terms that were added."""
        def peel(node):
            k, lower, upper = node.limits[0] if len(node.limits) == 1 and len(node.limits[0]) == 3 else (None, None, None)
            more = None if k is None else sp.expand(upper - self.n)
            if more is None or not (more.is_Integer and 0 < more <= self.count) or self.n in (
                    node.function.free_symbols | lower.free_symbols) or not (lower.is_Integer and self.start >= lower - 1):
                return node
            added = [substitute(node.function, {k: self.n + shift}) for shift in range(1, int(more) + 1)]
            whole = node.func(node.function, (k, lower, self.n))
            return whole + sp.Add(*added) if isinstance(node, sp.Sum) else whole * sp.Mul(*added)
        return expression.replace(lambda node: isinstance(node, (sp.Sum, sp.Product)), peel)

    def _split(self):
        """The function and what it is compared with, which does not speak of it but at numbered places."""
        head, bound = self.sides
        n = self.system.variable
        if not isinstance(head, AppliedUndef) or head.args != (n,) or head.func not in self.system.rules:
            raise Rejected("the left side is not a function with a recurrence, at n")
        if any(node.func == head.func and not node.args[0].is_Integer for node in bound.atoms(AppliedUndef)):
            raise Rejected("the function stands on both sides")
        return head.func, bound

    def _is_monotone(self, rule, value, before) -> None:
        below = self.head in (sp.Le, sp.Lt)
        if self.head is sp.Eq or rule.order == (1 if below else -1):
            raise Rejected("the recurrence bounds the function from the other side")
        marks = {node: sp.Dummy("x", real=True) for node in before}
        inside, context = sp.expand(value.xreplace(marks)), Context(self.assumptions)
        if inside.atoms(AppliedUndef) or not before:
            raise Rejected("the next value depends on other functions")
        for mark in marks.values():
            slope = sp.diff(inside, mark)
            if slope.free_symbols & set(marks.values()) or not context.is_nonnegative(sp.factor(slope)):
                raise Rejected(f"cannot see that the next value grows with {mark}")

    def _by_factor(self, factor):
        if self.head is not sp.Eq or doubts(factor, Context(self.assumptions)):
            raise Rejected("expected an equation and a factor with a value")
        before, after = self.at(0), self.at(1)
        if self.beside and self.count != 1:  # the step speaks of n + 1, of which several places before say too little
            raise Rejected("closed forms beside a step from several places")
        if factor == 1:
            return self._with_known(self.reduced(grown_by_one(sp.Eq, before, after, self.n)))
        gaps = [self.reduced(left - right) for left, right in (after, before)]
        return self._with_known(sp.Eq(sp.expand(gaps[0]), sp.expand(factor * gaps[1]), evaluate=False))

    def _assumed(self):
        if self.system.others and any(not isinstance(item, Relational) for item in self.system.others):
            raise Rejected("a premise is no relation")
        known = []
        for shift in range(self.count):
            known.append(self.head(*map(self.reduced, self.at(shift)), evaluate=False))
        goal = self.head(*map(self.reduced, self.at(self.count)), evaluate=False)
        n = self.system.variable
        for item in self.system.signs:
            for shift in range(self.count + 1):
                known.append(item.func(*(self.reduced(substitute(side, {n: self.n + shift})) for side in item.args), evaluate=False))
        for rule in self.system.rules.values():
            if rule.order:
                place = self.n + self.count - rule.top
                if self.start + self.count - rule.top < self.system.least:
                    raise Rejected("the recurrence does not reach so far down")
                head = {-1: sp.Le, 1: sp.Ge}[rule.order]
                known.append(head(rule.function(self.n + self.count), self.reduced(substitute(rule.value, {n: place})), evaluate=False))
        names = letters(sp.Tuple(*(side for item in (goal, *known) for side in item.args)))
        return put_values(goal, names), (*self.assumptions, *(put_values(item, names) for item in known))


def _along(goal: Goal, evidence: AlongRecurrence, judge) -> Verdict:
    """Induction: as many bases as places before, then the step; the premises hold for every n that is allowed."""
    system = system_of(premises_of(goal), goal.statement)
    if evidence.variable != system.variable:
        raise Rejected("the recurrences are in another variable")
    _agree(system)
    claims, verdicts, symbols = (goal.statement, *evidence.beside), [], set().union(*map(free_symbols, (goal.statement, *premises_of(goal))))
    steps = evidence.step.parts if evidence.beside and isinstance(evidence.step, AllParts) else (evidence.step,)
    count, rest = divmod(len(evidence.bases), len(claims))
    if rest or len(steps) != len(claims) or any(not isinstance(item, sp.Eq) or free_symbols(item) - symbols for item in evidence.beside):
        raise Rejected("a claim beside the goal without its bases or its step, or with other symbols")
    for number, (claim, step) in enumerate(zip(claims, steps, strict=True)):
        bases = evidence.bases[number * count:(number + 1) * count]
        parts = Parts(claim, system, evidence.start, count, claims if evidence.beside else ())
        verdicts += [shown(judge, Goal(parts.base(shift), (), base_assumptions(system)), inner) for shift, inner in enumerate(bases)]
        statement, assumptions = parts.step(evidence.form if number == 0 else "closed", evidence.factor)
        undefined = doubts(claim, Context(_above(system))) or doubts(statement, Context(assumptions))
        if undefined or evidence.beside and evidence.form not in ("closed", "factor"):
            raise Rejected(str(undefined[0]) if undefined else "closed forms beside another form of step")
        verdicts.append(shown(judge, Goal(statement, (), assumptions), step))
    return weakest(verdicts)


def base_assumptions(system: System) -> tuple:
    """What is known where the induction starts: also of the first values."""
    return (*system.others, *(put_values(item, letters(item)) for item in system.bounds))


def _agree(system: System) -> None:
    """A value that is given where the recurrence gives one too is the same: premises that contradict each other show everything."""
    for node, value in system.given.items():
        rule = system.rule(node.func)
        place = None if rule is None or rule.order else node.args[0] - rule.top
        if place is None or system.least is None or place < system.least:
            continue
        other = substitute(rule.value, {system.variable: place})
        gap = sp.expand(reduced(other, system, system.variable, {}, system.least) - value)
        if not gap.atoms(AppliedUndef) and gap != 0:
            raise Rejected(f"cannot see that {node} is {value}")


def _above(system: System) -> tuple:
    return (*system.others, sp.Ge(system.variable, system.least, evaluate=False))


def numbered(statement, system: System):
    """The statement with the values that the premises give at its numbered places."""
    if system.variable in free_symbols(statement):
        raise Rejected(f"the statement speaks of {system.variable}")
    made = reduced(short(statement), system, system.variable, {}, system.least)
    return made if isinstance(made, sp.Eq) else put_values(made, letters(made))


def _at_places(goal: Goal, evidence: AtPlaces, judge) -> Verdict:
    """The values are equal to what they replace."""
    system = system_of(premises_of(goal))
    _agree(system)
    return shown(judge, Goal(numbered(goal.statement, system), (), base_assumptions(system)), evidence.inner)


def unroll(system: System, first: dict, upto: int) -> dict:
    """{applied function: value} up to the place, from the first values; Rejected where a value is missing or too large."""
    table, n = {**first}, system.variable
    for place in range(int(system.least), upto + 1):
        waiting = list(system.rules.values())
        while waiting:
            rest = []
            for rule in waiting:
                value = substitute(rule.value, {n: sp.Integer(place)})
                if value.atoms(AppliedUndef) - set(table):
                    rest.append(rule)
                    continue
                value = sp.expand(settled(value.xreplace(table)))
                if not value.free_symbols and (not value.is_real or value.is_Rational and value.p.bit_length() > 3 * LARGEST):
                    raise Rejected(f"no value, or one too large, at place {place}")
                known = table.setdefault(rule.function(sp.Integer(place + rule.top)), value)
                if known is not value and sp.expand(known - value) != 0:
                    raise Rejected("the first values do not fit each other")
            if len(rest) == len(waiting):
                raise Rejected("a value is missing")
            waiting = rest
    return table


def first_places(system: System) -> list:
    """The places whose values decide all others."""
    if system.least is None:
        raise Rejected("the recurrences have no beginning")
    return [rule.function(system.least + shift) for rule in system.rules.values() for shift in range(min(rule.lowest, rule.top), rule.top)]


def is_earlier(node, system: System) -> bool:
    """Whether no recurrence speaks of the function at this numbered place: its value there is free."""
    return system.rule(node.func) is not None and len(node.args) == 1 and bool(node.args[0].is_Integer) and node.args[0] < system.first_place(node.func)


def at_values(premises, values):
    """The recurrences at values of the other symbols and of functions without one; Rejected where a premise is not certain there."""
    about = [item for item in premises if item.atoms(AppliedUndef)]
    moving = {symbol for item in about for node in item.atoms(AppliedUndef) for symbol in node.args[0].free_symbols}
    fixed = {key: value for key, value in values.items() if key not in moving}
    kept = [put_values(item, fixed) for item in about] + [item for item in premises if item not in about and moving & free_symbols(item)]
    kept = [item for item in kept if item is not sp.true]
    for item in premises:
        outcome = None if item in about else holds(item, values, bits=256)
        if outcome is not None and not (outcome.certified and outcome.truth is True):
            raise Rejected(f"the premise {item} is not certified at the values")
    return system_of(kept)


def fails_at(system: System, statement, values, table):
    """The statement as one about numbers, with the unrolled values."""
    there = short(put_values(statement, values))
    there = put_values(there, {node: table[node] for node in there.atoms(AppliedUndef) if node in table})
    if there.free_symbols or there.atoms(AppliedUndef):
        raise Rejected("a value is missing in the statement")
    return there


def unrolled_parts(goal: Goal, evidence: Unrolled) -> tuple:
    """(the statement as one about numbers, the values with tables of the functions); the functions exist at every place."""
    values = {key: value if isinstance(value, sp.Lambda) else sp.sympify(value) for key, value in evidence.values.items()}
    if not all(isinstance(value, sp.Lambda) if isinstance(key, UndefinedFunction) else type(key) is sp.Symbol and value.is_number
               for key, value in values.items()):
        raise Rejected("expected numbers for symbols")
    premises = premises_of(goal)
    missing = {symbol for item in (goal.statement, *premises) for symbol in item.free_symbols} - set(values)
    if missing:
        raise Rejected("a symbol has no value")
    check_admissible([goal.statement, *premises], {key: value for key, value in values.items() if isinstance(key, sp.Symbol)})
    system = at_values(premises, values)
    n = system.variable
    earlier = {node for node in set(evidence.first) - set(first_places(system)) if node not in system.given and is_earlier(node, system)}
    if set(evidence.first) - earlier != set(first_places(system)) or not all(value.is_number and value.is_real for value in evidence.first.values()):
        raise Rejected("expected real values at the first places")
    if any(rule.strict for rule in system.rules.values()) or values.get(n, system.least) < system.least:
        raise Rejected("a strict inequality does not give a next value, or the place lies before the first")
    begins = {rule.function: system.first_place(rule.function) for rule in system.rules.values()}
    there = put_values(goal.statement, values)
    wanted = [node.args[0] for part in (short(there), *system.bounds, *system.given) for node in part.atoms(AppliedUndef)]
    if any(not place.is_Integer for place in wanted):
        raise Rejected("the statement speaks of places that are not whole numbers")
    table = unroll(system, dict(evidence.first), max([int(system.least), *map(int, wanted)]))
    for node, value in system.given.items():
        if node.func not in begins:
            raise Rejected(f"{node} has no recurrence")
        if node.args[0] < begins[node.func]:
            table[node] = value
        elif sp.expand(table[node] - value) != 0:
            raise Rejected(f"{node} is not {value}")
    moving = [value for node, value in table.items() if node.args[0] >= begins[node.func]]
    if not goes_on(system, values, moving, system.least):
        raise Rejected("cannot see that the function goes on for ever, within what the premises say of it")
    for item in system.bounds:
        outcome = holds(fails_at(system, item, values, table), {}, bits=512)
        if outcome.truth is not True or not outcome.certified:
            raise Rejected(f"{item} is not certified at the values")
    tables: dict = {}
    for node in sorted(table, key=sp.default_sort_key):
        tables.setdefault(node.func, {})[int(node.args[0])] = table[node]
    return fails_at(system, goal.statement, values, table), {**values, **tables}


def _unrolled(goal: Goal, evidence: Unrolled, judge) -> Verdict:
    """At the values the statement fails."""
    outcome = holds(unrolled_parts(goal, evidence)[0], {}, bits=512)
    if outcome.truth is not False or not outcome.certified:
        raise Rejected("the statement is not certified false at the values")
    return Verdict.REFUTED


CHECKERS = {AlongRecurrence: _along, AtPlaces: _at_places, Unrolled: _unrolled}
