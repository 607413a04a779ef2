import { assertEquals } from "@std/assert";
import { hmacSha512Hex } from "../../supabase/functions/_shared/hmac.ts";
import { arrive, leave } from "../../local/demo/people.ts";
import { eventually } from "../../local/demo/narrator.ts";
import { developmentKeys } from "../../local/settings.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { createListing, createOrganization, letTo, openConversation } from "../database/world.ts";
import { as } from "../database/actor.ts";
Deno.test({
  name:
    "50 parallel identical checkouts make one payment, 50 parallel identical webhooks one receipt",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const stack = await startTemporaryStack();
    const { database } = stack;
    const tenant = await arrive(stack, "Chinedu Okeke");
    const owner = await arrive(stack, "Folake Adeyemi");
    try {
      const payee = { user: owner.id };
      const org = await createOrganization(database, payee, "Adeyemi Homes");
      const [property] = await as<{ id: string }>(
        database,
        payee,
        `insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
         values ($1, 'building', 'Court', '5 Commercial Avenue', 'Yaba', 'Lagos Mainland', 'Lagos',
           3.379, 6.512) returning id`,
        [org],
      );
      const [unit] = await as<{ id: string }>(
        database,
        payee,
        `insert into units (org_id, property_id, label, kind) values ($1, $2, 'Flat 1', 'flat') returning id`,
        [org, property?.id],
      );
      const unitId = unit?.id ?? "";
      const place = { org, unit: unitId };
      const listing = await createListing(database, payee, place);
      const conversation = await openConversation(database, { user: tenant.id }, listing);
      const tenancy = await letTo(database, payee, { user: tenant.id }, {
        conversation,
        unit: unitId,
      });
      const [charge] = await database.query<{ id: string; amount_kobo: number }>(
        "select id, amount_kobo from charges where tenancy_id = $1",
        [tenancy],
      );

      const { data } = await tenant.estate.auth.getSession();
      const checkout = () =>
        fetch(`${stack.url}/functions/v1/payments/checkouts`, {
          method: "POST",
          headers: {
            authorization: `Bearer ${data.session?.access_token}`,
            "content-type": "application/json",
            "idempotency-key": `fifty-identical-${tenancy}`,
          },
          body: JSON.stringify({ charge_ids: [charge?.id] }),
        }).then(async (response) => ({
          status: response.status,
          body: await response.json() as { reference?: string; code?: string },
        }));
      const answers = await Promise.all(Array.from({ length: 50 }, checkout));
      const references = new Set(
        answers.filter((it) => it.status === 201).map((it) => it.body.reference),
      );
      assertEquals(references.size, 1);
      // Whoever was not patient enough was told that the twin is still running, and whoever came after the tenth that
      // they ask too often: limits stand before all work. Nobody got an error.
      const told = (code: string) => answers.filter((it) => it.body.code === code).length;
      const [busy, tooOften] = [told("idempotency.in_progress"), told("rate_limit.exceeded")];
      const made = answers.filter((it) => it.status === 201).length;
      assertEquals(made + busy + tooOften, 50);
      assertEquals(made + busy >= 10, true, "as many as the limit allows reach the checkout");
      const payments = await database.query<{ reference: string }>(
        "select reference from payments where tenancy_id = $1",
        [tenancy],
      );
      assertEquals(payments.length, 1);
      const reference = payments[0]?.reference ?? "";

      stack.paystack.setFault(reference, { webhook: { none: true } });
      await stack.paystack.pay(reference);
      const body = JSON.stringify({
        event: "charge.success",
        data: { id: 7, reference, amount: charge?.amount_kobo, currency: "NGN", status: "success" },
      });
      const signature = await hmacSha512Hex(
        developmentKeys.paystackSecretKey,
        new TextEncoder().encode(body),
      );
      const deliveries = await Promise.all(Array.from({ length: 50 }, async () => {
        const response = await fetch(`${stack.url}/functions/v1/webhooks/paystack`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-paystack-signature": signature },
          body,
        });
        await response.body?.cancel();
        return response.status;
      }));
      assertEquals(new Set(deliveries), new Set([200]));
      await eventually("the settlement", async () => {
        const [row] = await database.query<{ status: string }>(
          "select status from payments where reference = $1",
          [reference],
        );
        return row?.status === "succeeded" ? true : undefined;
      });
      const [counts] = await database.query(
        `select (select count(*) from receipts where payment_id = p.id)::int as receipts,
           (select count(*) from ledger_entries where source_id = p.id)::int as entries,
           (select times_received from private.provider_events where reference = p.reference) as received
         from payments as p where reference = $1`,
        [reference],
      );
      assertEquals(counts, { receipts: 1, entries: 1, received: 50 });
    } finally {
      await leave([tenant.estate, owner.estate]);
      await stack.close();
    }
  },
});
