/** A page that is for one person: asks who it is, then shows what is theirs, and says what went wrong. */
import { element } from "../check/element.js";
import { Refused, wordsOf } from "./refused.js";
import { contactOf, isSignedIn, sendCode, signIn, signOut } from "./session.js";

const main = /** @type {HTMLElement} */ (document.querySelector("main"));
const answer = /** @type {HTMLElement} */ (document.getElementById("answer"));

/**
 * Puts parts on the page in place of what was there.
 * @param {string} state what tests and styles go by
 * @param {...(string | Node)} parts
 */
export function place(state, ...parts) {
  main.dataset["state"] = state;
  answer.className = "card";
  answer.replaceChildren(...parts);
}

/** @param {string} text */
export const paragraph = (text) => element("p", "words", text);

/**
 * A button that does one thing at a time, and says below itself what kept it from being done.
 * @param {string} label
 * @param {() => Promise<unknown>} run
 * @returns {HTMLElement}
 */
export function action(label, run) {
  const button = element("button", "", label);
  button.type = "button";
  const problem = element("p", "problem");
  problem.setAttribute("role", "alert");
  button.addEventListener("click", () => busy(button, problem, run));
  return element("div", "action", button, problem);
}

/**
 * @param {HTMLButtonElement} button
 * @param {HTMLElement} problem
 * @param {() => Promise<unknown>} run
 */
async function busy(button, problem, run) {
  button.disabled = true;
  problem.textContent = "";
  try {
    await run();
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return askWho();
    problem.textContent = wordsOf(error);
  } finally {
    button.disabled = false;
  }
}

/**
 * @param {string} label
 * @param {Partial<HTMLInputElement>} attributes
 */
function field(label, attributes) {
  const input = Object.assign(element("input", ""), { required: true, ...attributes });
  return { input, whole: element("label", "field", label, input) };
}

/**
 * @param {string} label
 * @param {HTMLElement[]} fields
 * @param {() => Promise<unknown>} run
 */
function form(label, fields, run) {
  const button = element("button", "", label);
  const problem = element("p", "problem");
  problem.setAttribute("role", "alert");
  const made = element("form", "", ...fields, button, problem);
  made.addEventListener("submit", (event) => {
    event.preventDefault();
    busy(button, problem, run);
  });
  return made;
}

/** @type {() => Promise<void>} */
let open = () => Promise.resolve();

/**
 * Begins: `show` is called for whoever is signed in, again after each sign-in.
 * @param {() => Promise<void>} show
 */
export async function begin(show) {
  open = show;
  await look();
}

/** Shows what is there now. */
export async function look() {
  if (!isSignedIn()) return askWho();
  place("asking", paragraph("One moment…"));
  try {
    await open();
  } catch (error) {
    if (error instanceof Refused && error.status === 401) return askWho();
    place("problem", paragraph(wordsOf(error)), action("Try again", look), leaving());
  }
}

/** What ends a page: signing in as somebody else. */
export function leaving() {
  const button = element("button", "plain", "Sign in as somebody else");
  button.type = "button";
  button.addEventListener("click", () => {
    signOut();
    askWho();
  });
  return button;
}

function askWho() {
  const { input, whole } = field("Your phone number or e-mail", {
    name: "contact",
    autocomplete: "username",
    maxLength: 254,
  });
  place(
    "asking-who",
    paragraph("To see what is yours, sign in by a code."),
    form("Send me a code", [whole], async () => {
      const contact = contactOf(input.value);
      if (contact === undefined) {
        throw new Refused(
          400,
          "contact",
          "This is no phone number, such as 0803 123 4567, and no e-mail address.",
        );
      }
      await sendCode(contact);
      askCode(contact, input.value.trim());
    }),
  );
  input.focus();
}

/**
 * @param {{ phone: string } | { email: string }} contact
 * @param {string} typed
 */
function askCode(contact, typed) {
  const { input, whole } = field("The code", {
    name: "code",
    autocomplete: "one-time-code",
    inputMode: "numeric",
    maxLength: 12,
  });
  const again = element("button", "plain", "Another number or address");
  again.type = "button";
  again.addEventListener("click", askWho);
  place(
    "asking-code",
    paragraph(`A code is on its way to ${typed}. Share it with nobody: Estate never asks for it.`),
    form("Sign in", [whole], async () => {
      await signIn(contact, input.value);
      await look();
    }),
    again,
  );
  input.focus();
}
