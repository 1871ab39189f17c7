// Single keys for everything that is done often; switched off by whoever does not want them.
import { current, move } from "./current.js";
import { chosenBoxes, tell } from "./choosing.js";
import { closeForm, openAdding } from "./deeds.js";
import { shownTab, showTab } from "./panes.js";

const KEPT = "lantu-workbench-keys";
const help = () => document.getElementById("help");
const on = () => localStorage.getItem(KEPT) !== "off";

const press = (act) => current()?.querySelector(`[data-act="${act}"]`)?.click();
const pressMany = (act) => document.querySelector(`[data-many="${act}"]`)?.click();
const decide = (act) => {
  if (chosenBoxes().length) pressMany(act);
  else if (act === "accept" && current()?.classList.contains("is-checked")) move(1); // nothing left to accept here
  else press(act);
};
const turn = (way) => document.querySelector(`.wb-turn [rel="${way}"]`)?.click();

const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  a: () => decide("accept"),
  x: () => decide("reject"),
  e: () => press("edit"),
  s: () => press("split"),
  m: () => pressMany("merge"),
  b: () => pressMany("set"),
  u: () => document.getElementById("undo-button")?.click(),
  n: () => document.getElementById("add-button") && openAdding(),
  v: () => {
    const box = current()?.querySelector('input[name="chosen"]');
    if (box) box.checked = !box.checked;
    tell();
  },
  o: () => {
    showTab(shownTab() === "source" ? "results" : "source");
    document.getElementById(shownTab()).focus();
  },
  "[": () => turn("prev"),
  "]": () => turn("next"),
  "/": () => document.getElementById("filter-words").focus(),
  "?": () => (help().open ? help().close() : help().showModal()),
};

export function startKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const form = document.activeElement.closest(".wb-form") ?? document.querySelector(".wb-form");
      if (form && !help().open) closeForm(form);
      document.querySelector(".wb-chapters").open = false;
      return;
    }
    if (event.target.closest("input:not([type=checkbox]), select, textarea") || !on()) return;
    const deed = KEYS[event.key];
    if (!deed || (help().open && event.key !== "?")) return;
    event.preventDefault();
    deed();
  });
  const box = document.getElementById("keys-on");
  box.checked = on();
  box.addEventListener("change", () => localStorage.setItem(KEPT, box.checked ? "on" : "off"));
  document.getElementById("help-button").addEventListener("click", () => help().showModal());
  document.getElementById("help-close").addEventListener("click", () => help().close());
}
