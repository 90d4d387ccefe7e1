"""The JSON Schema of a record, from the dataclasses that write it."""

from __future__ import annotations

import dataclasses
import types
import typing

from verifier.record import SCHEMA, Record

PLAIN = {str: "string", int: "integer", float: "number", bool: "boolean", dict: "object", list: "array"}


def record_schema() -> dict:
    """The schema (draft 2020-12) that each record.json of this version meets; nothing beside the named fields is allowed."""
    found: dict[str, dict] = {}
    whole = _of(Record, found)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Record of a run of the derivation verifier",
            "description": (Record.__doc__ or "").strip(),
            **whole, "$defs": dict(sorted(found.items()))}


def _of(kind, found: dict[str, dict]) -> dict:
    """The schema of one type; dataclasses are defined once and referred to."""
    if dataclasses.is_dataclass(kind):
        if kind.__name__ not in found:
            found[kind.__name__] = {}
            hints = typing.get_type_hints(kind)
            fields = [field.name for field in dataclasses.fields(kind)]
            found[kind.__name__] = {
                "type": "object", "description": (kind.__doc__ or "").strip(), "additionalProperties": False, "required": fields,
                "properties": {name: {"const": SCHEMA} if (kind, name) == (Record, "schema") else _of(hints[name], found) for name in fields}}
        return {"$ref": f"#/$defs/{kind.__name__}"}
    inner = typing.get_args(kind)
    if isinstance(kind, types.UnionType):
        return {"anyOf": [_of(part, found) for part in inner]}
    if kind is type(None):
        return {"type": "null"}
    origin = typing.get_origin(kind) or kind
    more = {"items": _of(inner[0], found)} if origin is list and inner else {}
    if origin is dict and len(inner) == 2 and inner[1] is not typing.Any:
        more = {"additionalProperties": _of(inner[1], found)}
    return {"type": PLAIN[origin], **more}
