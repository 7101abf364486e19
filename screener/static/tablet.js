// On a tablet of the clinic alone: after three minutes without a touch it forgets the answers and shows the start.
const [away] = document.querySelectorAll(".tablet-away");
const [asking] = document.querySelectorAll(".idle-warning");
const { seconds, start } = away.dataset;
let touched = Date.now();
let told = touched;
let left = false;
// A browser's own page for "no connection" would stay until somebody reloads it. This one shows nothing of the person
// before, and asks again by itself.
const leave = async () => {
  left = true;
  const { ok } = await fetch(start, { method: "HEAD", cache: "no-store" }).catch(() => 0);
  if (ok) return location.replace(start);
  away.hidden = false;
  document.body.replaceChildren(away);
  setTimeout(leave, 5000);
};
if (asking) {
  const touch = () => {
    touched = Date.now();
    asking.hidden = true;
  };
  for (const what of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(what, touch, { passive: true });
  setInterval(() => {
    const idle = (Date.now() - touched) / 1000;
    if (left) return;
    if (idle >= seconds) return leave();
    if (asking.hidden && idle >= seconds - 30) {
      asking.hidden = false;
      asking.querySelector("button").focus({ preventScroll: true });
    }
    // The server forgets as fast: while somebody reads or types, it is told so.
    if (touched > told && Date.now() - told > 60000) {
      told = Date.now();
      fetch(location.href, { method: "HEAD" }).catch(() => {});
    }
  }, 1000);
} else {
  // On the start page nothing can be lost.
  addEventListener("click", (event) => {
    if (navigator.onLine || !event.target.closest("main a")) return;
    event.preventDefault();
    leave();
  });
}
// A page that the browser kept may be that of the person before.
addEventListener("pageshow", ({ persisted }) => persisted && (navigator.onLine ? location.reload() : leave()));
