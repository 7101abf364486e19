// Optional: every page works without this file.
const all = (selector) => document.querySelectorAll(selector);
const named = (id) => document.getElementById(id);
const [form] = all("main form[method=post]");
const [offline] = all(".offline");

// "None of these" takes the others away, and an age takes "Not sure" away.
const alone = (box) => "exclusive" in box.dataset;
addEventListener("input", ({ target }) => {
  if (form) form.dataset.changed = "";
  for (const other of document.getElementsByName(target.name)) {
    if (other === target) continue;
    if (target.inputMode === "numeric" || (target.checked && (alone(target) || alone(other)))) other.checked = false;
    if (other.inputMode === "numeric") other.value = "";
  }
  const words = named(`${target.id}-limit`);
  if (words) words.textContent = words.dataset.left.replace("#", target.dataset.limit - target.value.length);
});

addEventListener("click", (event) => {
  const within = (selector) => event.target.closest(selector);
  const limb = within("[name=whole]")?.parentElement;
  if (limb) {
    event.preventDefault();
    const unmarked = limb.querySelectorAll("input:not(:checked)");
    for (const box of unmarked.length ? unmarked : limb.querySelectorAll("input")) box.click();
  }
  if (within("[data-print]")) print();
  // Going back, or to the other language, keeps what was typed.
  const keeper = named(within("[data-keeps]")?.dataset.keeps);
  if (keeper && "changed" in form.dataset) {
    event.preventDefault();
    keeper.click();
  }
});

// Offline, the page would be lost. What a browser says of that is a hint: a second press goes out.
addEventListener("submit", (event) => {
  const warned = !offline.hidden;
  offline.hidden = navigator.onLine || warned;
  if (!offline.hidden) event.preventDefault();
});
addEventListener("online", () => {
  offline.hidden = true;
});

for (const warning of all(".idle-warning")) {
  const keep = warning.lastElementChild;
  const [soon, gone] = warning.querySelectorAll("p");
  let opened = Date.now();
  const tellGone = () => {
    warning.hidden = gone.hidden = false;
    soon.hidden = keep.hidden = true;
  };
  // By the clock: a machine that slept has fired no timer.
  setInterval(() => {
    const minutes = (Date.now() - opened) / 6e4;
    if (minutes >= warning.dataset.idleMinutes) tellGone();
    else if (warning.hidden && minutes >= warning.dataset.idleMinutes - 6) {
      warning.hidden = false;
      keep.focus();
    }
  }, 1e4);
  keep.onclick = async () => {
    const { ok, redirected } = await fetch(location, { method: "HEAD" }).catch(() => 0);
    if (redirected) return tellGone(); // another page answers: the draft is no longer there
    offline.hidden = warning.hidden = ok;
    if (ok) opened = Date.now();
  };
}

for (const button of all("[data-print]")) button.hidden = false;
for (const summary of all(".error-summary")) {
  // "Back" comes here again without asking whether to send twice.
  history.replaceState(0, "", location);
  summary.focus();
}
