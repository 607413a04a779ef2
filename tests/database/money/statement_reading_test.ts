import { assertEquals } from "@std/assert";
import { openTestDatabase } from "../test_database.ts";

Deno.test("amounts and dates are read as banks write them", async () => {
  const { database, close } = await openTestDatabase();
  try {
    const amounts = {
      "₦1,200,000.00": 120_000_000,
      "NGN 500": 50_000,
      "N2,500.5": 250_050,
      "(500.00)": -50_000,
      "-500": -50_000,
      "500.00-": -50_000,
      "500.00 DR": -50_000,
      "500.00CR": 50_000,
      ".50": 50,
      "0.00": 0,
      "1.234": null,
      "1e9": null,
      "99999999999999": null,
      "": null,
    };
    for (const [written, kobo] of Object.entries(amounts)) {
      assertEquals(
        await database.query("select private.read_statement_amount($1) as kobo", [written]),
        [{ kobo }],
        written,
      );
    }
    const dates = {
      "26/11/2026": "2026-11-26",
      "6/1/2026": "2026-01-06",
      "26-Nov-2026": "2026-11-26",
      "26 NOVEMBER 2026": "2026-11-26",
      "26.11.26 10:15": "2026-11-26",
      "2026-11-26T10:15:00Z": "2026-11-26",
      "11/26/2026": null,
      "29/02/2025": null,
      "26-Foo-2026": null,
      "yesterday": null,
    };
    for (const [written, day] of Object.entries(dates)) {
      assertEquals(
        await database.query(
          "select private.read_statement_date($1, 'day_first')::text as day",
          [written],
        ),
        [{ day }],
        written,
      );
    }
    assertEquals(
      await database.query(
        "select private.read_statement_date($1, 'month_first')::text as day",
        ["11/26/2026"],
      ),
      [{ day: "2026-11-26" }],
    );
  } finally {
    await close();
  }
});
