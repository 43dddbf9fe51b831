"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const boxes = all("input[data-filter]");
  const cards = all(".card[data-level]");
  const status = document.getElementById("shown");
  let here = -1;

  const chosen = (filter) =>
    new Set(boxes.filter((box) => box.dataset.filter === filter && box.checked).map((box) => box.value));

  function filter() {
    const levels = chosen("level");
    const families = chosen("family");
    const off = new Set();
    for (const card of cards) {
      card.hidden = !levels.has(card.dataset.level) || !families.has(card.dataset.family);
      if (card.hidden) off.add(card.id);
    }
    for (const hit of all(".hit")) {
      const on = hit.dataset.issues.split(" ").filter((id) => !off.has(id));
      hit.classList.toggle("off", on.length === 0);
      if (on.length) hit.hash = "#" + on[0];
    }
    status.textContent = `${cards.length - off.size} of ${cards.length} shown`;
    here = -1;
  }

  function go(step) {
    const shown = cards.filter((card) => !card.hidden);
    if (!shown.length) return;
    here = (here + step + shown.length) % shown.length;
    if (here < 0) here = shown.length - 1;
    all(".here").forEach((one) => one.classList.remove("here"));
    const card = shown[here];
    const hit = document.getElementById(card.dataset.hit);
    card.classList.add("here");
    card.scrollIntoView({ block: "nearest" });
    if (hit) {
      hit.classList.add("here");
      hit.scrollIntoView({ block: "center" });
    }
    card.querySelector("a").focus({ preventScroll: true });
  }

  document.addEventListener("change", (event) => event.target.matches("input[data-filter]") && filter());
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const level = { 1: "error", 2: "warning", 3: "suggestion" }[event.key];
    if (event.key === "j" || event.key === "n") go(1);
    else if (event.key === "k" || event.key === "p") go(here < 0 ? 0 : -1);
    else if (level) {
      const box = boxes.find((one) => one.value === level);
      if (!box) return;
      box.checked = !box.checked;
      filter();
    } else return;
    event.preventDefault();
  });
  filter();
})();
