"""What is printed of a statement can be typeset."""

from __future__ import annotations

import re

import pytest
from sympy import Eq, Rational, Sum, sin, sqrt

from reports.mathml import Typesetter
from verifier.judgement.printing import formula
from verifier.language import *
from verifier.vocabulary.operators import ContinuousDerivative
from verifier.vocabulary.vector_fields import IntegrableOverSpace, IsDivergence

n = natural("n")
i = index("i", 1, n)
s, t, C = real("s t C")
y = point("y")
f, h = function("f h")
gamma = vector("gamma^*", n)
theta_2 = vector("theta_2", n)


@pytest.mark.parametrize("statement", [
    Integrable(sin(2*t)/2 + t**3/C, t, 0, 1),  # {2} and {3} in a formula are no places of the sentence
    ContinuousDerivative(f(s)**3/2, s, t, 0, 1),
    IntegrableOverSpace(norm(y)**2/3, y, n),
    IsDivergence(h(t), y, sqrt(t), n),
    Eq(gamma[i]**2, theta_2[i]**2),
    Sum(gamma[i], (i, 1, n)) <= Rational(1, 2),
], ids=str)
def test_what_is_printed_can_be_typeset(statement):
    typesetter = Typesetter()
    shown = typesetter.display(formula(statement).latex)
    assert typesetter.failures == {} and "<math" in shown and "{" not in re.sub('alttext="[^"]*"', "", shown)


@pytest.mark.parametrize(("name", "written"), [
    ("Z_with", r"Z_{\mathrm{with}}"), ("i_star", r"i_{\star}"), ("x_ij", "x_{ij}"), ("beta_1", r"\beta_{1}"), ("theta_lambda", r"\theta_{\lambda}"),
])
def test_words_in_subscripts_are_upright(name, written):
    assert formula(real(name)).latex == written


def test_no_part_of_a_condition_is_left_out():
    assert formula(Both(s < t, t < C, C < 1)).text == "s < t and t < C and C < 1"
    assert formula(Both(s < t, t < C, C < 1)).latex.count("and") == 2
