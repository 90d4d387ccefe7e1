"""Whether a function of real variables may cross a branch cut, where it jumps and has no slope, whatever the rules of differentiation make.

Complex variables are no matter here: an equation between functions of these is read where both sides are analytic.
"""

from __future__ import annotations

import sympy as sp

from verifier.tools.calculus.entire import ENTIRE

MEROMORPHIC = (*ENTIRE, sp.tan, sp.cot, sp.sec, sp.csc, sp.tanh, sp.coth, sp.sech, sp.csch, sp.gamma, sp.factorial, sp.polygamma, sp.digamma,
               sp.trigamma, sp.zeta, sp.fresnels, sp.fresnelc, sp.airyai, sp.airybi, sp.airyaiprime, sp.airybiprime, sp.Si, sp.Shi, sp.sinc)
BROKEN_AT_ZERO = (sp.acot, sp.acoth)  # by SymPy's choice of the branch: acot runs from -pi/2 to 0, and from pi/2 to 0
CUT = (sp.log, sp.asin, sp.acos, sp.atan, sp.asinh, sp.acosh, sp.atanh, sp.asec, sp.acsc, sp.asech, sp.acsch, *BROKEN_AT_ZERO, sp.atan2,
       sp.LambertW, sp.loggamma, sp.Ei, sp.li, sp.expint, sp.polylog, sp.besselk, sp.bessely)


def may_cross(expression, variables) -> bool:
    """Whether some part of the expression may cross a cut as the variables move; a real argument only moves along those of most functions."""
    moving = {variable for variable in variables if variable.is_real}
    return bool(moving) and any(_crosses(node) for node in sp.preorder_traversal(expression) if node.free_symbols & moving)


def _crosses(node) -> bool:
    if isinstance(node, sp.atan2):
        height, place = node.args
        return not (place.is_positive or height.is_nonzero)
    if isinstance(node, BROKEN_AT_ZERO):
        return not (node.args[0].is_real and node.args[0].is_nonzero)
    if node.is_Pow and not isinstance(node, sp.exp):
        return not node.exp.is_integer and _leaves_the_axis(node.base)
    if isinstance(node, sp.log):
        return _leaves_the_axis(node.args[0])
    return isinstance(node, sp.Function) and not isinstance(node, MEROMORPHIC) and any(map(_is_complex, node.args))


def _leaves_the_axis(argument) -> bool:
    """Whether a number may cross the negative axis: one that is visibly complex, without a positive real part."""
    return _is_complex(argument) and not sp.re(argument).is_positive


def _is_complex(argument) -> bool:
    """Whether the moving argument is made of numbers that are not all real."""
    return bool(argument.free_symbols) and argument.is_real is not True and (
        argument.has(sp.I) or any(symbol.is_real is False or symbol.is_real is None for symbol in argument.free_symbols))


def has_cuts(expression) -> bool:
    """Whether functions with cuts stand in the expression."""
    return expression.has(*CUT) or any(not power.exp.is_integer and power.base.free_symbols for power in expression.atoms(sp.Pow)
                                       if not isinstance(power, sp.exp))
