// On a tablet of the clinic alone: after three minutes without a touch it forgets the answers and shows the start.
const asking = document.querySelector(".idle-warning");
const { seconds, start } = asking.dataset;
// By both clocks: a tablet that slept has fired no timer, and the time of day may be set back.
const now = () => [Date.now(), performance.now()];
const since = (then) => Math.max(...now().map((each, i) => each - then[i]));
let touched = now();
let told = touched;
const words = asking.querySelector("p");
let before;
const touch = () => {
  touched = now();
  asking.hidden = true;
  before?.focus({ preventScroll: true }); // whoever was typing goes on there
  before = null;
};
// A key that is pressed on the question itself is its button's: where the focus went back before, Enter would send the form.
const touches = ({ type, target }) => (type === "keydown" && asking.contains(target)) || touch();
for (const what of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(what, touches, { passive: true });
asking.addEventListener("click", touch);
// A status is no proof: only a page of ours names the draft that it found. What does not answer in time is not there.
const reaches = (address) =>
  Promise.race([fetch(address, { method: "HEAD" }), new Promise((_, no) => setTimeout(no, 8000))]).then(
    ({ headers }) => headers.has("Draft"),
    () => false,
  );
// Without a line the browser's own error page would stand there until somebody reloads it: so the minutes end on a page
// that looks for the line itself, on the start page too, and a press goes out only where it arrives.
let leaving;
const leave = async () => {
  leaving = true;
  if (await reaches(start)) return location.replace(start);
  const [title, words] = [document.createElement("h1"), document.createElement("p")];
  title.textContent = document.title = asking.dataset.awayTitle;
  words.textContent = asking.dataset.away;
  for (const part of document.querySelectorAll("header, footer, .offline, .busy")) part.hidden = true;
  document.querySelector("main").replaceChildren(title, words);
  asking.hidden = true;
  setTimeout(leave, 5000);
};
let waits;
let sure;
const first = (event, again) => {
  if (sure) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (waits) return;
  waits = true;
  reaches(location.href).then((arrives) => {
    waits = false;
    document.querySelector(".offline").hidden = arrives;
    sure = arrives;
    if (sure) again();
    sure = false;
  });
};
addEventListener(
  "click",
  (event) => {
    const link = event.target.closest("a[href]");
    if (link && !link.hash) first(event, () => link.click());
  },
  true,
);
if (HTMLFormElement.prototype.requestSubmit) {
  addEventListener("submit", (event) => first(event, () => event.target.requestSubmit(event.submitter)), true);
}
setInterval(() => {
  const idle = since(touched) / 1000;
  if (leaving) return;
  if (idle >= seconds) return leave();
  words.textContent = words.dataset.left.replace("#", Math.ceil(seconds - idle));
  if ("asks" in asking.dataset && asking.hidden && idle >= seconds - 30) {
    asking.hidden = false;
    before = document.activeElement;
    asking.querySelector("button").focus({ preventScroll: true });
  }
  // The server forgets as fast: while somebody reads or types, it is told so.
  if (touched[1] > told[1] && since(told) > 60000) {
    told = now();
    fetch(location.href, { method: "HEAD" }).catch(() => {});
  }
}, 1000);
// A page that the browser kept may be that of the person before.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
