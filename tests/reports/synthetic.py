"""A record made by hand: every part filled, and texts that would do harm if they were not escaped."""

from __future__ import annotations

from verifier.record import ArticleRecord, ClaimRecord, Formula, NumericRecord, Record, StepRecord, WitnessRecord
from verifier.verdict import Verdict

SCRIPT = "<script>alert(1)</script>"
LINK = r"\href{javascript:alert(1)}{x}"


def step(identity: str, relation: str, latex: str, verdict: str = "PROVED", **more) -> StepRecord:
    """One step with every text filled."""
    return StepRecord(
        id=identity,
        relation=relation,
        statement=Formula(latex, f"a = {latex}"),
        right=Formula(latex, latex),
        verdict=verdict,
        strategy="normal form",
        evidence="Both sides agree.",
        milliseconds=2.5,
        line=7,
        code="equals(d)",
        tried=[{"strategy": "refute", "outcome": "none found", "milliseconds": 1.0}],
        **more,
    )


def synthetic() -> Record:
    """A record with a proved, a false, a failing and a hostile claim, an empty and a broken article."""
    premise = {
        "name": "positive",
        "says": "beta is positive",
        "text": "beta > 0",
        "latex": r"\beta > 0",
        "used": True,
        "necessity": "needed",
        "shown_by": "it fails at beta = -1",
    }
    proved = ClaimRecord(
        id="scaling/variance",
        title="The variance is d",
        key=True,
        verdict="PROVED",
        as_expected=True,
        fully_proved=True,
        statements=[Formula("Var = d", r"\operatorname{Var}\left[q\right] = d")],
        premises=[premise],
        definitions=[{"name": "q", "says": "the product", "text": "q", "latex": "q"}],
        steps=[
            step("1", "start", r"\sum_{i=1}^{d} q_i"),
            step(
                "2",
                "=",
                "d",
                because=[
                    {"kind": "premise", "name": "positive", "says": "beta is positive"},
                    {"kind": "claim", "name": "other", "says": "", "id": "scaling/true"},
                    {"kind": "step", "name": "1", "says": "", "id": "1"},
                ],
            ),
            step("2.1", "base case", "0 = 0", "SUPPORTED"),
        ],
        numeric=NumericRecord(
            route="NumPy",
            points=12,
            digits=15,
            worst_residual="1e-16",
            note="sampled",
            instances=[{"values": {"d": "3"}, "left": "3", "right": "3", "relation": "=", "holds": True, "digits": 15}],
            measurements=[
                {
                    "what": "slope",
                    "measured": 1.01,
                    "predicted": 1.0,
                    "error": 0.05,
                    "relation": "=",
                    "agrees": True,
                    "series": [
                        {"label": "measured", "points": [[1, 1], [10, 99], [100, 10100], [1000, float("nan")]]},
                        {"label": "predicted", "points": [[1, 1], [1000, 1e6]]},
                    ],
                }
            ],
        ),
        boundary_cases=[
            {"values": {"beta": "-1"}, "breaks": ["beta is positive"], "note": "", "left": "1", "right": "2", "relation": "="}
        ],
        mutants=[
            {"change": "d becomes d + 1", "text": "", "outcome": "refuted"},
            {"change": "sign of the last term", "text": "a - b", "outcome": "survived"},
        ],
        needs_shown=["d is a natural number"],
        article_latex="$$ x^2 $$",
        equation="(1)",
        seconds=0.5,
        replay="verifier check derivations/scaling.py --claim variance",
        line=3,
        code="variance = Claim(...)",
    )
    false = ClaimRecord(
        id="scaling/false",
        title="A false statement",
        verdict="REFUTED",
        expected="REFUTED",
        as_expected=True,
        statements=[Formula("x = x + 1", "x = x + 1")],
        corrected_by="true",
        equation="(7)",
        witness=WitnessRecord(
            values={"x": "2"},
            premises=["2 > 0"],
            left="2",
            right="3",
            relation="==",
            explanation="2 is not 3.",
            replay="python -c 'print(2 == 3)'",
        ),
    )
    true = ClaimRecord(
        id="scaling/true",
        title="The true statement",
        verdict="SIMPLIFIED",
        as_expected=True,
        statements=[Formula("x = x", "x = x")],
        corrects="scaling/false",
        uses=["scaling/variance"],
        tainted_by=["nowhere/assumed"],
    )
    failing = ClaimRecord(
        id="scaling/late",
        title="Out of time",
        verdict="TIMEOUT",
        statements=[Formula("a", "a")],
        problems=[{"message": "no time left", "advice": "try a smaller step", "step": "2", "line": 9}],
        replay="verifier check derivations/scaling.py --claim late",
    )
    hostile_step = StepRecord(
        id=SCRIPT,
        relation=SCRIPT,
        statement=Formula(SCRIPT, LINK),
        right=Formula(SCRIPT, SCRIPT),
        verdict=SCRIPT,
        strategy=SCRIPT,
        evidence=SCRIPT,
        code=SCRIPT,
        tried=[{"strategy": SCRIPT}],
        because=[{"kind": SCRIPT, "name": SCRIPT, "says": SCRIPT, "id": "javascript:alert(1)", "source": SCRIPT}],
    )
    hostile = ClaimRecord(
        id=f"../{SCRIPT}",
        title=SCRIPT,
        verdict=SCRIPT,
        statements=[Formula(SCRIPT, LINK), Formula(SCRIPT, r"\text{" + SCRIPT + "}")],
        premises=[{"name": SCRIPT, "says": SCRIPT, "latex": r"\style{background:url(http://x.invalid)}{x}"}],
        definitions=[{"says": SCRIPT}],
        steps=[hostile_step, hostile_step],
        code=SCRIPT,
        replay=SCRIPT,
        article_latex=LINK,
        note=SCRIPT,
        equation=SCRIPT,
        problems=[{"message": SCRIPT}],
        mutants=[{"change": SCRIPT}],
        boundary_cases=[{"values": SCRIPT, "note": SCRIPT}],
        numeric=NumericRecord(
            route=SCRIPT,
            instances=[{"values": {SCRIPT: SCRIPT}}],
            measurements=[
                {"what": SCRIPT, "measured": SCRIPT, "series": [{"label": SCRIPT, "points": [[1, 2], [2, 3], "ab", [None, 1]]}]}
            ],
        ),
        witness=WitnessRecord(values={SCRIPT: SCRIPT}, explanation=SCRIPT, replay=SCRIPT),
    )
    return Record(
        created="2026-11-21T12:00:00+00:00",
        seconds=12.0,
        versions={"sympy": "1.14.0", SCRIPT: SCRIPT},
        verdicts={verdict.name: verdict.value for verdict in Verdict},
        articles=[
            ArticleRecord(
                slug="scaling",
                title="Scaling",
                title_zh="缩放",
                source="Su (2023): Scaling <https://example.org/9812>",
                url="https://example.org/9812",
                summary="A summary.\n\nAnd more.",
                path="derivations/scaling.py",
                notation=[{"name": "d", "kind": "natural", "meaning": "length", "latex": "d"}],
                claims=[proved, false, true, failing],
            ),
            ArticleRecord(
                slug=f"../../{SCRIPT}",
                title=SCRIPT,
                title_zh=SCRIPT,
                source=SCRIPT,
                url="javascript:alert(1)",
                summary=SCRIPT,
                path=SCRIPT,
                notation=[{"name": SCRIPT, "latex": LINK}],
                claims=[hostile, hostile],
            ),
            ArticleRecord(slug="index", title="Clashes with the overview"),
            ArticleRecord(
                slug="broken",
                title="Does not load",
                problems=[{"message": "SyntaxError", "advice": "close the bracket", "line": 4}],
            ),
        ],
    )
