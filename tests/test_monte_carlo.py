"""Monte Carlo: it abstains where the tail rules, sees what it says that it sees, and draws the same in every order."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from verifier.claim import Article
from verifier.judgement.portfolio import verify_claim
from verifier.language import Claim, monte_carlo, real
from verifier.vocabulary.monte_carlo import FALSE_ALARM, FAMILY_WISE, MOST_COMPARISONS, generator, tail_index

ROOT = Path(__file__).parents[1]
SIZE = 200_000


def draws(name="draws", size=SIZE):
    return generator(name).standard_normal(size)


WILD = {  # the mean of the samples says nothing of the expectation, however small its standard error looks
    "E exp(8 Z)": lambda z: (np.exp(8 * z), np.exp(32)),
    "E exp(3 Z)": lambda z: (np.exp(3 * z), np.exp(4.5)),
    "a Cauchy mean": lambda z: (np.tan(np.pi * (generator("c").random(z.size) - 0.5)), 0),
    "a Pareto mean without variance": lambda z: (generator("p").pareto(1.5, z.size), 2),
    "a rare large value": lambda z: (np.where(np.arange(z.size) < 3, 1e6, 0.5), 100),
    "one infinite draw": lambda z: (np.append(z, np.inf), 0),
    "ten draws": lambda z: (z[:10], 0),
}
TAME = {
    "E Z": lambda z: (z, 0), "E Z^2": lambda z: (z**2, 1), "E Z^4": lambda z: (z**4, 3), "E exp(Z)": lambda z: (np.exp(z), np.exp(0.5)),
    "E of a uniform": lambda z: (generator("u").random(z.size), 0.5), "P(Z > 1)": lambda z: (z > 1, 0.158655254), "P(Z > 6)": lambda z: (z > 6, 9.9e-10),
    "a constant": lambda z: (np.full(z.size, 0.25), 0.25),
}


@pytest.mark.parametrize("name", WILD)
def test_it_abstains(name):
    found = monte_carlo(name, *WILD[name](draws(size=10**6)))
    assert found.abstained and found.agrees


@pytest.mark.parametrize("name", TAME)
def test_it_agrees_with_the_truth_and_refutes_six_detectable_effects(name):
    samples, truth = TAME[name](draws())
    found = monte_carlo(name, samples, truth)
    assert found.agrees and not found.abstained and found.samples == SIZE
    effect = max(found.detectable, 1e-9)
    assert not monte_carlo(name, samples, truth + 6 * effect).agrees
    assert not monte_carlo(name, samples, truth + 6 * effect, ">=").agrees
    assert monte_carlo(name, samples, truth + 6 * effect, "<=").agrees


def test_the_effect_that_it_names_is_seen_with_the_power_that_it_names():
    seen = 0
    for run in range(300):
        z = draws(f"power {run}", 4000)
        found = monte_carlo("E Z", z, 0)
        seen += not monte_carlo("E Z", z, found.detectable).agrees
    assert 290 <= seen <= 300  # 297 expected


def test_a_true_mean_raises_no_alarm():
    assert all(monte_carlo("E exp(Z)", np.exp(draws(f"alarm {run}", 5000)), np.exp(0.5)).agrees for run in range(400))


def test_a_missing_event_is_not_impossible():
    found = monte_carlo("P(Z > 6)", draws() > 6, 0.0)
    assert found.agrees and 1e-5 < found.detectable < 1e-3  # no hit shows little: the detectable effect says how little
    assert not monte_carlo("P = 1/100", np.zeros(SIZE), 0.01).agrees


def test_the_tail_index():
    assert tail_index(generator("t").pareto(1.5, SIZE) + 1) == pytest.approx(1.5, abs=0.3)


def test_streams_do_not_depend_on_order_or_hash_seed():
    program = "from verifier.vocabulary.monte_carlo import generator as g; print([float(g(n).random()) for n in ('b/two', 'a/one')])"
    outputs = {subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT,
                              env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("0", "1", "77")}
    assert outputs == {str([float(generator(name).random()) for name in ("b/two", "a/one")]) + "\n"}


def test_a_claim_has_a_stream_of_its_own():
    seen = {}
    x = real("x")

    def experiment(rng):
        seen.setdefault("draws", []).append(rng.random())
        return [monte_carlo("E exp(8 Z)", np.exp(8 * rng.standard_normal(10**5)), np.exp(32)), monte_carlo("E Z", rng.standard_normal(10**4), 0)]

    says = (x + 1)**2 >= 4*x
    article = Article("mc", "MC", None, {key: Claim(name=key, says=says, measured_by=experiment) for key in ("one", "two")})
    first, second, again = (verify_claim(article, key) for key in ("one", "two", "one"))
    one, two, three = seen["draws"]
    assert one == three != two
    rows = first.numeric.measurements
    assert rows == again.numeric.measurements != second.numeric.measurements
    assert first.numeric.agrees and rows[0]["abstained"] and rows[1]["samples"] == 10**4 and rows[1]["detectable"] > 0


def test_the_budget_covers_the_corpus():
    calls = sum(isinstance(node, ast.Call) and getattr(node.func, "id", "") == "monte_carlo"
                for path in (*(ROOT / "derivations").rglob("*.py"), *(ROOT / "verifier" / "laws").rglob("*.py"))
                for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    assert FALSE_ALARM * MOST_COMPARISONS == pytest.approx(FAMILY_WISE) and 10 * calls <= MOST_COMPARISONS  # each call may stand in a loop
