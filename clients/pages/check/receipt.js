/** The page behind the QR code of a receipt: number, date, amount, period, and whether it is valid, partly refunded, void or forged. */
import { ask, namedBy } from "./ask.js";
import { day, naira } from "./format.js";
import { show } from "./show.js";

/**
 * How a receipt that was found is shown.
 * @param {Record<string, unknown>} receipt
 * @returns {import("./show.js").View}
 */
export function viewOf(receipt) {
  const facts = /** @type {[string, string][]} */ ([
    ["Receipt", String(receipt["number"])],
    ["Received on", day(String(receipt["received_on"]))],
  ]);
  if (receipt["period_from"] !== null) {
    facts.push([
      "For",
      `${day(String(receipt["period_from"]))} – ${day(String(receipt["period_to"]))}`,
    ]);
  }
  const amount = naira(Number(receipt["amount_kobo"]));
  switch (receipt["status"]) {
    case "valid":
      return {
        state: "valid",
        mood: "good",
        verdict: "This receipt is valid",
        amount,
        facts,
      };
    case "partly_refunded":
      facts.push(["Refunded", naira(Number(receipt["refunded_kobo"]))]);
      return {
        state: "partly_refunded",
        mood: "warn",
        verdict: "This receipt is valid, and partly refunded",
        words: "The money was received, and a part of it went back to who paid it.",
        amount,
        facts,
      };
    case "void":
      if (receipt["voided_on"] !== null) {
        facts.push(["Void since", day(String(receipt["voided_on"]))]);
      }
      return {
        state: "void",
        mood: "bad",
        verdict: "This receipt is void",
        words: "It was issued, and no longer holds: it is no evidence of a payment.",
        amount,
        struck: true,
        facts,
      };
    default:
      return {
        state: "forged",
        mood: "bad",
        verdict: "This receipt is forged",
        words: "Its record was changed after it was issued. Do not rely on it.",
        facts: facts.slice(0, 1),
      };
  }
}

/** @returns {Promise<void>} */
async function check() {
  const token = namedBy(new URL(location.href), "/r/", ["t"]);
  // A token has 43 characters; what is no token need not be asked for.
  const answer = /^[A-Za-z0-9_-]{43}$/.test(token)
    ? await ask("receipts", token)
    : { kind: "unknown" };
  switch (answer.kind) {
    case "found":
      return show(viewOf(/** @type {any} */ (answer).value));
    case "unknown":
      return show({
        state: "unknown",
        mood: "bad",
        verdict: "No such receipt",
        words:
          "Estate has issued no receipt with this code: it may be forged. If you typed the address, scan the code instead.",
      });
    case "busy": {
      const { waitS } = /** @type {any} */ (answer);
      show({
        state: "busy",
        mood: "plain",
        verdict: "One moment",
        words: "Many receipts are being checked. This page goes on by itself.",
      });
      setTimeout(check, waitS * 1000);
      return;
    }
    default:
      show({
        state: "unreachable",
        mood: "warn",
        verdict: "Not checked",
        words: "Estate cannot be reached just now. This says nothing about the receipt.",
        action: { label: "Try again", run: check },
      });
  }
}

if (globalThis.document !== undefined) check();
