/** What a guarantor is asked for, and their answer. */
import { element } from "../check/element.js";
import { day, naira } from "../check/format.js";
import { rpc } from "./api.js";
import { action, begin, leaving, paragraph, place } from "./page.js";

const token = location.hash.slice(1);

/** @type {Readonly<Record<string, string>>} */
const spans = {
  year: "a year",
  half_year: "for half a year",
  quarter: "a quarter",
  month: "a month",
  week: "a week",
  night: "a night",
  total: "in all",
};

/** @param {readonly (readonly [string, string])[]} facts */
const factList = (facts) =>
  element(
    "dl",
    "",
    ...facts.map(([name, value]) =>
      element("div", "", element("dt", "", name), element("dd", "", value))
    ),
  );

/** @param {boolean} accept */
const answering = (accept) => async () => {
  await rpc("answer_guarantee", { token, accept });
  await show();
};

async function show() {
  const [asked] = /^[A-Za-z0-9_-]{20,100}$/.test(token)
    ? await rpc("read_guarantee", { token })
    : [];
  if (asked === undefined) {
    return place(
      "unknown",
      paragraph("This link is not whole, or a newer one was sent."),
      leaving(),
    );
  }
  const facts = /** @type {[string, string][]} */ ([
    ["For", asked.applicant_name],
    ["Home", `${asked.listing_title}, ${asked.area}`],
    ["Rent", `${naira(Number(asked.price_kobo))} ${spans[asked.price_per] ?? ""}`],
    ...(asked.term_months === null ? [] : [["Term", `${asked.term_months} months`]]),
    ...(asked.move_in_on === null ? [] : [["Moves in", day(asked.move_in_on)]]),
  ]);
  const words = {
    confirmed: "You have said that you stand for them.",
    declined: "You have said that you do not.",
  };
  const said = words[/** @type {keyof typeof words} */ (asked.status)];
  place(
    said === undefined ? "asked" : "answered",
    paragraph(
      `${asked.guarantor_name}, you are asked to pay what the tenant does not, if it comes to that.`,
    ),
    factList(facts),
    ...(said === undefined
      ? [
        action("I stand for them", answering(true)),
        action("I do not", answering(false)),
      ]
      : [paragraph(said)]),
    leaving(),
  );
}

begin(show);
