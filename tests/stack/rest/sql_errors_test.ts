import { assertEquals } from "@std/assert";
import { startRestFixture } from "./fixture.ts";

/** PostgREST's table of SQLSTATEs (its references/errors, "HTTP Status Codes"), each class by a member of it. */
const statuses: readonly (readonly [sqlstate: string, status: number, message?: string])[] = [
  ["08000", 503],
  ["08006", 503],
  ["09000", 500],
  ["0L000", 403],
  ["0P000", 403],
  ["21000", 500],
  ["21000", 400, "UPDATE requires a WHERE clause"],
  ["22001", 400],
  ["22023", 400],
  ["22023", 401, 'role "nobody" does not exist'],
  ["22P02", 400],
  ["23502", 400],
  ["23503", 409],
  ["23505", 409],
  ["23514", 400],
  ["23P01", 400],
  ["25006", 405],
  ["25P02", 500],
  ["28000", 403],
  ["28P01", 403],
  ["2D000", 500],
  ["38000", 500],
  ["39000", 500],
  ["3B000", 500],
  ["40001", 500],
  ["40P01", 500],
  ["42501", 403],
  ["42601", 400],
  ["42883", 404],
  ["42P01", 404],
  ["42P17", 500],
  ["53000", 503],
  ["53300", 503],
  ["53400", 500],
  ["54000", 500],
  ["55000", 500],
  ["55P03", 500],
  ["57000", 500],
  ["57014", 500],
  ["57P01", 503],
  ["58000", 500],
  ["F0000", 500],
  ["HV000", 500],
  ["P0001", 400],
  ["P0002", 500],
  ["XX000", 500],
  ["PT402", 402],
  ["PT418", 418],
  ["PT999", 500],
  ["ES001", 400],
];

Deno.test("a database error has the status and the body that PostgREST gives it", async (t) => {
  const { stack, service } = await startRestFixture();
  try {
    for (const [code, status, message = "said"] of statuses) {
      await t.step(`${code} is ${status}${message === "said" ? "" : `: ${message}`}`, async () => {
        const answer = await service.rpc("raise_sqlstate", {
          code,
          message,
          detail: "in detail",
          hint: "a hint",
        });
        const { name: _name, ...error } = { ...answer.error, name: "" };
        assertEquals([answer.status, { ...error, message: answer.error?.message }], [
          status,
          { code, message, details: "in detail", hint: "a hint" },
        ]);
      });
    }

    await t.step("a visitor who lacks a right is asked to sign in", async () => {
      const response = await fetch(`${stack.url}/rest/v1/rpc/raise_sqlstate`, {
        method: "POST",
        headers: { apikey: stack.publishableKey, "content-type": "application/json" },
        body: JSON.stringify({ code: "42501" }),
      });
      assertEquals([response.status, response.headers.get("www-authenticate")], [401, "Bearer"]);
      assertEquals(await response.json(), {
        code: "42501",
        message: "said",
        details: "",
        hint: "",
      });
    });

    await t.step("constraints of tables answer so too", async () => {
      const specimen = (row: object) => service.from("specimens").insert(row);
      await specimen({ id: 1, amount: 1 });
      const check = await specimen({ id: 2, amount: -1 });
      assertEquals([check.status, check.error?.code], [400, "23514"]);
      assertEquals(
        check.error?.message,
        'new row for relation "specimens" violates check constraint "specimens_amount_positive"',
      );
      const unique = await specimen({ id: 1, amount: 1 });
      assertEquals([unique.status, unique.error?.code, unique.error?.details], [
        409,
        "23505",
        "Key (id)=(1) already exists.",
      ]);
      const foreign = await specimen({ id: 3, amount: 1, parent_id: 99 });
      assertEquals([foreign.status, foreign.error?.code], [409, "23503"]);
      const booking = (id: number) =>
        service.from("bookings").insert({ id, during: "[2026-01-01,2026-02-01)" });
      await booking(1);
      const excluded = await booking(2);
      assertEquals([excluded.status, excluded.error?.code], [400, "23P01"]);
    });

    await t.step("a table, a column or a function that is not there is named", async () => {
      const table = await service.from("nothing").select();
      assertEquals([table.status, table.error?.code], [404, "PGRST205"]);
      const column = await service.from("specimens").select("nothing");
      assertEquals([column.status, column.error?.code, column.error?.message], [
        400,
        "42703",
        "column specimens.nothing does not exist",
      ]);
      const called = await service.rpc("nothing");
      assertEquals([called.status, called.error?.code], [404, "PGRST202"]);
    });
  } finally {
    await stack.close();
  }
});
