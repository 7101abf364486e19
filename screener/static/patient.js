// Optional: every page works without this file.
const exclusive = (box) => "exclusive" in box.dataset;

document.addEventListener("change", ({ target }) => {
  if (target.type !== "checkbox" || !target.checked) return;
  for (const other of document.getElementsByName(target.name)) {
    if (other !== target && (exclusive(target) || exclusive(other))) other.checked = false;
  }
});

document.addEventListener("click", ({ target }) => {
  const part = target.closest(".body-picture--tappable [data-part]");
  if (part) document.getElementById(`body-parts-${part.dataset.part}`).click();
  if (target.closest("[data-print]")) print();
});

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;

document.querySelector(".error-summary")?.focus();
