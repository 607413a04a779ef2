import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { parse } from "@std/csv/parse";
import { PDFDocument } from "pdf-lib";
import { Problem } from "../_shared/problem.ts";
import { fakeDatabase, fakeReliability } from "../_shared/testing/fake_database.ts";
import { silentLog } from "../_shared/testing/silent_log.ts";
import { createApp } from "./app.ts";
import { type ReportName, type ReportRow, reports } from "./columns.ts";

const org = "0190a6f0-0000-7000-8000-000000000001";

function build(rows: readonly ReportRow[] | Problem = []) {
  const asked: unknown[] = [];
  const app = createApp({
    database: fakeDatabase(fakeReliability()),
    verifyToken: (token) =>
      token === "good"
        ? Promise.resolve({ userId: "u", email: "a@example.ng", assurance: "aal1" })
        : Promise.reject(Problem.of("auth.invalid_token")),
    reads: {
      rows<Row>(...given: unknown[]) {
        asked.push(given);
        if (rows instanceof Problem) return Promise.reject(rows);
        return Promise.resolve(rows as unknown as Row[]);
      },
    },
    clock: { now: () => Date.parse("2026-11-26T23:30:00Z"), sleep: () => Promise.resolve() },
    log: silentLog,
  });
  return {
    asked,
    get: (path: string, token = "good") =>
      app.request(`/reports/${path}`, { headers: { authorization: `Bearer ${token}` } }),
  };
}

const days = `org_id=${org}&from_on=2026-01-01&to_on=2026-12-31`;
const paths: Readonly<Record<ReportName, string>> = {
  "rent-roll": `rent-roll?org_id=${org}`,
  collections: `collections?${days}`,
  ageing: `ageing?org_id=${org}`,
  "owner-statement": `owner-statement?${days}&property_id=${org}`,
  "service-charges": `service-charges?${days}`,
  "platform-fees": `platform-fees?${days}`,
  "rent-relief": "rent-relief?year=2026",
};

Deno.test("every report is asked as the caller, and comes as a table or a paper", async () => {
  for (const [name, path] of Object.entries(paths) as [ReportName, string][]) {
    const row = Object.fromEntries(
      reports[name].columns.map(({ key, kind }) => [
        key,
        kind === "money" || kind === "count"
          ? 120_000_050
          : kind === "day" || kind === "lastDay"
          ? "2026-11-26"
          : "Ọ̀ṣun",
      ]),
    );
    const { get, asked } = build([row, row]);
    const csv = await get(path);
    assertEquals(csv.status, 200, name);
    assertEquals(csv.headers.get("content-type"), "text/csv; charset=utf-8");
    assertEquals(
      csv.headers.get("content-disposition"),
      `attachment; filename="${name}-2026-11-26.csv"`,
    );
    assertEquals(csv.headers.get("cache-control"), "no-store");
    const [head, first] = parse((await csv.text()).replace(/^\ufeff/, ""));
    assertEquals(head?.length, reports[name].columns.length);
    assert(first?.some((cell: string) => ["1200000.50", "Ọ̀ṣun", "2026-11-26"].includes(cell)));
    const pdf = await get(`${path}&format=pdf`);
    assertEquals([pdf.status, pdf.headers.get("content-type")], [200, "application/pdf"], name);
    const document = await PDFDocument.load(await pdf.arrayBuffer());
    assertEquals([document.getPageCount(), document.getTitle()], [1, reports[name].title]);
    const [token, call] = asked[0] as [string, string];
    assertEquals([token, call], ["good", reports[name].call]);
  }
});

Deno.test("a term ends on its last day, and an empty home is said to be empty", async () => {
  const { get } = build([{ status: "active", ends_on: "2027-12-18" }, { unit: "Flat 2" }]);
  const text = (await (await get(paths["rent-roll"])).text()).replace(/^\ufeff/, "");
  const rows = parse(text, { skipFirstRow: true }) as Record<string, string>[];
  assertEquals(rows.map((it) => [it["Status"], it["Last day"]]), [["active", "2027-12-17"], [
    "empty",
    "",
  ]]);
});

Deno.test("what a spreadsheet would run as a formula is text", async () => {
  const evil = ["=1+1", "+1", "-1+1", "@SUM(A1)", " =1", "\t=1", '=HYPERLINK("http://x","y")'];
  const { get } = build(evil.map((tenants) => ({ tenants, arrears_kobo: -100 })));
  const text = await (await get(paths["rent-roll"])).text();
  const rows = parse(text.replace(/^\ufeff/, ""), { skipFirstRow: true }) as Record<
    string,
    string
  >[];
  assertEquals(rows.map((it) => it["Tenants"]), evil.map((it) => `'${it}`));
  assertEquals(
    new Set(rows.map((it) => it["Arrears (NGN)"])),
    new Set(["-1.00"]),
    "an amount is an amount",
  );
});

Deno.test("commas, quotes and line breaks come back as they went out (RFC 4180)", async () => {
  const awkward = 'Ada "the first", Obi\nand Bisi';
  const { get } = build([{ tenants: awkward }]);
  const text = await (await get(paths["rent-roll"])).text();
  assertStringIncludes(text, "\r\n");
  assertStringIncludes(text, '"Ada ""the first"", Obi\nand Bisi"');
  const [row] = parse(text.replace(/^\ufeff/, ""), { skipFirstRow: true }) as Record<
    string,
    string
  >[];
  assertEquals(row?.["Tenants"], awkward);
});

Deno.test("a long paper has many pages, and one that nobody reads is refused", async () => {
  const row = {
    day: "2026-11-26",
    entry: "charge",
    description: "Rent",
    charged_kobo: 1,
    received_kobo: 0,
    balance_kobo: 1,
  };
  const { get } = build(Array.from({ length: 400 }, () => row));
  const pdf = await PDFDocument.load(
    await (await get(`${paths["owner-statement"]}&format=pdf`)).arrayBuffer(),
  );
  assert(pdf.getPageCount() > 8, `${pdf.getPageCount()} pages`);
  const refused = build(Problem.of("report.too_long"));
  const answer = await refused.get(`${paths.ageing}&format=pdf`);
  assertEquals([answer.status, (await answer.json()).code], [422, "report.too_long"]);
  assertEquals((refused.asked[0] as unknown[])[3], 1_000);
});

Deno.test("who is not signed in, and what is not asked for rightly, asks the database nothing", async () => {
  const { get, asked } = build();
  assertEquals((await get(paths.ageing, "bad")).status, 401);
  for (
    const path of [
      "ageing",
      "collections?org_id=x",
      `collections?org_id=${org}`,
      `${paths.ageing}&format=xls`,
      "rent-relief?year=26",
    ]
  ) {
    const answer = await get(path);
    assertEquals([answer.status, (await answer.json()).code], [422, "request.invalid"], path);
  }
  assertEquals(asked, []);
});
