/** Leaves a kind of e-mail when the person says so, and not before: programs open links too. */
import { leave } from "./ask.js";

const button = /** @type {HTMLButtonElement} */ (document.getElementById("leave"));
const answer = /** @type {HTMLElement} */ (document.getElementById("answer"));

/** What each answer says. */
const words = {
  unknown: "This link is not whole, or no longer good. Take the one of a newer e-mail.",
  kept: "This one we must send: it proves money or a notice, or warns of theft.",
  busy: "Many are asking just now. Please try again in a moment.",
  unreachable: "Estate does not answer just now. Please try again.",
};

button.addEventListener("click", async () => {
  button.disabled = true;
  const told = await leave(decodeURIComponent(location.pathname.split("/")[2] ?? ""));
  if (told.kind === "left") {
    answer.textContent = `No more e-mails of this: ${told.what}.`;
    button.hidden = true;
    return;
  }
  answer.textContent = words[told.kind];
  button.disabled = told.kind === "unknown" || told.kind === "kept";
});
