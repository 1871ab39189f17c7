// The workbench in the browser: what is current, scrolling together, keys, selecting, and talking to the server.
// Everything here makes the page quicker; each deed is also a plain form or link.
import { follow, startCards } from "./current.js";
import { startDeeds } from "./deeds.js";
import { startKeys } from "./keys.js";
import { startPanes } from "./panes.js";
import { startChoosing } from "./choosing.js";

const workbench = document.getElementById("workbench");
if (workbench) {
  document.documentElement.classList.add("has-js");
  document.body.classList.add("wb-still");
  startPanes();
  startCards();
  startChoosing();
  startDeeds(workbench);
  startKeys();
  const wanted = workbench.dataset.wanted || (location.hash.startsWith("#card-") ? location.hash.slice("#card-".length) : "");
  if (wanted) follow(wanted);
}
