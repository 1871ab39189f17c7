// Talking to the server: decisions are sent in place, forms open inside the page, and what failed is said.
import { current, currentAnchor, follow, neighbour, renew } from "./current.js";
import { chosenBoxes, tell } from "./choosing.js";
import { showTab } from "./panes.js";

const told = () => document.getElementById("told");
let words = {};
let next = ""; // the card that takes over when the current one goes

export function say(text, wrong = true) {
  const box = document.createElement("div");
  box.className = wrong ? "message error" : "message";
  box.textContent = text;
  told().replaceChildren(box);
}

// Who was signed out meanwhile signs in beside this page, which keeps what was typed.
function saySignedOut() {
  say(`${words.signedOut} `);
  const link = document.createElement("a");
  Object.assign(link, { href: words.login, target: "_blank", rel: "noopener", textContent: words.signIn });
  told().firstChild.append(link);
}

// Signing in gives the browser another proof of origin than the one the page was made with: the newest is sent.
function proveOrigin(event) {
  const proof = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!proof) return;
  event.detail.headers["X-CSRFToken"] = proof;
  if (event.detail.formData.has("csrfmiddlewaretoken")) event.detail.parameters.csrfmiddlewaretoken = proof;
}

// The words selected in the source, as offsets of the document; null when none are.
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const text = document.getElementById("text");
  if (!text.contains(range.commonAncestorContainer)) return null;
  const pieces = [...text.querySelectorAll("[data-at]")].filter((each) => range.intersectsNode(each) && each.textContent);
  const spans = pieces.map((piece) => within(piece, range)).filter(([start, end]) => end > start);
  if (!spans.length) return null;
  return { start: spans[0][0], end: spans[spans.length - 1][1] };
}

// Offsets of the part of a piece that a range covers. The document counts characters, the browser UTF-16 units.
function within(piece, range) {
  const node = piece.firstChild;
  const at = Number(piece.dataset.at);
  const from = range.comparePoint(node, 0) >= 0 ? 0 : range.startContainer === node ? range.startOffset : 0;
  const to = range.endContainer === node ? range.endOffset : node.length;
  const count = (length) => [...node.data.slice(0, length)].length;
  return [at + count(from), at + count(to)];
}

export function openAdding() {
  const span = selected();
  const address = workbenchAddress();
  showTab("results");
  htmx.ajax("GET", span ? `${address}?start=${span.start}&end=${span.end}` : address, { target: "#adding", swap: "innerHTML" });
  if (!span) say(words.selectFirst, false);
}
const workbenchAddress = () => document.getElementById("workbench").dataset.add;


function send(form, button) {
  const values = Object.fromEntries(new FormData(form));
  delete values.chosen;
  const many = button.dataset.many;
  values.do = button.value;
  if (many) values.chosen = chosenBoxes().map((each) => each.value);
  const after = neighbour(1);
  next = after && after !== current() ? after.dataset.anchor : "";
  if (button.dataset.act === "accept" && currentAnchor() === button.closest(".wb-card")?.dataset.anchor) advance = next;
  htmx.ajax("POST", form.action, { values, swap: "none", target: "#told" });
}
let advance = ""; // after accepting, the next card becomes current

function openForm(link) {
  htmx.ajax("GET", link.href, { target: `#${link.dataset.form}`, swap: "innerHTML" });
}

export function closeForm(form) {
  const card = form.closest(".wb-card");
  form.remove();
  if (card) card.focus({ preventScroll: true });
}

export function startDeeds(workbench) {
  words = workbench.dataset;
  document.getElementById("desk").addEventListener("submit", (event) => {
    if (!event.submitter) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });
  // Caught here and not by each form, so that one that was just put anew answers at once.
  workbench.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("deed" in form.dataset)) return;
    event.preventDefault();
    const values = Object.fromEntries(new FormData(form));
    if (event.submitter?.name) values[event.submitter.name] = event.submitter.value;
    htmx.ajax("POST", form.action, { values, swap: "none", target: "#told" });
  });
  workbench.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.dataset.form) {
      event.preventDefault();
      const card = link.closest(".wb-card");
      if (card && card !== current()) follow(card.dataset.anchor, { from: "cards" });
      openForm(link);
    } else if ("close" in link.dataset) {
      event.preventDefault();
      closeForm(link.closest("form"));
    } else if (link.dataset.act === "source") {
      event.preventDefault();
      showTab("source");
      follow(link.closest(".wb-card").dataset.anchor, { from: "cards", focus: false });
    } else if (link.id === "add-button") {
      event.preventDefault();
      openAdding();
    }
  });
  document.getElementById("add-button")?.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  workbench.addEventListener("input", (event) => {
    const form = event.target.closest(".wb-form");
    if (form) form.dataset.typed = "1";
  });
  listen();
}

function listen() {
  const body = document.body;
  body.addEventListener("htmx:configRequest", proveOrigin);
  body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.status === 401) {
      event.detail.shouldSwap = event.detail.isError = false;
      saySignedOut();
    }
    if ([403, 404, 409, 422].includes(event.detail.xhr.status)) {
      event.detail.shouldSwap = [409, 422].includes(event.detail.xhr.status);
      event.detail.isError = false;
      if (!event.detail.shouldSwap) say(words.failed);
    }
  });
  // A card in which somebody types is left alone when a colleague's change arrives: saving will show both.
  body.addEventListener("htmx:oobBeforeSwap", (event) => {
    const open = event.detail.target?.querySelector?.(".wb-form[data-typed]");
    if (open && !open.contains(asking) && open !== asking) event.detail.shouldSwap = false;
  });
  body.addEventListener("htmx:beforeRequest", (event) => { asking = event.detail.elt; });
  body.addEventListener("htmx:afterSettle", settled);
  body.addEventListener("htmx:afterRequest", settled);
  body.addEventListener("htmx:sendError", () => say(words.lost));
  body.addEventListener("htmx:timeout", () => say(words.lost));
  body.addEventListener("htmx:responseError", () => say(words.failed));
}
let asking = null;

function settled(event) {
  const form = document.querySelector(".wb-form:not([data-met])");
  if (form) {
    form.dataset.met = "1";
    const wrong = form.querySelector('[aria-invalid="true"]');
    (wrong ?? form.querySelector("input:not([type=hidden]), select, textarea"))?.focus();
    form.scrollIntoView({ block: "nearest" });
  }
  if (event.type !== "htmx:afterRequest") return;
  tell();
  const good = event.detail.successful && advance;
  advance = "";
  if (good && document.getElementById(`card-${good}`)) follow(good);
  else renew(good || next);
}
