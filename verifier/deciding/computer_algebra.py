"""What a computer algebra system reduces to zero: a weaker green than a proof, and said so."""

from __future__ import annotations

import time

import sympy as sp
from sympy.core.function import AppliedUndef

from verifier.deciding.decision import Decision
from verifier.deciding.failures import GAVE_UP
from verifier.deciding.forms import OutOfTime, at_most
from verifier.tools.settled import gap
from verifier.verdict import Verdict

WITH_CUTS = (sp.log, sp.asin, sp.acos, sp.atan, sp.acot, sp.asec, sp.acsc, sp.asinh, sp.acosh, sp.atanh, sp.acoth, sp.LambertW)
OPEN = (sp.Limit, AppliedUndef)  # whether it exists, or is continuous, is not known


def simplified(search) -> Decision | None:
    """What a computer algebra system reduces to zero, where points agree everywhere: a weaker green, and said so."""
    statement, agreed, digits = search.statement, search.hunt.agreed, search.hunt.digits or 0
    enough = agreed >= 12 or agreed and not search.hunt.numbers and digits >= 100
    if not isinstance(statement, sp.Eq) or isinstance(statement.lhs, sp.MatrixExpr) or not enough or statement.has(*OPEN) \
            or search.hunt.matrices or search.hunt.unseen:
        return None
    if any(end.is_real is False or end.is_real is None and end not in (sp.oo, -sp.oo) for node in statement.atoms(sp.Integral)
           for limit in node.limits for end in limit[1:]):
        return None  # the path may cross a cut, which engines of computer algebra do not ask
    over = statement.atoms(sp.Integral, sp.Sum, sp.Product)
    on_axis = {limit[0] for node in over for limit in node.limits}  # between real ends
    if any(_has_cuts_off_the_axis(node.function, on_axis) for node in over):
        return None
    for word, call in (("doit", lambda gap: gap.doit()), ("simplify", sp.simplify), ("expand_func", lambda gap: sp.simplify(
            sp.expand_func(gap))), ("rewrite(gamma)", lambda gap: sp.gammasimp(gap.rewrite(sp.gamma)))):
        try:
            with at_most(max(0.1, min(2.0, search.deadline - time.process_time()))):
                if call(gap(statement)) == 0:
                    return Decision(Verdict.SIMPLIFIED, f"SymPy {sp.__version__}: {word}(left - right) is 0, and {agreed} points "
                                    f"agree to {min(digits, 10**4)} digits; the kernel cannot re-check it",
                                    tried=search.tried, points=agreed, digits=min(digits, 10**4), strategy="computer algebra")
        except (*GAVE_UP, OutOfTime):
            continue
    return None


def _has_cuts_off_the_axis(body, on_axis) -> bool:
    """Whether a logarithm, a root or an inverse function of a complex number is in it, whose cut the variable may cross on its way."""
    return any((isinstance(node, WITH_CUTS) or node.is_Pow and not isinstance(node, sp.exp) and node.exp.is_integer is not True and not node.base.is_positive)
               and any(not symbol.is_extended_real for symbol in node.free_symbols - on_axis) for node in sp.preorder_traversal(body))
