import { assert, assertEquals } from "@std/assert";
import { createEstate, requestDataExport, signIn, signUp } from "@estate/sdk";
import { createClient } from "@supabase/supabase-js";
import type { ClockLine } from "../../local/front/app.ts";
import { eventually } from "../../local/demo/narrator.ts";
import { leave } from "../../local/demo/people.ts";
import { developmentKeys } from "../../local/settings.ts";
import { startStack } from "../../local/stack.ts";
import { openPglite } from "../../local/supabase/database/connect.ts";
import type { Database } from "../../local/supabase/database/database.ts";
import { call } from "../database/money/owed.ts";
import { freshUnit, on, type Tenancy } from "../database/tenancies/tenancies.ts";
import { openWorld } from "../database/test_database.ts";
import type { World } from "../database/world.ts";

const dayMs = 86_400_000;
const password = "correct-horse-battery";

/** A tenancy of twelve months by the month, of a tenant with an account, from an SQL expression of a date on. */
async function let12Months(
  database: Database,
  world: World,
  tenant: { readonly id: string; readonly user: string },
  from: string,
) {
  const unit = await freshUnit(database, world);
  const offered = await on(
    database,
    world.people.owner,
    `offer_tenancy($1, array[$2]::uuid[], (${from})::date::text, 10000000, 'month', 12)`,
    unit,
    tenant.id,
  );
  return await on(database, tenant, "accept_tenancy($1)", offered.id);
}

Deno.test({
  name: "days pass: a listing goes stale, rent falls due and late, a term ends, and sessions hold",
  // A server's time is its own: there the clock is refused, which front_page_test.ts shows.
  ignore: Deno.env.get("DATABASE_URL") !== undefined,
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const { database, world } = await openWorld();
    const folder = await Deno.makeTempDir({ prefix: "estate-moved-" });
    const stack = await startStack({ folder, database, port: 0 });
    const estate = createEstate(stack.url, stack.publishableKey);
    const email = `bola-${crypto.randomUUID()}@example.ng`;
    try {
      await signUp(estate, { email, password, displayName: "Bola Ade" });
      const [tenant] = await database.query<{ id: string; user: string }>(
        `insert into tenants (org_id, user_id, full_name, address)
         select $1, id, 'Bola Ade', '4 Akoka Road, Yaba' from auth.users where email = $2
         returning id, user_id as user`,
        [world.org, email],
      );
      if (tenant === undefined) throw new Error("Nobody signed up");
      // Reachable by SMS, at whatever hour this test runs.
      await database.query(
        "update auth.users set phone = '2348031239876', phone_confirmed_at = now() where id = $1",
        [tenant.user],
      );
      await database.exec(
        "update private.delivery_channels set quiet_from = null, quiet_until = null",
      );
      const token = async () => (await estate.auth.getSession()).data.session?.access_token;
      const tokenBefore = await token();
      const late = await let12Months(database, world, tenant, "private.lagos_date() - 26");
      const over = await let12Months(
        database,
        world,
        tenant,
        "private.lagos_date() + 4 - interval '12 months'",
      );
      await call(database, world.people.owner, "set_late_fee", {
        tenancy_id: late.id,
        grace_days: 1,
        bps: 500,
      });
      const [listing] = await database.query<{ id: string }>(
        `update listings set confirm_by = now() + interval '2 days'
         where id = (select id from listings where status = 'published' and org_id = $1 limit 1)
         returning id`,
        [world.org],
      );
      // As the tenant reads it, in the session of before.
      const rents = async () =>
        (await estate.from("charge_balances").select("status, due_on, amount_kobo")
          .eq("tenancy_id", late.id).eq("kind", "rent").order("due_on").throwOnError()).data ?? [];
      const [, next] = await rents();
      assertEquals(next?.status, "open");
      const before = database.clock.now().getTime();

      const response = await fetch(`${stack.url}/clock`, {
        method: "POST",
        headers: { apikey: stack.secretKey },
        body: JSON.stringify({ ms: 8 * dayMs }),
      });
      assertEquals(response.status, 200);
      const lines = (await response.text()).trim().split("\n").map((it) =>
        JSON.parse(it) as ClockLine
      );

      await t.step("the database's time is ahead, and every schedule ran each day", async () => {
        const [found] = await database.query<{ jobs: number; now: string }>(
          "select count(*)::int as jobs, now()::text as now from cron.job where active and $1",
          [true],
        );
        assertEquals(
          lines.map((line) => "at" in line ? { ran: line.ran, failed: line.failed } : line),
          [...Array(8).fill({ ran: found?.jobs, failed: [] }), { done: true }],
        );
        const moved = Date.parse(String(found?.now)) - before;
        assert(moved >= 8 * dayMs && moved < 8.1 * dayMs, `${moved} ms`);
        assertEquals((await stack.status()).time.aheadMs, 8 * dayMs);
      });

      await t.step("a listing that nobody confirmed is stale, and its lister knows", async () => {
        const found = await database.query(
          `select listing.status, note.user_id as told from listings as listing
           join notifications as note on note.subject_id = listing.id and note.kind = 'listing_stale'
           where listing.id = $1 and note.user_id = $2`,
          [listing?.id, world.people.owner.user],
        );
        assertEquals(found, [{ status: "stale", told: world.people.owner.user }]);
      });

      await t.step("rent is overdue and bears a fee, of which the tenant hears", async () => {
        assertEquals(await token(), tokenBefore, "the session was renewed");
        const [, rent] = await rents();
        assertEquals([rent?.status, rent?.due_on], ["overdue", next?.due_on]);
        const fees = await estate.from("charges").select("amount_kobo")
          .eq("tenancy_id", late.id).eq("kind", "penalty").throwOnError();
        assertEquals(fees.data, [{ amount_kobo: Number(rent?.amount_kobo) / 20 }]);
        const told = await estate.from("notifications").select("subject_id")
          .eq("kind", "late_fee_charged").throwOnError();
        assertEquals(told.data, [{ subject_id: late.id }]);
      });

      await t.step(
        "of which they were reminded before, by an SMS with a link that pays",
        async () => {
          const stages = await estate.from("reminders").select("due_on, days")
            .eq("tenancy_id", late.id).eq("due_on", String(next?.due_on)).order("days")
            .throwOnError();
          assertEquals(stages.data?.map((it) => it.days).slice(0, 2), [-7, 0]);
          const link = `/tenancies/${late.id}/pay`;
          const sms = await eventually(
            "the SMS",
            () => stack.termii.messages("+2348031239876").find((it) => it.text.includes(link)),
          );
          assert(/is due on|was due on/.test(sms.text), sms.text);
        },
      );

      await t.step("a term that is over is held over", async () => {
        const [found] = await database.query<Tenancy>(
          "select status from tenancies where id = $1",
          [over.id],
        );
        assertEquals([over.status, found?.status], ["active", "holding_over"]);
      });

      await t.step("a new sign-in works, and a new file is not taken for a week old", async () => {
        await signIn(estate, email, password);
        await rents();
        // What asks for a fresh sign-in takes this one for fresh.
        await requestDataExport(estate);
        const service = createClient(stack.url, stack.secretKey, {
          auth: { persistSession: false },
        });
        const photo = new Blob(["new"], { type: "image/jpeg" });
        const sent = await service.storage.from("uploads").upload(`${tenant.user}/a`, photo);
        assertEquals(sent.error, null);
        const swept = await service.schema("service").rpc("files_to_sweep", { most: 100 });
        assertEquals([swept.error, swept.data], [null, []]);
      });

      await t.step("a provider's sandbox dates a payment by the moved time", async () => {
        const ask = (path: string, init: RequestInit = {}) =>
          fetch(`${stack.url}/sandbox/paystack/transaction/${path}`, {
            ...init,
            headers: { authorization: `Bearer ${developmentKeys.paystackSecretKey}` },
          }).then((answer) => answer.json());
        await ask("initialize", {
          method: "POST",
          body: JSON.stringify({ email, amount: 5000, reference: "moved-1" }),
        });
        const { data } = await ask("verify/moved-1") as { data: { created_at: string } };
        assert(Date.parse(data.created_at) - Date.now() > 7 * dayMs, data.created_at);
      });
    } finally {
      await leave([estate]);
      await stack.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test("a moved time stays with the database's files, and never goes back", async () => {
  const folder = await Deno.makeTempDir({ prefix: "estate-clock-" });
  try {
    const first = await openPglite(`${folder}/db`);
    await first.clock.advance?.(3 * dayMs);
    for (const wrong of [-1, 0.5, NaN, Infinity]) {
      let refused = false;
      await first.clock.advance?.(wrong).catch(() => refused = true);
      assert(refused, `moved by ${wrong}`);
    }
    await first.close();
    await Deno.rename(`${folder}/db`, `${folder}/moved`);
    const second = await openPglite(`${folder}/moved`);
    const [found] = await second.query<{ ahead: number }>(
      "select extract(epoch from now() - $1::timestamptz)::float8 as ahead",
      [new Date().toISOString()],
    );
    await second.close();
    assert(Math.abs((found?.ahead ?? 0) * 1000 - 3 * dayMs) < 60_000, `${found?.ahead} s`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
