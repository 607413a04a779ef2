import { assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { begin, freshListing, person, save, submitted } from "./prospects.ts";
import { openWorld } from "../test_database.ts";
import { liftLimits } from "../world.ts";

Deno.test({
  name: "one person asking 20 times at once asks once, and two answers answer once",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { people, org } = world;
      const listing = await freshListing(database, world);
      const asked = await Promise.all(
        Array.from(
          { length: 20 },
          (_, n) =>
            as<{ id: string; conversation_id: string }>(
              database,
              people.stranger,
              "select * from enquire($1, $2)",
              [
                listing,
                `Question ${n}`,
              ],
            ),
        ),
      );
      assertEquals(new Set(asked.map((rows) => rows[0]?.id)).size, 1);
      const enquiry = asked[0]?.[0] as { id: string; conversation_id: string };
      await Promise.all([people.owner, people.manager, people.agent].map((by) =>
        as(
          database,
          by,
          "insert into messages (org_id, conversation_id, client_id, body) values ($1, $2, gen_random_uuid(), 'Yes')",
          [org, enquiry.conversation_id],
        )
      ));
      const [counted] = await database.query(
        `select (select count(*)::int from messages where conversation_id = $2) as messages,
           (select count(*)::int from state_changes where subject_id = $1 and to_state = 'answered') as answers`,
        [enquiry.id, enquiry.conversation_id],
      );
      assertEquals(counted, { messages: 4, answers: 1 });
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "decisions at the same moment come one after the other, none silently lost",
  ignore: Deno.env.get("DATABASE_URL") === undefined,
  async fn(t) {
    const { database, world, close } = await openWorld();
    try {
      await liftLimits(database);
      const { people } = world;
      const me = people.stranger;
      const outcome = (work: Promise<unknown>) =>
        work.then(() => "ok", (error) => (error.hint || error.code) as string);
      // Each move names where it came from: their order needs no clock.
      const history = async (id: string) =>
        (await database.query<{ move: string }>(
          `select from_state || ' ' || to_state as move from state_changes
           where subject_id = $1 and from_state <> 'draft' order by 1`,
          [id],
        )).map((row) => row.move);

      await t.step("shortlisting beside declining", async () => {
        for (let n = 0; n < 15; n++) {
          const id = await submitted(database, me, await freshListing(database, world));
          const [shortlisted, declined] = await Promise.all([
            outcome(as(database, people.agent, "select shortlist_application($1)", [id])),
            outcome(as(database, people.manager, "select decline_application($1, 'No')", [id])),
          ]);
          assertEquals(declined, "ok");
          assertEquals(
            await history(id),
            shortlisted === "ok"
              ? ["shortlisted declined", "submitted shortlisted"]
              : ["submitted declined"],
          );
          assertEquals(["ok", "application.illegal_transition"].includes(shortlisted), true);
        }
      });

      await t.step("two refusals with two reasons: one, and the other is told", async () => {
        const id = await submitted(database, me, await freshListing(database, world));
        const outcomes = await Promise.all(
          [people.owner, people.manager, people.agent].map((by, n) =>
            outcome(as(database, by, `select decline_application($1, 'Reason ${n}')`, [id]))
          ),
        );
        assertEquals(outcomes.sort(), [
          "application.already_declined",
          "application.already_declined",
          "ok",
        ]);
        assertEquals(await history(id), ["submitted declined"]);
      });

      await t.step("one person beginning 20 times at once begins once", async () => {
        const listing = await freshListing(database, world);
        const begun = await Promise.all(
          Array.from({ length: 20 }, () => begin(database, me, listing)),
        );
        assertEquals(new Set(begun.map((row) => row.id)).size, 1);
      });

      await t.step("no application slips in beside the letting of its listing", async () => {
        for (let n = 0; n < 8; n++) {
          const listing = await freshListing(database, world);
          const { id } = await begin(database, me, listing);
          await save(database, me, id);
          const [sent] = await Promise.all([
            outcome(as(database, me, "select submit_application($1)", [id])),
            database.query("select private.move_listing($1, 'let')", [listing]),
          ]);
          await database.query("select private.expire_applications() where $1", [true]);
          assertEquals(
            await history(id),
            sent === "ok" ? ["submitted expired"] : [],
            sent,
          );
          const [row] = await database.query("select status from applications where id = $1", [id]);
          assertEquals(row, { status: "expired" });
        }
      });

      await t.step("a guarantor who answers both ways at once has answered one way", async () => {
        const uncle = await person(database, "uncle");
        await database.query(
          "update auth.users set phone = '+2348031112222', phone_confirmed_at = now() where id = $1",
          [uncle.user],
        );
        const { id } = await begin(database, me, await freshListing(database, world));
        await save(database, me, id, {
          guarantors: [{ full_name: "Segun Obi", phone: "+2348031112222", relationship: "uncle" }],
        });
        const [asked] = await as<{ token: string }>(
          database,
          me,
          "select token from ask_guarantor((select id from application_guarantors where application_id = $1))",
          [id],
        );
        const outcomes = await Promise.all([true, false].map((accept) =>
          outcome(
            as(database, uncle, "select answer_guarantee($1, $2)", [asked?.token, accept]),
          )
        ));
        assertEquals(outcomes.sort(), ["guarantor.answered", "ok"]);
      });
    } finally {
      await close();
    }
  },
});
