/** Two at once: one identity is verified for one profile, and one question is asked by one worker. */
import { assertEquals } from "@std/assert";
import { openWorld } from "../test_database.ts";
import { createUser } from "../world.ts";
import { answer, begin, claim, decide, read, silence, type Taken, verify } from "./verifying.ts";

const ignore = Deno.env.get("DATABASE_URL") === undefined;

Deno.test({
  name: "who is verified at once with one number is one",
  ignore,
  async fn() {
    const { database, world, close } = await openWorld();
    try {
      const { staff } = world.people;
      await database.query("update private.verification_limits set by_number = 100 where $1", [
        true,
      ]);
      for (let round = 0; round < 5; round++) {
        const number = `5000000000${round}`;
        const people = await Promise.all(
          Array.from({ length: 6 }, async () => ({ user: await createUser(database, "twin") })),
        );
        const cases = await Promise.all(people.map((by) => begin(database, by, number)));
        const taken = await Promise.all(cases.map((it) => claim(database, it.id)));
        const ended = await Promise.all(
          taken.map((it) => answer(database, it!.attempt_id, { born: `198${round}-01-01` })),
        );
        assertEquals(ended.map((it) => it.status).sort(), [
          ...Array(5).fill("manual_review"),
          "verified",
        ]);
        // Staff move it to two at once: the second takes it from the first.
        const held = ended.filter((it) => it.status === "manual_review").slice(0, 2);
        await Promise.all(held.map((it) => decide(database, staff, it.id, "moved")));
        const [holders] = await database.query<{ count: number }>(
          "select count(*)::int as count from verification_cases where user_id = any ($1::text::uuid[]) and status = 'verified'",
          [`{${people.map((it) => it.user).join(",")}}`],
        );
        assertEquals(holders?.count, 1);
      }
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "who tries one number at once is counted",
  ignore,
  async fn() {
    const { database, close } = await openWorld();
    try {
      for (let round = 0; round < 5; round++) {
        const people = await Promise.all(
          Array.from({ length: 8 }, async () => ({ user: await createUser(database, "many") })),
        );
        const begun = await Promise.all(
          people.map((by) => begin(database, by, `5100000000${round}`)),
        );
        assertEquals(begun.map((it) => it.status).sort(), [
          ...Array(3).fill("consented"),
          ...Array(5).fill("manual_review"),
        ]);
      }
    } finally {
      await close();
    }
  },
});

Deno.test({
  name: "many workers ask each question once",
  ignore,
  async fn() {
    const { database, close } = await openWorld();
    try {
      const ids: string[] = [];
      for (let n = 0; n < 20; n++) {
        const by = { user: await createUser(database, "person") };
        ids.push((await begin(database, by, String(60_000_000_000 + n))).id);
      }
      assertEquals(await claim(database, null), undefined, "whoever begins it asks first");
      // They were killed before they asked.
      await database.query(
        "update verification_cases set next_try_at = now() where id = any ($1::uuid[])",
        [`{${ids.join(",")}}`],
      );
      const asked: Taken[] = [];
      await Promise.all(Array.from({ length: 8 }, async () => {
        for (;;) {
          const taken = await claim(database, null);
          if (taken === undefined) break;
          asked.push(taken);
          // Every second one says nothing, and nobody knows whether it was billed.
          if (asked.length % 2 === 0) await silence(database, taken.attempt_id, true);
          else await answer(database, taken.attempt_id, { born: taken.case_id.slice(-10) });
        }
      }));
      const billed = asked.map((it) => `${it.case_id} ${it.provider}`);
      assertEquals(new Set(billed).size, billed.length);
      for (const id of ids) {
        const { status } = await read(database, id);
        assertEquals(["verified", "manual_review", "submitted"].includes(status), true, status);
      }
      // The same person who begins twice at once has one case.
      const by = { user: await createUser(database, "hasty") };
      const twice = await Promise.all([1, 2, 3].map(() => begin(database, by, "70000000001")));
      assertEquals(new Set(twice.map((it) => it.id)).size, 1);
      await verify(database, by, "70000000001", { born: "1955-05-05" });
    } finally {
      await close();
    }
  },
});
