// A file may be dropped anywhere on the form; without this script its field still takes it.
for (const form of document.querySelectorAll("[data-drop]")) {
  const field = form.querySelector('input[type="file"]');
  const lit = (on) => (event) => {
    event.preventDefault();
    form.classList.toggle("over", on);
  };
  form.addEventListener("dragover", lit(true));
  form.addEventListener("dragleave", lit(false));
  form.addEventListener("drop", (event) => {
    lit(false)(event);
    if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
  });
}
