import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Queryable } from "../../../local/supabase/database/database.ts";
import { openTestDatabase } from "../test_database.ts";
import {
  hostileAmounts,
  hostileDates,
  hostileTexts,
  hostileTimes,
  pastedTexts,
  welcomeTexts,
} from "./hostile_values.ts";

/** What a reader makes of texts: each read, or the problem with it. */
async function readAll(database: Queryable, reader: string, texts: readonly string[]) {
  const rows = await database.query<{ read: string | null; refused: string | null }>(
    `select read, refused from jsonb_array_elements_text($1::text::jsonb) with ordinality as given (written, n)
     cross join lateral pg_temp.tried($2, written) order by n`,
    [JSON.stringify(texts), reader],
  );
  return rows.map((row) => row.refused ?? { read: row.read });
}

/** Calls a reader of private for the field "it", and says with which problem it refused. */
const tried = `
  create function pg_temp.tried(reader text, written text, out read text, out refused text) language plpgsql as $$
  declare
    code text;
    detail text;
  begin
    execute format('select private.%I(''it'', %L::%s)::text', reader, written,
      case reader when 'read_kobo' then 'numeric' else 'text' end) into read;
  exception when others then
    get stacked diagnostics code = pg_exception_hint, detail = pg_exception_detail;
    refused := concat_ws(' ', sqlstate, code, detail::jsonb ->> 'field');
  end
  $$`;

/** Seen by nobody, or moving what is seen around: by Unicode's own categories, with the few that people need. */
const hidden =
  /[\p{Cc}\p{Zl}\p{Zp}\p{Co}\p{Cs}\u{115f}\u{1160}\u{2800}\u{3164}\u{ffa0}\u{fffd}\u{fffe}\u{ffff}]|(?![\u0600-\u0605\u06dd\u0890\u0891\u08e2\u{110bd}\u{110cd}])\p{Cf}|(?! )\p{Zs}/u;

Deno.test("dates, times, money and text are read in one way each, or refused by name", async (t) => {
  const { database, close } = await openTestDatabase();
  try {
    // One session keeps what is made for it: the whole test is one transaction.
    await database.transaction(async (tx) => {
      await tx.exec(tried);
      const read = (reader: string, texts: readonly string[]) => readAll(tx, reader, texts);

      await t.step("hostile values are refused, whatever the session's settings", async () => {
        for (const style of ["ISO, MDY", "ISO, DMY", "SQL, DMY", "German", "Postgres, MDY"]) {
          await tx.query("select set_config('datestyle', $1, true)", [style]);
          await tx.query("select set_config('timezone', 'Pacific/Apia', true)", []);
          const no = (code: string) => `PT400 value.${code} it`;
          for (const [at, it] of (await read("read_date", hostileDates)).entries()) {
            assertEquals(it, no("bad_date"), hostileDates[at]);
          }
          for (const [at, it] of (await read("read_instant", hostileTimes)).entries()) {
            assertEquals(it, no("bad_time"), hostileTimes[at]);
          }
          for (const [at, it] of (await read("read_kobo", hostileAmounts)).entries()) {
            assertEquals(it, no("bad_amount"), hostileAmounts[at]);
          }
        }
        await tx.query("select set_config('datestyle', 'ISO, MDY', true)", []);
        await tx.query("select set_config('timezone', 'UTC', true)", []);
      });

      await t.step(
        "every day from 1861 to 2199 is read as itself, and none beside them",
        async () => {
          const day = fc.date({
            min: new Date("1700-01-01"),
            max: new Date("2400-01-01"),
            noInvalidDate: true,
          }).map((date) => date.toISOString().slice(0, 10));
          await fc.assert(
            fc.asyncProperty(fc.array(day, { minLength: 50, maxLength: 100 }), async (days) => {
              assertEquals(
                await read("read_date", days),
                days.map((one) =>
                  one >= "1861-01-01" && one <= "2199-12-31"
                    ? { read: one }
                    : "PT400 value.bad_date it"
                ),
              );
            }),
            { numRuns: 20, endOnFailure: true },
          );
        },
      );

      await t.step("a moment is the same in whichever offset it is written", async () => {
        const moment = fc.tuple(
          fc.date({
            min: new Date("1900-01-01"),
            max: new Date("2199-01-01"),
            noInvalidDate: true,
          }),
          fc.integer({ min: -14 * 60, max: 14 * 60 }),
        );
        await fc.assert(
          fc.asyncProperty(fc.array(moment, { minLength: 20, maxLength: 50 }), async (moments) => {
            const written = moments.map(([at, offset]) => {
              const local = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, -1);
              const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60];
              const pad = (n: number) => String(n).padStart(2, "0");
              return `${local}${offset < 0 ? "-" : "+"}${pad(hours)}:${pad(minutes)}`;
            });
            const rows = await tx.query<{ same: boolean }>(
              `select private.read_instant('it', moment ->> 0) = to_timestamp((moment ->> 1)::float8 / 1000) as same
               from jsonb_array_elements($1::text::jsonb) as moment`,
              [JSON.stringify(written.map((one, at) => [one, moments[at]?.[0].getTime()]))],
            );
            assert(rows.every((row) => row.same));
          }),
          { numRuns: 20, endOnFailure: true },
        );
      });

      await t.step(
        "any text is one that can be read, or refused; never changed twice",
        async () => {
          const text = fc.oneof(
            fc.string({ unit: "binary", maxLength: 12 }),
            fc.string({ unit: "grapheme", maxLength: 12 }),
            fc.string({
              unit: fc.constantFrom(
                ..."aẹ́ \n\t\r\u00a0\u200d\ufe0f\u0301\u0323\u202e🏡👩💻1#\u20e3",
              ),
              maxLength: 12,
            }),
          ).map((one) => one.replaceAll("\0", "").toWellFormed());
          await fc.assert(
            fc.asyncProperty(fc.array(text, { minLength: 50, maxLength: 100 }), async (texts) => {
              const lines = await read("read_line", texts);
              const prose = await read("read_prose", texts);
              for (const [at, one] of texts.entries()) {
                for (const [it, lone] of [[lines[at], true], [prose[at], false]] as const) {
                  if (typeof it === "string") {
                    assertEquals(it, "PT400 value.bad_text it", JSON.stringify(one));
                    continue;
                  }
                  const kept = it?.read ?? "";
                  const plain = kept
                    // What colours and joins emoji may stay, on emoji.
                    .replace(
                      /[#*0-9]\ufe0f\u20e3|\u{1f3f4}[\u{e0061}-\u{e007a}]{2,6}\u{e007f}/gu,
                      "",
                    )
                    .replace(/(?<=[\u00a9\u00ae\u203c-\u3299\u{1f000}-\u{1faff}])\ufe0f/gu, "")
                    .replace(
                      /(?<=[\u2190-\u2bff\u{1f000}-\u{1faff}])\u200d(?=[\u2190-\u2bff\u{1f000}-\u{1faff}])/gu,
                      "",
                    );
                  const found = (lone ? plain : plain.replace(/[\t\n]/g, "")).match(hidden)?.[0];
                  assertEquals(found, undefined, JSON.stringify([one, kept]));
                  assertEquals(kept, kept.normalize("NFC"));
                  // Nothing but spaces, line ends, composition and what nobody sees differs from what was written.
                  const bare = (s: string) =>
                    s.normalize("NFD").replace(/[\s\u00a0\u00ad\u200b\u200e\u200f\u2060]/gu, "");
                  assertEquals(bare(kept), bare(one));
                }
              }
            }),
            { numRuns: 40, endOnFailure: true },
          );
        },
      );

      await t.step("what people write passes as it is, however it was composed", async () => {
        const refused = (await read("read_prose", hostileTexts)).map((it, at) =>
          it === "PT400 value.bad_text it" ? "" : hostileTexts[at]
        ).filter((it) => it !== "");
        assertEquals(refused, []);
        for (const form of ["NFC", "NFD"] as const) {
          const written = welcomeTexts.map((it) => it.normalize(form));
          assertEquals(
            await read("read_line", written),
            welcomeTexts.map((it) => ({ read: it.normalize("NFC") })),
          );
        }
        for (const kind of ["read_line", "read_prose"] as const) {
          assertEquals(
            await read(kind, pastedTexts),
            pastedTexts.map(() => ({ read: "Ada Obi" })),
          );
        }
        assertEquals(await read("read_prose", ["one\r\ntwo\rthree\u00a0four\tfive"]), [
          { read: "one\ntwo\nthree four\tfive" },
        ]);
        assertEquals(await read("read_line", ["one\ntwo", "a\tb"]), [
          "PT400 value.bad_text it",
          "PT400 value.bad_text it",
        ]);
      });
    });
  } finally {
    await close();
  }
});
