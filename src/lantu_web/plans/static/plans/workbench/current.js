// The current item: its card and its words, each leading to the other.
import { showTab, bringIntoView, quietly } from "./panes.js";

let chosen = "";

export const current = () => document.getElementById(`card-${chosen}`);
export const currentAnchor = () => chosen;
const cards = () => [...document.querySelectorAll("#cards .wb-card")];
const wordsOf = (anchor) => document.querySelectorAll(`#text [data-items~="${CSS.escape(anchor)}"]`);

// Makes an item current and shows its card and its words; `from` is the side that leads and is not scrolled.
export function follow(anchor, { from = "", focus = true } = {}) {
  for (const each of document.querySelectorAll(".is-current")) {
    each.classList.remove("is-current");
    each.removeAttribute("aria-current");
  }
  chosen = anchor;
  const card = current();
  const words = wordsOf(anchor);
  for (const each of words) each.classList.add("is-current");
  quietly(() => {
    if (words.length && from !== "source") bringIntoView(words[0]);
    if (!card) return;
    card.classList.add("is-current");
    card.setAttribute("aria-current", "true");
    if (from !== "cards") bringIntoView(card);
    if (focus) card.focus({ preventScroll: true });
  });
}

// The card a number of steps away; from none the first.
export function neighbour(steps) {
  const all = cards();
  const here = all.indexOf(current());
  return all[here < 0 ? 0 : Math.min(Math.max(here + steps, 0), all.length - 1)];
}

export function move(steps) {
  const card = neighbour(steps);
  if (card) follow(card.dataset.anchor);
}

// After cards were replaced: the current one keeps its mark, or the next takes its place.
export function renew(next) {
  const anchor = current() ? chosen : next;
  if (anchor) follow(anchor, { focus: !document.activeElement || document.activeElement === document.body });
}

export function startCards() {
  document.getElementById("text").addEventListener("click", (event) => {
    const words = event.target.closest("[data-items]");
    if (!words || !getSelection().isCollapsed) return;
    event.preventDefault();
    const items = words.dataset.items.split(" ");
    const shown = items.filter((each) => document.getElementById(`card-${each}`));
    const after = shown[(shown.indexOf(chosen) + 1) % shown.length]; // several on one place: the next at each click
    const wanted = words.dataset.value && shown.includes(words.dataset.value) && chosen !== words.dataset.value ? words.dataset.value : after;
    if (!wanted) return;
    showTab("results");
    follow(wanted, { from: "source" });
  });
  document.getElementById("cards").addEventListener("click", (event) => {
    const card = event.target.closest(".wb-card");
    if (!card || event.target.closest("button, a, input, select, textarea, label, summary, form")) return;
    follow(card.dataset.anchor, { from: "cards" });
  });
  document.getElementById("cards").addEventListener("focusin", (event) => {
    const card = event.target.closest(".wb-card");
    if (card && card.dataset.anchor !== chosen) follow(card.dataset.anchor, { from: "cards", focus: false });
  });
  document.getElementById("cards").addEventListener("mouseover", (event) => hover(event.target.closest(".wb-card")));
}

let hovered = null;
function hover(card) {
  if (card === hovered) return;
  for (const each of document.querySelectorAll("#text .is-hovered")) each.classList.remove("is-hovered");
  hovered = card;
  if (card) for (const each of wordsOf(card.dataset.anchor)) each.classList.add("is-hovered");
}
