// Focus on one claim: it and its ancestors to a depth are drawn anew, closely, with the state in the address; the page reads without this file.
"use strict";
(() => {
  const form = document.getElementById("focus"), view = document.getElementById("view");
  if (!form || !view) return;
  const claim = form.elements.namedItem("claim"), depth = form.elements.namedItem("depth");
  const said = document.getElementById("focused"), open = document.getElementById("open"), svg = view.querySelector("svg");
  const sections = [...document.querySelectorAll(".drawing:not(#view)")], LAYER = svg.namespaceURI;
  const [WIDTH, HEIGHT, ACROSS, DOWN, PASSING] = svg.dataset.sizes.split(" ").map(Number), SWEEPS = 8;
  const nodes = new Map(), uses = new Map();  // id -> its box in its own article, id -> ids that it uses
  for (const node of document.querySelectorAll(".node")) {
    if (!nodes.has(node.dataset.id) || !node.classList.contains("foreign")) nodes.set(node.dataset.id, node);
  }
  for (const { dataset } of document.querySelectorAll(".edges path")) {
    if (!uses.has(dataset.to)) uses.set(dataset.to, new Set());
    uses.get(dataset.to).add(dataset.from);
  }

  const ancestors = (id, most) => {
    const found = new Map([[id, 0]]);
    for (const [here, far] of found) {  // a Map is walked in the order of its growth
      if (far < most) for (const use of uses.get(here) || []) if (!found.has(use)) found.set(use, far + 1);
    }
    return found;
  };

  // As in graph.py: columns by the longest path, a passing place in each column that an edge crosses, sweeps of mean places.
  const laidOut = (kept) => {
    const column = new Map(), deep = (id, above) => {
      if (!column.has(id)) {
        column.set(id, 1 + Math.max(-1, ...[...(uses.get(id) || [])].filter((use) => kept.has(use) && !above.includes(use) && use !== id)
          .map((use) => deep(use, [...above, id]))));
      }
      return column.get(id);
    };
    for (const id of kept.keys()) deep(id, []);
    const ids = [...nodes.keys()].filter((id) => kept.has(id));  // in the order of the page
    const vertices = new Map(ids.map((id) => [id, { id, near: [] }])), columns = [], ways = [];
    const put = (vertex, at) => { (columns[at] ||= []).push(vertex); return vertex; };
    for (const [id, vertex] of vertices) put(vertex, column.get(id));
    for (const id of ids) {
      for (const use of uses.get(id) || []) {
        if (!kept.has(use) || column.get(use) >= column.get(id)) continue;
        const way = [vertices.get(use)];
        for (let at = column.get(use) + 1; at < column.get(id); at += 1) way.push(put({ near: [] }, at));
        way.push(vertices.get(id));
        for (let at = 1; at < way.length; at += 1) { way[at].near.push(way[at - 1]); way[at - 1].near.push(way[at]); }
        ways.push(way);
      }
    }
    const place = () => {
      for (const layer of columns) {
        let y = -layer.reduce((sum, vertex) => sum + (vertex.id ? DOWN : PASSING), 0) / 2;
        for (const vertex of layer) { vertex.y = y + (vertex.id ? 0 : (PASSING - HEIGHT) / 2); y += vertex.id ? DOWN : PASSING; }
      }
    };
    place();
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
      for (const layer of sweep % 2 ? [...columns].reverse() : columns) {
        for (const vertex of layer) vertex.mean = vertex.near.length ? vertex.near.reduce((sum, other) => sum + other.y, 0) / vertex.near.length : vertex.y;
        layer.sort((a, b) => a.mean - b.mean);
        place();
      }
    }
    columns.forEach((layer, at) => { for (const vertex of layer) vertex.x = at * ACROSS; });
    return { vertices: [...vertices.values()], ways, columns };
  };

  const curve = (way) => {
    const points = way.flatMap(({ x, y }, at) => [...(at ? [[x, y + HEIGHT / 2]] : []), ...(at < way.length - 1 ? [[x + WIDTH, y + HEIGHT / 2]] : [])]);
    return points.map(([x, y], at) => at ? `C${(points[at - 1][0] + x) / 2} ${points[at - 1][1]} ${(points[at - 1][0] + x) / 2} ${y} ${x} ${y}` : `M${x} ${y}`).join("");
  };

  const draw = (kept, target) => {
    const { vertices, ways, columns } = laidOut(kept), home = target.closest(".drawing"), edges = document.createElementNS(LAYER, "g");
    edges.setAttribute("class", "edges");
    for (const way of ways) edges.appendChild(document.createElementNS(LAYER, "path")).setAttribute("d", curve(way));
    svg.replaceChildren(edges, ...vertices.map(({ id, x, y }) => {
      const copy = nodes.get(id).cloneNode(true);
      copy.setAttribute("transform", `translate(${x} ${y})`);
      copy.classList.toggle("foreign", nodes.get(id).closest(".drawing") !== home);
      copy.classList.toggle("focus", id === target.dataset.id);
      return copy;
    }));
    const heights = columns.flat().map(({ y }) => y), top = Math.min(...heights), bottom = Math.max(...heights) + HEIGHT;
    const [width, height] = [columns.length * ACROSS - (ACROSS - WIDTH) + 16, bottom - top + 16];
    svg.setAttribute("viewBox", `-8 ${top - 8} ${width} ${height}`);
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    view.querySelector("h2").replaceChildren(home.querySelector("h2 a").cloneNode(true));
    svg.querySelector(".focus").scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  const show = () => {
    const id = claim.value.trim(), target = nodes.get(id), kept = target && ancestors(id, Number(depth.value) || Infinity);
    view.hidden = !target;
    for (const section of sections) section.hidden = Boolean(target);
    if (target) draw(kept, target); else svg.replaceChildren();
    said.textContent = target ? said.dataset.before.replace("{}", kept.size - 1) : id ? said.dataset.none : "";
    open.hidden = !target;
    if (target) open.href = target.getAttribute("href");
  };

  const keep = () => {
    const state = new URLSearchParams();
    if (claim.value.trim()) state.set("focus", claim.value.trim());
    if (depth.value) state.set("depth", depth.value);
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname);
  };

  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    claim.value = state.get("focus") || "";
    depth.value = state.get("depth") || "";
    show();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { show(); keep(); });
  form.addEventListener("reset", () => setTimeout(() => { show(); keep(); }));
  addEventListener("hashchange", recall);
  document.addEventListener("click", (event) => {
    const node = event.target.closest(".node");
    if (!node || event.ctrlKey || event.metaKey || event.shiftKey || node.classList.contains("focus")) return;  // a second click opens
    event.preventDefault();
    claim.value = node.dataset.id;
    show();
    keep();
    scrollTo(0, 0);
    svg.querySelector(".focus").focus();
  });
  recall();
})();
