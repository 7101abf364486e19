// Optional: every page works without this file. Single keys for whoever works through many, and a word when
// new ones came.
const keys = document.querySelector("#keys");
const OFF = "clinic-keys-off"; // a choice of this browser, and nothing about anybody
// Where a browser keeps nothing, the choice lasts as long as the page.
const kept = (act) => {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
};
const on = document.querySelector("[data-keys-on]");
const rows = [...document.querySelectorAll(".worklist th[scope=row] a")];
const ASK_SECONDS = 60;

const types = (element) =>
  element.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");

const go = (selector) => {
  const found = document.querySelector(selector);
  if (found) {
    found.focus();
    found.scrollIntoView({ block: "nearest" });
  }
};

const follow = (selector) => {
  const link = document.querySelector(selector);
  if (link) {
    link.click();
  }
};

// Where the focus is in no row, the row that was last gone to counts, then the first.
let last = -1;
const at = () => {
  const row = document.activeElement.closest(".worklist tbody tr");
  return row ? rows.findIndex((link) => row.contains(link)) : last;
};

const move = (step) => {
  last = Math.max(0, Math.min(rows.length - 1, at() + step));
  rows[last].focus();
};

const box = () => {
  const link = rows[at()];
  return link?.closest("tr").querySelector("input[type=checkbox]");
};

const openAt = (place) => {
  const link = rows[at()];
  if (link) {
    location.assign(`${link.href}#${place}`);
  }
};

const onTheList = {
  j: () => move(1),
  k: () => move(-1),
  x: () => box()?.click(),
  a: () => {
    if (box() && !box().checked) {
      box().click();
    }
    go(".bulk-bar select");
  },
  c: () => openAt("outcome-1"),
  n: () => openAt("note"),
  "/": () => go("#search"),
};

const onASubmission = {
  j: () => follow("[data-next]"),
  k: () => follow("[data-previous]"),
  u: () => follow("[data-back]"),
  c: () => go("#call [name=outcome]:checked"),
  n: () => go("#note"),
  a: () => go("#assignee"),
};

const answers = rows.length || !document.querySelector("[data-back]") ? onTheList : onASubmission;
answers["?"] = () => {
  keys.open = !keys.open;
  keys.querySelector("summary").focus();
};

if (keys) {
  keys.hidden = false;
  on.checked = !kept((store) => store.getItem(OFF));
  on.addEventListener("change", () =>
    kept((store) => (on.checked ? store.removeItem(OFF) : store.setItem(OFF, "yes"))),
  );
  addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
    if (!on.checked || ctrlKey || metaKey || altKey || isComposing || types(target) || !answers[key]) {
      return;
    }
    if ((key === "j" || key === "k" || key === "x") && answers === onTheList && !rows.length) {
      return;
    }
    event.preventDefault();
    answers[key]();
  });
}

// Asked for by itself: the server counts it as no use of the session. Nothing moves, and the focus stays where it is.
const arrived = document.querySelector("[data-arrived]");
const ask = async () => {
  if (document.hidden) {
    return;
  }
  const answer = await fetch(arrived.dataset.arrived, { redirect: "error" }).catch(() => 0);
  const number = answer?.ok ? Number(await answer.text()) : 0;
  const link = arrived.querySelector("a");
  const words = `${number} new came: show ${number === 1 ? "it" : "them"}`;
  if (number && link.textContent !== words) {
    link.textContent = words;
    link.hidden = false;
  }
};
if (arrived) {
  setInterval(ask, ASK_SECONDS * 1000);
  document.addEventListener("visibilitychange", ask);
}
