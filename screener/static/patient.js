// Optional: every page works without this file.
const all = (selector) => document.querySelectorAll(selector);
const named = (id) => document.getElementById(id);
const [form] = all("main form[method=post]");
const [offline] = all(".offline");
const [busy] = all(".busy");
const isTicked = ({ type }) => type === "checkbox" || type === "radio";

// What was typed stands here again after Back, Forward, a reload or a lost connection: it is in this tab's history alone.
const boxes = () => [...form.querySelectorAll("input[name]:not([name=csrf_token]), textarea")];
const fields = (ticked, value) => {
  const sent = new URLSearchParams();
  for (const field of boxes()) {
    if (field.name === "draft") sent.set("draft", field.value.split(".")[0]);
    else if (!isTicked(field) || field[ticked]) sent.append(field.name, field[value]);
  }
  return `${sent}`;
};
let remember = () => {};
if (form?.elements.draft && !named("tablet")) {
  form.autocomplete = "off"; // or the browser would put back its own, and undo what was answered since
  const from = "changed" in form.dataset ? null : fields("defaultChecked", "defaultValue");
  const { typed, over } = history.state ?? {};
  if (from && typed) {
    const sent = new URLSearchParams(typed);
    const same = (over ?? from) === from && sent.get("draft") === new URLSearchParams(from).get("draft");
    if (same) {
      for (const field of boxes()) {
        if (isTicked(field)) field.checked = sent.getAll(field.name).includes(field.value);
        else if (field.type !== "hidden") field.value = sent.get(field.name) ?? "";
      }
      form.dataset.changed = "";
    } else form.reset();
  }
  remember = () => {
    if (!("changed" in form.dataset)) return;
    const typed = fields("checked", "value");
    if (history.state?.typed !== typed) history.replaceState({ typed, over: from }, "", location);
  };
  addEventListener("change", () => remember());
  remember();
}

// "None of these" takes the others away, and an age takes "Not sure" away.
const alone = (box) => "exclusive" in box.dataset;
let rest;
addEventListener("input", ({ target }) => {
  if (form) form.dataset.changed = "";
  for (const other of document.getElementsByName(target.name)) {
    if (other === target) continue;
    if (target.inputMode === "numeric" || (target.checked && (alone(target) || alone(other)))) other.checked = false;
    if (other.inputMode === "numeric") other.value = "";
  }
  const words = named(`${target.id}-limit`);
  const left = target.dataset.limit - target.value.length;
  if (words) {
    words.textContent = words.dataset.left.replace("#", left);
    target.setAttribute("aria-invalid", left < 0);
  }
  // Heard when the hand rests, and seen at once.
  clearTimeout(rest);
  rest = setTimeout(() => {
    remember();
    if (words && left < 20) named("spoken").textContent = words.textContent;
  }, 800);
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
  // Going back, or to the other language, keeps what was typed; so does any other page of ours.
  const keeper = named(within("[data-keeps]")?.dataset.keeps);
  const link = within("a[href]");
  if (!form || !("changed" in form.dataset) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (keeper) {
    event.preventDefault();
    keeper.click();
  } else if (form.id === "question" && link?.origin === location.origin && !link.hash) {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    body.set("stay", 1);
    const goOn = () => location.assign(link.href);
    setTimeout(goOn, 4000);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).then(goOn, goOn);
  }
});

// A box of words has lines to be seen, not to be written: Enter sends them, as in any box of one line.
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !("enter" in event.target.dataset)) return;
  event.preventDefault();
  form.querySelector("button").click();
});

// A status is no proof: a hotel's page answers 200 too. Only ours names the draft that it found ("none" where it found none).
// What does not answer in ten seconds is not there.
const found = () =>
  Promise.race([fetch(location, { method: "HEAD" }), new Promise((_, no) => setTimeout(no, 1e4))]).then(
    ({ headers }) => headers.get("Draft"),
    () => null,
  );

// Offline, the page would be lost. What a browser says of that is a hint: where the line is there, the form goes out by
// itself, and a second press goes out in any case.
let slow;
const tell = (words) => {
  busy.textContent = busy.dataset[words] ?? "";
};
const release = (pressed) => {
  clearTimeout(slow);
  delete pressed.dataset.pressed;
};
addEventListener("submit", (event) => {
  const pressed = event.target;
  const warned = !offline.hidden;
  offline.hidden = navigator.onLine || warned;
  if (!offline.hidden) found().then((draft) => draft && pressed.requestSubmit?.(event.submitter));
  if (!offline.hidden || "pressed" in pressed.dataset) return event.preventDefault();
  remember();
  pressed.dataset.pressed = "";
  slow = setTimeout(() => {
    tell("sending");
    slow = setTimeout(() => {
      release(pressed);
      tell("slow");
    }, 15e3);
  }, 300);
});
addEventListener("pageshow", () => {
  tell();
  all("form").forEach(release);
});
addEventListener("online", () => {
  offline.hidden = true;
});

for (const warning of all("[data-idle-minutes]")) {
  const keep = warning.lastElementChild;
  const [soon, gone] = warning.querySelectorAll("p");
  const own = warning.dataset.draft;
  const now = () => [Date.now(), performance.now()];
  let opened = now();
  let before;
  const kept = () => {
    opened = now();
    if (!warning.hidden) before.focus(); // whoever was typing goes on there
    warning.hidden = true;
  };
  // Each tab of these answers puts off their end: a tab that waited must not say that they are gone.
  const tabs = window.BroadcastChannel && new BroadcastChannel("draft");
  const tellTabs = () => tabs?.postMessage(own);
  if (tabs) tabs.onmessage = ({ data }) => data === own && gone.hidden && kept();
  tellTabs();
  const tellGone = () => {
    warning.hidden = gone.hidden = false;
    soon.hidden = keep.hidden = true;
  };
  // By both clocks: a machine that slept has fired no timer, and the time of day may be set back.
  const look = () => {
    const left = warning.dataset.idleMinutes - Math.max(...now().map((each, i) => each - opened[i])) / 6e4;
    soon.textContent = soon.dataset.left.replace("#", Math.floor(left));
    if (left <= 0) tellGone();
    else if (warning.hidden && left <= 6) {
      warning.hidden = false;
      before = document.activeElement;
      keep.focus();
    }
  };
  setInterval(look, 1e4);
  addEventListener("visibilitychange", look);
  keep.onclick = async () => {
    const draft = await found();
    if (draft && draft !== own) return tellGone();
    offline.hidden = !!draft;
    if (!draft) return;
    kept();
    tellTabs();
  };
}

for (const button of all("[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.onclick = () =>
    navigator.clipboard.writeText(button.dataset.copy).then(
      () => {
        for (const told of [button, named("spoken")]) told.textContent = button.dataset.done;
      },
      () => getSelection().selectAllChildren(named("own-words")), // where a browser forbids it, a long press copies
    );
}
for (const button of all("[data-print]")) button.hidden = false;
for (const summary of all(".error-summary")) {
  // "Back" comes here again without asking whether to send twice.
  history.replaceState(history.state, "", location);
  summary.focus();
}
