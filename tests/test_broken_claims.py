"""Break a sign, an index bound or a premise of each article by hand: the claim turns red, and the step is named."""

import shutil
from pathlib import Path

import pytest

from verifier.judgement.audit import audit_article
from verifier.judgement.portfolio import verify_claim
from verifier.running.discovery import load_article
from verifier.running.files import find_files, slug_of

DERIVATIONS = Path(__file__).parent.parent / "derivations"

BREAKS = [  # (folder, claim, what stands there, what is put instead, words of the message)
    ("attention_scale_gradient_max", "second-moments", "equals(E(dot_product**2) - E(dot_product)**2,",
     "equals(E(dot_product**2) + E(dot_product)**2,", "step 2.1"),
    ("attention_scale_gradient_max", "var-dot-product", "equals(Sum(E(k[i]**2), (i, 1, d)), because=sum_with_delta)",
     "equals(Sum(E(k[i]**2), (i, 1, d - 1)), because=sum_with_delta)", "step 3.3"),
    ("attention_scale_gradient_max", "second-moments", "given=(k_mean, independent, finite),", "given=(k_mean, finite),",
     "does not list in given"),
    ("entropy_invariant_softmax", "entropy-identity", "says=Eq(H, log(Sum(exp(lam * s[i]), (i, 1, n))) - lam * attended)",
     "says=Eq(H, log(Sum(exp(lam * s[i]), (i, 1, n))) + lam * attended)", "no proof concludes"),
    ("entropy_invariant_softmax", "entropy-lower-bound", "at_least(log(n) - lam * (s_max - s_mean), because=(softmax_mean_versus_max, scale_not_negative))",
     "at_least(log(n) + lam * (s_max - s_mean), because=(softmax_mean_versus_max, scale_not_negative))", "step 1.3"),
    ("entropy_invariant_softmax", "log-n-split", "log_mean_exp = log(mean(exp(lam * s[i]), (i, 1, n)))",
     "log_mean_exp = log(mean(exp(lam * s[i]), (i, 2, n)))", "cannot"),
    ("low_rank_1_pseudoinverse", "gradient-B", "equals(frobenius(A * B - M)**2 + Trace(gradient.T * H) + frobenius(A * H)**2, because=arithmetic))",
     "equals(frobenius(A * B - M)**2 - Trace(gradient.T * H) + frobenius(A * H)**2, because=arithmetic))", "cannot show"),
    ("low_rank_1_pseudoinverse", "trace-inner-product", "equals(Sum(entry(Q.T * R, j, j), (j, 1, m)), because=trace_is_sum_of_diagonal)",
     "equals(Sum(entry(Q.T * R, j, j), (j, 2, m)), because=trace_is_sum_of_diagonal)", "step 1.1"),
    ("sgd_average_loss", "distance-expansion", "expanded = norm(theta(t) - best)**2 - 2 * eta(t)",
     "expanded = norm(theta(t) - best)**2 + 2 * eta(t)", "cannot show"),
    ("sgd_average_loss", "inner-product-rearranged", "given=(plain_step,),", "given=(),", "does not list in given"),
    ("ssm_1_hippo", "legendre-t1-derivative",
     "says=(Eq((s + 1) * slope(m, s), Sum((2*k + 1) * p(k, s), (k, 0, m)) - (m + 1) * p(m, s)),",
     "says=(Eq((s + 1) * slope(m, s), Sum((2*k + 1) * p(k, s), (k, 1, m)) - (m + 1) * p(m, s)),", "no proof concludes"),
    ("low_rank_1_pseudoinverse", "orthogonal-invariance", "given=(orthonormal_U,),", "given=(),", "does not list in given"),
]


@pytest.mark.parametrize(("folder", "claim", "old", "new", "words"), BREAKS, ids=[f"{row[1]}: {row[4]}" for row in BREAKS])
def test_a_broken_claim_turns_red(tmp_path, folder, claim, old, new, words):
    copy = shutil.copytree(DERIVATIONS / folder, tmp_path / folder)
    places = [path for path in copy.glob("*.py") if old in path.read_text(encoding="utf-8")]
    assert len(places) == 1, "the derivation has changed: choose another place to break"
    places[0].write_text(places[0].read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    article = load_article(copy)
    record = verify_claim(article, claim)
    problems = [*record.problems, *(row for row in audit_article(article) if row["claim"] == claim)]
    assert record.verdict != record.expected or problems
    assert words in " ".join(item["message"] for item in problems)


@pytest.mark.parametrize("path", find_files([DERIVATIONS]), ids=lambda path: slug_of(path))
def test_an_article_loads_and_its_audit_is_clean(path):
    assert audit_article(load_article(path)) == []


KEY_CLAIMS = {
    "attention-scale-gradient-max": (
        "var-dot-product", "l1-norm-identity", "lln-approximation", "annealed-objective-gaussian", "annealed-optimum",
        "expected-objective-has-no-maximum", "cosine-annealed-optimum"),
    "entropy-invariant-softmax": (
        "mean-field-is-a-lower-bound", "softmax-mean-versus-max", "entropy-lower-bound", "invariance-forces-affine-log-n",
        "needle-exact-log-n", "headline-scale-log-n-over-d", "laplace-entropy-drop"),
    "low-rank-1-pseudoinverse": (
        "orthogonal-invariance", "gradient-B", "least-squares-B", "pinv-full-rank", "nonuniqueness-rank-deficient",
        "patch-by-reflexivity-fails", "tikhonov-minimiser", "pinv-limit", "zero-eigenvalue-kills-row", "pinv-via-eigen"),
    "sgd-average-loss": (
        "telescoping-bound", "regret-bound-sum", "core-inequality", "constant-step-am-gm", "case-constant-step",
        "case-decaying-step", "expected-average-loss", "obtuse-angle", "projection-nonexpansive-to-set"),
    "ssm-1-hippo": (
        "window-fourier-ode-exact", "fourier-endpoint-limit", "fourier-window-system-article",
        "fourier-window-system-corrected", "fourier-echo", "l2-expansion", "hippo-derivative",
        "legendre-derivative-expansion", "legendre-t1-derivative", "legt-derivative-exact", "legt-matrix",
        "legt-polynomial-exactness", "legt-lmu-scaling", "legs-derivative-exact", "legs-matrix"),
}


@pytest.mark.parametrize("slug", KEY_CLAIMS)
def test_the_headline_claims_are_there(slug):
    article = load_article(DERIVATIONS / slug.replace("-", "_"))
    missing = [key for key in KEY_CLAIMS[slug] if key not in article.claims or not article.claims[key].key]
    assert missing == []
