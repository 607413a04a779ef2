import { assert, assertEquals, assertMatch } from "@std/assert";
import { knownRoutes } from "../../testing/known_routes.ts";
import { type Reader, type Told, whyOf } from "./news_reader.ts";
import { linkOf } from "./notification_link.ts";

const tenant: Reader = {
  person: { id: "me" },
  memberships: [],
  tenancies: [{ tenancy_id: "mine", org_id: "landlord" }],
  applications: [{ application_id: "a", listing_id: "l" }],
  offers: [{ offer_id: "o" }],
};
const owner: Reader = {
  person: { id: "me" },
  memberships: [{ org_id: "landlord", kind: "owner" }],
  tenancies: [],
  applications: [],
  offers: [],
};
const agent: Reader = { ...owner, memberships: [{ org_id: "agency", kind: "agency" }] };
const staff: Reader = { ...owner, memberships: [] };

type Facts = Record<string, unknown>;
const told = (kind: string, subject_id: string, payload: Facts = {}, org_id = "landlord") =>
  ({ kind, subject_id, payload, org_id }) as unknown as Told;
const to = (reader: Reader, kind: string, subject: string, payload?: Facts, org?: string) => {
  const place = linkOf(told(kind, subject, payload, org), reader);
  return place?.search === undefined ? place?.to : `${place.to}?id=${place.search["id"]}`;
};

Deno.test("a tenant's news lead to their home, a member's to their work", () => {
  assertEquals(to(tenant, "message_received", "talk"), "/messages/talk");
  assertEquals(to(tenant, "payment_settled", "p", { reference: "EST-1" }), "/payments/EST-1");
  assertEquals(to(tenant, "rent_due", "mine"), "/home/mine/pay");
  assertEquals(to(tenant, "rent_due", "other", {}, "other"), undefined);
  assertEquals(
    to(tenant, "letter_sent", "l", { letter_id: "l", tenancy_id: "mine" }),
    "/home/mine/notices/l",
  );
  assertEquals(
    to(tenant, "statutory_notice", "n", { notice_id: "n", tenancy_id: "other" }),
    undefined,
  );
  assertEquals(to(tenant, "refund_sent", "r", { payment_id: "p" }), "/home/mine/money");
  assertEquals(
    to(owner, "refund_sent", "r", { payment_id: "p" }),
    "/org/landlord/money/refunds?id=r",
  );
  assertEquals(to(tenant, "refund_sent", "r", { payment_id: "p" }, "seller"), "/saved");
  assertEquals(
    to(tenant, "inspection_ready", "look", { tenancy_id: "mine" }),
    "/home/mine/inspections/look",
  );
  assertEquals(
    to(owner, "inspection_signed", "look", { tenancy_id: "t" }),
    "/org/landlord/lettings/t/inspections/look",
  );
  assertEquals(to(tenant, "inspection_ready", "look", { tenancy_id: "other" }), undefined);
  assertEquals(to(tenant, "deposit_return_recorded", "mine"), "/home/mine/ending");
  assertEquals(to(owner, "deposit_return_recorded", "t"), "/org/landlord/lettings/t");
  assertEquals(to(tenant, "deduction_dispute_answered", "mine"), "/home/mine/ending");
  assertEquals(to(owner, "deduction_dispute_open", "t"), "/org/landlord/lettings/t");
  assertEquals(to(tenant, "deduction_taken_back", "mine"), "/home/mine/ending");
  assertEquals(to(owner, "deduction_taken_back", "t"), "/org/landlord/lettings/t");
  // Of a dispute that was decided both sides see the payment.
  assertEquals(to(tenant, "payment_rejected", "p"), "/home/mine/money");
  assertEquals(linkOf(told("payment_rejected", "p"), owner), {
    to: "/org/landlord/money/payments",
    search: { id: "p", show: "done" },
  });
  const found = { status: "confirmed", tenancy_id: "mine" };
  assertEquals(to(tenant, "payment_recorded", "p", found), "/home/mine/money");
  assertEquals(linkOf(told("payment_recorded", "p", found), owner)?.search, {
    id: "p",
    show: "done",
  });
  assertEquals(to(owner, "payout_failed", "p"), "/org/landlord/money/payouts?id=p");
  assertEquals(to(owner, "dispute_due", "d"), "/org/landlord/money/disputes?id=d");
  assertEquals(to(owner, "late_fee_set", "t"), "/org/landlord/money/tenancies/t");
});

Deno.test("who is told that a payment waits, or waited too long, is led to where that can be helped", () => {
  assertEquals(to(tenant, "payment_expired", "o"), "/home/mine/proof/o");
  assertEquals(to(tenant, "payment_questioned", "o"), "/home/mine/proof/o");
  assertEquals(to(tenant, "payment_recorded", "o"), "/home/mine");
  const twice = {
    ...tenant,
    tenancies: [{ tenancy_id: "renewal", org_id: "landlord" }, ...tenant.tenancies],
  };
  assertEquals(to(twice, "payment_recorded", "o", { tenancy_id: "mine" }), "/home/mine");
  const shown = (kind: string) => linkOf(told(kind, "o"), owner);
  const payments = "/org/landlord/money/payments";
  assertEquals(shown("payment_expired"), { to: payments, search: { id: "o", show: "done" } });
  assertEquals(shown("payment_recorded"), { to: payments, search: { id: "o", show: "asked" } });
  assertEquals(shown("payment_reported"), { to: payments, search: { id: "o" } });
});

Deno.test("of one deal each side sees its own screen", () => {
  assertEquals(to(tenant, "offer_made", "o"), "/offers/o");
  assertEquals(to(owner, "offer_made", "o"), "/org/landlord/people/offers/o");
  assertEquals(to(agent, "offer_made", "o"), "/org/agency/people/offers/o");
  assertEquals(to({ ...agent, offers: tenant.offers }, "offer_made", "o"), "/offers/o");
  assertEquals(to(tenant, "sale_closed", "s", { offer_id: "o" }), "/offers/o/purchase");
  assertEquals(to(owner, "sale_closed", "s", { offer_id: "o" }), "/org/landlord/people/sales/s");
  assertEquals(to(tenant, "sale_price_proposed", "s", { offer_id: "o" }), "/offers/o/purchase");
  assertEquals(
    to(owner, "sale_price_answered", "s", { offer_id: "o" }),
    "/org/landlord/people/sales/s",
  );
  assertEquals(to(tenant, "application_decided", "a", { listing_id: "l" }), "/l/l/apply");
  assertEquals(to(tenant, "application_fee_demanded", "f", { application_id: "a" }), "/l/l/fee");
  assertEquals(to(tenant, "home_to_take", "s", { offer_id: "o" }, "seller"), "/offers/o/purchase");
  assertEquals(
    to(owner, "history_shared", "c", { application_id: "a" }),
    "/org/landlord/people/applications/a",
  );
  for (const kind of ["history_shared", "history_withheld"]) {
    assertEquals(to(owner, kind, "c"), "/org/landlord/people/records");
  }
  assertEquals(to(tenant, "guarantee_answered", "a", { listing_id: "l" }), "/l/l/apply");
  for (const [by, org] of [[owner, "landlord"], [agent, "agency"]] as const) {
    assertEquals(
      to(by, "guarantee_answered", "a", { listing_id: "l" }),
      `/org/${org}/people/applications/a`,
    );
  }
  assertEquals(to(agent, "mandate_offered", "m"), "/org/agency/settings/mandates");
  const offered = { agent_org_id: "agency" };
  assertEquals(to(agent, "tenancy_accepted", "t", offered), "/org/agency/lettings/t");
  assertEquals(to(agent, "notice_given", "t", offered), "/org/agency/lettings/t");
  assertEquals(to(agent, "tenancy_ended", "t", { agent_org_id: "another" }), undefined);
  assertEquals(to(owner, "tenancy_by_agent", "t", offered), "/org/landlord/lettings/t");
  assertEquals(
    to(agent, "viewing_booked", "v", { visitor_id: "other" }),
    "/org/agency/people/viewings",
  );
  assertEquals(to(agent, "viewing_booked", "v", { visitor_id: "me" }), "/saved");
});

Deno.test("nobody is led into a work place that is not theirs", () => {
  assertEquals(to(agent, "money_member_lost", "landlord"), "/me");
  assertEquals(to(agent, "rules_warned", "me", {}, ""), "/me");
  assertEquals(to(tenant, "general", "x"), undefined);
});

Deno.test("what was decided against somebody says why, and no code is shown for a reason", () => {
  assertEquals(
    whyOf(told("listing_suspended", "l", { reason: "The photos are not of it" })),
    "The photos are not of it",
  );
  assertEquals(
    whyOf(told("deduction_taken_back", "mine", { reason: "The wrong flat" })),
    "The wrong flat",
  );
  assertEquals(
    whyOf(told("deposit_return_reversed", "mine", { reason: "The bank shows nothing" })),
    "The bank shows nothing",
  );
  assertEquals(whyOf(told("erasure_held", "e", { why: "A deal is open" })), "A deal is open");
  assertEquals(whyOf(told("autopay_paused", "t", { reason: "card_removed" })), undefined);
});

const read = (path: string) => Deno.readTextFile(new URL(path, import.meta.url));

/** Kinds that people are told of: the rows before "What is only sent". */
async function kinds(): Promise<readonly string[]> {
  const sql = await read("../../../../../supabase/schemas/10_words/50_message_kinds.sql");
  const [notices = ""] = sql.split("-- What is only sent.");
  return [...notices.matchAll(/^ {2}\('([a-z_]{3,60})', '[a-z]{3,30}', '/gm)].map((it) => it[1]!);
}

/** It says all that there is: who reported is told what came of it, and papers have no screen of their own for members. */
const saysAll = ["report_decided", "document_expiring"];
/** Of what only one side is told. */
const facts = {
  tenancy_id: "mine",
  reference: "EST-1",
  application_id: "a",
  offer_id: "o",
  listing_id: "l",
  notice_id: undefined,
};

Deno.test("every kind leads to a route of the app, for each who is told of it", async () => {
  const [all, known] = [await kinds(), await knownRoutes()];
  assert(all.length > 100 && known.length > 60, `${all.length} kinds, ${known.length} routes`);
  const readers = { tenant, owner, agent, staff };
  for (const kind of all) {
    const places = Object.entries(readers).map(([name, reader]) => [
      name,
      linkOf(told(kind, "mine", facts), reader)?.to,
    ]).filter(([, place]) => place !== undefined);
    assert(places.length > 0 || saysAll.includes(kind), `${kind} leads nowhere`);
    for (const [name, place] of places) {
      assert(known.some((it) => it.test(place!)), `${kind}: no route ${place} (${name})`);
    }
  }
  // Whose work it alone is.
  for (
    const kind of all.filter((it) =>
      /^(payout_|dispute_|mandate_|listing_|payee_account_p)/.test(it)
    )
  ) {
    assertMatch(linkOf(told(kind, "s"), owner)?.to ?? "", /^\/org\/landlord\//, kind);
  }
});
