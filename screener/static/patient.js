// Optional: every page works without this file.
const all = (selector) => document.querySelectorAll(selector);
const one = (selector) => document.querySelector(selector);
const form = one("main form[method=post]");

// A choice such as "None of these" takes the others away, and an age takes "Not sure" away.
const exclusive = (box) => "exclusive" in box.dataset;
document.addEventListener("input", ({ target }) => {
  if (form) form.dataset.changed = "";
  for (const other of document.getElementsByName(target.name)) {
    if (other === target) continue;
    if (target.checked && target.type === "checkbox" && (exclusive(target) || exclusive(other))) other.checked = false;
    if (target.inputMode === "numeric") other.checked = false;
    if (other.inputMode === "numeric") other.value = "";
  }
  countLetters(target);
  listMarks();
});

const countLetters = ({ id, value, dataset }) => {
  const words = dataset.limit && document.getElementById(`${id}-limit`);
  if (words) words.textContent = words.dataset.left.replace("#", dataset.limit - value.length);
};

// The body picture. A tap beside a small part means the nearest one.
const listMarks = () => {
  const words = one(".body-picker__marked");
  if (!words) return;
  const marked = [...all(".body-picker__groups :checked + label")].map((label) => label.textContent);
  words.hidden = !marked.length;
  words.lastElementChild.textContent = marked.join(", ");
};
const partNear = (x, y) => {
  for (const far of [0, 7, 14]) {
    for (let turn = 0; turn < 8; turn++) {
      const angle = (turn * Math.PI) / 4;
      const part = document.elementFromPoint(x + far * Math.cos(angle), y + far * Math.sin(angle));
      if (part?.dataset?.part) return part;
    }
  }
};
document.addEventListener("click", (event) => {
  const { target, clientX, clientY } = event;
  if (target.closest(".body-picture--tappable")) {
    const part = partNear(clientX, clientY);
    if (part) document.getElementById(`body-parts-${part.dataset.part}`).click();
  }
  if (target.closest("[data-print]")) print();
  // Going back, or to the other language, keeps what was typed.
  const keeper = document.getElementById(target.closest("[data-keeps]")?.dataset.keeps);
  if (keeper && "changed" in form.dataset) {
    event.preventDefault();
    form.requestSubmit(keeper);
  }
});

// Without a connection the button would lose the page.
document.addEventListener("submit", (event) => {
  const offline = one(".offline");
  offline.hidden = navigator.onLine;
  if (!navigator.onLine) {
    event.preventDefault();
    offline.scrollIntoView({ block: "center" });
  }
});

// The end of the idle time is told five minutes before it comes.
const warning = one(".idle-warning");
if (warning) {
  let opened = Date.now();
  const idle = () => (Date.now() - opened) / 60000;
  setInterval(() => {
    if (warning.hidden && idle() >= warning.dataset.idleMinutes - 6) {
      warning.hidden = false;
      warning.querySelector("button").focus();
    }
  }, 10000);
  warning.querySelector("button").onclick = async () => {
    const answer = await fetch(location.href, { method: "HEAD" }).catch(() => 0);
    if (!answer.ok) return (one(".offline").hidden = false);
    opened = Date.now();
    warning.hidden = true;
  };
}

for (const button of all("[data-print]")) button.hidden = false;
listMarks();
const summary = one(".error-summary");
if (summary) {
  // So that "back" comes here again without the browser's question whether to send the form twice.
  history.replaceState(null, "", location.href);
  summary.focus();
}
