/** What staff say about a payment exception: once, until it is seen again. */
import { assertEquals } from "@std/assert";
import { as, problem } from "../actor.ts";
import { openWorld } from "../test_database.ts";

Deno.test("a payment exception is resolved once, in one set of words", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { staff } = world.people;
    const see = () =>
      database.query(
        "select private.note_payment_exception('unsettled', 'paystack', 'EST-9', $1, null, '{}')",
        ["EST-9"],
      );
    const kept = async () =>
      (await database.query<{ id: string; resolution: string | null; resolved_at: string | null }>(
        "select id, resolution, resolved_at::text from payment_exceptions where fingerprint = $1",
        ["EST-9"],
      ))[0]!;
    await see();
    const { id } = await kept();
    const resolve = (words: string) =>
      as(database, staff, "select resolve_payment_exception($1, $2)", [id, words]);
    await resolve("Booked by hand");
    const first = await kept();
    assertEquals(first.resolution, "Booked by hand");
    await resolve(" Booked by hand ");
    assertEquals(await problem(resolve("Given back")), [
      "PT409",
      "payment.exception_resolved",
      "exception_id",
    ]);
    assertEquals(await kept(), first, "what stands stays, and since when");
    // Seen again it is open again.
    await see();
    assertEquals((await kept()).resolution, null);
    await resolve("Given back");
    assertEquals((await kept()).resolution, "Given back");
  } finally {
    await close();
  }
});
