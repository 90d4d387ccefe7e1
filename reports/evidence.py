"""What was seen of a claim beside its proof: instances, pictures of the numbers, and changes on purpose."""

from __future__ import annotations

from dataclasses import dataclass

from reports.wording import _, counted, noted

FATES = {"refuted": noted("refuted"), "disagrees": noted("against measured limits"), "equivalent": noted("equivalent"),
         "implied": noted("weaker and implied"), "survived": noted("left open")}


@dataclass(frozen=True)
class Changes:
    """Changes of a statement that came out alike, each as (what was changed, what came of it, the statement that it gave)."""

    fate: str
    shown_by: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Instances:
    """What a claim's statements say at one choice of values."""

    values: dict
    rows: tuple[dict, ...]


def instances_of(rows: list[dict]) -> tuple[Instances, ...]:
    """The rows by their values."""
    groups: dict[str, list[dict]] = {}
    for row in rows:
        groups.setdefault(repr(row.get("values")), []).append(row)
    return tuple(Instances(group[0].get("values"), tuple(group)) for group in groups.values())


MOST_LINES, LEGEND = 4, 60  # in one picture, and letters for each
EXACT = 1000  # digits that a record gives to sides that are equal in exact arithmetic


def pictures_of(rows: list[dict]) -> tuple[tuple[str, tuple[dict, ...]], ...]:
    """Distances along sequences in one picture, and the largest residual beside what rounding alone would leave."""
    series = [{**item, "label": _(str(item.get("label", ""))), "line": False, "at": _at(row.get("values"))}
              for row in rows for item in row.get("series") or ()]
    residuals = [item for item in series if item.get("across") == "bits"]
    distances = [item for item in series if item.get("across") != "bits"][:MOST_LINES]
    found = []
    if distances:
        found.append((distances[0]["label"], tuple({**item, "label": f"{item['label']} {item['at'] if len(distances) > 1 else ''}".strip()}
                                                   for item in distances)))
    if residuals:
        worst = max(residuals, key=lambda item: item["points"][-1][1])
        rounding = {"label": _("rounding alone"), "line": True, "points": [[bits, 2.0**-bits] for bits, _residual in worst["points"]]}
        found.append((_("The residual as the precision rises"), ({**worst, "across": _("bits")}, rounding)))
    return tuple(found)


NOTES = (noted("distance to the limit"), noted("residual, at most"), noted("bits"))


def _at(values) -> str:
    """The values of an instance, as far as they fit into a legend."""
    said = ", ".join(f"{name} = {value}" for name, value in values.items()) if isinstance(values, dict) else str(values)
    return said if len(said) <= LEGEND else said[:LEGEND].rstrip() + "…"


def summary_of(instances: list[dict]) -> str:
    """How many instances there are, and how many of them fail."""
    failing = sum(1 for item in instances if not item.get("holds"))
    words = counted("{count} instance", "{count} instances", len(instances))
    return words + (_(", {count} of which fail").format(count=failing) if failing else "")


def changes_of(mutants: list[dict]) -> tuple[Changes, ...]:
    """The mutants by what became of them, in the order of the fates; many fail at one point, which is then named once."""
    groups: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for mutant in mutants:
        shown_by, result = str(mutant.get("shown_by", "")), ""
        if shown_by.startswith("at ") and shown_by.endswith(" fails"):
            shown_by, _colon, result = shown_by.rpartition(": ")
        key = (str(mutant.get("outcome", "")), shown_by)
        groups.setdefault(key, []).append((str(mutant.get("change", "")), result, str(mutant.get("text", ""))))
    order = {fate: place for place, fate in enumerate(FATES)}
    return tuple(Changes(fate, shown_by, tuple(rows))
                 for (fate, shown_by), rows in sorted(groups.items(), key=lambda item: order.get(item[0][0], len(order))))
