import { assert, assertEquals } from "@std/assert";
import {
  lettingQuery,
  lettingsQuery,
  ownersLettingsQuery,
} from "../features/lettings/lettings_query.ts";
import { mandatedQuery } from "../features/mandates/mandated_query.ts";
import {
  noticesQuery as givenNoticesQuery,
  ownersNoticesQuery,
} from "../features/office/notices_query.ts";
import { applicationsQuery } from "../features/people/applications_query.ts";
import { enquiriesQuery } from "../features/people/enquiries_query.ts";
import { offersQuery } from "../features/people/offers_query.ts";
import { recordsQuery } from "../features/people/records_query.ts";
import { viewingsQuery } from "../features/people/viewings_query.ts";
import { receiptsQuery } from "../features/receipts/receipts_query.ts";
import { rollQuery } from "../features/money_in/roll_query.ts";
import { paymentsQuery as reportedQuery } from "../features/money_in/payments_query.ts";
import { boardQuery } from "../features/saved/saved_query.ts";
import { todayQuery } from "../features/today/today_query.ts";
import {
  chargesQuery,
  endingQuery,
  homesQuery,
  lettersQuery,
  noticesQuery,
  offlinePaymentsQuery,
  paymentsQuery,
  rentStatusQuery,
  standingsQuery,
} from "../session/home_queries.ts";
import { mandatedHomesQuery } from "../session/mandated_homes.ts";
import { staleBy } from "./kinds.ts";
import { topics } from "./topics.ts";

const sql = await Deno.readTextFile(
  new URL("../../../../supabase/schemas/10_words/50_message_kinds.sql", import.meta.url),
);

/** What is only sent, to people who may have no account, or by Auth: nobody's screen is about it. */
const onlySent = /^(auth_|member_invited$|tenant_invited$|guarantor_asked$|erasure_done$)/;

Deno.test("every kind of news says what it makes stale", () => {
  const kinds = [...sql.matchAll(/^ {2}\('([a-z_]{3,60})', '[a-z]{3,30}', '/gm)].map((it) =>
    it[1]!
  );
  assert(kinds.length > 100, "the kinds are written elsewhere now");
  assertEquals(kinds.filter((it) => !onlySent.test(it) && !(it in staleBy)), []);
  assertEquals(Object.keys(staleBy).filter((it) => !kinds.includes(it)), [], "no such kind");
});

Deno.test("it names topics alone that queries begin with", () => {
  const known = new Set<string>(topics);
  assertEquals(Object.values(staleBy).flat().filter((it) => !known.has(it)), []);
});

Deno.test("what shows the news is stale with it", () => {
  const mandate = [
    mandatedHomesQuery("o"),
    mandatedQuery("o"),
    lettingsQuery("o", "now"),
    ownersLettingsQuery("o", "now"),
    lettingQuery("t"),
    givenNoticesQuery("o"),
    ownersNoticesQuery("o"),
    offersQuery("o", "open"),
    applicationsQuery("o"),
    enquiriesQuery("o", "waiting"),
    viewingsQuery("o", "coming"),
    recordsQuery("o"),
  ];
  const tenancy = [
    mandatedQuery("o"),
    homesQuery(["t"]),
    chargesQuery("t"),
    rollQuery("o"),
    todayQuery("o"),
  ];
  const money = [chargesQuery("t"), rentStatusQuery("t"), rollQuery("o")];
  const payment = [
    paymentsQuery("t"),
    offlinePaymentsQuery("t"),
    chargesQuery("t"),
    receiptsQuery("t"),
    reportedQuery("o", "waiting"),
    rollQuery("o"),
    todayQuery("o"),
  ];
  const shownBy: Readonly<Record<string, readonly { readonly queryKey: readonly unknown[] }[]>> = {
    letter_sent: [lettersQuery("t")],
    letter_withdrawn: [lettersQuery("t")],
    statutory_notice: [noticesQuery("t"), standingsQuery("t")],
    notice_given: [endingQuery("t"), todayQuery("o")],
    application_submitted: [boardQuery("u"), todayQuery("o")],
    application_decided: [boardQuery("u"), todayQuery("o")],
    viewing_booked: [boardQuery("u"), todayQuery("o")],
    viewing_cancelled: [boardQuery("u"), todayQuery("o")],
    search_matched: [boardQuery("u")],
    rent_due: money,
    rent_overdue: money,
    late_fee_charged: money,
    payment_settled: payment,
    payment_received: payment,
    payment_reported: payment,
    payment_rejected: payment,
    payment_reversed: payment,
    mandate_accepted: mandate,
    mandate_revoked: mandate,
    mandate_ended: mandate,
    tenancy_offered: tenancy,
    tenancy_accepted: tenancy,
    tenancy_renewal_offered: tenancy,
    tenancy_holding_over: tenancy,
    tenancy_ended: tenancy,
    tenancy_passed_on: tenancy,
    tenancy_taken_over: tenancy,
  };
  const missing = Object.entries(shownBy).flatMap(([kind, queries]) =>
    queries.map(({ queryKey: [topic] }) => String(topic))
      .filter((topic) => !staleBy[kind]?.some((it) => it === topic))
      .map((topic) => `${kind}: ${topic}`)
  );
  assertEquals(missing, []);
});
