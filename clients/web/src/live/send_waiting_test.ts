import { assertEquals } from "@std/assert";
import { EstateError, memoryOutbox, type Outgoing } from "@estate/sdk";
import type { PersonsOutbox } from "../offline/outbox_store.ts";
import { sendWaiting } from "./send_waiting.ts";

const message = (conversationId: string, body: string, writtenAt: number): Outgoing => ({
  clientId: body,
  conversationId,
  body,
  writtenAt,
});

async function outboxWith(...messages: Outgoing[]): Promise<PersonsOutbox> {
  const outbox = memoryOutbox();
  for (const it of messages) await outbox.save(it);
  const conversations = [...new Set(messages.map((it) => it.conversationId))];
  return { ...outbox, conversations: () => Promise.resolve(conversations) };
}

/** What was tried, of which `failing` throws. */
function speaker(failing: Readonly<Record<string, unknown>> = {}) {
  const tried: string[] = [];
  return {
    tried,
    say: (it: Outgoing) => {
      tried.push(it.body);
      return it.body in failing ? Promise.reject(failing[it.body]) : Promise.resolve();
    },
  };
}

const bodies = async (outbox: PersonsOutbox, conversation: string) =>
  (await outbox.load(conversation)).map((it) => it.body);

Deno.test("all that waits is said in the order of writing, and then waits no more", async () => {
  const outbox = await outboxWith(
    message("a", "a2", 2),
    message("a", "a1", 1),
    message("b", "b1", 3),
  );
  const { tried, say } = speaker();
  assertEquals(await sendWaiting(outbox, say, () => true), true);
  assertEquals(tried, ["a1", "a2", "b1"]);
  assertEquals([await bodies(outbox, "a"), await bodies(outbox, "b")], [[], []]);
});

Deno.test("a refusal ends its conversation and no other, and is kept", async () => {
  const outbox = await outboxWith(
    message("a", "a1", 1),
    message("a", "a2", 2),
    message("b", "b1", 3),
  );
  const { tried, say } = speaker({ a1: new EstateError("No", "message.bad_fact", 422) });
  assertEquals(await sendWaiting(outbox, say, () => true), true);
  assertEquals(tried, ["a1", "b1"]);
  assertEquals([await bodies(outbox, "a"), await bodies(outbox, "b")], [["a1", "a2"], []]);
});

Deno.test("what did not arrive is worth another try, and nothing overtakes it", async () => {
  const outbox = await outboxWith(message("a", "a1", 1), message("a", "a2", 2));
  const lost = speaker({ a1: new TypeError("The line is away") });
  assertEquals(await sendWaiting(outbox, lost.say, () => true), false);
  assertEquals(lost.tried, ["a1"]);
  const { tried, say } = speaker();
  assertEquals(await sendWaiting(outbox, say, () => true), true);
  assertEquals(tried, ["a1", "a2"]);
});

Deno.test("what is given up meanwhile is not said; nor anything once another is signed in", async () => {
  const outbox = await outboxWith(
    message("a", "a1", 1),
    message("a", "a2", 2),
    message("b", "b1", 3),
  );
  const { tried, say } = speaker();
  const givingUp = async (it: Outgoing) => {
    await say(it);
    await outbox.remove("a2");
  };
  await sendWaiting(outbox, givingUp, () => tried.length === 0);
  assertEquals(tried, ["a1"]);
  await sendWaiting(outbox, say, () => true);
  assertEquals(tried, ["a1", "b1"]);
});
