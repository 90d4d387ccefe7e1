// Focus on one claim: its ancestors to a depth, with the state in the address; the page reads without this file.
"use strict";
(() => {
  const form = document.getElementById("focus");
  if (!form) return;
  const claim = form.elements.namedItem("claim"), depth = form.elements.namedItem("depth");
  const said = document.getElementById("focused"), open = document.getElementById("open");
  const nodes = [...document.querySelectorAll(".node")], edges = [...document.querySelectorAll(".edges path")];
  const drawings = [...document.querySelectorAll("svg")].map((svg) => ({
    svg, section: svg.closest(".drawing"), box: svg.getAttribute("viewBox"), size: [svg.getAttribute("width"), svg.getAttribute("height")] }));

  const ancestors = (id, most) => {
    const found = new Map([[id, 0]]);
    for (const [here, far] of found) {  // a Map is walked in the order of its growth
      if (far === most) continue;
      for (const edge of edges) if (edge.dataset.to === here && !found.has(edge.dataset.from)) found.set(edge.dataset.from, far + 1);
    }
    return found;
  };

  const show = () => {
    const id = claim.value.trim(), target = nodes.find((node) => node.dataset.id === id && !node.classList.contains("foreign"));
    const kept = target ? ancestors(id, Number(depth.value) || Infinity) : null;
    for (const node of nodes) {
      node.classList.toggle("away", Boolean(kept) && !kept.has(node.dataset.id));
      node.classList.toggle("focus", node === target);
    }
    for (const edge of edges) edge.classList.toggle("away", Boolean(kept) && !(kept.has(edge.dataset.from) && kept.has(edge.dataset.to)));
    for (const { svg, section, box, size } of drawings) {
      section.hidden = Boolean(kept) && !svg.contains(target);
      section.classList.toggle("focused", Boolean(kept));
      let [view, width, height] = [box, ...size];
      if (kept && svg.contains(target)) {
        const seen = svg.getBBox();  // of what is displayed
        [width, height] = [seen.width + 16, seen.height + 16];
        view = `${seen.x - 8} ${seen.y - 8} ${width} ${height}`;
      }
      svg.setAttribute("viewBox", view);
      svg.setAttribute("width", width);
      svg.setAttribute("height", height);
    }
    for (const section of document.querySelectorAll(".drawing")) if (!section.querySelector("svg")) section.hidden = Boolean(kept);
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
  for (const node of nodes) {
    node.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || node.classList.contains("focus")) return;  // a second click opens
      event.preventDefault();
      claim.value = node.dataset.id;
      show();
      keep();
    });
  }
  recall();
})();
