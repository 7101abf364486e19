// Optional: what stands on a page can be copied by hand, and printed from the browser's menu, without this file.
for (const button of document.querySelectorAll("[data-copy]")) {
  const from = document.getElementById(button.dataset.copy);
  const said = button.parentElement.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = from.value ?? from.innerText;
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = button.dataset.done ?? "Copied.";
    } catch {
      // Where a browser forbids it, the keys for copying do it.
      if (from.select) {
        from.select();
      } else {
        getSelection().selectAllChildren(from);
      }
      said.textContent = "Press Ctrl and C to copy it.";
    }
  });
}
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
