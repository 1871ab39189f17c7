// The slider of a tile map: shows another year at once where all years stand in the page, else asks for it.
for (const map of document.querySelectorAll("[data-tiles]")) {
  const form = map.querySelector("form");
  const slider = form.querySelector('input[type="range"]');
  const shade = form.querySelector('select[name="shade"]');
  const whole = map.hasAttribute("data-whole");

  const say = (year) => {
    form.querySelector("output").textContent = year;
    slider.value = year;
  };
  const turn = (year) => {
    say(year);
    for (const part of map.querySelectorAll("[data-year]")) part.hidden = part.dataset.year !== year;
    for (const link of map.querySelectorAll("[data-to]")) {
      if (link.dataset.to === year) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    remember("year", year);
  };
  const remember = (name, value) => {
    const address = new URL(location.href);
    address.searchParams.set(name, value);
    address.hash = "map";
    history.replaceState(null, "", address);
  };

  slider.addEventListener("input", () => (whole ? turn(slider.value) : say(slider.value)));
  shade.addEventListener("change", () => {
    for (const list of map.querySelectorAll(".tiles")) {
      list.classList.toggle("by-rank", shade.value === "rank");
      list.classList.toggle("by-status", shade.value === "status");
    }
    remember("shade", shade.value);
  });
  if (!whole) {
    slider.addEventListener("change", () => form.requestSubmit());
    continue;
  }
  form.querySelector("button").hidden = true;
  map.addEventListener("click", (event) => {
    const link = event.target.closest("[data-to]");
    if (!link) return;
    event.preventDefault();
    turn(link.dataset.to);
  });
}
