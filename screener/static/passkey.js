// Optional: what needs a passkey is hidden until this file finds that the browser has them.
const form = document.querySelector("[data-passkey]");
const fault = form.querySelector("[data-passkey-fault]");
const ask = {
  create: (asked) =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) }),
  get: (asked) => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) }),
};

if (globalThis.PublicKeyCredential?.parseCreationOptionsFromJSON) {
  form.hidden = false;
  document.querySelector("[data-passkey-none]")?.remove();
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (!form.reportValidity()) return;
  fault.hidden = true;
  try {
    const made = await ask[form.dataset.passkey](JSON.parse(form.dataset.asked));
    form.elements.answer.value = JSON.stringify(made);
  } catch {
    fault.hidden = false;
    return;
  }
  form.submit();
});
