"""What attention without position encoding can know of the order of the tokens."""

from sympy import Eq, Lambda, Sum, Tuple, exp

from verifier.language import *

from .experiments import measure_causal, measure_full, measure_prefix
from .notation import K, L, Q, T, V, a, d, m, n, q, s, t, x, z

positions = index("p", 1, L)
weight = Lambda(m, exp(Sum(q(a) * K(a, x(m)), (a, 1, d))))
moved_weight = Lambda(m, exp(Sum(q(a) * K(a, x(s(m))), (a, 1, d))))
f, g = real("f g")                             # the outputs for the tokens in their order, and rearranged
in_order = define(f, Sum(weight(m) * V(x(m)), (m, 1, L)) / Sum(weight(m), (m, 1, L)), "the output of full attention for the query q")
rearranged = define(g, Sum(moved_weight(m) * V(x(s(m))), (m, 1, L)) / Sum(moved_weight(m), (m, 1, L)), "the same for the rearranged tokens")
s_from = given("s leads to positions, not below 1", 1 <= s(positions))
s_to = given("nor above L", s(positions) <= L)
undone = given("t undoes s", Eq(t(s(positions)), positions))
rearrangement = (s_from, s_to, undone)
same_top = chain(Sum(moved_weight(m) * V(x(s(m))), (m, 1, L)),
                 equals(Sum(weight(m) * V(x(m)), (m, 1, L)), because=(using(rearranged_sum, C=Lambda(m, weight(m) * V(x(m))), s=s, t=t, n=L), *rearrangement)))
same_bottom = chain(Sum(moved_weight(m), (m, 1, L)), equals(Sum(weight(m), (m, 1, L)), because=(using(rearranged_sum, C=weight, s=s, t=t, n=L), *rearrangement)))

y, w = sequence("y w")                         # y(n), w(n): the outputs at the position n, where the query is that of the token there
pair = Lambda((n, m), exp(Sum(Q(a, x(n)) * K(a, x(m)), (a, 1, d))))
moved_pair = Lambda((n, m), exp(Sum(Q(a, x(s(n))) * K(a, x(s(m))), (a, 1, d))))
P = integer("P")                               # a place for a position
layer = define(y(P), Sum(pair(P, m) * V(x(m)), (m, 1, L)) / Sum(pair(P, m), (m, 1, L)), "the output of full attention at the position P")
moved_layer = define(w(n), Sum(moved_pair(n, m) * V(x(s(m))), (m, 1, L)) / Sum(moved_pair(n, m), (m, 1, L)), "the same for the rearranged tokens")
here = Lambda(m, exp(Sum(Q(a, x(s(n))) * K(a, x(m)), (a, 1, d))))
layer_top = chain(Sum(moved_pair(n, m) * V(x(s(m))), (m, 1, L)),
                  equals(Sum(here(m) * V(x(m)), (m, 1, L)), because=(using(rearranged_sum, C=Lambda(m, here(m) * V(x(m))), s=s, t=t, n=L), *rearrangement)))
layer_bottom = chain(Sum(moved_pair(n, m), (m, 1, L)), equals(Sum(here(m), (m, 1, L)), because=(using(rearranged_sum, C=here, s=s, t=t, n=L), *rearrangement)))

first, second = dot(T, Tuple(1, 0)), dot(T, Tuple(0, 1))
tokens = dict(d=2, K=Lambda((a, T), (2 * a - 3) * first + second), V=Lambda(T, first + 3 * second), x=[[1, 0], [0, 1], [2, -1], [1, 1]])
asking = dict(tokens, Q=Lambda((a, T), first - a * second))
turned = dict(tokens, L=3, s=[2, 3, 1], t=[3, 1, 2])
full = dict(turned, q=[1, -half()], Q=asking["Q"], n=1)
bidirectional_permutation_invariance = Claim(
    name="Full attention ignores the order of keys and values for a fixed query",
    says=(Eq(f, g), Eq(w(n), y(s(n)))),
    given=rearrangement, definitions=(in_order, rearranged, layer, moved_layer),
    proof=(same_top, same_bottom, layer_top, layer_bottom,
           chain(f, equals(Sum(weight(m) * V(x(m)), (m, 1, L)) / Sum(weight(m), (m, 1, L)), because=in_order),
                 equals(Sum(moved_weight(m) * V(x(s(m))), (m, 1, L)) / Sum(moved_weight(m), (m, 1, L)), because=(same_top, same_bottom)),
                 equals(g, because=rearranged)),
           chain(w(n), equals(Sum(moved_pair(n, m) * V(x(s(m))), (m, 1, L)) / Sum(moved_pair(n, m), (m, 1, L)), because=moved_layer),
                 equals(Sum(here(m) * V(x(m)), (m, 1, L)) / Sum(here(m), (m, 1, L)), because=(layer_top, layer_bottom)),
                 equals(y(s(n)), because=layer))),
    holds_for=(example(**full), example(**dict(full, L=4, s=[4, 2, 1, 3], t=[3, 2, 4, 1], n=3)), example(**dict(full, L=1, s=[1], t=[1]))),
    fails_for=(example(**dict(full, L=2, s=[1, 1], t=[1, 2]), note="one token twice"), example(**dict(full, L=2, s=[1, 3], t=[1, 5, 2]), note="a token from outside")),
    measured_by=measure_full,
    equation="(1), (2)",
    latex=r"f(q;x_1,\dots,x_L)=\frac{\sum_me^{q\cdot k_m}v_m}{\sum_me^{q\cdot k_m}}=f(q;x_{\sigma_1},\dots,x_{\sigma_L})\quad\forall\sigma\in S_L",
    note="For a fixed query, as in the article. When the query is that of the token at the position, the layer is not invariant but equivariant: the outputs are rearranged like the tokens. "
         "Keys and values may be any functions of the tokens.",
    key=True, cites="Vaswani2017")

# -- causal attention ----------------------------------------------------------------------------------------------------
causal = define(y(n), Sum(pair(n, m) * V(x(m)), (m, 1, n)) / Sum(pair(n, m), (m, 1, n)), "the output of causal attention at the position n")
moved_causal = define(w(n), Sum(moved_pair(n, m) * V(x(s(m))), (m, 1, n)) / Sum(moved_pair(n, m), (m, 1, n)), "the same for the rearranged tokens")
causal_is_invariant = Claim(
    name="False: causal attention does not depend on the order of the tokens",
    says=Eq(y(n), w(n)),
    given=(*rearrangement, given("the position is one of the L", n <= L)), definitions=(causal, moved_causal),
    fails_for=(example(**dict(asking, L=2, n=1, s=[2, 1], t=[2, 1])),),
    expected=REFUTED, strength="not asserted", equation="(3)",
    note="The symmetry of full attention is lost; the article says so, and this is the witness: two tokens, exchanged.")

prefix = index("p", 1, n)
prefix_from = given("s leads to positions, not below 1", 1 <= s(prefix))
prefix_to = given("s keeps the first n positions", s(prefix) <= n)
prefix_undone = given("t undoes s", Eq(t(s(prefix)), prefix))
last_stays = given("the token at the position n is not moved", Eq(s(n), n))
within_prefix = (prefix_from, prefix_to, prefix_undone)
seen = Lambda(m, pair(n, m))
prefix_top = chain(Sum(pair(n, s(m)) * V(x(s(m))), (m, 1, n)),
                   equals(Sum(pair(n, m) * V(x(m)), (m, 1, n)), because=(using(rearranged_sum, C=Lambda(m, pair(n, m) * V(x(m))), s=s, t=t, n=n), *within_prefix)))
prefix_bottom = chain(Sum(pair(n, s(m)), (m, 1, n)), equals(Sum(pair(n, m), (m, 1, n)), because=(using(rearranged_sum, C=seen, s=s, t=t, n=n), *within_prefix)))
single_causal_layer_sees_only_prefix_sets = Claim(
    name="One causal layer without position encoding is still blind to the order inside the prefix",
    says=Eq(w(n), y(n)),
    given=(*within_prefix, last_stays), definitions=(causal, moved_causal),
    proof=(prefix_top, prefix_bottom, chain(
        w(n),
        equals(Sum(pair(n, s(m)) * V(x(s(m))), (m, 1, n)) / Sum(pair(n, s(m)), (m, 1, n)), because=(moved_causal, last_stays)),
        equals(Sum(pair(n, m) * V(x(m)), (m, 1, n)) / Sum(pair(n, m), (m, 1, n)), because=(prefix_top, prefix_bottom)),
        equals(y(n), because=causal))),
    holds_for=(example(**asking, n=3, s=[2, 1, 3], t=[2, 1, 3]), example(**asking, n=4, s=[3, 1, 2, 4], t=[2, 3, 1, 4]),
               example(**asking, n=1, s=[1], t=[1])),
    fails_for=(example(**asking, n=3, s=[3, 1, 2], t=[2, 3, 1], note="the last token is moved"),
               example(**asking, n=2, s=[4, 2], t=[0, 2, 0, 1], note="a token from outside the prefix")),
    measured_by=measure_prefix,
    equation="sharpens the text after (3)", latex=r"y_n(x_{\pi_1},\dots,x_{\pi_{n-1}},x_n)=y_n(x_1,\dots,x_n)\quad\forall\pi\in S_{n-1}",
    note="Not in the article: its statement is true of the layer as a whole, but false of the output at the last token. At least two layers are needed to see the order of the prefix from there.",
    key=True)

j = index("j", 2, n)
other = define(w(n), Sum(exp(Sum(Q(a, z(n)) * K(a, z(m)), (a, 1, d))) * V(z(m)), (m, 1, n)) / Sum(exp(Sum(Q(a, z(n)) * K(a, z(m)), (a, 1, d))), (m, 1, n)),
               "the output of causal attention at the position n for the tokens z")
exchanged = given("z has the token after the position n in the place of the first one", Eq(z(1), x(n + 1)))
others = given("the other tokens up to n are the same", ForAll((m,), (2 <= m, m <= n), Eq(z(m), x(m))))
behind = given("the position is not the first", n >= 2)
top, bottom = Sum(pair(n, m) * V(x(m)), (m, 1, n)), Sum(pair(n, m), (m, 1, n))
D = Sum(pair(n, m), (m, 2, n)) + pair(n, n + 1)                # the sum of the weights after the exchange
gain = real("g")
pull = define(gain, pair(n, n + 1) * (V(x(n + 1)) - y(n)) - pair(n, 1) * (V(x(1)) - y(n)), "how differently the exchanged tokens pull the output")
changed = (w(n) - y(n)) * D
unchanged = given("the output is the same", Eq(w(n), y(n)))
new_top = chain(Sum(exp(Sum(Q(a, z(n)) * K(a, z(m)), (a, 1, d))) * V(z(m)), (m, 1, n)),
                equals(exp(Sum(Q(a, z(n)) * K(a, z(1)), (a, 1, d))) * V(z(1)) + Sum(exp(Sum(Q(a, z(n)) * K(a, z(m)), (a, 1, d))) * V(z(m)), (m, 2, n)), because=behind),
                equals(pair(n, n + 1) * V(x(n + 1)) + Sum(pair(n, m) * V(x(m)), (m, 2, n)), because=(exchanged, others, behind)))
new_bottom = chain(Sum(exp(Sum(Q(a, z(n)) * K(a, z(m)), (a, 1, d))), (m, 1, n)),
                   equals(exp(Sum(Q(a, z(n)) * K(a, z(1)), (a, 1, d))) + Sum(exp(Sum(Q(a, z(n)) * K(a, z(m)), (a, 1, d))), (m, 2, n)), because=behind),
                   equals(D, because=(exchanged, others, behind)))
new_output = chain(w(n), equals((pair(n, n + 1) * V(x(n + 1)) + Sum(pair(n, m) * V(x(m)), (m, 2, n))) / D, because=(other, new_top, new_bottom)))
old_output = chain(y(n) * bottom, equals(top, because=causal))
change = chain(
    changed,
    equals(pair(n, n + 1) * V(x(n + 1)) + Sum(pair(n, m) * V(x(m)), (m, 2, n)) - y(n) * D, because=new_output),
    equals(gain + top - y(n) * bottom, because=(behind, pull)),
    equals(gain, because=old_output))
first_output = chain(y(1), equals(V(x(1)), because=causal))
causal_breaks_permutation_invariance = Claim(
    name="Causal attention is not invariant under all permutations",
    says=(Eq(y(1), V(x(1))), Eq(changed, gain), Implies(Eq(w(n), y(n)), Eq(gain, 0))),
    given=(exchanged, others, behind), definitions=(causal, other, pull),
    proof=(first_output, new_top, new_bottom, new_output, old_output, change,
           suppose(unchanged, chain(gain, equals(changed, because=change), equals(0, because=unchanged)))),
    holds_for=(example(**asking, n=2, z=[[2, -1], [0, 1], [1, 0]]), example(**asking, n=3, z=[[1, 1], [0, 1], [2, -1], [1, 0]])),
    fails_for=(example(**asking, n=2, z=[[1, 1], [0, 1], [1, 0]], note="another token comes first"),
               example(**asking, n=2, z=[[2, -1], [1, 1], [1, 0]], note="a second token is changed")),
    measured_by=measure_causal,
    equation="(3)",
    latex=r"y_n=\frac{\sum_{m\le n}e^{q_n\cdot k_m}v_m}{\sum_{m\le n}e^{q_n\cdot k_m}}:\ \text{for generic weights and inputs and }n<L\ \exists\sigma:\ y_n(x)\ne y_n(x_\sigma)",
    note="Says which inputs are generic: the first token is exchanged with the one after the position n, and the output stays the same only if the two pull it alike. At n = 1 the output is the value of whatever token is first.",
    corrects=causal_is_invariant, key=True)
