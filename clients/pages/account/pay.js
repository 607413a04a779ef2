/** What is owed for a home, and paying it: where reminders lead to. */
import { element } from "../check/element.js";
import { day, naira } from "../check/format.js";
import { openCheckout, rows } from "./api.js";
import { action, begin, leaving, look, paragraph, place } from "./page.js";
import { Refused } from "./refused.js";

/** @type {Readonly<Record<string, string>>} */
const kinds = {
  rent: "Rent",
  service_charge: "Service charge",
  caution_deposit: "Caution deposit",
  agency_fee: "Agency fee",
  legal_fee: "Legal fee",
  agreement_fee: "Agreement fee",
  utility: "Utility",
  penalty: "Late fee",
  damage: "Damage",
};

/** How the providers are called. */
const providers = /** @type {const} */ ([["paystack", "Paystack"], ["flutterwave", "Flutterwave"]]);

const tenancy = /^\/tenancies\/([0-9a-f-]{36})\/pay\/?$/.exec(location.pathname)?.[1];

/**
 * The key of one checkout: kept, so that a second tap, a reload or a way back opens the same one.
 * @param {string} provider
 * @param {readonly string[]} chargeIds
 */
function keyOf(provider, chargeIds) {
  const name = `estate.checkout.${provider}.${[...chargeIds].sort().join(",")}`;
  let key = sessionStorage.getItem(name);
  if (key === null) {
    key = crypto.randomUUID();
    sessionStorage.setItem(name, key);
  }
  return { key, forget: () => sessionStorage.removeItem(name) };
}

/**
 * @param {string} provider
 * @param {readonly string[]} chargeIds
 */
async function pay(provider, chargeIds) {
  const { key, forget } = keyOf(provider, chargeIds);
  try {
    location.assign((await openCheckout(provider, chargeIds, key)).checkout_url);
  } catch (error) {
    // Paid or given up meanwhile: what is open now says which.
    if (error instanceof Refused && error.code === "payment.checkout_lost") {
      forget();
      return await look();
    }
    throw error;
  }
}

/** @param {any} charge of charge_balances */
function describe(charge) {
  const name = kinds[charge.kind] ?? "Charge";
  return `${name}, due ${day(charge.due_on)}`;
}

/** @param {any} payment */
function underWay(payment) {
  const link = element("a", "", `A payment of ${naira(payment.amount_kobo)} is under way`);
  link.href = `/payments/${encodeURIComponent(payment.reference)}`;
  return element("li", "", link);
}

async function show() {
  if (tenancy === undefined) return place("unknown", paragraph("This address names no home."));
  const [homes, charges, payments] = await Promise.all([
    rows(
      `tenancies?select=id,unit:units!tenancies_org_id_unit_id_fkey(label,property:properties!units_org_id_property_id_fkey(name,area))&id=eq.${tenancy}`,
    ),
    rows(
      `charge_balances?select=charge_id,kind,due_on,payable_kobo&tenancy_id=eq.${tenancy}&payable_kobo=gt.0&order=due_on&limit=100`,
    ),
    rows(
      `payments?select=reference,amount_kobo&tenancy_id=eq.${tenancy}&status=in.(pending,needs_review)&order=id.desc&limit=10`,
    ),
  ]);
  const [home] = homes;
  if (home === undefined) {
    return place(
      "unknown",
      paragraph("This is not a home of yours, or you signed in as somebody else."),
      leaving(),
    );
  }
  const where = element(
    "p",
    "where",
    [home.unit?.label, home.unit?.property?.name, home.unit?.property?.area].filter(Boolean)
      .join(", "),
  );
  const waiting = payments.length === 0
    ? []
    : [element("ul", "waiting", ...payments.map(underWay))];
  if (charges.length === 0) {
    return place(
      "nothing",
      where,
      ...waiting,
      paragraph("Nothing is owed just now. Thank you."),
      leaving(),
    );
  }
  const boxes = charges.map((charge) => {
    const box = Object.assign(element("input", ""), {
      type: "checkbox",
      checked: true,
      value: charge.charge_id,
    });
    return { charge, box };
  });
  const total = element("p", "amount");
  const chosen = () => boxes.filter(({ box }) => box.checked);
  const sum = () => {
    total.textContent = naira(
      chosen().reduce((kobo, { charge }) => kobo + Number(charge.payable_kobo), 0),
    );
  };
  for (const { box } of boxes) box.addEventListener("change", sum);
  sum();
  const list = element(
    "fieldset",
    "",
    element("legend", "", "What is owed"),
    ...boxes.map(({ charge, box }) =>
      element(
        "label",
        "choice",
        box,
        element("span", "", describe(charge)),
        element("span", "figure", naira(Number(charge.payable_kobo))),
      )
    ),
  );
  place(
    "owed",
    where,
    ...waiting,
    list,
    total,
    ...providers.map(([provider, name]) =>
      action(`Pay with ${name}`, () => {
        const ids = chosen().map(({ charge }) => String(charge.charge_id));
        if (ids.length === 0) throw new Refused(400, "charges", "Choose what you want to pay.");
        return pay(provider, ids);
      })
    ),
    leaving(),
  );
}

// Who comes back from the checkout by the browser's own way sees what is owed now.
addEventListener("pageshow", (event) => event.persisted && look());
begin(show);
