"""Steps against samples: the hyperbola."""

from sympy import Eq, Lambda, Rational, oo

from verifier.language import *

from .experiments import measure_tradeoff

x = positive("x")                           # batch size, as a real number
s = real("s")
scale = positive("B_noise")                 # the noise scale
gain = positive("DL_max")                   # decrease of the loss per step in the limit of large batches
total = positive("D")                       # the decrease that training shall reach
S_min, E_min = positive("S_min E_min")      # least numbers of steps and of samples
decrease = Lambda(x, gain / (1 + scale / x))            # decrease per step with batches of x samples
steps = Lambda(x, total / decrease(x))                  # number of steps that they need
samples = Lambda(x, x * steps(x))                       # number of samples that they need
fewest_steps = given("S_min is the number of steps in the limit of large batches", Tends(steps(s), s, oo, S_min))
fewest_samples = given("E_min is the number of samples in the limit of small batches", TendsFromAbove(samples(s), s, 0, E_min))

to_fewest_steps = therefore(Tends(steps(s), s, oo, total / gain))
to_fewest_samples = therefore(TendsFromAbove(samples(s), s, 0, scale * total / gain))

least_steps = therefore(Eq(S_min, total / gain), because=(unique_limit, fewest_steps, to_fewest_steps))
least_samples = therefore(Eq(E_min, scale * total / gain), because=(unique_limit_from_above, fewest_samples, to_fewest_samples))

steps_versus_batch = Claim(
    name="Number of steps and of samples as functions of the batch size",
    says=(Eq(steps(x), (1 + scale / x) * S_min), Eq(samples(x), (x + scale) * S_min), Eq(E_min, scale * S_min)),
    given=(fewest_steps, fewest_samples),
    proof=(to_fewest_steps, to_fewest_samples, least_steps, least_samples,
           chain(steps(x), equals((1 + scale / x) * S_min, because=least_steps)),
           chain(samples(x), equals((x + scale) * S_min, because=least_steps)),
           chain(E_min, equals(scale * S_min, because=(least_steps, least_samples)))),
    holds_for=(example(B_noise=3, DL_max=2, D=5, x=4, S_min=Rational(5, 2), E_min=Rational(15, 2)),
               example(B_noise=Rational(1, 3), DL_max=7, D=2, x=Rational(1, 100), S_min=Rational(2, 7), E_min=Rational(2, 21)),
               example(B_noise=Rational(1, 100), DL_max=1, D=1, x=90, S_min=1, E_min=Rational(1, 100))),
    fails_for=(example(B_noise=3, DL_max=2, D=5, x=4, S_min=2, E_min=Rational(15, 2), note="another S_min"),
               example(B_noise=3, DL_max=2, D=5, x=4, S_min=Rational(5, 2), E_min=7, note="another E_min")),
    measured_by=measure_tradeoff,
    strength="heuristic", equation="text after (13)",
    latex=r"S=\Bigl(1+\frac{\mathcal B_{\rm noise}}B\Bigr)S_{\min},\qquad E=BS=(B+\mathcal B_{\rm noise})S_{\min},\qquad E_{\min}=\mathcal B_{\rm noise}S_{\min}=\lim_{B\to0}E",
    note="That every step gains the same is the heuristic part: the noise scale and the largest decrease would have to stay constant during training. "
         "E_min is the limit for B -> 0, not a number of samples that a batch of one reaches: that needs (1 + B_noise) S_min of them.")

steps_samples_hyperbola = Claim(
    name="Hyperbolic trade-off between steps and samples",
    says=(Eq((steps(x) / S_min - 1) * (samples(x) / E_min - 1), 1), Eq(scale, E_min / S_min)),
    given=(fewest_steps, fewest_samples),
    proof=(chain(
               (steps(x) / S_min - 1) * (samples(x) / E_min - 1),
               equals(((1 + scale / x) * S_min / S_min - 1) * ((x + scale) * S_min / (scale * S_min) - 1), because=(steps_versus_batch, fewest_steps, fewest_samples)),
               equals(1, because=arithmetic)),
           chain(scale, equals(scale * S_min / S_min, because=arithmetic), equals(E_min / S_min, because=(steps_versus_batch, fewest_steps, fewest_samples)))),
    holds_for=(example(B_noise=3, DL_max=2, D=5, x=4, S_min=Rational(5, 2), E_min=Rational(15, 2)),
               example(B_noise=Rational(1, 3), DL_max=7, D=2, x=Rational(1, 100), S_min=Rational(2, 7), E_min=Rational(2, 21)),
               example(B_noise=7, DL_max=1, D=1, x=7, S_min=1, E_min=7)),
    fails_for=(example(B_noise=3, DL_max=2, D=5, x=4, S_min=2, E_min=Rational(15, 2), note="another S_min"),
               example(B_noise=3, DL_max=2, D=5, x=4, S_min=Rational(5, 2), E_min=7, note="another E_min")),
    measured_by=measure_tradeoff,
    equation="(14)", cites="McCandlish2018", latex=r"\Bigl(\frac S{S_{\min}}-1\Bigr)\Bigl(\frac E{E_{\min}}-1\Bigr)=1,\qquad\mathcal B_{\rm noise}=\frac{E_{\min}}{S_{\min}}",
    note="Exact for the number of steps as defined, which rests on a decrease per step that does not change during training.", key=True)
