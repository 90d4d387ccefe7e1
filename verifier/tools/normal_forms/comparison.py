"""Equality of expressions and statements up to normal forms and the names of bound variables."""

from __future__ import annotations

from sympy import Expr, Ge, Gt, IndexedBase, Lambda, Le, Lt, MatrixExpr, MatrixSymbol, S, Symbol, Tuple, oo
from sympy.core.function import UndefinedFunction
from sympy.logic.boolalg import Boolean

from verifier.tools.binding import bound_symbols, rename_bound, substitute
from verifier.tools.normal_forms import polynomial as ring
from verifier.tools.normal_forms.terms import Undefined
from verifier.vocabulary.operators import Exists, ForAll, IsBigO, Tends, TendsAlmostSurely
from verifier.vocabulary.symbols import Index


def alpha(node, depth: int = 0):
    """The expression with bound variables named by their depth, so that names do not matter."""
    if not getattr(node, "args", ()):
        return node
    bound = bound_symbols(node)
    if bound:
        renaming = {symbol: Symbol(f"~{depth + k}", **_kind(symbol)) for k, symbol in enumerate(bound)}
        node = rename_bound(node, renaming) if all(isinstance(item, Symbol) for item in bound) else node
        depth += len(bound)
    return node.func(*(alpha(argument, depth) for argument in node.args)) if not isinstance(node, Lambda) else node


def _kind(symbol) -> dict:
    return {"integer": True} if symbol.is_integer else ({"real": True} if symbol.is_real else {})


def same_term(context, left, right) -> bool:
    """Whether two parts of statements agree."""
    if left == right:
        return True
    left, right = upright(left), upright(right)
    if isinstance(left, UndefinedFunction) or isinstance(right, UndefinedFunction):
        return left == right
    if isinstance(left, Lambda) and isinstance(right, Lambda):
        return _same_parts(context, left, right)
    if isinstance(left, (Expr, MatrixExpr)) and isinstance(right, (Expr, MatrixExpr)):  # first: a Symbol is a Boolean to SymPy
        try:
            return context.normalizer.equal(left, right)
        except (ring.TooLarge, Undefined, ValueError, AttributeError):
            return False
    return type(left) is type(right) and isinstance(left, (Tuple, Boolean)) and bool(left.args) and _same_parts(context, left, right)


def _same_parts(context, left, right) -> bool:
    bound, other = bound_symbols(left), bound_symbols(right)
    if len(bound) != len(other):
        return False
    if not all(_of_one_kind(context, *pair) for pair in zip(bound, other)):
        return False  # "for all positive x" is not "for all real x"
    if isinstance(left, (ForAll, Exists)) and not _of_one_range(context, left, right):
        return False
    if bound and bound != other:
        right = _renamed(right, dict(zip(other, bound)))
        if right is None:
            return False
    if isinstance(left, Lambda):
        return same_term(context, left.expr, right.expr)
    if len(left.args) != len(right.args):
        return False
    place = _place_of_limit(left)
    if place is not None and place[1] is oo and place[0].is_extended_real:
        context = context.inside(left, (Ge(place[0], 10**6, evaluate=False),))  # only large values matter
    elif bound and isinstance(left, Boolean):
        context = context.inside(left)
    return all(same_term(context, a, b) for a, b in zip(left.args, right.args))


def _place_of_limit(statement):
    """(variable, where it tends to) of a limit or an order of growth, or None."""
    if isinstance(statement, (Tends, TendsAlmostSurely)):
        return statement.args[1:3]
    return statement.args[2:4] if isinstance(statement, IsBigO) else None


def _of_one_kind(context, first, second) -> bool:
    """Whether two bound variables range over the same things."""
    if isinstance(first, MatrixSymbol) or isinstance(second, MatrixSymbol):
        return type(first) is type(second) and all(same_term(context, *pair) for pair in zip(first.shape, second.shape))
    if isinstance(first, IndexedBase) or isinstance(second, IndexedBase):
        return type(first) is type(second) and first.assumptions0 == second.assumptions0 and first.shape == second.shape
    if isinstance(first, Symbol) and isinstance(second, Symbol):
        return first.assumptions0 == second.assumptions0
    return True


def _of_one_range(context, left, right) -> bool:
    """Whether what the declarations of indices add to the conditions is the same: for k >= 1 is not for every integer k."""
    ends = []
    for node in (left, right):
        said = node.args[1] if isinstance(node, ForAll) else ()
        ends.append([[S.true if _is_said(bound, said) else end for end, bound in _ends(symbol)] for symbol in bound_symbols(node)])
    return all(here == there or S.true not in (here, there) and same_term(context, here, there)
               for ours, theirs in zip(*ends) for here, there in zip(ours, theirs))


def conditions_of(statement) -> tuple:
    """The conditions of a "for all", with what the declarations of its indices add to them."""
    ranges = (bound for symbol in statement.bound_symbols for _, bound in _ends(symbol) if not _is_said(bound, statement.args[1]))
    return (*ranges, *statement.args[1])


def _is_said(bound, conditions) -> bool:
    """Whether a condition visibly says what an end of an index does, or more."""
    small, large = (S.Zero, S.Zero) if bound is S.true else upright(bound).args
    return bound is S.true or any(isinstance(said, Le) and (said.rhs == large and (said.lhs - small).is_nonnegative
                                                            or said.lhs == small and (large - said.rhs).is_nonnegative)
                                  for said in map(upright, conditions))


def _ends(symbol) -> tuple:
    """The declared ends of an index with what they say, both open for other symbols."""
    lower, upper = (symbol.lower, symbol.upper) if isinstance(symbol, Index) else (None, None)
    return ((lower, S.true if lower in (None, -oo) else Ge(symbol, lower, evaluate=False)),
            (upper, S.true if upper in (None, oo) else Le(symbol, upper, evaluate=False)))


def _renamed(node, renaming: dict):
    """The node with its bound variables renamed, or None where a new name already occurs free."""
    if any(new in node.free_symbols for old, new in renaming.items() if old != new):
        return None
    if all(isinstance(item, (Symbol, MatrixSymbol)) for item in renaming):
        return rename_bound(node, renaming)
    return substitute(node, renaming)


def upright(statement):
    """A relation written with <= or <, so that a >= b and b <= a are the same statement."""
    if isinstance(statement, Ge):
        return Le(statement.rhs, statement.lhs, evaluate=False)
    if isinstance(statement, Gt):
        return Lt(statement.rhs, statement.lhs, evaluate=False)
    return statement
