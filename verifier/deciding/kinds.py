"""The kinds of symbols that a statement without a file may declare, from words such as "real" or "matrix(n, m)"."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field, replace
from typing import Any

import sympy as sp
from sympy.core.assumptions import _assume_defined

from verifier.deciding.kinds_of_chance import LAWS, Unreadable, read_law
from verifier.vocabulary.notions import IsDiagonal, PositiveDefinite, PositiveSemidefinite
from verifier.vocabulary.operators import FiniteMoments, Invertible, frobenius
from verifier.vocabulary.symbols import Random

NUMBER_KINDS = {
    "complex": {"complex": True}, "real": {"real": True}, "positive": {"positive": True},
    "nonnegative": {"nonnegative": True}, "nonzero": {"real": True, "nonzero": True}, "integer": {"integer": True},
    "natural": {"integer": True, "positive": True}, "whole": {"integer": True, "nonnegative": True},
    "negative": {"negative": True}, "rational": {"rational": True},
}
MATRIX_KINDS = ("matrix", "vector", "symmetric", "invertible", "orthogonal", "diagonal", "square", "positive_definite",
                "positive_semidefinite", "skew_symmetric", "projection", "idempotent", "singular")
SYMMETRIC = ("symmetric", "positive_definite", "positive_semidefinite")
FILLER = {"random", "variable", "a", "an", "number", "with", "law", "of", "the"}


@dataclass(frozen=True, eq=False)
class Declared:
    """A symbol as declared: its kind in words, and for matrices and random variables the parameters."""

    name: str
    kind: str  # "number", one of MATRIX_KINDS, or "random"
    symbol: Any
    words: str
    law: tuple = ()  # (name, *parameters) of a random variable
    given: tuple = field(default=())  # what the kind says beyond SymPy's assumptions, as statements
    needs: tuple = field(default=())  # what the parameters of the law have to meet for there to be one


def where_of(lines) -> dict[str, str]:
    """{"x": "real"} from lines such as "x: real" or "x, y: real"."""
    if isinstance(lines, dict):
        return dict(lines)
    found: dict[str, str] = {}
    for line in lines:
        names, colon, kind = line.partition(":")
        if not colon or not kind.strip() or not names.strip():
            raise Unreadable(f"expected \"name: kind\" such as \"x: real\", found {line!r}")
        for name in names.replace(",", " ").split():
            if name in found and found[name] != kind.strip():
                raise Unreadable(f"{name} is declared twice, as {found[name]} and as {kind.strip()}")
            found[name] = kind.strip()
    return found


def near(word: str, known) -> str:
    """A suggestion for a mistyped word."""
    found = difflib.get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(found)}?" if found else ""


def split_kind(words: str) -> tuple[list[str], str, list[str]]:
    """The plain words, and the head with its arguments of a kind such as `matrix(n, m)`."""
    match = re.fullmatch(r"\s*([A-Za-z_ ]*?)([A-Za-z_]+)\s*\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*([A-Za-z_ ]*)", words)
    if match is None:
        return words.replace(",", " ").split(), "", []
    before, head, inside, after = match.groups()
    arguments = [part.strip() for part in inside.split(",") if part.strip()]
    return (before + " " + after).split(), head, arguments


def _joined(words: str) -> str:
    """Kinds of two words as one: "positive definite(n)" and "standard normal"."""
    return re.sub(r"\b(standard|positive|skew)[ -]+(normal|definite|semidefinite|symmetric)\b", r"\1_\2", words)


def declare(name: str, words: str, number) -> Declared:
    """The symbol of that name and kind; `number` reads a size or a parameter."""
    if not isinstance(words, str):
        raise Unreadable(f"{name}: expected a kind in words such as \"real\", found {words!r}")
    plain, head, arguments = split_kind(_joined(words))
    plain = [word for word in plain if word.lower() not in FILLER or word in NUMBER_KINDS]
    if head in ("matrix", "vector"):
        rest = [word for word in plain if word not in ("real", "square", "column")]
        if len(rest) > 1 or rest and rest[0] not in (*MATRIX_KINDS, "unit") or "random" in words.split():
            raise Unreadable(f"{name}: no kind is called {words!r}; matrices and vectors are real, and of one kind such as symmetric(n)")
        if rest == ["unit"]:
            made = _matrix(name, words, head, [number(text) for text in arguments])
            return replace(made, given=(*made.given, sp.Eq(frobenius(made.symbol), 1, evaluate=False)))
        if rest and head == "matrix":
            if len(set(arguments)) != 1:
                raise Unreadable(f"{name}: a {rest[0]} matrix is square; write {rest[0]}(n)")
            plain, head, arguments = [], rest[0], arguments[:1]
    elif any(word not in ("real", "square") for word in plain) and (head or len(plain) > 1 and any(
            word.lower() in LAWS or word in MATRIX_KINDS for word in plain)):
        raise Unreadable(f"{name}: no kind is called {words!r}; write one kind, such as symmetric(n), normal(0, 1) or positive integer")
    if head in ("random", "random_variable") and arguments:
        inner, head, arguments = split_kind(", ".join(arguments))
        head, arguments = (head, arguments) if head else (inner[0], inner[1:])
    if not head and not plain and re.search(r"\brandom\b", words):
        variable = Random(name, real=True)
        return Declared(name, "random", variable, words, given=(FiniteMoments(variable),))  # of any law with moments
    if plain in (["function"], ["real", "function"]) and not head:
        return Declared(name, "function", sp.Function(name, real=True), words)
    head = head.lower() if head.lower() in LAWS else head
    plain = [word.lower() if word.lower() in LAWS else word for word in plain]
    if head == "cauchy" and arguments == ["0", "1"]:
        arguments = []
    single = head or (plain[0] if plain and (plain[0] in LAWS or plain[0] in MATRIX_KINDS) else "")
    if single in LAWS:
        return _random(name, words, single, arguments, number)
    if single in MATRIX_KINDS:
        return _matrix(name, words, single, [number(text) for text in arguments])
    if head:
        known = (*NUMBER_KINDS, *MATRIX_KINDS, *LAWS)
        raise Unreadable(f"{name}: unknown kind {head}(...){near(head, known)}")
    return _number(name, words, plain)


def _number(name, words, plain) -> Declared:
    if not plain:
        raise Unreadable(f"{name}: the kind is missing; write \"{name}: real\"")
    assumptions: dict = {}
    for word in plain:
        if word in NUMBER_KINDS:
            assumptions.update(NUMBER_KINDS[word])
        elif word in _assume_defined and word not in ("commutative",):
            assumptions[word] = True
        else:
            known = (*NUMBER_KINDS, *MATRIX_KINDS, *LAWS, *sorted(_assume_defined))
            raise Unreadable(f"{name}: unknown kind {word!r}{near(word, known)}")
    try:
        symbol = sp.Symbol(name, **assumptions)
    except Exception as problem:
        raise Unreadable(f"{name}: no number is {words}; the words exclude each other") from problem
    if symbol.is_infinite:
        raise Unreadable(f"{name}: the kind {words!r} has no finite numbers; write a limit instead")
    if symbol.is_commutative and symbol.is_finite is None:
        symbol = sp.Symbol(name, **{**assumptions, "complex": True} if not symbol.is_extended_real else
                           {**assumptions, "real": True})
    return Declared(name, "number", symbol, words)


def _random(name, words, law, arguments, number) -> Declared:
    law, parameters, needs = read_law(name, law, arguments, number)
    strange = sorted(str(symbol) for item in parameters for symbol in sp.sympify(item).free_symbols if not symbol.is_extended_real)
    if strange:
        raise Unreadable(f"{name}: the parameters of {law} are real; declare {strange[0]} real or positive")
    return Declared(name, "random", Random(name, real=True), words, (law, *parameters), needs=needs)


def _matrix(name, words, kind, sizes) -> Declared:
    wanted = 2 if kind == "matrix" else 1
    if kind == "matrix" and len(sizes) == 1:
        sizes = sizes * 2
    if len(sizes) != wanted:
        raise Unreadable(f"{name}: write {kind}({', '.join('nm'[:wanted])}), found {words!r}")
    rows, columns = (sizes[0], sp.S.One) if kind == "vector" else (sizes[0], sizes[-1])
    symbol = sp.MatrixSymbol(name, rows, columns)
    turned = sp.Transpose(symbol)
    identity = sp.Identity(rows)
    given = {
        "symmetric": lambda: (sp.Eq(turned, symbol, evaluate=False),),
        "invertible": lambda: (Invertible(symbol),),
        "positive_definite": lambda: (sp.Eq(turned, symbol, evaluate=False), Invertible(symbol), PositiveDefinite(symbol)),
        "positive_semidefinite": lambda: (sp.Eq(turned, symbol, evaluate=False), PositiveSemidefinite(symbol)),
        "skew_symmetric": lambda: (sp.Eq(turned, -symbol, evaluate=False),),
        "diagonal": lambda: (sp.Eq(turned, symbol, evaluate=False), IsDiagonal(symbol)),
        "projection": lambda: (sp.Eq(turned, symbol, evaluate=False), sp.Eq(sp.MatMul(symbol, symbol), symbol, evaluate=False)),
        "idempotent": lambda: (sp.Eq(sp.MatMul(symbol, symbol), symbol, evaluate=False),),
        "singular": lambda: (sp.Not(Invertible(symbol), evaluate=False),),
        "orthogonal": lambda: (Invertible(symbol), sp.Eq(sp.MatMul(turned, symbol), identity, evaluate=False),
                       sp.Eq(sp.MatMul(symbol, turned), identity, evaluate=False)),
    }.get(kind, tuple)()
    return Declared(name, kind, symbol, words, (), given)
