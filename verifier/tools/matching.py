"""Finding the values at which a pattern becomes a given expression.

Schematic letters are the pattern's free symbols, indexed bases and functions; a function letter applied to bound
variables matches any expression in them (Miller's pattern unification).  Products and sums match up to order,
with at most one letter taking several factors.  What is found is a hint: the kernel recomputes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations

from sympy import Add, Basic, Eq, Expr, KroneckerDelta, Lambda, MatAdd, MatMul, MatrixExpr, MatrixSymbol, Mul, Pow, S, Symbol, Tuple
from sympy.core.function import AppliedUndef
from sympy.tensor.indexed import Indexed, IndexedBase

from verifier.tools.binding import bound_symbols, free_symbols, substitute
from verifier.vocabulary.operators import dot
from verifier.vocabulary.symbols import Point, is_point

LIMIT = 64  # matches looked at per call


def matches(pattern, term, letters: frozenset, values: dict | None = None) -> Iterator[dict]:
    """All substitutions (up to LIMIT) of the letters that turn the pattern into the term."""
    count = 0
    for found in _match(pattern, term, letters, dict(values or {}), ()):
        yield found
        count += 1
        if count >= LIMIT:
            return


def _match(pattern, term, letters, values, pairs) -> Iterator[dict]:
    """`pairs` are the bound variables (pattern's, term's) that are in scope."""
    if not (free_symbols(pattern) & letters):
        if substitute(pattern, {a: b for a, b in pairs}) == term:
            yield values
        return
    if isinstance(pattern, (Symbol, MatrixSymbol)) and pattern in letters:
        yield from _bind(pattern, term, values, pairs)
        return
    if isinstance(pattern, IndexedBase) and pattern in letters:
        if isinstance(term, IndexedBase) and values.get(pattern, term) == term:
            yield {**values, pattern: term}
        return
    if isinstance(pattern, Indexed) and pattern.base in letters:
        yield from _apply(pattern.base, pattern.indices, term, letters, values, pairs)
        return
    if isinstance(pattern, AppliedUndef) and pattern.func in letters:
        yield from _apply(pattern.func, pattern.args, term, letters, values, pairs)
        return
    shifted = _shifted_letter(pattern, letters)
    if shifted is not None and not isinstance(term, (MatrixExpr, Tuple)):
        letter, rest = shifted
        renamed = substitute(rest, dict(pairs))
        yield from _match(letter, term - renamed, letters, values, pairs)
        return
    if isinstance(pattern, (Add, Mul)) and not isinstance(pattern, MatrixExpr):
        yield from _match_commutative(pattern, term, letters, values, pairs)
        return
    if isinstance(pattern, MatMul) and isinstance(term, MatMul):
        yield from _match_words(pattern.args, _factors(term), letters, values, pairs)
        return
    if isinstance(pattern, MatAdd) and isinstance(term, MatAdd) and len(pattern.args) == len(term.args) <= 3:
        for order in permutations(term.args):  # the order of a sum depends on the names in it
            yield from _match_parts(pattern.args, order, letters, values, pairs)
        return
    if isinstance(pattern, Pow) and isinstance(term, Basic) and not isinstance(term, Pow) and pattern.exp.is_Symbol:
        yield from _match_parts((pattern.base, pattern.exp), (term, S.One), letters, values, pairs)
        return
    if type(pattern) != type(term) or len(pattern.args) != len(term.args):  # a function that two articles declare has two classes, which are equal
        if isinstance(pattern, Indexed) and isinstance(term, Indexed) and pattern.base == term.base:
            yield from _match_parts(pattern.indices, term.indices, letters, values, pairs)
        return
    bound, other = bound_symbols(pattern), bound_symbols(term)
    if bound:
        if len(bound) != len(other):
            return
        pairs = (*pairs, *zip(bound, other))
    yield from _match_parts(pattern.args, term.args, letters, values, pairs)
    if isinstance(pattern, (KroneckerDelta, dot, Eq)):
        yield from _match_parts(pattern.args[::-1], term.args, letters, values, pairs)


def _shifted_letter(pattern, letters):
    """(t, c) when the pattern is t + c for an integer letter t and c without letters."""
    if not pattern.is_Add:
        return None
    names = [part for part in pattern.args if free_symbols(part) & letters]
    if len(names) == 1 and isinstance(names[0], Symbol) and names[0].is_integer:
        return names[0], Add(*(part for part in pattern.args if part != names[0]))
    return None


def _match_parts(patterns, terms, letters, values, pairs) -> Iterator[dict]:
    if not patterns:
        yield values
        return
    first, rest = patterns[0], patterns[1:]
    if isinstance(first, Tuple) and isinstance(terms[0], Tuple):
        if len(first) == len(terms[0]):
            yield from _match_parts((*first, *rest), (*terms[0], *terms[1:]), letters, values, pairs)
        return
    if rest and _is_loose(first, letters, values, pairs) and not all(_is_loose(part, letters, values, pairs) for part in rest):
        yield from _match_parts((*rest, first), (*terms[1:], terms[0]), letters, values, pairs)
        return
    for found in _match(first, terms[0], letters, values, pairs):
        yield from _match_parts(rest, terms[1:], letters, found, pairs)


def _is_loose(part, letters, values, pairs) -> bool:
    """Whether the part is a function letter without a value, at places that are not bound variables: best left for last."""
    if not (isinstance(part, (Indexed, AppliedUndef)) and _is_letter(part, letters)):
        return False
    head, places = (part.base, part.indices) if isinstance(part, Indexed) else (part.func, part.args)
    bound = {a for a, _ in pairs}
    return head not in values and not all(place in bound for place in places)


def _bind(letter, term, values, pairs) -> Iterator[dict]:
    inner = {b for _, b in pairs}
    if free_symbols(term) & inner or any(a == letter for a, _ in pairs):
        if any(a == letter and b == term for a, b in pairs):
            yield values
        return
    if letter in values:
        if values[letter] == term:
            yield values
        return
    if isinstance(letter, Symbol):
        if not isinstance(term, Expr) or isinstance(term, MatrixExpr) or isinstance(letter, Point) != bool(is_point(term)):
            return
        if letter.is_integer and term.is_integer is False:
            return
    elif not isinstance(term, MatrixExpr):
        return
    new = dict(values)
    new[letter] = term
    if isinstance(letter, MatrixSymbol):
        for size, actual in zip(letter.shape, term.shape):
            if isinstance(size, Symbol):
                if new.setdefault(size, actual) != actual:
                    return
            elif size != actual:
                return
    yield new


def _apply(function, arguments, term, letters, values, pairs) -> Iterator[dict]:
    """function(arguments) against the term: abstract bound variables, or compare with the value found before."""
    if isinstance(term, MatrixExpr):
        return
    if function in values:
        value = values[function]
        if isinstance(value, Lambda) and len(value.signature) == len(arguments):
            body = substitute(value.expr, dict(zip(value.signature, arguments)))
            yield from _match(body, term, letters - {function}, values, pairs)
        elif isinstance(term, Indexed) and term.base == value and len(term.indices) == len(arguments):
            yield from _match_parts(tuple(arguments), tuple(term.indices), letters, values, pairs)
        elif isinstance(term, AppliedUndef) and term.func == value and len(term.args) == len(arguments):
            yield from _match_parts(tuple(arguments), tuple(term.args), letters, values, pairs)
        return
    renamed = dict(pairs)
    if not all(argument in renamed for argument in arguments) or len(set(arguments)) != len(arguments):
        same = isinstance(term, (Indexed, AppliedUndef)) and len(term.args) >= 1
        if same:
            inner = term.indices if isinstance(term, Indexed) else term.args
            if len(inner) == len(arguments) and isinstance(term, Indexed) == isinstance(function, IndexedBase):
                head = term.base if isinstance(term, Indexed) else term.func
                for found in _match_parts(tuple(arguments), tuple(inner), letters, values, pairs):
                    yield {**found, function: head}
        return
    variables = tuple(renamed[argument] for argument in arguments)
    outside = {b for _, b in pairs} - set(variables)
    if free_symbols(term) & outside:
        return
    yield {**values, function: Lambda(variables, term)}


def _match_commutative(pattern, term, letters, values, pairs) -> Iterator[dict]:
    head = type(pattern)
    wanted = list(pattern.args)
    available = list(head.make_args(term))
    greedy = [part for part in wanted if _is_letter(part, letters)]
    rigid = [part for part in wanted if part not in greedy]

    def place(remaining, free, current):
        if not remaining:
            yield from spread(greedy, free, current)
            return
        part = remaining[0]
        for position, candidate in enumerate(free):
            for found in _match(part, candidate, letters, current, pairs):
                yield from place(remaining[1:], free[:position] + free[position + 1:], found)
        if head is Mul and part.is_Pow is False and part.is_Rational and part in (1,):
            yield from place(remaining[1:], free, current)

    def spread(names, free, current):
        if not names:
            if not free:
                yield current
            return
        if len(names) == 1:
            yield from _match(names[0], head(*free), letters, current, pairs)
            return
        first = names[0]
        for size in range(1, len(free) - len(names) + 2):
            for chosen in combinations(range(len(free)), size):
                part = head(*(free[k] for k in chosen))
                rest = [item for k, item in enumerate(free) if k not in chosen]
                for found in _match(first, part, letters, current, pairs):
                    yield from spread(names[1:], rest, found)

    yield from place(rigid, available, values)


def _is_letter(part, letters) -> bool:
    if isinstance(part, (Symbol, MatrixSymbol)):
        return part in letters
    if isinstance(part, Indexed):
        return part.base in letters
    return isinstance(part, AppliedUndef) and part.func in letters


def _factors(product) -> tuple:
    """The factors of a product of matrices, also of products inside it."""
    return tuple(factor for part in product.args for factor in (_factors(part) if isinstance(part, MatMul) else (part,)))


def _match_words(patterns, terms, letters, values, pairs) -> Iterator[dict]:
    """Words match in order; a letter takes one or more neighbouring factors."""
    if not patterns:
        if not terms:
            yield values
        return
    first, rest = patterns[0], patterns[1:]
    longest = len(terms) - len(rest) if isinstance(first, MatrixSymbol) and first in letters else 1
    for length in range(1, longest + 1):
        if length > len(terms):
            return
        part = terms[0] if length == 1 else MatMul(*terms[:length])
        for found in _match(first, part, letters, values, pairs):
            yield from _match_words(rest, terms[length:], letters, found, pairs)


