import { assertEquals } from "@std/assert";
import { as, idFrom } from "../actor.ts";
import { advertise } from "../deals/deals.ts";
import { actsOf, inWorld } from "./in_world.ts";

Deno.test("a decision that stands already is no act", () =>
  inWorld(async (database, world) => {
    const { people } = world;
    const { listing } = await advertise(database, world);
    const staff = (call: string, values: unknown[]) =>
      as<{ id: string }>(database, people.staff, call, values);
    await database.exec(
      "select private.note_payment_exception('unknown_reference', 'paystack', 'nobodys', 'nobodys', null, '{}')",
    );
    const [exception] = await database.query<{ id: string }>(
      "select id from payment_exceptions where reference = $1",
      ["nobodys"],
    );
    await staff("select suspend_organization($1, 'No such company')", [world.org]);
    const acts: readonly [string, string, unknown[]][] = [
      ["review_listing", "select review_listing($1, 'suspend', 'It is not there')", [listing]],
      ["resolve_payment_exception", "select resolve_payment_exception($1, 'Sent back')", [
        exception?.id,
      ]],
      ["decide_appeal", "select decide_appeal($1, false, 'Nobody lives there')", [
        await idFrom(
          database,
          people.owner,
          "select appeal('organization', $1, 'We are real') as id",
          [
            world.org,
          ],
        ),
      ]],
    ];
    for (const [act, call, values] of acts) {
      for (let time = 0; time < 2; time++) await staff(call, values);
      assertEquals(await actsOf(database, values[0] as string, act), 1, act);
    }
  }));
