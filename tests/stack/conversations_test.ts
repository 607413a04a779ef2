import { assert, assertEquals } from "@std/assert";
import {
  addMessageFile,
  addProperty,
  addUnit,
  type ConversationView,
  countUnread,
  createListing,
  createOrganization,
  deleteMessage,
  downloadMessageFile,
  editMessage,
  type EstateError,
  followConversation,
  linkToMessageFile,
  listConversations,
  listMessages,
  listParticipants,
  listReadings,
  memoryOutbox,
  type Message,
  moveListing,
  openConversation,
  reportMessage,
  searchMessages,
  sendMessage,
  warningText,
} from "@estate/sdk";
import { eventually, refused } from "../../local/demo/narrator.ts";
import { arrive, leave } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { picture, withExif } from "../../supabase/functions/media/testing/pictures.ts";
import { arriveShaky } from "./shaky_network.ts";

/** Waits until `look` finds something. */
function until<Found>(
  what: string,
  look: () => Promise<Found> | Found,
  patienceMs?: number,
): Promise<Exclude<Found, undefined | false>> {
  return eventually(
    what,
    async () => (await look() || undefined) as Exclude<Found, undefined | false> | undefined,
    patienceMs,
  );
}

/** What a screen showed, one view after the other. */
function screen() {
  const views: ConversationView[] = [];
  const troubles: unknown[] = [];
  return {
    views,
    troubles,
    onChange: (view: ConversationView) => void views.push(view),
    onTrouble: (error: unknown) => void troubles.push(error),
    retryAfterMs: () => 100,
    get last() {
      return views.at(-1);
    },
  };
}

/** Every view shows each message once, in order, and none that was shown goes away. */
function assertSteady(views: readonly ConversationView[]) {
  let before = new Set<string>();
  for (const { messages } of views) {
    const ids = messages.map((it) => it.id);
    assertEquals(ids, ids.toSorted());
    assertEquals(new Set(ids).size, ids.length);
    assertEquals(
      messages.map((it) => it.number),
      messages.map((_, n) => (messages[0]?.number ?? 1) + n),
    );
    for (const id of before) assert(ids.includes(id));
    before = new Set(ids);
  }
}

Deno.test({
  name: "two people talk over a network that fails, and miss nothing",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const [owner, stranger] = [await arrive(stack, "Ada"), await arrive(stack, "Bola")];
    const tenant = await arriveShaky(stack, "Tunde");
    try {
      await stack.database.query("update private.person_limits set burst = null where $1", [true]);
      const org = await createOrganization(owner.estate, {
        kind: "owner",
        name: "Ada Homes",
        address: "12 Herbert Macaulay Way, Yaba",
      });
      const propertyId = await addProperty(owner.estate, {
        org_id: org.id,
        kind: "house",
        name: "Peace",
        street: "1 Glover Road",
        area: "Ikoyi",
        lga: "Eti-Osa",
        state: "Lagos",
        longitude: 3.43,
        latitude: 6.45,
      });
      const unitId = await addUnit(owner.estate, {
        org_id: org.id,
        property_id: propertyId,
        kind: "flat",
        label: "Flat 1",
      });
      const listingId = await createListing(owner.estate, {
        org_id: org.id,
        unit_id: unitId,
        purpose: "rent",
        title: "A flat to talk about",
        price_kobo: 100_000_000,
        price_per: "year",
      });
      await moveListing(owner.estate, listingId, "published");
      const talk = await openConversation(tenant.estate, { listingId });
      const seen = screen();
      let followed = await followConversation(tenant.estate, talk.id, seen);
      const answering = screen();
      const answered = await followConversation(owner.estate, talk.id, answering);

      await t.step("a stranger does not come in", async () => {
        const error = await refused(
          "a stranger's following",
          followConversation(stranger.estate, talk.id, screen()),
        ) as EstateError;
        assertEquals(error.code, "realtime.refused");
      });

      await t.step("what is sent is shown at once, and said a moment later", async () => {
        await followed.send("Is it free?");
        assertEquals(seen.last?.pending.map((it) => it.body), ["Is it free?"]);
        await until(
          "the owner hearing it",
          () => answering.last?.messages.at(-1)?.body === "Is it free?",
        );
        await until("nothing pending", () => seen.last?.pending.length === 0);
        assertEquals(seen.last?.messages.map((it) => it.body), ["Is it free?"]);
      });

      await t.step("each sees that the other is there", async () => {
        await until("the tenant seeing the owner", () => seen.last?.present.includes(owner.id));
        await until(
          "the owner seeing the tenant",
          () => answering.last?.present.includes(tenant.id),
        );
      });

      await t.step("typing is seen by the other, until something is said", async () => {
        answered.typing();
        await until("the tenant seeing it", () => seen.last?.typing.includes(owner.id));
        await answered.send("It is");
        await until(
          "it to end",
          () => seen.last?.messages.length === 2 && seen.last.typing.length === 0,
        );
        assertEquals(answering.last?.typing, []);
      });

      await t.step("after a gap of a hundred messages each is shown once, in order", async () => {
        const before = tenant.connections();
        tenant.down();
        await until("the loss", () => seen.last?.connected === false);
        for (let n = 1; n <= 100; n++) {
          const said = await sendMessage(owner.estate, talk, `Missed ${n}`);
          if (n % 20 === 0) await editMessage(owner.estate, said.id, `Missed ${n}, corrected`);
          if (n === 50) await deleteMessage(owner.estate, said.id);
        }
        assertEquals(seen.last?.messages.length, 2);
        tenant.up();
        await until("all of them", () => seen.last?.messages.length === 102, 20_000);
        assert(tenant.connections() > before, "the real client connected again");
        assertEquals(
          seen.last?.messages.slice(2).map((it) => it.body),
          Array.from(
            { length: 100 },
            (_, n) =>
              n + 1 === 50 ? null : `Missed ${n + 1}${(n + 1) % 20 === 0 ? ", corrected" : ""}`,
          ),
        );
        assertSteady(seen.views);
      });

      await t.step("also when the line breaks again and again while the other writes", async () => {
        const writing = (async () => {
          for (let n = 1; n <= 60; n++) {
            await sendMessage(owner.estate, talk, `Flow ${n}`);
            await new Promise((resolve) => setTimeout(resolve, 40));
          }
        })();
        for (let cut = 0; cut < 3; cut++) {
          await new Promise((resolve) => setTimeout(resolve, 500));
          tenant.down();
          await new Promise((resolve) => setTimeout(resolve, 200));
          tenant.up();
        }
        await writing;
        await until("all of them", () => seen.last?.messages.length === 162, 30_000);
        assertEquals(
          seen.last?.messages.slice(102).map((it) => it.body),
          Array.from({ length: 60 }, (_, n) => `Flow ${n + 1}`),
        );
        assertSteady(seen.views);
        await until("the connection", () => seen.last?.connected === true, 20_000);
      });

      await t.step(
        "what was written without a network is said once, in order, after it",
        async () => {
          tenant.breakCalls("rpc/send_message", 2, "before its answer comes");
          await followed.send("First");
          await followed.send("Second");
          tenant.breakCalls("rpc/send_message", 3, "before it is sent");
          await followed.send("Third");
          await until("all said", () => seen.last?.pending.length === 0, 20_000);
          await until("the owner", () => answering.last?.messages.at(-1)?.body === "Third");
          assertEquals(answering.last?.messages.slice(-3).map((it) => it.body), [
            "First",
            "Second",
            "Third",
          ]);
          assert(seen.troubles.length > 0);
          assertSteady(seen.views);
          assertSteady(answering.views);
        },
      );

      await t.step("the outbox outlives the page", async () => {
        await followed.leave();
        const outbox = memoryOutbox();
        const page = screen();
        const first = await followConversation(tenant.estate, talk.id, {
          ...page,
          onChange: page.onChange,
          outbox,
        });
        tenant.breakCalls("rpc/send_message", 1000, "before it is sent");
        await first.send("Kept for later");
        await first.leave();
        assertEquals((await outbox.load(talk.id)).map((it) => it.body), ["Kept for later"]);
        tenant.breakCalls("nothing", 0, "before it is sent");
        const next = screen();
        const second = await followConversation(tenant.estate, talk.id, {
          ...next,
          onChange: next.onChange,
          outbox,
        });
        await until(
          "it being said",
          () => second.view.messages.at(-1)?.body === "Kept for later",
        );
        await until("an empty outbox", async () => (await outbox.load(talk.id)).length === 0);
        await second.leave();
      });

      await t.step("what was put into the outbox meanwhile is taken over, once", async () => {
        const outbox = memoryOutbox();
        const page = screen();
        const joined = await followConversation(tenant.estate, talk.id, {
          ...page,
          onChange: page.onChange,
          outbox,
        });
        const late = ["Written early", "Written later"].map((body, n) => ({
          clientId: crypto.randomUUID(),
          conversationId: talk.id,
          body,
          writtenAt: n + 1,
        }));
        for (const message of late) await outbox.save(message);
        joined.adopt([
          ...late.toReversed(),
          { ...late[0]!, clientId: crypto.randomUUID(), conversationId: crypto.randomUUID() },
        ]);
        assertEquals(page.last?.pending.map((it) => it.body), ["Written early", "Written later"]);
        joined.adopt(late);
        assertEquals(page.last?.pending.length, 2);
        await until("an empty outbox", async () => (await outbox.load(talk.id)).length === 0);
        await until("both said", () => page.last?.messages.at(-1)?.body === "Written later");
        joined.adopt(late);
        assertEquals(page.last?.pending, []);
        assertEquals(page.last?.messages.slice(-2).map((it) => it.body), [
          "Written early",
          "Written later",
        ]);
        await joined.leave();
        followed = await followConversation(tenant.estate, talk.id, seen);
      });

      await t.step("what is refused says why, and can be given up", async () => {
        const id = await followed.send(" ");
        const waiting = await until(
          "the refusal",
          () => seen.last?.pending.find((it) => it.refusal !== undefined),
        );
        assertEquals([waiting.clientId, waiting.refusal?.code], [id, "message.bad_fact"]);
        await followed.discard(id);
        assertEquals(seen.last?.pending, []);
      });

      let photo: Message | undefined;
      await t.step(
        "a photo comes without what the camera wrote into it, a PDF as it is",
        async () => {
          const sink = new Blob([withExif(await picture("jpeg", 800, 400), 6)], {
            type: "image/jpeg",
          });
          const paper = new Blob(["%PDF-1.7\n%%EOF"], { type: "application/pdf" });
          const files = [
            await addMessageFile(tenant.estate, talk.id, sink, "The sink.jpg"),
            await addMessageFile(tenant.estate, talk.id, paper, "The plan.pdf"),
          ];
          assertEquals([files[0]?.width, files[0]?.height], [400, 800], "upright");
          photo = await sendMessage(tenant.estate, talk, "See this", undefined, { files });
          assertEquals(photo.attachments.map((it) => [it.name, it.mime_type]), [
            ["The sink.jpg", "image/webp"],
            ["The plan.pdf", "application/pdf"],
          ]);
          const heard = await until(
            "the owner",
            () => answering.last?.messages.find((it) => it.id === photo?.id),
          );
          const link = await linkToMessageFile(owner.estate, heard.attachments[0]!.path);
          const bytes = await (await fetch(link)).bytes();
          assertEquals(/exif|gps/i.test(new TextDecoder("latin1").decode(bytes)), false);
          assertEquals(
            await (await downloadMessageFile(owner.estate, heard.attachments[1]!)).text(),
            "%PDF-1.7\n%%EOF",
          );
          await refused(
            "a stranger's link",
            linkToMessageFile(stranger.estate, heard.attachments[0]!.path),
          );
          const liar = new Blob(["<script>alert(1)</script>"], { type: "image/png" });
          const lie = await refused(
            "a lie",
            addMessageFile(tenant.estate, talk.id, liar, "x.png"),
          ) as EstateError;
          assertEquals([lie.code, lie.status], ["media.wrong_type", 422]);
          const outside = await refused(
            "a stranger's file",
            addMessageFile(stranger.estate, talk.id, sink, "x.jpg"),
          ) as EstateError;
          assertEquals(outside.code, "conversation.not_found");
          const twice = await refused(
            "sending it twice",
            sendMessage(tenant.estate, talk, "Again", undefined, { files }),
          ) as EstateError;
          assertEquals(twice.code, "message.file_not_found");
        },
      );

      await t.step("what is deleted takes its files along", async () => {
        await deleteMessage(tenant.estate, photo!.id);
        await refused(
          "the owner's link",
          linkToMessageFile(owner.estate, photo!.attachments[0]!.path),
        );
        const mark = await until(
          "the mark",
          () =>
            answering.last?.messages.find((it) => it.id === photo?.id && it.deleted_at !== null),
        );
        assertEquals([mark.body, mark.attachments], [null, []]);
      });

      await t.step("the owner reads what waits, and the tenant sees that they did", async () => {
        assert((await countUnread(owner.estate)).get(talk.id)! > 0);
        const [first] = await listConversations(owner.estate, { unreadOnly: true });
        assertEquals(first?.id, talk.id);
        await answered.markRead();
        assertEquals((await countUnread(owner.estate)).get(talk.id), undefined);
        const readings = await listReadings(tenant.estate, talk.id);
        assert(readings.some((it) => it.user_id === owner.id));
        assertEquals((await listParticipants(tenant.estate, talk.id)).map((it) => it.part), [
          "member",
          "person",
        ]);
      });

      await t.step("both are warned of paying past the platform, and find it again", async () => {
        const said = await sendMessage(owner.estate, talk, "Abeg pay me directly, 0123456789 GTB");
        assertEquals(said.warnings.toSorted(), ["account_number", "pay_directly"]);
        const heard = await until(
          "the tenant",
          () => seen.last?.messages.find((it) => it.id === said.id),
        );
        assert(heard.warnings.every((it) => warningText(it, "pcm").length > 50));
        assertEquals((await searchMessages(tenant.estate, "directly gtb"))[0]?.id, said.id);
        assertEquals(await searchMessages(stranger.estate, "directly gtb"), []);
        assert((await reportMessage(tenant.estate, said.id, "scam")).length === 36);
      });

      await t.step("older messages come a page at a time, without a hole", async () => {
        await followed.leave();
        const short = screen();
        const paged = await followConversation(
          tenant.estate,
          talk.id,
          {
            onChange: short.onChange,
            pageSize: 40,
          },
        );
        assertEquals(paged.view.messages.length, 40);
        while (await paged.loadOlder());
        const all = await listMessages(tenant.estate, talk.id, 1000);
        assertEquals(paged.view.messages.map((it) => it.id), all.map((it) => it.id));
        await paged.leave();
      });

      await answered.leave();
    } finally {
      await leave([owner.estate, stranger.estate, tenant.estate]);
      await stack.close();
    }
  },
});
