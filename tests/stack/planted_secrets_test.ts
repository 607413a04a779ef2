/**
 * What must never be told: planted in all that providers answer and send, and then looked for in every log line, in every
 * answer that refuses, and in every table and view that a client may read.
 */
import { assert, assertEquals, assertRejects } from "@std/assert";
import {
  appealVerification,
  listVerifications,
  type NewVerification,
  startVerification,
} from "@estate/sdk";
import { developmentKeys } from "../../local/settings.ts";
import { openPayers } from "./faults/payers.ts";

/** What providers should not say in words, and we would not notice in their fields. */
const numbers = {
  card_number: "5060990580000217499",
  account_number: "0690000031",
  bvn: "22199988877",
  nin: "70199988811",
  virtual_nin: "AB019998887766YZ",
  authorization_code: "AUTH_planted8dfhjjdt",
  card_token: "flw-t1nf-planted0123456789abcdef-m03k",
};
/** What stands in fields only. */
const fields = { ...numbers, cvv: "cvv-planted-9173", whole_body: "planted-whole-body-7f3a" };
const ourSecrets = [
  developmentKeys.paystackSecretKey,
  developmentKeys.flutterwaveSecretKey,
  developmentKeys.flutterwaveWebhookHash,
  developmentKeys.jobsSecret,
  developmentKeys.secretKey,
  developmentKeys.jwtSecret,
  developmentKeys.dojahSecretKey,
  developmentKeys.premblyApiKey,
  developmentKeys.identityHashKey,
];
const forbidden = [...Object.values(fields), ...ourSecrets];
const words = `of ${Object.values(numbers).join(" and ")}`;
const spoken = new Set(["message", "gateway_response", "processor_response", "channel"]);

/** The same answer with planted fields in every object, and numbers in the words that people are shown. */
function plant(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(plant);
  if (typeof answer !== "object" || answer === null) return answer;
  const told = Object.entries(answer).map(([name, value]) => [
    name,
    spoken.has(name) && typeof value === "string" ? `${value} ${words}` : plant(value),
  ]);
  return { ...fields, authorization: { ...fields, bin: "506099" }, ...Object.fromEntries(told) };
}

/** How the providers answer a checkout while it lasts. */
type Refusal = "words" | "html" | "nonsense";

/** All calls pass here: the providers' answers are planted, what refuses a client is kept. */
class Wire implements Disposable {
  readonly refused: string[] = [];
  planted = 0;
  refusal: Refusal | undefined;
  readonly #fetch = globalThis.fetch;

  constructor() {
    globalThis.fetch = async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const isProvider = /\/sandbox\/(paystack|flutterwave|dojah|prembly)\//.test(url);
      if (isProvider && this.refusal !== undefined && /initialize$|v3\/payments$/.test(url)) {
        return this.#refuse(this.refusal);
      }
      const response = await this.#fetch(input, init);
      if (!isProvider) {
        if (response.status >= 400) this.refused.push(await response.clone().text());
        return response;
      }
      if (!response.headers.get("content-type")?.includes("json")) return response;
      this.planted += 1;
      const { status, headers } = response;
      const kept = new Headers(headers);
      kept.delete("content-length");
      return new Response(JSON.stringify(plant(await response.json())), { status, headers: kept });
    };
  }

  #refuse(how: Refusal): Response {
    this.planted += 1;
    if (how === "html") {
      return new Response(`<h1>${forbidden.join(" ")}</h1>`, {
        status: 502,
        headers: { "content-type": "text/html" },
      });
    }
    return Response.json(plant(how === "words" ? { status: "error", message: "Refused" } : {}), {
      status: how === "words" ? 400 : 200,
    });
  }

  [Symbol.dispose](): void {
    globalThis.fetch = this.#fetch;
  }
}

Deno.test({
  name: "no secret, no card, no account and no provider's body is logged, told or readable",
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const lines: string[] = [];
    using wire = new Wire();
    await using payers = await openPayers({ log: (line) => lines.push(line) });
    const { stack } = payers;

    for (const provider of ["paystack", "flutterwave"] as const) {
      const sandbox = stack[provider];

      await t.step(`${provider}: paid, declined, paid wrongly`, async () => {
        const paid = await payers.checkout(await payers.charge(), provider);
        await sandbox.pay(paid.reference);
        await payers.becomes(paid.reference, "succeeded");
        for (const fault of [{ amountPaid: 69_999 }, { currencyPaid: "USD" }]) {
          const { reference } = await payers.checkout(await payers.charge(), provider);
          sandbox.setFault(reference, fault);
          await sandbox.pay(reference);
          await payers.becomes(reference, "needs_review");
        }
        const declined = await payers.checkout(await payers.charge(), provider);
        await sandbox.decline(declined.reference);
        await payers.later("11 minutes");
        await payers.work();
        await payers.becomes(declined.reference, "failed");
      });

      await t.step(`${provider}: refuses in words, in HTML, in nonsense`, async () => {
        for (const refusal of ["words", "html", "nonsense"] as const) {
          wire.refusal = refusal;
          await payers.refused(await payers.charge(), provider);
        }
        wire.refusal = undefined;
      });

      await t.step(`${provider}: sends events of every kind`, async () => {
        const { reference } = await payers.checkout(await payers.charge(), provider);
        const told = { ...fields, reference, tx_ref: reference, transaction_reference: reference };
        const data = { ...told, id: 4_000_001, customer: fields, authorization: fields };
        for (
          const event of [
            "charge.success",
            "charge.completed",
            "refund.processed",
            "refund.completed",
            "charge.dispute.create",
            "transfer.failed",
            "customeridentification.failed",
            "bvn.completed",
            "of.tomorrow",
          ]
        ) {
          await sandbox.sendWebhook({ event, type: event, data, ...fields });
        }
        await sandbox.sendWebhook({ event: "charge.success", data, ...fields }, {
          signature: "wrong",
        });
        await sandbox.sendWebhook({ unheard: fields });
        for (let turn = 0; turn < 3; turn++) {
          await payers.later("1 hour");
          await payers.work();
        }
      });
    }

    await t.step("who somebody is: right, wrong, refused, and without an answer", async () => {
      const { estate } = payers.tenant;
      const own = {
        firstName: "Ada",
        lastName: "Okafor",
        consent: { version: "2026-11", language: "en" },
      };
      const asked = async (wanted: NewVerification, status: string) =>
        assertEquals((await startVerification(estate, wanted)).status, status);
      stack.dojah.addPerson("nin", numbers.nin, {
        firstName: "ADA",
        lastName: "OKAFOR",
        dateOfBirth: "1990-04-12",
      });
      await asked({ ...own, kind: "nin", number: numbers.nin }, "verified");
      stack.dojah.setFault(numbers.bvn, { status502Html: true });
      stack.prembly.setFault(numbers.bvn, { fail503AfterSuccess: true });
      await asked({ ...own, kind: "bvn", number: numbers.bvn }, "manual_review");
      stack.dojah.setDown(true);
      stack.prembly.setDown(true);
      await asked({ ...own, kind: "vnin", number: numbers.virtual_nin }, "provider_pending");
      await asked(
        { ...own, kind: "bank_account", number: numbers.account_number, bankCode: "058" },
        "failed",
      );
      for (const number of [numbers.card_number, `${numbers.nin}0`, `x${numbers.bvn}`]) {
        await assertRejects(() => startVerification(estate, { ...own, kind: "nin", number }));
        await assertRejects(() =>
          startVerification(estate, { ...own, lastName: number, kind: "nin", number: numbers.nin })
        );
      }
      // Whoever writes it into a reason does not leave it there.
      const [failed] = (await listVerifications(estate)).filter((it) => it.status === "failed");
      const { bvn, nin, virtual_nin, account_number, card_number } = numbers;
      const reason = [bvn, nin, virtual_nin, account_number, card_number].join(", and ");
      await appealVerification(estate, failed!.id, reason);
    });

    await t.step("it did come in", async () => {
      assert(wire.planted > 10, `only ${wire.planted} answers were planted`);
      assert(lines.length > 10, `only ${lines.length} lines were logged`);
      assert(wire.refused.length >= 6, `only ${wire.refused.length} calls were refused`);
      const [kept] = await stack.database.query<{ events: number; reasons: number }>(
        `select (select count(*)::int from private.provider_events) as events,
           (select count(*)::int from payments where failure_reason like '%[redacted]%') as reasons where $1`,
        [true],
      );
      assert((kept?.events ?? 0) > 15, `only ${kept?.events} events were kept`);
      assert((kept?.reasons ?? 0) > 0, "words are kept without the numbers");
    });

    await t.step("no log line tells it", () => {
      assertEquals(lines.filter(tells), []);
    });

    await t.step("no answer that refuses tells it", () => {
      assertEquals(wire.refused.filter(tells), []);
    });

    await t.step("nothing that a client may read holds it, nor our own books", async () => {
      const readable = await stack.database.query<{ name: string; columns: string }>(
        `select format('%I.%I', n.nspname, c.relname) as name, string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
         from pg_class as c
         join pg_namespace as n on n.oid = c.relnamespace
         join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
           and (n.nspname in ('private', 'pgmq') or exists (
             select from unnest($1::text::text[]) as role
             where has_schema_privilege(role::name, n.oid, 'usage') and has_column_privilege(role::name, c.oid, a.attnum, 'select')))
         group by n.nspname, c.relname order by 1`,
        ["{anon,authenticated}"],
      );
      assert(readable.length > 60, `only ${readable.length} tables and views are readable`);
      for (const { name, columns } of readable) {
        const holding = await stack.database.query<{ row: string }>(
          `select told.line as row from (select row_of::text as line from (select ${columns} from ${name}) as row_of) as told
           where exists (select from jsonb_array_elements_text($1::text::jsonb) as planted (value) where position(planted.value in told.line) > 0)`,
          [JSON.stringify(forbidden)],
        );
        assertEquals(holding, [], name);
      }
    });
  },
});

function tells(text: string): boolean {
  return forbidden.some((value) => text.includes(value));
}
