/** Puts an answer on the page, as text only: nothing that came over the wire is read as markup. */
import { element } from "./element.js";

/**
 * @typedef {object} View
 * @property {string} state what tests and styles go by
 * @property {"good" | "warn" | "bad" | "plain"} mood
 * @property {string} verdict
 * @property {string} [words]
 * @property {string} [amount]
 * @property {boolean} [struck] whether the amount no longer holds
 * @property {readonly (readonly [string, string])[]} [facts]
 * @property {{ label: string, run: () => void }} [action]
 */

const signs = { good: "✓", warn: "!", bad: "✕", plain: "…" };

/** @param {View} view */
export function show(view) {
  const main = document.querySelector("main");
  const answer = document.getElementById("answer");
  if (main === null || answer === null) return;
  main.dataset["state"] = view.state;
  answer.className = `card ${view.mood}`;
  const verdict = element("p", "verdict");
  const sign = element("span", "", signs[view.mood]);
  sign.setAttribute("aria-hidden", "true");
  verdict.append(sign, element("span", "", view.verdict));
  /** @type {HTMLElement[]} */
  const parts = [verdict];
  if (view.amount !== undefined) {
    parts.push(
      element(
        "p",
        view.struck === true ? "amount struck" : "amount",
        view.amount,
      ),
    );
  }
  if (view.words !== undefined) parts.push(element("p", "words", view.words));
  if (view.facts !== undefined && view.facts.length > 0) {
    const list = document.createElement("dl");
    for (const [name, value] of view.facts) {
      const pair = document.createElement("div");
      pair.append(element("dt", "", name), element("dd", "", value));
      list.append(pair);
    }
    parts.push(list);
  }
  if (view.action !== undefined) {
    const { label, run } = view.action;
    const button = element("button", "", label);
    button.addEventListener("click", run);
    parts.push(button);
  }
  answer.replaceChildren(...parts);
}
