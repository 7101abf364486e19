// On a tablet of the clinic alone: after three minutes without a touch it forgets the answers and shows the start.
const asking = document.querySelector(".idle-warning");
const { seconds, start } = asking.dataset;
let touched = Date.now();
let told = touched;
const touch = () => {
  touched = Date.now();
  asking.hidden = true;
};
for (const what of ["pointerdown", "keydown", "input", "scroll"]) addEventListener(what, touch, { passive: true });
setInterval(() => {
  const idle = (Date.now() - touched) / 1000;
  if (idle >= seconds) return location.replace(start);
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
// A page that the browser kept may be that of the person before.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
