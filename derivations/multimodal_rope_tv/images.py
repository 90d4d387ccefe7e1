"""Positions of the patches of an image between two texts."""

from sympy import Eq, Rational

from verifier.language import *

from .experiments import measure_integer_scheme, measure_offsets
from .notation import K, L, b_1, b_2, g_1, g_2, h, w

# The patch in row i and column j stands at (beta_1 + i gamma_1, beta_2 + j gamma_2); the text goes on at L + w h + 1
left_1, left_2 = b_1 + g_1 - L, b_2 + g_2 - L                                            # from the last token to the first patch
right_1, right_2 = L + w * h + 1 - b_1 - h * g_1, L + w * h + 1 - b_2 - w * g_2          # from the last patch to the next token
symmetric = Both(Eq(left_1, right_1), Eq(left_2, right_2))
offsets = Both(Eq(b_1, L + half((w * h + 1) - (h + 1) * g_1)), Eq(b_2, L + half((w * h + 1) - (w + 1) * g_2)))
balanced, placed = given("the gaps on both sides are equal", symmetric), given("the offsets are these", offsets)

# The same with one step between neighbouring patches
unit_symmetric = Both(Eq(b_1 + 1 - L, L + w * h + 1 - b_1 - h), Eq(b_2 + 1 - L, L + w * h + 1 - b_2 - w))
unit_offsets = Both(Eq(b_1, L + half(w * h - h)), Eq(b_2, L + half(w * h - w)))
unit_balanced, unit_placed = given("the gaps on both sides are equal at unit spacing", unit_symmetric), given("the offsets are these at unit spacing", unit_offsets)

symmetric_solution = Claim(
    name="Offsets that make the image symmetric between the two texts",
    says=(Iff(symmetric, offsets), Iff(unit_symmetric, unit_offsets)),
    proof=(suppose(balanced, therefore(offsets, because=balanced)), suppose(placed, therefore(symmetric, because=placed)),
           suppose(unit_balanced, therefore(unit_offsets, because=unit_balanced)), suppose(unit_placed, therefore(unit_symmetric, because=unit_placed))),
    holds_for=(example(w=3, h=2, L=4, beta_1=6, beta_2=Rational(11, 2), gamma_1=1, gamma_2=1),
               example(w=2, h=3, L=1, beta_1=Rational(1, 2), beta_2=0, gamma_1=2, gamma_2=3),
               example(w=1, h=1, L=0, beta_1=0, beta_2=0, gamma_1=1, gamma_2=1, note="one patch is a token"),
               example(w=1, h=2, L=0, beta_1=5, beta_2=1, gamma_1=2, gamma_2=1, note="neither holds")),
    measured_by=measure_offsets,
    equation="(3), (4)",
    latex=r"\begin{pmatrix}\beta_1+\gamma_1-L\\\beta_2+\gamma_2-L\end{pmatrix}=\begin{pmatrix}L+wh+1-\beta_1-h\gamma_1\\L+wh+1-\beta_2-w\gamma_2\end{pmatrix}\iff\beta_1=L+\tfrac12[(wh+1)-(h+1)\gamma_1],\ \beta_2=L+\tfrac12[(wh+1)-(w+1)\gamma_2];\quad\gamma=1:\ \beta_1=L+\tfrac12(wh-h),\ \beta_2=L+\tfrac12(wh-w)",
    note="The offsets may be half-integers (beta_1 for odd h and even w), so that implementations need real positions; the article does not say so.",
    key=True)

centred = Both(Eq(b_1 + half(h + 1) * g_1, L + half(w * h + 1)), Eq(b_2 + half(w + 1) * g_2, L + half(w * h + 1)))
in_the_middle = given("the centre of the image is in the middle", centred)
symmetry_means_centred = Claim(
    name="The symmetry condition says that the image is centred between the two texts",
    says=Iff(symmetric, centred),
    proof=(suppose(balanced, therefore(centred, because=balanced)), suppose(in_the_middle, therefore(symmetric, because=in_the_middle))),
    holds_for=(example(w=3, h=2, L=4, beta_1=6, beta_2=Rational(11, 2), gamma_1=1, gamma_2=1),
               example(w=2, h=3, L=1, beta_1=Rational(1, 2), beta_2=0, gamma_1=2, gamma_2=3),
               example(w=1, h=2, L=0, beta_1=5, beta_2=1, gamma_1=2, gamma_2=1, note="neither holds")),
    measured_by=measure_offsets,
    equation="implied by (3)",
    latex=r"\Big(\beta_1+\tfrac{h+1}2\gamma_1,\ \beta_2+\tfrac{w+1}2\gamma_2\Big)=\Big(L+\tfrac{wh+1}2,\ L+\tfrac{wh+1}2\Big)",
    note="This is why there are offsets for every spacing.")

gap_as_printed = Claim(
    name="The jump between text and image as printed (one step too short)",
    says=(Eq(b_1 + 1 - L, half(w * h - h)), Eq(b_2 + 1 - L, half(w * h - w))),
    given=(unit_balanced,),
    expected=REFUTED,
    fails_for=(example(w=1, h=1, L=0, beta_1=0, beta_2=0),),
    equation="paragraph on advantages", latex=r"\Big(\tfrac12(wh-h),\ \tfrac12(wh-w)\Big)",
    note="A single patch stands one step, not zero steps, after the last token: the printed numbers are what the jump has beyond the ordinary step.")

gap_between_text_and_image = Claim(
    name="Size of the jump between text and image",
    says=(Eq(b_1 + 1 - L, 1 + half(w * h - h)), Eq(b_2 + 1 - L, 1 + half(w * h - w)),
          Eq(L + w * h + 1 - b_1 - h, 1 + half(w * h - h)), Eq(L + w * h + 1 - b_2 - w, 1 + half(w * h - w))),
    given=(unit_balanced,),
    proof=(chain(b_1 + 1 - L, equals(1 + half(w * h - h), because=unit_balanced)), chain(b_2 + 1 - L, equals(1 + half(w * h - w), because=unit_balanced)),
           chain(L + w * h + 1 - b_1 - h, equals(1 + half(w * h - h), because=unit_balanced)),
           chain(L + w * h + 1 - b_2 - w, equals(1 + half(w * h - w), because=unit_balanced))),
    holds_for=(example(w=3, h=2, L=4, beta_1=6, beta_2=Rational(11, 2)), example(w=1, h=1, L=0, beta_1=0, beta_2=0)),
    fails_for=(example(w=2, h=2, L=0, beta_1=0, beta_2=0, note="not symmetric"),),
    measured_by=measure_offsets,
    corrects=gap_as_printed,
    equation="paragraph on advantages",
    latex=r"(\beta_1+1-L,\ \beta_2+1-L)=\Big(1+\tfrac12(wh-h),\ 1+\tfrac12(wh-w)\Big)",
    note="For a single column (w = 1) the jump in the first coordinate is the ordinary step 1.",
    key=True)

# RoPE-Tie: offsets L, integer spacings, and the text goes on at K
both_gaps = Both(Eq(g_1, K - L - h * g_1), Eq(g_2, K - L - w * g_2))
one_start = Both(Eq(K, L + (h + 1) * g_1), Eq((h + 1) * g_1, (w + 1) * g_2))
tie_balanced, tie_start = given("the gaps on both sides are equal for the offsets L", both_gaps), given("K is the same in both coordinates", one_start)
spaced = Both(Both(Eq(g_1, w + 1), Eq(g_2, h + 1)), Eq(K, L + (w + 1) * (h + 1)))
integer_scheme = given("the spacings are w + 1 and h + 1, and K = L + (w + 1)(h + 1)", spaced)
rope_tie_integer_solution = Claim(
    name="The earlier integer scheme is symmetric and counts the image as (w+1)(h+1)-1 tokens",
    says=(Iff(both_gaps, one_start), Implies(spaced, both_gaps), Implies(spaced, Eq(K - L - 1, w * h + (w + h)))),
    proof=(suppose(tie_balanced, therefore(one_start, because=tie_balanced)), suppose(tie_start, therefore(both_gaps, because=tie_start)),
           suppose(integer_scheme, therefore(both_gaps, because=integer_scheme)),
           suppose(integer_scheme, therefore(Eq(K - L - 1, w * h + (w + h)), because=integer_scheme))),
    holds_for=(example(w=3, h=2, L=5, K=17, gamma_1=4, gamma_2=3), example(w=3, h=1, L=0, K=4, gamma_1=2, gamma_2=1, note="smaller integers, for this size only"),
               example(w=1, h=2, L=0, K=7, gamma_1=2, gamma_2=1, note="neither holds")),
    measured_by=measure_integer_scheme,
    equation="(5)",
    latex=r"\beta=L,\ \gamma_1=w+1,\ \gamma_2=h+1,\ K=L+(w+1)(h+1):\ \text{both gaps }=(w+1,h+1);\quad(w+1)(h+1)-1=wh+(w+h)",
    note="These spacings serve every size; for one size the smallest are (w+1)/g and (h+1)/g with the greatest common divisor g of w+1 and h+1.",
    key=True)

