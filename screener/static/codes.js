// Optional: recovery codes can be written down, and saved as a file, without this file.
const copy = document.querySelector("[data-copy-codes]");
const print = document.querySelector("[data-print-codes]");
const codes = document.querySelector("[data-codes]");

copy.hidden = !navigator.clipboard;
copy.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(codes.innerText);
    document.querySelector("[data-copied]").textContent = "Copied. Paste them where only you read them.";
  } catch {
    getSelection().selectAllChildren(codes); // where a browser forbids it, the keys for copying do it
  }
});
print.hidden = false;
print.addEventListener("click", () => window.print());
