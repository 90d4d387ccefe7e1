// Conveniences only: every page reads without this file.
"use strict";
(() => {
  const said = document.body.dataset;  // words in the language of the page
  const say = (button, text) => {
    const before = button.textContent;
    button.textContent = text;
    setTimeout(() => { button.textContent = before; }, 1500);
  };

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {  // pages opened from a file may not have the clipboard
      const area = document.createElement("textarea");
      area.value = text;
      area.style.cssText = "position:fixed;opacity:0";
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) { say(button, said.notCopied); return; }
    }
    say(button, said.copied);
  }

  for (const button of document.querySelectorAll(".command .copy")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button.parentElement.querySelector("code").textContent, button));
  }

  // A click on a formula offers its LaTeX; nothing is copied before the reader asks.
  const offer = document.createElement("button");
  offer.type = "button";
  offer.className = "copy floating";
  offer.textContent = said.copyLatex;
  let latex = "", owner = null;
  const withdraw = () => { offer.remove(); owner = null; };
  const propose = (math, x) => {
    if (!math.hasAttribute("alttext")) return;
    latex = math.getAttribute("alttext");
    owner = math;
    const box = math.getBoundingClientRect();
    document.body.append(offer);
    const right = document.documentElement.clientWidth - offer.offsetWidth - 8;
    offer.style.left = `${Math.max(8, Math.min(x ?? box.left, right)) + scrollX}px`;
    offer.style.top = `${box.bottom + scrollY + 4}px`;
  };
  offer.addEventListener("click", () => copy(latex, offer));
  document.addEventListener("click", (event) => {
    if (event.target === offer) return;
    const math = event.target.closest && event.target.closest("math");
    if (math && math !== owner && !event.target.closest("a, summary")) propose(math, event.clientX); else withdraw();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { withdraw(); hide(); }
    const box = event.target;
    if (event.key === "Enter" && box.matches && box.matches(".formula")) {
      const math = box.querySelector("math");
      if (math) { propose(math); offer.focus(); }
    }
  });

  // Wide formulas can be scrolled, and so must be reachable, by keyboard; those far away are measured when they come near.
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      if (target.scrollWidth <= target.clientWidth + 1) { target.removeAttribute("tabindex"); target.removeAttribute("role"); target.removeAttribute("aria-label"); continue; }
      target.tabIndex = 0;
      target.setAttribute("role", "group");
      target.setAttribute("aria-label", said.formula);
    }
  }, { rootMargin: "50%" });
  for (const box of document.querySelectorAll(".formula")) near.observe(box);

  // What a link within the page leads to is shown beside it: a premise, a step, the statement of a claim.
  const peek = document.createElement("div");
  peek.className = "peek";
  peek.setAttribute("aria-hidden", "true");  // the link itself says where it leads
  let peeked = null;
  const hide = () => { peek.remove(); peeked = null; };
  const preview = (link) => {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!target) return;
    const part = target.matches(".claim") ? target.querySelector(".checked") : target.matches("tr") ? target.querySelector(".formula") : target;
    peek.replaceChildren(...[...part.cloneNode(true).childNodes]);
    for (const copy of peek.querySelectorAll("[id], [tabindex]")) { copy.removeAttribute("id"); copy.removeAttribute("tabindex"); }
    document.body.append(peek);
    peeked = link;
    const box = link.getBoundingClientRect();
    peek.style.left = `${Math.max(8, Math.min(box.left, document.documentElement.clientWidth - peek.offsetWidth - 8)) + scrollX}px`;
    peek.style.top = `${box.bottom + scrollY + 6}px`;
  };
  for (const [enter, leave] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(enter, (event) => {
      const link = event.target.closest && event.target.closest('.claim :is(.premises, td + td, .quiet, .instead) a[href^="#"]');
      if (link) preview(link);
    });
    document.addEventListener(leave, (event) => { if (peeked && peeked.contains(event.target)) hide(); });
  }

  // The other language opens at the same place.
  for (const link of document.querySelectorAll("a[data-keep]")) {
    link.addEventListener("click", () => { link.hash = location.hash; });
  }

  // A link to something folded opens it.
  const open = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
  };
  addEventListener("hashchange", open);
  open();
  addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details")) part.open = true; });
})();
