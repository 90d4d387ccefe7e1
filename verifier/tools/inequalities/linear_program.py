"""Exact linear feasibility over the rationals: nonnegative multipliers, or none (simplex with Bland's rule)."""

from __future__ import annotations

from fractions import Fraction


def nonnegative_solution(rows: list[list[Fraction]], right: list[Fraction]) -> list[Fraction] | None:
    """x >= 0 with rows * x = right, or None if there is none."""
    places, columns = _undecided(rows, right)
    found = _by_simplex([[rows[place][column] for column in columns] for place in places], [right[place] for place in places])
    if found is None:
        return None
    solution = [Fraction(0)] * (len(rows[0]) if rows else 0)
    for column, value in zip(columns, found):
        solution[column] = value
    return solution


def _undecided(rows, right) -> tuple[list[int], list[int]]:
    """The rows and columns that are left once what must be 0 is: terms of one sign that add up to 0."""
    places, columns = list(range(len(rows))), set(range(len(rows[0]) if rows else 0))
    while True:
        for place in places:
            entries = {column: rows[place][column] for column in columns if rows[place][column]}
            if right[place] == 0 and (all(entry > 0 for entry in entries.values()) or all(entry < 0 for entry in entries.values())):
                columns -= entries.keys()
                places.remove(place)
                break
        else:
            return places, sorted(columns)


def _by_simplex(rows, right) -> list[Fraction] | None:
    """Phase one of the simplex method with artificial variables; Bland's rule ends every run."""
    count = len(rows[0]) if rows else 0
    table = []
    for position, (row, value) in enumerate(zip(rows, right)):
        sign = -1 if value < 0 else 1
        unit = [Fraction(int(k == position)) for k in range(len(rows))]
        table.append([sign * entry for entry in row] + unit + [sign * value])
    basis = [count + position for position in range(len(rows))]
    costs = [-sum(line[k] for line in table) for k in range(count)] + [Fraction(0)] * len(rows)
    costs.append(-sum(line[-1] for line in table))
    while True:
        entering = next((k for k in range(count) if costs[k] < 0), None)
        if entering is None:
            break
        ratios = [(line[-1] / line[entering], basis[k], k) for k, line in enumerate(table) if line[entering] > 0]
        if not ratios:
            return None
        _, _, leaving = min(ratios)
        pivot = table[leaving][entering]
        table[leaving] = [entry / pivot for entry in table[leaving]]
        for k, line in enumerate(table):
            if k != leaving and line[entering]:
                factor = line[entering]
                table[k] = [a - factor * b for a, b in zip(line, table[leaving])]
        factor = costs[entering]
        costs = [a - factor * b for a, b in zip(costs, table[leaving])]
        basis[leaving] = entering
    if costs[-1] != 0:
        return None
    solution = [Fraction(0)] * count
    for position, variable in enumerate(basis):
        if variable < count:
            solution[variable] = table[position][-1]
    return solution
