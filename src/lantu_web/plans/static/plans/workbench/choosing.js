// Choosing several items: how many they are is said, and what can be done with them shown.
const boxes = () => [...document.querySelectorAll('#cards input[name="chosen"]')];

export const chosenBoxes = () => boxes().filter((each) => each.checked);

export function tell() {
  const bar = document.querySelector(".wb-chosen");
  if (!bar) return;
  const count = chosenBoxes().length;
  bar.classList.toggle("is-some", count > 0);
  const words = document.getElementById("workbench").dataset.chosen;
  document.getElementById("chosen-count").textContent = count ? words.replace("#", count) : "";
  const all = document.getElementById("choose-all");
  all.checked = count > 0 && count === boxes().length;
  all.indeterminate = count > 0 && !all.checked;
}

let last = null; // with shift, everything between the last box and this one

export function startChoosing() {
  const all = document.getElementById("choose-all");
  if (!all) return;
  all.addEventListener("change", () => {
    for (const each of boxes()) each.checked = all.checked;
    tell();
  });
  document.getElementById("cards").addEventListener("click", (event) => {
    if (event.target.name !== "chosen") return;
    const list = boxes();
    if (event.shiftKey && last && list.includes(last)) {
      const [first, end] = [list.indexOf(last), list.indexOf(event.target)].sort((a, b) => a - b);
      for (const each of list.slice(first, end + 1)) each.checked = event.target.checked;
    }
    last = event.target;
    tell();
  });
  tell();
}
