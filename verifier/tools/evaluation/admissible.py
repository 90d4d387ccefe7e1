"""Whether values are such as the symbols' declarations allow: a counterexample elsewhere shows nothing."""

from __future__ import annotations

from typing import Mapping

import sympy as sp

from verifier.tools.binding import free_symbols
from verifier.tools.instances import Rejected
from verifier.vocabulary.examples import unfit_for
from verifier.vocabulary.symbols import ComplexMatrix, Index
from verifier.vocabulary.valuation import Valuation, name_of


def check_admissible(statements, values: Mapping | Valuation) -> None:
    """Every free symbol has a value with all its declared properties, every matrix the declared shape."""
    mapping = values.values if isinstance(values, Valuation) else values
    named = {name_of(key): value for key, value in mapping.items()}
    symbols = {symbol for statement in statements for symbol in free_symbols(statement)}
    for symbol in sorted(symbols, key=str):
        value = named.get(name_of(symbol))
        if value is None or not isinstance(symbol, (sp.Symbol, sp.MatrixSymbol)):
            continue
        if isinstance(symbol, sp.MatrixSymbol):
            _check_shape(symbol, value, named)
        elif type(symbol) in (sp.Symbol, Index):
            _check_number(symbol, value)
            _check_range(symbol, value, named)


def _check_number(symbol, value) -> None:
    value = sp.sympify(value) if isinstance(value, (int, sp.Basic)) else None
    if value is None or not isinstance(value, sp.Expr) or not value.is_number:
        raise Rejected(f"{symbol} is a number, its value in the witness is not")
    unfit = unfit_for(symbol, value)
    unknown = [fact for fact in symbol.assumptions0 if fact not in ("commutative", "hermitian", "antihermitian")
               and getattr(value, f"is_{fact}") is None]
    if unfit or unknown:
        raise Rejected(f"{symbol} is declared {unfit or unknown[0]}, the witness has {symbol} = {value}")


def _check_range(symbol, value, named) -> None:
    for small, large in ((symbol.lower, value), (value, symbol.upper)) if isinstance(symbol, Index) else ():
        gap = sp.S.Zero if large is None else sp.sympify(large) - sp.sympify(small)
        if gap.subs({size: sp.sympify(named[size.name]) for size in gap.free_symbols if size.name in named}).is_negative:
            raise Rejected(f"{symbol} runs from {symbol.lower} to {symbol.upper}, the witness has {symbol} = {value}")


def _check_shape(symbol, value, named) -> None:
    rows = value.tolist() if isinstance(value, sp.MatrixBase) else value
    if not isinstance(rows, (tuple, list)) or not rows or any(not isinstance(row, (tuple, list)) or len(row) != len(rows[0])
                                                              for row in rows):
        raise Rejected(f"{symbol} is a matrix, its value in the witness is not")
    if not isinstance(symbol, ComplexMatrix) and any(sp.sympify(entry).is_real is False for row in rows for entry in row):
        raise Rejected(f"{symbol} is a real matrix, its value in the witness is not")
    for declared, found in zip(symbol.shape, (len(rows), len(rows[0])), strict=True):
        sizes = {size: sp.sympify(named[size.name]) for size in declared.free_symbols if size.name in named}
        if sp.sympify(declared).subs(sizes) != found:
            raise Rejected(f"{symbol} is declared {symbol.shape[0]} by {symbol.shape[1]}, the witness has {len(rows)} by {len(rows[0])}")
