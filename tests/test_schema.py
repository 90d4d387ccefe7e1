"""The published schema of records: it is that of this version, and records meet it."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.reports.synthetic import synthetic
from verifier.record import to_data
from verifier.running.schema import record_schema

ROOT = Path(__file__).parents[1]
VALIDATOR = Draft202012Validator(record_schema())


def data():
    return json.loads(json.dumps(to_data(synthetic())))


def test_the_published_schema_is_that_of_this_version():
    published = json.loads((ROOT / "docs" / "record.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(published)
    assert published == record_schema(), "run `verifier schema > docs/record.schema.json`"


def test_a_record_meets_it():
    assert [error.message for error in VALIDATOR.iter_errors(data())] == []


@pytest.mark.parametrize(("change", "words"), [
    (lambda record: record.update(schema=1), "was expected"),
    (lambda record: record.update(extra=1), "Additional properties"),
    (lambda record: record["articles"][0].pop("slug"), "'slug' is a required property"),
    (lambda record: record["articles"][0]["claims"][0].update(verdict=3), "is not of type 'string'"),
    (lambda record: record["articles"][0]["claims"][0].update(witness=[]), "is not valid under any of the given schemas"),
])
def test_what_is_no_record_is_refused(change, words):
    record = data()
    change(record)
    assert any(words in error.message for error in VALIDATOR.iter_errors(record))
