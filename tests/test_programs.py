"""A compiled relation has the outcome of the walk over its tree, undefined and undecided points included."""

import itertools
import json
from pathlib import Path

import pytest
import sympy as sp
from flint import ctx

from verifier.deciding.decide import opened
from verifier.deciding.parsing import read
from verifier.deciding.search import Hunt
from verifier.tools.evaluation.evaluator import Evaluator
from verifier.tools.evaluation.programs import Run, program_of
from verifier.vocabulary.valuation import Valuation

CASES = Path(__file__).parent / "cases"
SLOW = (sp.Integral, sp.Limit)


def outcome(walk, statement) -> str:
    try:
        return str(walk.outcome(statement))
    except (ArithmeticError, LookupError, NotImplementedError, ValueError, TypeError, AttributeError) as failure:
        return f"{type(failure).__name__}: {failure}"


@pytest.mark.parametrize("table", ["true", "false", "traps"])
def test_a_program_says_what_the_walk_says(table):
    compared = 0
    for line in (CASES / f"{table}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("must") == "X":  # rejected while it is read
            continue
        problem = opened(read(row["statement"], row["symbols"], row.get("given", [])))
        program = program_of(problem.statement)
        if program is None or problem.statement.has(*SLOW):
            continue
        hunt = Hunt(problem)
        for values in itertools.chain(itertools.islice(hunt.first(), 4), itertools.islice(hunt.special(), 8)):
            valuation = Valuation(values)
            for bits in (64, 192):
                with ctx.workprec(bits):
                    walked = outcome(Evaluator(valuation, bits), problem.statement)
                    assert outcome(Run(program, valuation, bits), problem.statement) == walked, (row["id"], values)
                compared += 1
    assert compared > 200


def test_shared_parts_stand_once():
    x = sp.Symbol("x", real=True)
    part = sp.exp(sp.sin(x) + 1)
    program = program_of(sp.Eq(part**2 + part, 1 / part + sp.log(part), evaluate=False))
    assert len(program.steps) == len(program.places) + 1  # one step more for the power below the line
    assert list(program.places).count(part) == 1


@pytest.mark.parametrize("statement", ["And(x < 1, x > 0)", "Eq(A*A, A)", "Not(x < 1)"])
def test_other_statements_are_walked(statement):
    problem = read(statement, {"x": "real", "A": "matrix(2, 2)"})
    assert program_of(problem.statement) is None
