import { assertEquals } from "@std/assert";
import { toldFacts } from "./told_facts.ts";

const facts = (kind: string, title: string, payload: Record<string, string> = {}) =>
  toldFacts({ kind, payload, title });

Deno.test("a title with facts is taken apart", () => {
  const due_on = "2026-11-05";
  assertEquals(facts("rent_due", "₦150,000.50 is due on 5 Nov 2026", { due_on }), {
    says: "due",
    amount: "₦150,000.50",
    on: due_on,
  });
  assertEquals(
    facts("rent_overdue", "₦150,000 was due on 5 Nov 2026 and is not paid", { due_on }),
    {
      says: "overdue",
      amount: "₦150,000",
      on: due_on,
    },
  );
  assertEquals(facts("receipt_voided", "Receipt R-2026-7 is void"), {
    says: "receipt_void",
    number: "R-2026-7",
  });
  assertEquals(facts("receipt_replaced", "Receipt R-2026-8 takes the place of R-2026-7"), {
    says: "receipt_replaced",
    number: "R-2026-8",
    before: "R-2026-7",
  });
  assertEquals(facts("letter_withdrawn", "The letter L-2026-1 is withdrawn"), {
    says: "letter_withdrawn",
    number: "L-2026-1",
  });
  assertEquals(
    facts(
      "sale_price_proposed",
      "₦85,000,000 instead of ₦90,000,000 is proposed for the home that you are buying",
    ),
    { says: "price_proposed", amount: "₦85,000,000", before: "₦90,000,000" },
  );
  assertEquals(facts("sale_closed", "A sale was closed at ₦90,000,000.50"), {
    says: "sold",
    amount: "₦90,000,000.50",
  });
  assertEquals(facts("sale_closed", "A sale was closed"), { says: "sold", amount: "" });
  assertEquals(facts("history_requested", "Who asks & Sons asks for your rental history"), {
    says: "asks_history",
    who: "Who asks & Sons",
  });
  assertEquals(facts("search_matched", "New for you: 2 bedroom: Yaba"), {
    says: "new_home",
    home: "2 bedroom: Yaba",
  });
  assertEquals(facts("search_matched", "New today for Yaba: cheap: 12"), {
    says: "new_homes",
    search: "Yaba: cheap",
    count: 12,
  });
  assertEquals(facts("verification_rejected", "Not verified: your virtual NIN"), {
    says: "proof",
    standing: "failed",
    of: "vnin",
  });
});

Deno.test("what is titled otherwise keeps its title", () => {
  assertEquals(facts("rent_due", "₦150,000 is due on 5 Nov 2026"), undefined, "no day");
  assertEquals(facts("verification_verified", "Verified: your passport"), undefined);
  assertEquals(facts("verification_verified", "toString: your NIN"), undefined);
  assertEquals(facts("announcement_published", "New for you: a pool"), undefined, "of a landlord");
  assertEquals(facts("letter_sent", "The letter 1 is withdrawn"), undefined);
});

/** The project makes these titles elsewhere: what is taken apart here must be what it puts together. */
Deno.test("the database puts its titles together so", async () => {
  const schemas = new URL("../../../../../supabase/schemas/", import.meta.url);
  const made: Readonly<Record<string, readonly string[]>> = {
    "10_words/80_reminders.sql": ["'%s was due on %s and is not paid'", "'%s is due on %s'"],
    "09_money/41_voiding_receipts.sql": [
      "'Receipt %s is void'",
      "'Receipt %s takes the place of %s'",
    ],
    "13_papers/56_sending_letters.sql": ["'The letter ' ||", "|| ' is withdrawn'"],
    "07_tenancies/80_rental_history.sql": ["|| ' asks for your rental history'"],
    "08_search/85_search_alerts.sql": ["'New for you: ' ||", "'New today for %s: %s'"],
    "15_trust/20_verification_cases.sql": [
      ..."Verified,A person looks at this now,Verify this anew,Not verified any more,Not verified"
        .split(",").map((it) => `'${it}: '`),
      ..."your telephone number,your e-mail address,your bank account,your BVN,your NIN,your virtual NIN,your licence as an agent"
        .split(",").map((it) => `'${it}'`),
    ],
  };
  for (const [room, texts] of Object.entries(made)) {
    const sql = await Deno.readTextFile(new URL(room, schemas));
    assertEquals(texts.filter((it) => !sql.includes(it)), [], room);
  }
});
