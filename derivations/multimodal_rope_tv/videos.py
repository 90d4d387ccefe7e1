"""Positions of the patches of a video, and M-RoPE in the same notation."""

from sympy import Eq, Max, Rational

from verifier.language import *

from .experiments import measure_m_rope, measure_video
from .notation import K, L, b_1, b_2, b_3, f, h, w

# f frames: the third coordinate; the text goes on at L + w h f + 1
patches = w * h * f
symmetric = Both(Both(Eq(b_1 + 1 - L, L + patches + 1 - b_1 - h), Eq(b_2 + 1 - L, L + patches + 1 - b_2 - w)), Eq(b_3 + 1 - L, L + patches + 1 - b_3 - f))
offsets = Both(Both(Eq(b_1, L + half(patches - h)), Eq(b_2, L + half(patches - w))), Eq(b_3, L + half(patches - f)))
balanced, placed = given("the gaps on both sides are equal in each coordinate", symmetric), given("the offsets are these", offsets)

video_solution = Claim(
    name="Offsets of a video that is symmetric between two texts",
    says=Iff(symmetric, offsets),
    proof=(suppose(balanced, therefore(offsets, because=balanced)), suppose(placed, therefore(symmetric, because=placed))),
    holds_for=(example(w=3, h=2, f=4, L=5, beta_1=16, beta_2=Rational(31, 2), beta_3=15), example(w=1, h=1, f=1, L=0, beta_1=0, beta_2=0, beta_3=0),
               example(w=2, h=3, f=1, L=0, beta_1=0, beta_2=1, beta_3=2, note="neither holds")),
    measured_by=measure_video,
    equation="(6), (7)",
    latex=r"\beta_1=L+\tfrac12(wht-h),\ \beta_2=L+\tfrac12(wht-w),\ \beta_3=L+\tfrac12(wht-t)\quad(\gamma=1)",
    key=True)

next_token = define(K, L + Max(w, h, f) + 1, "the text goes on one step after the largest coordinate")
unit_gaps = Both(Both(Eq(K - L - h, 1), Eq(K - L - w, 1)), Eq(K - L - f, 1))
cube = Both(Eq(h, w), Eq(f, w))
same_gaps, equal_sides = given("the gaps on the right are 1, as on the left", unit_gaps), given("the three sides are equal", cube)
narrow = Both(Both(Eq(w, 2), Eq(h, 2)), Eq(f, 30))
long_video = given("2 by 2 patches, 30 frames", narrow)
m_rope_in_this_notation = Claim(
    name="M-RoPE keeps compatibility but not symmetry or equivalence",
    says=(Iff(unit_gaps, cube), Implies(cube, Eq(K - L - 1, w)), Implies(w >= 2, w < w**3),
          Implies(narrow, Both(Both(Eq(K - L - h, 29), Eq(K - L - w, 29)), Eq(K - L - f, 1)))),
    definitions=(next_token,),
    proof=(suppose(same_gaps, therefore(cube, because=same_gaps)),
           suppose(equal_sides, therefore(unit_gaps, because=(equal_sides, next_token))),
           suppose(equal_sides, therefore(Eq(K - L - 1, w), because=(equal_sides, next_token))),
           therefore(Implies(w >= 2, w < w**3), because=arithmetic),
           suppose(long_video, therefore(Both(Both(Eq(K - L - h, 29), Eq(K - L - w, 29)), Eq(K - L - f, 1)), because=(long_video, next_token)))),
    holds_for=(example(w=4, h=4, f=4, L=3), example(w=2, h=2, f=30, L=0), example(w=2, h=3, f=5, L=1), example(w=1, h=1, f=1, L=0)),
    measured_by=measure_m_rope,
    equation="related work",
    latex=r"\beta=L,\ \gamma=1,\ K=L+\max(w,h,t)+1:\ \text{left gap }(1,1,1),\ \text{right gap }(K-L-h,K-L-w,K-L-t)",
    note="Symmetry holds exactly for w = h = t, and then n^3 patches count as n tokens: the two examples of the article show different failures.",
    key=True)
