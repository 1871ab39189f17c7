// Draws every chart of a page from the definition beside it. Without this script its table stands there as well.

// What the drawing library takes for granted and browsers of 2021 lack.
const clone = (value) => {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(clone);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, clone(each)]));
};
if (!Object.hasOwn) Object.hasOwn = (object, key) => Object.prototype.hasOwnProperty.call(object, key);
if (!globalThis.structuredClone) globalThis.structuredClone = clone;

const OPTIONS = {
  ast: true, // expressions are interpreted: the content policy allows no code made of text
  actions: false,
  defaultStyle: false,
  renderer: "svg",
  tooltip: { disableDefaultStyle: true },
};

async function draw(place) {
  if (!place.offsetParent) {
    place.closest("figure").querySelector("details").open = true; // too small a screen for this picture
    place.dataset.drawn = "no";
    return;
  }
  const definition = JSON.parse(document.getElementById(place.dataset.chart).textContent);
  await window.vegaEmbed(place, definition, OPTIONS);
  const picture = place.querySelector("svg");
  if (picture) {
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", place.dataset.title);
  }
  place.dataset.drawn = "yes";
}

const places = [...document.querySelectorAll("[data-chart]")];
if (places.length) {
  import(places[0].dataset.library)
    .then(() => Promise.all(places.map(draw)))
    .catch((problem) => {
      console.error(problem);
      for (const place of places) {
        if (!place.dataset.drawn) place.closest("figure").querySelector("details").open = true;
      }
    });
}
