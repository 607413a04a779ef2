/** The page to which payers return from a checkout: whether the money has arrived, as Estate itself knows it. */
import { ask, namedBy } from "./ask.js";
import { naira } from "./format.js";
import { show } from "./show.js";

/** Seconds between questions; then the page stops and offers to ask again. In all some six minutes. */
export const waits = [
  1,
  1,
  2,
  2,
  3,
  5,
  5,
  8,
  8,
  13,
  13,
  20,
  20,
  30,
  30,
  30,
  30,
  30,
  30,
  30,
  30,
];

/**
 * How a payment is shown, and whether the page should go on asking.
 * @param {Record<string, unknown>} payment
 * @returns {import("./show.js").View & { asksAgain: boolean }}
 */
export function viewOf(payment) {
  const shared = {
    amount: naira(Number(payment["amount_kobo"])),
    facts: /** @type {[string, string][]} */ ([[
      "Reference",
      String(payment["reference"]),
    ]]),
  };
  switch (payment["status"]) {
    case "succeeded":
      if (Number(payment["refunded_kobo"]) > 0) {
        shared.facts.push(["Refunded", naira(Number(payment["refunded_kobo"]))]);
        return {
          ...shared,
          state: "refunded",
          mood: "warn",
          verdict: payment["refunded_kobo"] === payment["amount_kobo"]
            ? "This payment went back to you"
            : "A part of this payment went back to you",
          words: "It had arrived. Banks take some days to show what goes back.",
          asksAgain: false,
        };
      }
      return {
        ...shared,
        state: "succeeded",
        mood: "good",
        verdict: "Your money has arrived",
        words: "The receipt is in your account.",
        asksAgain: false,
      };
    case "failed":
      return {
        ...shared,
        state: "failed",
        mood: "bad",
        verdict: "No money arrived",
        words:
          "This payment failed. You may try again. If your bank shows that money left, keep the reference: what arrives late is not lost.",
        asksAgain: false,
      };
    case "abandoned":
      return {
        ...shared,
        state: "abandoned",
        mood: "warn",
        verdict: "This payment was not finished",
        words: "No money arrived. You may begin again.",
        asksAgain: false,
      };
    case "needs_review":
      return {
        ...shared,
        state: "needs_review",
        mood: "warn",
        verdict: "Money arrived, but not as asked",
        words: "A person is looking at it. Please do not pay again: keep the reference.",
        asksAgain: false,
      };
    case "reversed":
      return {
        ...shared,
        state: "reversed",
        mood: "warn",
        verdict: "This payment was taken back",
        words: "It had arrived and was reversed. Its receipt is void.",
        asksAgain: false,
      };
    default:
      return {
        ...shared,
        state: "pending",
        mood: "plain",
        verdict: "Not arrived yet",
        words:
          "We are waiting to hear from your bank. This page asks again by itself; please do not pay twice.",
        asksAgain: true,
      };
  }
}

/** @param {number} seconds */
const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** A page that nobody looks at asks nothing. @returns {Promise<void>} */
function whenSeen() {
  if (document.visibilityState === "visible") return Promise.resolve();
  return new Promise((resolve) =>
    document.addEventListener("visibilitychange", () => resolve(), {
      once: true,
    })
  );
}

/** @returns {Promise<void>} */
async function follow() {
  // Paystack adds reference and trxref to the address, Flutterwave tx_ref.
  const reference = namedBy(new URL(location.href), "/payments/", [
    "reference",
    "trxref",
    "tx_ref",
  ]);
  if (!/^[A-Za-z0-9.=-]{8,64}$/.test(reference)) {
    return show({
      state: "unknown",
      mood: "warn",
      verdict: "No such payment",
      words: "This address names no payment of Estate.",
    });
  }
  /** @type {import("./show.js").View | undefined} */
  let last;
  for (const wait of waits) {
    const answer = await ask("payments", reference);
    if (answer.kind === "unknown") {
      return show({
        state: "unknown",
        mood: "warn",
        verdict: "No such payment",
        words: "Estate knows no payment with this reference.",
        facts: [["Reference", reference]],
      });
    }
    if (answer.kind === "found") {
      const view = viewOf(answer.value);
      show(view);
      if (!view.asksAgain) return;
      last = view;
    } else if (last === undefined) {
      show({
        state: "unreachable",
        mood: "warn",
        verdict: "Not known yet",
        words:
          "Estate cannot be reached just now. This says nothing about your money; this page asks again by itself.",
        facts: [["Reference", reference]],
      });
    }
    // A little apart, so that the many who paid at one moment do not ask at one moment.
    await sleep(
      Math.max(wait, answer.kind === "busy" ? answer.waitS : 0) *
        (0.8 + Math.random() * 0.4),
    );
    await whenSeen();
  }
  show({
    ...(last ??
      {
        state: "unreachable",
        mood: "warn",
        verdict: "Not known yet",
        facts: [["Reference", reference]],
      }),
    words:
      "It takes longer than usual. You will get a message when the money arrives; please do not pay twice.",
    action: { label: "Ask again", run: follow },
  });
}

if (globalThis.document !== undefined) follow();
