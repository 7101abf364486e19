// Optional: what needs a passkey is hidden until this file finds that the browser has them.
const form = document.querySelector("[data-passkey]");
const fault = form.querySelector("[data-passkey-fault]");

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const written = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const named = (known = []) => known.map((one) => ({ ...one, id: bytes(one.id) }));

const asked = ({ challenge, user, excludeCredentials, allowCredentials, ...others }) => ({
  publicKey: {
    ...others,
    ...(user && { user: { ...user, id: bytes(user.id) } }),
    challenge: bytes(challenge),
    excludeCredentials: named(excludeCredentials),
    allowCredentials: named(allowCredentials),
  },
});

// By hand: what a password manager gives may have no toJSON that works, and older browsers have none of their own.
const answered = ({ rawId, response }) => {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const held = names.filter((name) => response[name]).map((name) => [name, written(response[name])]);
  const id = written(rawId);
  return JSON.stringify({ id, rawId: id, type: "public-key", response: Object.fromEntries(held) });
};

if (globalThis.PublicKeyCredential && navigator.credentials) {
  form.hidden = false;
  document.querySelector("[data-passkey-none]")?.remove();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!form.reportValidity()) return;
  fault.hidden = true;
  try {
    const made = await navigator.credentials[form.dataset.passkey](asked(JSON.parse(form.dataset.asked)));
    form.elements.answer.value = answered(made);
  } catch {
    fault.hidden = false;
    return;
  }
  form.submit();
});
