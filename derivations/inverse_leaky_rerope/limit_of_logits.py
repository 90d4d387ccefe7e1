"""ReRoPE as the limit of Leaky ReRoPE: the logits outside the window as k grows without end."""

from sympy import Eq, Lambda, Sum, cos, oo, sin

from verifier.language import *

from .examples import four, two
from .experiments import measure_limit_of_logits
from .notation import R, a, angle, b, h, i, j, m, p, planes, r, rotation, s, w, x, y
from .rotary import rope_relative

large = real("t")                            # values of k without end
u, v = real("u v")
wave_settles = Claim(
    name="A wave at a place that settles",
    says=Tends(cos((p + s / large) * r) * u + sin((p + s / large) * r) * v, large, oo, cos(p * r) * u + sin(p * r) * v),
    proof=therefore(Tends(cos((p + s / large) * r) * u + sin((p + s / large) * r) * v, large, oo, cos(p * r) * u + sin(p * r) * v)),
    holds_for=(example(p=2, s=3, r=1, u=1, v=-2), example(p=-1, s=half(), r=3, u=2, v=5)),
    equation="(3)", latex=r"\cos\bigl((p+\tfrac st)r\bigr)u+\sin\bigl((p+\tfrac st)r\bigr)v\to\cos(pr)u+\sin(pr)v")

even, odd = dot(a(m), x) * dot(a(m), y) + dot(b(m), x) * dot(b(m), y), dot(a(m), x) * dot(b(m), y) - dot(b(m), x) * dot(a(m), y)
place = w + (i - j - w) / large              # g(i - j) outside the window
wave = Lambda((m, large), cos(place * angle(m)) * even + sin(place * angle(m)) * odd)
settled = Lambda(m, cos(w * angle(m)) * even + sin(w * angle(m)) * odd)
logit = dot(R((i - w) / large + w, x), R(j / large, y))
at_large = therefore(ForAll((large,), (large > 0,), Eq(logit, dot(x, R(-place, y)))), because=(using(rope_relative, p=(i - w) / large + w, s=j / large), planes))
as_waves = therefore(ForAll((large,), (large > 0,), Eq(dot(x, R(-place, y)), Sum(wave(m, large), (m, 1, h)))), because=rotation)
relative = dot(x, R(-place, y))
below, above = therefore(ForAll((large,), (large > 0,), relative <= logit), because=at_large), therefore(ForAll((large,), (large > 0,), logit <= relative), because=at_large)
waves_below = therefore(ForAll((large,), (large > 0,), Sum(wave(m, large), (m, 1, h)) <= relative), because=as_waves)
waves_above = therefore(ForAll((large,), (large > 0,), relative <= Sum(wave(m, large), (m, 1, h))), because=as_waves)
each = therefore(ForAll((m,), (1 <= m, m <= h), Tends(wave(m, large), large, oo, settled(m))), because=using(wave_settles, p=w, s=i - j - w, r=angle(m), u=even, v=odd))
all_settle = therefore(Tends(Sum(wave(m, large), (m, 1, h)), large, oo, Sum(settled(m), (m, 1, h))), because=(using(limit_of_finite_sum, A_=wave, L_=settled), each))
all_waves = Lambda(large, Sum(wave(m, large), (m, 1, h)))
relative_settles = therefore(Tends(relative, large, oo, Sum(settled(m), (m, 1, h))), because=(
    using(squeeze_at_infinity, F_=Lambda(large, relative), G_=all_waves, H_=all_waves), waves_below, waves_above, all_settle))
logit_settles = therefore(Tends(logit, large, oo, Sum(settled(m), (m, 1, h))), because=(
    using(squeeze_at_infinity, F_=Lambda(large, logit), G_=Lambda(large, relative), H_=Lambda(large, relative)), below, above, relative_settles))
limit_is = therefore(Eq(Sum(settled(m), (m, 1, h)), dot(R(w, x), y)), because=rotation)
rerope_logit_is_limit = Claim(
    name="Outside the window the logits of ReRoPE are the limit of those of Leaky ReRoPE",
    says=Tends(logit, large, oo, dot(R(w, x), y)),
    given=(planes,), definitions=(rotation,),
    proof=(at_large, as_waves, below, above, waves_below, waves_above, each, all_settle, relative_settles, logit_settles, limit_is,
           therefore(Tends(logit, large, oo, dot(R(w, x), y)), because=(using(equal_limit, F_=Lambda(large, logit)), logit_settles, limit_is))),
    holds_for=(example(**two, i=7, j=1, w=1, x=[2, 3], y=[5, -1]), example(**four, i=4, j=1, w=2, x=[1, 2, 3, 5], y=[2, -1, 1, 4])),
    measured_by=measure_limit_of_logits,
    equation="(3)", latex=r"(\mathcal R^{(i-w)/k+w}q_i)^\top(\mathcal R^{j/k}k_j)\to(\mathcal R^wq_i)^\top k_j\quad(k\to\infty)")
