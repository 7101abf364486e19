// Optional: every page works without this file, and says in words when a session ends.
const warning = document.querySelector("[data-idle]");
const WARN_SECONDS = 120;
const SAY_SECONDS = 15; // so much earlier than the page the server may think that nobody is here
const USED = "clinic-used"; // when this browser was last used, the same for all tabs: a time, and nothing else
const idle = Number(warning.dataset.seconds) * 1000;
let said = Date.now();

let lastUse = said;

const used = () => {
  try {
    return Number(localStorage.getItem(USED)) || lastUse;
  } catch {
    return lastUse;
  }
};

const use = () => {
  lastUse = Date.now();
  try {
    localStorage.setItem(USED, String(lastUse));
  } catch {
    // A browser that keeps nothing knows of this tab alone.
  }
};

const leave = () => location.assign(warning.dataset.end);

// The policy of these pages lets a script fetch nothing but pictures; this one says that somebody is here.
const say = () => {
  said = Date.now();
  const picture = new Image();
  picture.onerror = end;
  picture.src = `${warning.dataset.stay}?${said}`;
};

const add = (form, name, value) => {
  const field = document.createElement("input");
  field.type = "hidden";
  field.name = name;
  field.value = value;
  form.append(field);
};

// What stands in a form is sent to be kept, not to where the form goes: nobody pressed its button. Only one form can be
// sent, so that it takes along what stands in the others.
const end = () => {
  clearInterval(clock);
  const [form, ...others] = document.querySelectorAll("form[data-written]");
  if (!form) {
    leave();
    return;
  }
  for (const one of [form, ...others]) {
    add(one, "kept_for", one.getAttribute("action") || location.pathname);
  }
  for (const one of others) {
    add(form, "kept_too", new URLSearchParams(new FormData(one)).toString());
  }
  form.action = warning.dataset.keep;
  HTMLFormElement.prototype.submit.call(form);
};

// By the clock and not by a timer of fifteen minutes, which stands still while the machine sleeps.
const look = () => {
  // Used at a time that is still to come: the clock was set back, and counts from now.
  if (used() > Date.now()) {
    use();
  }
  const left = used() + idle - Date.now();
  warning.hidden = left > WARN_SECONDS * 1000;
  if (left <= 0) {
    end();
  }
};

const here = () => {
  use();
  look();
  if (Math.abs(Date.now() - said) > SAY_SECONDS * 1000) {
    say();
  }
};

addEventListener("input", ({ target }) => {
  const { form } = target;
  if (form && form.method === "post") {
    form.dataset.written = "";
  }
  here();
});
warning.querySelector("[data-stay-button]").addEventListener("click", () => {
  use();
  look();
  say();
});
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
addEventListener("visibilitychange", look);
const clock = setInterval(look, 1000);
use();
look();
