// The two panes: tabs where there is room for one, and scrolling together where both are seen.
const pane = (name) => document.getElementById(name);
const panes = () => document.querySelector(".wb-panes");
const wide = matchMedia("(min-width: 60rem) and (min-height: 28rem)");

export function showTab(name) {
  panes().dataset.tab = name;
  for (const each of ["source", "results"]) {
    const tab = document.getElementById(`tab-${each}`);
    tab.setAttribute("aria-selected", String(each === name));
    tab.tabIndex = each === name ? 0 : -1;
  }
}

export const shownTab = () => panes().dataset.tab;
export const bothSeen = () => wide.matches;

// Brings an element to the upper third of its pane, if it is not in sight already.
export function bringIntoView(element) {
  const box = element.closest(".wb-source, .wb-results");
  if (!box || !wide.matches) {
    element.scrollIntoView({ block: "center" });
    return;
  }
  const outer = box.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  if (inner.top < outer.top + 48 || inner.bottom > outer.bottom - 8) {
    box.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}

let leader = null; // the pane the person scrolls; the other follows
let silent = 0;

// Scrolls without letting the other pane follow.
export function quietly(deed) {
  silent += 1;
  try {
    deed();
  } finally {
    requestAnimationFrame(() => requestAnimationFrame(() => { silent -= 1; }));
  }
}

function firstBelow(elements, top) {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (elements[middle].getBoundingClientRect().bottom > top) high = middle;
    else low = middle + 1;
  }
  return elements[low];
}

// Aligns the cards with the first words in sight, or the words with the first card in sight.
function together() {
  if (!leader || silent || !wide.matches) return;
  const top = leader.getBoundingClientRect().top + 48;
  if (leader.id === "source") {
    const words = firstBelow([...leader.querySelectorAll("[data-items]")], top);
    const card = words?.dataset.items.split(" ").map((each) => document.getElementById(`card-${each}`)).find(Boolean);
    if (card) align(pane("results"), card);
  } else {
    const card = firstBelow([...leader.querySelectorAll(".wb-card")], top);
    const words = card && document.querySelector(`#text [data-items~="${CSS.escape(card.dataset.anchor)}"]`);
    if (words) align(pane("source"), words);
  }
}

function align(box, element) {
  quietly(() => { box.scrollTop += element.getBoundingClientRect().top - box.getBoundingClientRect().top - 48; });
}

export function startPanes() {
  const preferred = location.hash.startsWith("#b") ? "source" : "results";
  showTab(preferred);
  for (const name of ["source", "results"]) {
    document.getElementById(`tab-${name}`).addEventListener("click", () => showTab(name));
    for (const kind of ["wheel", "touchmove", "pointerdown", "keydown"]) {
      pane(name).addEventListener(kind, () => { leader = pane(name); }, { passive: true });
    }
    let asked = false;
    pane(name).addEventListener("scroll", () => {
      if (asked || leader !== pane(name) || silent) return;
      asked = true;
      requestAnimationFrame(() => { asked = false; together(); });
    }, { passive: true });
  }
  document.querySelector(".wb-tabs").addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    showTab(shownTab() === "source" ? "results" : "source");
    document.getElementById(`tab-${shownTab()}`).focus();
  });
}
