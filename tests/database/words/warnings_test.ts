import { assert, assertEquals } from "@std/assert";
import { as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";
import { createListing } from "../world.ts";
import { open, readable, type Said, send } from "./talking.ts";

const kinds = ["phone_number", "account_number", "pay_directly"] as const;
type Kind = typeof kinds[number];

/** Least share, of what is warned of and of what should be: less fails. */
const least = 0.95;

Deno.test("warnings find what they should in labelled messages, and leave the others alone", async (t) => {
  const { database, close } = await openWorld();
  try {
    const labelled = JSON.parse(
      await Deno.readTextFile(new URL("./labelled_messages.json", import.meta.url)),
    ) as Record<Kind | "nothing", string[]>;
    const all = Object.entries(labelled).flatMap(([label, texts]) =>
      texts.map((text) => ({ label, text }))
    );
    assert(all.length >= 120 && new Set(all.map((it) => it.text)).size === all.length);
    const found = await database.query<{ text: string; warnings: Kind[] }>(
      "select text, to_json(private.warnings_in(text)) as warnings from jsonb_array_elements_text($1::text::jsonb) as text",
      [JSON.stringify(all.map((it) => it.text))],
    );
    const warned = new Map(found.map((it) => [it.text, it.warnings]));
    const wrong = all.filter((it) =>
      it.label === "nothing"
        ? warned.get(it.text)!.length > 0
        : !warned.get(it.text)!.includes(it.label as Kind)
    );
    for (const it of wrong) console.log(`  ${it.label}: ${it.text} → ${warned.get(it.text)}`);
    const meant = all.filter((it) => it.label !== "nothing");
    const hits = all.filter((it) => warned.get(it.text)!.length > 0);
    const right = hits.filter((it) => it.label !== "nothing").length;
    const rows = {
      any: { precision: right / hits.length, recall: right / meant.length },
      // A message may rightly be warned of two things: only what should not be warned of at all counts against a kind.
      ...Object.fromEntries(kinds.map((kind) => {
        const hits = all.filter((it) => warned.get(it.text)!.includes(kind));
        const meant = labelled[kind];
        return [kind, {
          precision: hits.filter((it) => it.label !== "nothing").length / hits.length,
          recall: meant.filter((text) => warned.get(text)!.includes(kind)).length / meant.length,
        }];
      })),
    };
    for (const [name, { precision, recall }] of Object.entries(rows)) {
      await t.step(
        `${name}: precision ${(precision * 100).toFixed(1)} %, recall ${
          (recall * 100).toFixed(1)
        } % of ${all.length} messages`,
        () => assert(precision >= least && recall >= least),
      );
    }
  } finally {
    await close();
  }
});

Deno.test("a warned message is said to both sides with its warning, until there is a tenancy", async (t) => {
  const { database, close, world } = await openWorld();
  try {
    const { people } = world;
    const text = "Pay me directly, account 0123456789 GTB, or call 0803 123 4567";
    const listing = await createListing(database, people.owner, {
      org: world.org,
      unit: world.vacantUnit,
    })
      .catch(async () =>
        (await database.query<{ id: string }>(
          "select id from listings where unit_id = $1 and status = 'published'",
          [world.vacantUnit],
        ))[0]!.id
      );
    const talk = await open(database, people.stranger, { listing_id: listing });

    await t.step("it is never dropped, and both read why", async () => {
      const said = await send(database, people.owner, talk, text);
      assertEquals(said.warnings.toSorted(), [...kinds].toSorted());
      assertEquals(await readable(database, people.stranger, talk), 1);
      const [row] = await as<Said>(
        database,
        people.stranger,
        "select to_json(warnings) as warnings, body from messages where id = $1",
        [said.id],
      );
      assertEquals([row?.warnings.length, row?.body], [3, text]);
      const [live] = await database.query<{ payload: Said }>(
        "select payload from realtime.messages where topic = $1 and event = 'message_created'",
        [`conversation:${talk}`],
      );
      assertEquals(live?.payload.warnings, said.warnings);
      const hidden = await send(database, people.owner, talk, "08\u200b031\u200b234567 na my line");
      assertEquals(hidden.warnings, ["phone_number"]);
      assertEquals((await send(database, people.owner, talk, "Come on Saturday")).warnings, []);
    });

    await t.step("an edit is looked at again", async () => {
      const said = await send(database, people.owner, talk, "See you");
      const [edited] = await as<{ said: Said }>(
        database,
        people.owner,
        "select edit_message($1, $2) as said",
        [said.id, text],
      );
      assertEquals(edited?.said.warnings.length, 3);
    });

    await t.step("who has a tenancy of this landlord is not warned", async () => {
      const joint = await open(database, people.tenant, { tenancy_id: world.tenancy });
      assertEquals((await send(database, people.owner, joint, text)).warnings, []);
      assertEquals((await send(database, people.tenant, world.conversation, text)).warnings, []);
    });

    await t.step("what is noticed is data, and what is no pattern is refused", async () => {
      await database.query(
        "insert into chat_warning_patterns (kind, pattern, note) values ('pay_directly', 'gift ?card', $1)",
        ["Gift cards"],
      );
      assertEquals((await send(database, people.owner, talk, "Buy me a Gift Card")).warnings, [
        "pay_directly",
      ]);
      // All are looked for as one expression first: what cannot be part of another is refused too.
      for (const pattern of ["(((", "(?i)voucher", "***:voucher", "([0-9])[a-z]\\1"]) {
        const broken = database.query(
          "insert into chat_warning_patterns (kind, pattern, note) values ('pay_directly', $1, 'Broken')",
          [pattern],
        );
        assertEquals((await refusal(broken)).hint, "value.bad_text", pattern);
      }
    });
  } finally {
    await close();
  }
});
