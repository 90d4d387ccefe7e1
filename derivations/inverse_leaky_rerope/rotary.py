"""Rotary encodings: turning by positions, and logits that depend on differences of positions only."""

from sympy import Eq, KroneckerDelta, Min, Rational, Sum, cos, sin

from verifier.language import *

from .examples import bent, four, two
from .experiments import measure_rotary, measure_two_passes
from .notation import R, a, angle, b, g, h, i, in_a, in_b, j, k, leaky, m, p, planes, rotation, s, w, x, y

o = index("o", 1, h)                         # a plane
turned_a, turned_b = dot(a(o), R(p, x)), dot(b(o), R(p, x))
in_a_o, in_b_o = in_a.subs(m, o), in_b.subs(m, o)
coordinate_a = chain(
    turned_a,
    equals(Sum(in_a * dot(a(o), a(m)) + in_b * dot(a(o), b(m)), (m, 1, h)), because=rotation),
    equals(Sum(KroneckerDelta(o, m) * in_a, (m, 1, h)), because=planes),
    equals(in_a_o, because=sum_with_delta))
coordinate_b = chain(
    turned_b,
    equals(Sum(in_a * dot(a(m), b(o)) + in_b * dot(b(o), b(m)), (m, 1, h)), because=rotation),
    equals(Sum(KroneckerDelta(o, m) * in_b, (m, 1, h)), because=planes),
    equals(in_b_o, because=sum_with_delta))
turned_coordinates = Claim(
    name="In each plane the coordinates are turned by the angle",
    says=(Eq(turned_a, in_a_o), Eq(turned_b, in_b_o)),
    given=(planes,), definitions=(rotation,),
    proof=(coordinate_a, coordinate_b),
    holds_for=(example(**four, p=3, x=[1, 2, 3, 5]), example(**two, p=Rational(-1, 2), x=[2, 3])),
    fails_for=(example(**bent, p=1, x=[2, 3], note="the vectors of the plane are not orthonormal"),),
    equation="(1)", latex=r"(\mathcal R^px)_{(2m,2m+1)}=\begin{pmatrix}\cos p\theta_m&-\sin p\theta_m\\ \sin p\theta_m&\cos p\theta_m\end{pmatrix}x_{(2m,2m+1)}")

turns_add = Claim(
    name="Turning twice is turning by the sum of the positions",
    says=Eq(R(p, R(s, x)), R(p + s, x)),
    given=(planes,), definitions=(rotation,),
    proof=chain(
        R(p, R(s, x)),
        equals(Sum((cos(p * angle(m)) * dot(a(m), R(s, x)) - sin(p * angle(m)) * dot(b(m), R(s, x))) * a(m)
                   + (sin(p * angle(m)) * dot(a(m), R(s, x)) + cos(p * angle(m)) * dot(b(m), R(s, x))) * b(m), (m, 1, h)), because=using(rotation, p=p, x=R(s, x))),
        equals(Sum((cos((p + s) * angle(m)) * dot(a(m), x) - sin((p + s) * angle(m)) * dot(b(m), x)) * a(m)
                   + (sin((p + s) * angle(m)) * dot(a(m), x) + cos((p + s) * angle(m)) * dot(b(m), x)) * b(m), (m, 1, h)),
               because=(using(turned_coordinates, p=s), planes)),
        equals(R(p + s, x), because=using(rotation, p=p + s))),
    holds_for=(example(**four, p=3, s=-2, x=[1, 2, 3, 5]), example(**two, p=Rational(-1, 2), s=4, x=[2, 3])),
    fails_for=(example(**bent, p=1, s=1, x=[2, 3], note="the vectors of the plane are not orthonormal"),),
    equation="(1)", latex=r"\mathcal R^p\mathcal R^s=\mathcal R^{p+s}")

turned_back = Claim(
    name="The transpose turns back",
    says=Eq(dot(R(p, x), y), dot(x, R(-p, y))),
    definitions=(rotation,),
    proof=chain(
        dot(R(p, x), y),
        equals(Sum(in_a * dot(a(m), y) + in_b * dot(b(m), y), (m, 1, h)), because=rotation),
        equals(Sum((cos(p * angle(m)) * dot(a(m), y) + sin(p * angle(m)) * dot(b(m), y)) * dot(a(m), x)
                   + (cos(p * angle(m)) * dot(b(m), y) - sin(p * angle(m)) * dot(a(m), y)) * dot(b(m), x), (m, 1, h)), because=arithmetic),
        equals(dot(x, R(-p, y)), because=rotation)),
    holds_for=(example(**four, p=3, x=[1, 2, 3, 5], y=[2, -1, 1, 4]), example(**two, p=Rational(-1, 2), x=[2, 3], y=[5, -1])),
    equation="(1)", latex=r"(\mathcal R^p)^\top=\mathcal R^{-p}")

rope_relative = Claim(
    name="Rotary encoding turns absolute positions into relative ones",
    says=Eq(dot(R(p, x), R(s, y)), dot(x, R(s - p, y))),
    given=(planes,), definitions=(rotation,),
    proof=chain(
        dot(R(p, x), R(s, y)),
        equals(dot(x, R(-p, R(s, y))), because=using(turned_back, p=p, x=x, y=R(s, y))),
        equals(dot(x, R(s - p, y)), because=(using(turns_add, p=-p, s=s, x=y), planes))),
    holds_for=(example(**four, p=3, s=-2, x=[1, 2, 3, 5], y=[2, -1, 1, 4]), example(**two, p=Rational(-1, 2), s=4, x=[2, 3], y=[5, -1])),
    fails_for=(example(**bent, p=1, s=2, x=[2, 3], y=[5, -1], note="the vectors of the plane are not orthonormal"),),
    measured_by=measure_rotary,
    equation="(1)", latex=r"(\mathcal R^iq)^\top(\mathcal R^jk)=q^\top\mathcal R^{j-i}k,\qquad\text{relative-position matrix }P_{ij}=i-j",
    note="For any angles and any orthonormal planes; positions may be any real numbers. The displayed matrix is the causal half i >= j of the exponents, with the sign turned.",
    key=True, cites="Su2021")

# -- two passes --------------------------------------------------------------------------------------------------------------------

far_logit = dot(R((i - w) / k + w, x), R(j / k, y))                  # outside the window
wanted = dot(x, R(-g(w, k, i - j), y))
near, far = given("the key is inside the window", i - j < w), given("the key is not inside the window", i - j >= w)
near_logit = chain(dot(R(i, x), R(j, y)),
                   equals(dot(x, R(j - i, y)), because=(rope_relative, planes)),
                   equals(wanted, because=(leaky, near)))
outside_logit = chain(far_logit,
                      equals(dot(x, R(j / k - ((i - w) / k + w), y)), because=(using(rope_relative, p=(i - w) / k + w, s=j / k), planes)),
                      equals(wanted, because=(leaky, far)))
window_logit = chain(dot(R(w, x), y), equals(dot(x, R(-w, y)), because=turned_back),
                     equals(dot(x, R(-Min(i - j, w), y)), because=(smaller_of_two, far)))
two_pass_implementation = Claim(
    name="The logits of Leaky ReRoPE from two rotary products",
    says=(Implies(i - j < w, Eq(dot(R(i, x), R(j, y)), wanted)), Implies(i - j >= w, Eq(far_logit, wanted)),
          Implies(i - j >= w, Eq(dot(R(w, x), y), dot(x, R(-Min(i - j, w), y))))),
    given=(planes,), definitions=(rotation, leaky),
    proof=(suppose(near, near_logit), suppose(far, outside_logit), suppose(far, window_logit)),
    holds_for=(example(**four, i=5, j=2, w=2, k=4, x=[1, 2, 3, 5], y=[2, -1, 1, 4]), example(**four, i=3, j=2, w=2, k=4, x=[1, 2, 3, 5], y=[2, -1, 1, 4]),
               example(**two, i=7, j=1, w=1, k=Rational(1, 16), x=[2, 3], y=[5, -1]), example(**two, i=4, j=2, w=2, k=3, x=[2, 3], y=[5, -1])),
    fails_for=(example(**bent, i=7, j=1, w=1, k=2, x=[2, 3], y=[5, -1], note="the vectors of the plane are not orthonormal"),),
    measured_by=measure_two_passes,
    equation="text: attention is computed twice",
    latex=r"i-j<w:\ (\mathcal R^iq_i)^\top\mathcal R^jk_j;\qquad i-j\ge w:\ (\mathcal R^{(i-w)/k+w}q_i)^\top(\mathcal R^{j/k}k_j)=q_i^\top\mathcal R^{-g_{w,k}(i-j)}k_j;\qquad\text{ReRoPE: }(\mathcal R^wq_i)^\top k_j",
    note="The formulas of the two passes stand in the companion article (9708). They hold for every k > 0, also k < 1, and whole or fractional positions.",
    key=True)
