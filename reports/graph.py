"""The claims of each article and what they use, drawn in columns: what a claim rests on stands to its left.

Layers by the longest path, dummy vertices in long edges, and sweeps of barycentres against crossings (Sugiyama, Tagawa, Toda 1981).
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from reports.model import ClaimView
from reports.pages import ArticlePage, Site

WIDTH, HEIGHT = 220, 44  # of a box
ACROSS, DOWN, PASSING = 280, 58, 20  # from one to the next, and the place that a passing edge takes
SIZES = (WIDTH, HEIGHT, ACROSS, DOWN, PASSING)  # for the script that draws a part of the graph anew
LETTERS, SWEEPS = 26, 8


@dataclass(frozen=True)
class Node:
    """One claim as a box; of another article it is drawn faint."""

    claim: ClaimView
    lines: tuple[str, ...]
    x: float
    y: float
    is_foreign: bool


@dataclass(frozen=True)
class Edge:
    """A curve from a claim to one that uses it."""

    source: str
    target: str
    path: str


@dataclass(frozen=True)
class Drawing:
    """The graph of one article; claims without neighbours are listed only."""

    page: ArticlePage
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    alone: tuple[ClaimView, ...]
    width: float
    height: float


def drawings(site: Site) -> tuple[Drawing, ...]:
    """One drawing for each article with claims."""
    claims = {claim.record.id: claim for page in site.articles for claim in page.claims}
    return tuple(_drawn(page, claims) for page in site.articles if page.claims)


def _drawn(page: ArticlePage, claims: dict[str, ClaimView]) -> Drawing:
    own = {claim.record.id for claim in page.claims}
    uses = {claim.record.id: [use for use in claim.record.uses if use in claims and use != claim.record.id] for claim in page.claims}
    linked = [key for key in dict.fromkeys([*uses, *(use for row in uses.values() for use in row)])
              if uses.get(key) or any(key in row for row in uses.values())]
    layers, edges = columns({key: [use for use in uses.get(key, ()) if use in linked] for key in linked})
    places = _places(layers)
    nodes = tuple(Node(claims[key], _lines(claims[key].title), *places[key], key not in own) for key in linked)
    curves = tuple(Edge(source, target, _curve([places[vertex] for vertex in way])) for source, target, way in edges)
    return Drawing(page, nodes, curves, tuple(claim for claim in page.claims if claim.record.id not in linked),
                   max((x for x, _ in places.values()), default=0) + WIDTH, max((y for _, y in places.values()), default=0) + HEIGHT)


def _places(layers: list[list]) -> dict:
    """Vertex -> (left, top) of its box; each column is centred."""
    heights = [[PASSING if isinstance(vertex, tuple) else DOWN for vertex in layer] for layer in layers]
    tallest = max(map(sum, heights), default=0)
    return {vertex: (column * ACROSS, (tallest - sum(rows)) / 2 + sum(rows[:row]) + (PASSING - HEIGHT) / 2 * isinstance(vertex, tuple))
            for column, (layer, rows) in enumerate(zip(layers, heights)) for row, vertex in enumerate(layer)}


def columns(uses: dict[str, list[str]]) -> tuple[list[list], list[tuple[str, str, list]]]:
    """Vertices by column, and (used, user, vertices on the way) for each edge; a dummy vertex is a tuple. Cycles are cut."""
    depth: dict[str, int] = {}

    def deep(key: str, above: tuple[str, ...]) -> int:
        if key not in depth:
            depth[key] = 1 + max((deep(use, (*above, key)) for use in uses[key] if use not in (*above, key)), default=-1)
        return depth[key]
    for key in uses:
        deep(key, ())
    for key in sorted(uses, key=depth.get, reverse=True):  # as far to the right as its users allow: edges become short
        depth[key] = min((depth[user] - 1 for user, row in uses.items() if key in row and depth[user] > depth[key]), default=depth[key])
    layers: list[list] = [[] for _ in range(1 + max(depth.values(), default=-1))]
    for key in uses:
        layers[depth[key]].append(key)
    edges, neighbours = [], {}
    for user, row in uses.items():
        for use in row:
            between = [(use, user, column) for column in range(depth[use] + 1, depth[user])]
            way = [use, *between, user]
            edges.append((use, user, way))
            for vertex in between:
                layers[vertex[2]].append(vertex)
            for a, b in zip(way, way[1:]):
                neighbours.setdefault(a, []).append(b)
                neighbours.setdefault(b, []).append(a)
    for sweep in range(SWEEPS):
        _untangle(layers, neighbours, range(len(layers)) if sweep % 2 == 0 else range(len(layers) - 1, -1, -1))
    return layers, edges


def _untangle(layers: list[list], neighbours: dict, order: range) -> None:
    """Sort each layer by the mean place of the neighbours in the layer that was sorted before."""
    before: dict = {}
    for column in order:
        layer = layers[column]
        here = {vertex: row for row, vertex in enumerate(layer)}
        known = {vertex: [before[other] for other in neighbours.get(vertex, ()) if other in before] for vertex in layer}
        layer.sort(key=lambda vertex: (sum(known[vertex]) / len(known[vertex]) if known[vertex] else here[vertex] / len(here), here[vertex]))
        before = {vertex: (row + 0.5) / len(layer) for row, vertex in enumerate(layer)}


def _lines(title: str) -> tuple[str, ...]:
    """The title on two lines, cut where it is longer."""
    lines = textwrap.wrap(title, LETTERS) or [""]
    return (*lines[:1], *lines[1:2]) if len(lines) <= 2 else (lines[0], lines[1][:LETTERS - 1].rstrip() + "…")


def _curve(way: list[tuple[float, float]]) -> str:
    """A smooth path from the right side of the first box through the dummies to the left side of the last."""
    points = [(way[0][0] + WIDTH, way[0][1] + HEIGHT / 2)]
    for x, y in way[1:-1]:
        points += [(x, y + HEIGHT / 2), (x + WIDTH, y + HEIGHT / 2)]
    points.append((way[-1][0], way[-1][1] + HEIGHT / 2))
    path = f"M{points[0][0]:g} {points[0][1]:g}"
    for (a, b), (c, d) in zip(points, points[1:]):
        middle = (a + c) / 2
        path += f"C{middle:g} {b:g} {middle:g} {d:g} {c:g} {d:g}"
    return path
