"""The line that replays a witness needs mpmath or NumPy only, and prints what the record says."""

import re
import subprocess
import sys

import pytest

from verifier.deciding.decide import decide
from verifier.judgement.portfolio import verify_claim
from verifier.running.discovery import load_article

FALSE = [  # (statement, symbols)
    ("Eq(sin(x)**2 - cos(x)**2, 1)", {"x": "real"}),
    ("Eq(sqrt(x**2), x)", {"x": "real"}),
    ("Eq(zeta(3), pi**3/26)", {}),
    ("Eq(LambertW(x)*exp(x), x)", {"x": "positive"}),
    ("Eq(Sum(k**2, (k, 1, n)), n**3)", {"n": "natural"}),
    ("Eq(Product(1 + 1/k, (k, 1, n)), n)", {"n": "natural"}),
    ("Eq(Piecewise((x, x > 0), (0, True)), x)", {"x": "real"}),
    ("Eq(Integral(x**2, (x, 0, a)), a**2)", {"a": "positive"}),
    ("Eq(Derivative(sin(x)*exp(x), x), exp(x)*(sin(x) - cos(x)))", {"x": "real"}),
    ("Eq(Limit((1 - cos(x))/x**2, x, 0), 1)", {}),
    ("Eq(re(z*w), re(z)*re(w))", {"z": "complex", "w": "complex"}),
    ("x**3 <= x", {"x": "positive"}),
    ("Eq(E(Z**4), 1)", {"Z": "standard_normal"}),
    ("Eq(Cov(Z, Z**3), 0)", {"Z": "standard_normal"}),
    ("Eq(Var(2*U), 2*Var(U))", {"U": "uniform"}),
    ("Eq(E(C**2), 0)", {"C": "coin"}),
    ("Eq(P(Z > 6), 0)", {"Z": "standard_normal"}),
    ("Eq(A*pinv(A), Identity(n))", {"A": "matrix(n,n)"}),
    ("Eq(Determinant(A + B), Determinant(A) + Determinant(B))", {"A": "matrix(n,n)", "B": "matrix(n,n)"}),
    ("norm(x + y) >= norm(x) + norm(y)", {"x": "vector(n)", "y": "vector(n)"}),
    ("Eq(A*B, B*A)", {"A": "matrix(n,n)", "B": "matrix(n,n)"}),
]


def run(line: str) -> str:
    """What the command prints, run by this Python without the tool's folder."""
    code = re.fullmatch(r'python -c "(.*)"', line, re.S).group(1)
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, timeout=120, cwd="/", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def numbers(text: str) -> list[complex]:
    """The numbers of a text in order; fractions and a + bi count as one."""
    text = text.replace("\n", " ").replace("*I", "j").replace(" + ", "+").replace(" - ", "-")
    found = []
    for word in re.findall(r"[-+]?[\d.][\d.eE+\-/j]*", text):
        top, _, bottom = word.partition("/")
        found.append(complex(top) / (float(bottom) if bottom else 1))
    return found


@pytest.mark.parametrize(("statement", "symbols"), FALSE, ids=[row[0] for row in FALSE])
def test_the_replay_line_prints_both_sides(statement, symbols):
    found = decide(statement, where=symbols)
    assert found.verdict.name == "REFUTED" and found.as_line()["witness"], found
    assert found.replay, found.witness
    printed, recorded = numbers(run(found.replay)), numbers(f"{found.left} {found.right}")
    assert len(printed) == len(recorded), (found.replay, printed, recorded)
    assert all(abs(a - b) <= 1e-6 * max(1, abs(b)) for a, b in zip(printed, recorded, strict=True)), (printed, recorded)


CORPUS = [  # (article, false claim, what the printed numbers show)
    ("entropy_invariant_softmax", "entropy-of-headline-scale-is-constant", "sides"),
    ("low_rank_1_pseudoinverse", "patch-by-reflexivity-fails", "sides"),
    ("ssm_1_hippo", "legt-lmu-scaling-printed", "sides"),
    ("entropy_invariant_softmax", "published-linear-drop", "grows"),
    ("ssm_1_hippo", "fourier-closure-article", "stays away"),
    ("attention_scale_gradient_max", "surrogate-optimum-is-optimal", "left above right"),
    ("batch_size_learning_rate", "sqrt-scaling-as-printed", "sides"),
    ("batch_size_learning_rate", "no-surge-for-unequal-ratios", "left above right"),
    ("emo_optimal_transport_loss", "triangle-as-printed", "left above right"),
    ("idempotent_generative_network", "data-fixed-as-printed", "sides"),
    ("low_rank_2_svd", "independent-eigen-fails", "sides"),
    ("low_rank_4_id", "z-at-most-two", "left above right"),
    ("low_rank_4_id", "max-norm-not-best", "left above right"),
    ("low_rank_4_id", "greedy-total-error-not-better", "left above right"),
    ("nope_position_encoding", "causal-is-invariant", "sides"),
    ("performer_transformer_vq", "per-key-softmax-printed", "sides"),
    ("probability_space_minimization", "sparsemax-support-as-printed", "False True"),
    ("smooth_top_k", "laplace-window-printed", "below right"),
    ("ssm_3_s4_kernel", "discrete-kernel-printed", "sides"),
    ("ssm_4_rational_generating_function", "rnn-convolution-as-printed", "sides"),
]


@pytest.mark.parametrize(("article", "claim", "shows"), CORPUS, ids=[row[1] for row in CORPUS])
def test_false_claims_of_the_corpus_are_replayed(article, claim, shows):
    witness = verify_claim(load_article(f"derivations/{article}"), claim).witness
    text = run(witness.replay)
    printed = [abs(value) if shows == "stays away" else value.real for value in numbers(text)]
    if shows == "False True":
        assert text.split() == shows.split()
    elif shows == "below right":
        assert printed[0] < printed[1] - 1e-6
    elif shows == "sides":
        recorded = [value.real for value in numbers(f"{witness.left} {witness.right}")]
        assert printed == pytest.approx(recorded, abs=1e-6)
        assert printed[:len(printed) // 2] != pytest.approx(printed[len(printed) // 2:], abs=1e-6)
    elif shows == "grows":
        assert printed == sorted(printed) and printed[-1] > 10 * printed[0] > 0
    elif shows == "stays away":
        assert abs(printed[-2] - printed[-1]) > 0.1  # the last of the values, and the limit that is claimed
    else:
        assert printed[0] > printed[1] + 1e-6
