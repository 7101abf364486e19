// Optional: every page works without this file, and says in words when a session ends.
const warning = document.querySelector("[data-idle]");
const WARN_SECONDS = 120;
let timers = [];

const wait = () => {
  timers.forEach(clearTimeout);
  const seconds = Number(warning.dataset.seconds);
  warning.hidden = true;
  timers = [
    setTimeout(
      () => {
        warning.hidden = false;
      },
      (seconds - WARN_SECONDS) * 1000,
    ),
    setTimeout(() => location.assign(warning.dataset.end), seconds * 1000),
  ];
};

warning.querySelector("[data-stay-button]").addEventListener("click", () => {
  // The policy of these pages lets a script fetch nothing but pictures; this one says that somebody is here.
  const picture = new Image();
  picture.onload = wait;
  picture.onerror = () => location.assign(warning.dataset.end);
  picture.src = `${warning.dataset.stay}?${Date.now()}`;
});

addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
wait();
