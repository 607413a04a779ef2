/**
 * Every operation of the API's own description is sent what fits it and what does not: nothing hangs or answers 5xx, every
 * refusal says what is wrong and where, and a request that is refused leaves nothing behind. ESTATE_FUZZ_RUNS sends more
 * to each operation, ESTATE_TEST_SEED the same again.
 */
import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { SignJWT } from "jose";
import { developmentKeys, readProjectConfig } from "../../local/settings.ts";
import { arrive, leave } from "../../local/demo/people.ts";
import { openapi } from "../../supabase/functions/docs/generated/api.ts";
import { openPayers, type Payers } from "./faults/payers.ts";
import { type Askers, type Attempt, mistakenAttempts, soundAttempts } from "./fuzzing/attempts.ts";
import { type Operation, readDescription } from "./fuzzing/description.ts";
import { eventAttempts, eventSources } from "./fuzzing/events.ts";
import type { Manner } from "./fuzzing/judge.ts";
import { Probe } from "./fuzzing/probe.ts";
import { watchWrites } from "./fuzzing/writes.ts";

const runs = Number(Deno.env.get("ESTATE_FUZZ_RUNS") ?? 5);
const seed = Number(Deno.env.get("ESTATE_TEST_SEED") ?? Math.floor(Math.random() * 2 ** 31));
/** Nobody waits longer than this, also where a machine has much to do. */
const patienceMs = 15_000;

Deno.test({
  name: "no operation of the API chokes on what it is sent, and what is refused changes nothing",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    console.log(`      ESTATE_TEST_SEED=${seed} ESTATE_FUZZ_RUNS=${runs}`);
    await using payers = await openPayers({
      // Each attempt comes from an address of its own, so that no limit of visitors hides what lies behind it.
      functionSettings: { TRUSTED_PROXIES: "1" },
    });
    const { stack } = payers;
    const stranger = await arrive(stack, "Bola Stranger");
    try {
      const description = readDescription(openapi);
      const functions = description.operations.filter((it) => it.path.startsWith("/functions/v1/"));
      const calls = description.operations.filter((it) => it.path.startsWith("/rest/v1/rpc/"));
      assert(functions.length >= 35 && calls.length > 200, `${functions.length}, ${calls.length}`);
      const { askers, tokens } = await worldOf(payers, stranger.id);
      const { auth: { hook } } = await readProjectConfig();
      const payments = await stack.database.query<{ reference: string }>(
        "select reference from payments where $1",
        [true],
      );
      const sources = eventSources(payments.map((it) => it.reference), {
        sms: hook.send_sms.secrets,
        email: hook.send_email.secrets,
      });
      const watch = await watchWrites(stack.database);
      const settle = async () => {
        for (let turn = 0; turn < 20; turn++) {
          const done = Object.values(await payers.work());
          await new Promise((resolve) => setTimeout(resolve, 50));
          const isQuiet = (await watch.since()).length === 0;
          if (isQuiet && done.every((count) => count === 0)) break;
        }
      };
      const probe = new Probe({
        settle,
        written: () => watch.since(),
        async send({ who, method, path, headers, body }, signal) {
          const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
          const token = tokens.get(who);
          const sent = new Headers({
            apikey: stack.publishableKey,
            "x-forwarded-for": `10.${
              [0, 0, 0].map(() => Math.floor(Math.random() * 256)).join(".")
            }`,
            "idempotency-key": crypto.randomUUID(),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
            ...(path.startsWith("/functions/v1/jobs/")
              ? { "x-jobs-secret": developmentKeys.jobsSecret }
              : {}),
            ...(who === "source" ? await sources[path]?.proof(bytes ?? new Uint8Array()) : {}),
          });
          for (const [name, value] of Object.entries(headers)) {
            if (value === null) sent.delete(name);
            else sent.set(name, latin1(value));
          }
          return await fetch(`${stack.url}${path}`, {
            method,
            headers: sent,
            redirect: "manual",
            signal,
            ...(bytes === undefined ? {} : { body: bytes as Uint8Array<ArrayBuffer> }),
          });
        },
      }, { runs, seed, patienceMs });
      const found: string[] = [];
      const look = async (attempts: fc.Arbitrary<Attempt>, manner: Manner) => {
        const fault = await probe.find(attempts, manner);
        if (fault !== undefined) found.push(fault);
      };
      const manner = ({ answers }: Operation) => ({
        saysProblems: true,
        refusesMistakes: true,
        answers,
      });

      await t.step(`${functions.length} of the edge functions, with one mistake each`, async () => {
        await settle();
        await watch.since();
        const before = await watch.digest();
        for (const operation of functions) {
          await look(mistakenAttempts(description, operation, askers), manner(operation));
        }
        const after = await watch.digest();
        const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
        assertEquals([found.join("\n"), changed], ["", []], `seed ${seed}`);
        assert(probe.refused === probe.sent && probe.sent >= functions.length * runs);
      });

      await t.step("and with none", async () => {
        for (const operation of functions) {
          const source = sources[operation.path];
          await look(
            source === undefined
              ? soundAttempts(description, operation, askers)
              : eventAttempts(operation.path, source),
            manner(operation),
          );
        }
        assertEquals(found.join("\n"), "", `seed ${seed}`);
      });

      await t.step(`${calls.length} functions of the database`, async () => {
        const rest = { saysProblems: false, refusesMistakes: false, answers: [] };
        const few = new Probe(probe.target, { ...probe.effort, runs: Math.ceil(runs / 5) });
        for (const operation of calls) {
          const fault = await few.find(
            fc.oneof(
              mistakenAttempts(description, operation, askers, { inBody: true }),
              soundAttempts(description, operation, askers),
            ),
            rest,
          );
          if (fault !== undefined) found.push(fault);
        }
        assertEquals(found.join("\n"), "", `seed ${seed}`);
      });
    } finally {
      await leave([stranger.estate]);
    }
  },
});

/** A header is bytes: of what is no Latin text, those of its UTF-8. */
function latin1(text: string): string {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** Those who ask, what they may name, and their tokens. */
async function worldOf({ stack, tenant, owner, second, org, charge }: Payers, stranger: string) {
  await charge();
  const { database } = stack;
  const secret = new TextEncoder().encode(developmentKeys.jwtSecret);
  const sign = (claims: Record<string, unknown>, key = secret, until = "1h") =>
    new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).setIssuedAt()
      .setExpirationTime(until).sign(key);
  const person = (sub: string) => ({
    sub,
    role: "authenticated",
    aud: "authenticated",
    aal: "aal2",
    email: `${sub}@example.ng`,
  });
  const staff = crypto.randomUUID();
  await database.query(
    "insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data) values ($1, $2, now(), '{}')",
    [staff, `staff-${staff}@example.ng`],
  );
  await database.query("insert into staff_members (user_id, note) values ($1, 'Test')", [staff]);
  const people = {
    tenant: tenant.id,
    owner: owner.id,
    accountant: second.id,
    stranger,
    staff,
  };
  const tokens = new Map<string, string>();
  for (const [name, id] of Object.entries(people)) tokens.set(name, await sign(person(id)));
  const rows = await database.query<{ id: string }>(
    `select id from organizations where $1 union all select id from properties union all select id from units
     union all select id from listings union all select id from conversations union all select id from tenancies
     union all select id from tenants union all select id from charges union all select id from payments
     union all select id from profiles`,
    [true],
  );
  const uploads: string[] = ["nowhere/file.pdf", `${tenant.id}/nothing.png`];
  const files = {
    "image/png": [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3],
    "image/jpeg": [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0],
    "image/webp": [...new TextEncoder().encode("RIFF\0\0\0\0WEBPVP8 ")],
    "application/pdf": [...new TextEncoder().encode("%PDF-1.7\nnothing")],
  };
  for (const who of [tenant, owner]) {
    for (const folder of [who.id, ...who === owner ? [org] : []]) {
      for (const [type, bytes] of Object.entries(files)) {
        const path = `${folder}/${crypto.randomUUID()}.${type.split("/")[1]}`;
        const { error } = await who.estate.storage.from("uploads")
          .upload(path, new Blob([new Uint8Array(bytes)], { type }), { contentType: type });
        assertEquals(error, null);
        uploads.push(path);
      }
    }
  }
  const askers: Askers = {
    people: [...Object.keys(people), "visitor"],
    known: {
      ids: rows.map(({ id }) => id),
      fields: {
        upload_path: uploads,
        consent_version: ["2026-11"],
        consent_language: ["en"],
        kind: ["nin", "bank_account", "agreement"],
        number: ["70123456789", "0690000031"],
        criteria: ["{}", '{"words":"2 bed flat yaba"}', '{"area":"Yaba","min_price_kobo":0}'],
      },
      oddFields: {
        criteria: [
          '{"words":"\\u0000"}',
          '{"area":["\\ud800"]}',
          '{"min_price_kobo":9007199254740991,"min_bedrooms":-1}',
          '{"near":{"longitude":1e308,"latitude":-1e308},"radius_m":1e308}',
          '{"polygon":{"type":"Polygon","coordinates":[[]]}}',
          '{"polygon":{"type":"Polygon","coordinates":[[[3,6],[3,6],[3,6],[3,6]]]}}',
          '{"viewport":[3,6,3,6]}',
          '{"viewport":[181,91,-181,-91]}',
          '{"words":"((((\'&|!<->:* )"}',
          '{"kinds":["nothing"],"features":[""],"purpose":"steal"}',
          '{"free_from":"2026-12-31","free_until":"2026-01-01"}',
          '{"__proto__":{"words":"x"}}',
        ],
        after: ["", "e30", "bm90aGluZw==", "W10=", '{"id":1}', "AAAA"],
      },
    },
    badTokens: [
      "x",
      "a.b.c",
      stack.publishableKey,
      `${btoa('{"alg":"none","typ":"JWT"}')}.${btoa(JSON.stringify(person(owner.id)))}.`,
      await sign(person(owner.id), secret, "-1h"),
      await sign(
        person(owner.id),
        new TextEncoder().encode("another secret of at least 32 letters"),
      ),
      await sign({ ...person(owner.id), role: "anon" }),
      await sign({ ...person(owner.id), role: "service_role" }),
      await sign({ ...person(owner.id), aud: "nobody" }),
      await sign({ ...person(owner.id), sub: "17" }),
      await sign({ role: "authenticated", aud: "authenticated" }),
      await sign({ ...person(owner.id), aal: "aal9" }),
      `${await sign(person(owner.id))}x`,
      "x".repeat(8_000),
    ],
  };
  return { askers, tokens };
}
