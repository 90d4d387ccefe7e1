// Search and filters of the overview; the index is in search-index.js, the page reads without both.
"use strict";
(() => {
  const data = window.derivations, form = document.getElementById("find");
  if (!data || !form) return;
  const field = (name) => form.elements.namedItem(name);
  const list = document.getElementById("results"), count = document.getElementById("count");
  const words = Object.keys(data.words), NAMES = ["q", "verdict", "kind", "article"], MOST = 200;

  const wordsOf = (text) => (text.toLowerCase().match(/[a-z0-9]+|[\u3400-\u9fff]+/g) || []).flatMap((piece) =>
    piece < "\u3400" || piece.length === 1 ? [piece] : Array.from({ length: piece.length - 1 }, (_, at) => piece.slice(at, at + 2)));

  // The weight of a document for one word: the best of all words of the index that begin with it, or contain the one Chinese character.
  const weightsOf = (asked) => {
    const found = new Map();
    for (const word of words) {
      if (asked < "\u3400" ? !word.startsWith(asked) : !word.includes(asked)) continue;
      const row = data.words[word], share = word === asked ? 1 : 0.6;
      for (let at = 0; at < row.length; at += 2) found.set(row[at], Math.max(found.get(row[at]) || 0, share * row[at + 1]));
    }
    return found;
  };

  const ranked = (query) => {
    const asked = [...new Set(wordsOf(query))];
    if (!asked.length) return query.trim() ? [] : data.documents.map((_, number) => number);
    const each = asked.map(weightsOf);
    const sums = new Map();
    for (const weights of each) for (const [number, weight] of weights) sums.set(number, (sums.get(number) || 0) + weight);
    const all = [...sums.keys()].filter((number) => each.every((weights) => weights.has(number)));
    return (all.length ? all : [...sums.keys()]).sort((a, b) => sums.get(b) - sums.get(a) || a - b);
  };

  const fits = ([, , article, verdict, kind, key, state]) =>
    (!field("verdict").value || verdict === field("verdict").value) &&
    (!field("article").value || article === Number(field("article").value)) &&
    (!field("kind").value || kind === field("kind").value || (field("kind").value === "key" && key) || state === field("kind").value);

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const shown = ([title, href, article, verdict]) => {
    const [word, css] = data.looks[verdict] || [verdict, ""];
    const row = element("li"), mark = element("span", "", `mark ${css}`), link = element("a", title);
    mark.append(element("span", word, "unseen"));
    mark.title = word;
    link.href = href;
    row.append(mark, " ", link, " ", element("span", data.articles[article][0], "quiet"));
    return row;
  };

  const search = () => {
    const asked = NAMES.some((name) => field(name).value.trim());
    const found = asked ? ranked(field("q").value).map((number) => data.documents[number]).filter(fits) : [];
    list.replaceChildren(...found.slice(0, MOST).map(shown));
    count.textContent = asked ? count.dataset[found.length === 1 ? "one" : "many"].replace("{}", found.length) : "";
  };

  const keep = () => {
    const state = new URLSearchParams();
    for (const name of NAMES) if (field(name).value.trim()) state.set(name, field(name).value);
    history.replaceState(null, "", state.size ? `#${state}` : location.pathname);
  };

  const recall = () => {
    const state = new URLSearchParams(location.hash.slice(1));
    if (!NAMES.some((name) => state.has(name))) return;
    for (const name of NAMES) field(name).value = state.get(name) || "";
    search();
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { search(); keep(); });
  form.addEventListener("reset", () => setTimeout(() => { search(); keep(); field("q").focus(); }));
  addEventListener("hashchange", recall);
  recall();
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); field("q").focus(); }
  });
})();
