/** What members are sent of a listing that staff suspended: which one, why, and where they see it and appeal. */
import { assert, assertEquals } from "@std/assert";
import { as } from "../actor.ts";
import { freshListing } from "../deals/prospects.ts";
import { openWorld } from "../test_database.ts";
import { claim, givePhone, openOutbox } from "../words/outbox.ts";

Deno.test("who lists learns which listing was suspended, why, and where to appeal", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org } = world;
    const { user } = people.owner;
    await openOutbox(database);
    await givePhone(database, user);
    await database.query(
      "insert into notification_preferences (user_id, kind, channel, mode) values ($1, 'listing_suspended', 'sms', 'at_once')",
      [user],
    );
    const why = `The photos are of another home. ${"It was seen by three people. ".repeat(30)}`;
    for (const language of ["en", "pcm", "yo", "ha", "ig"]) {
      const id = await freshListing(database, world);
      const [listing] = await database.query<{ title: string }>(
        "select title from listings where id = $1",
        [id],
      );
      await openOutbox(database);
      await database.query("update profiles set locale = $2::locale where id = $1", [
        user,
        language,
      ]);
      await as(database, people.staff, "select review_listing($1, 'suspend', $2)", [id, why]);
      const [account] = await database.query<{ email: string }>(
        "select email from auth.users where id = $1",
        [user],
      );
      const email = (await claim(database, "email")).find((it) => it.to === account?.email);
      const [sms] = await claim(database, "sms");
      const link = `https://app.example/org/${org}/listings/${id}`;
      assertEquals([email?.language, sms?.language], [language, language]);
      assert(email?.subject?.includes(listing!.title), email?.subject ?? "no e-mail");
      for (const { text } of [email!, sms!]) {
        for (const named of [listing!.title, "The photos are of another home.", link]) {
          assert(text.includes(named), `${language}: ${text}`);
        }
      }
      assert(email!.text.includes(why.trim()), "an e-mail says all of it");
      assert(Number(sms!.pages) <= 2, sms!.text);
    }
  } finally {
    await close();
  }
});
