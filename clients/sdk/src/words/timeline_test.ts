import { assertEquals } from "@std/assert";
import fc from "fast-check";
import type { Message } from "./conversations.ts";
import { Timeline } from "./timeline.ts";

const message = (number: number, change: number, body = `${number}`): Message => ({
  id: String(number).padStart(8, "0"),
  conversation_id: "talk",
  sender_id: "ada",
  client_id: `client-${number}`,
  body,
  created_at: "2026-12-01T09:00:00+00:00",
  reply_to_id: null,
  attachments: [],
  warnings: [],
  number,
  change_number: change,
  edited_at: null,
  deleted_at: null,
});

/** A conversation's changes: each says something new, or edits what was said. */
const history = fc.array(fc.option(fc.nat(), { nil: undefined }), { minLength: 1, maxLength: 60 })
  .map((edits) => {
    const said: Message[] = [];
    return edits.map((edited, n) => {
      const known = edited === undefined || said.length === 0
        ? undefined
        : said[edited % said.length];
      const changed = known === undefined
        ? message(said.length + 1, n + 1)
        : { ...message(known.number, n + 1), body: `edited ${n}` };
      if (known === undefined) said.push(changed);
      return changed;
    });
  });

/** What the server answers: each message as it is after `upTo` changes, of those changed after `after`, in order. */
function changesAfter(changes: readonly Message[], upTo: number, after: number): Message[] {
  const now = new Map(changes.slice(0, upTo).map((it) => [it.id, it]));
  return [...now.values()].filter((it) => it.change_number > after)
    .sort((one, other) => one.change_number - other.change_number);
}

Deno.test("whatever is lost, comes twice or late: after catching up all is there, once, as it is now", () => {
  fc.assert(fc.property(history, fc.array(fc.nat(), { maxLength: 120 }), (changes, heard) => {
    const timeline = new Timeline();
    timeline.begin([], 0);
    for (const at of heard) {
      const now = at % changes.length;
      // Live changes come in any order, some never; a gap is read at once, from a server that has moved on meanwhile.
      if (timeline.hear(changes[now]!) === "gap") {
        timeline.catchUp(changesAfter(changes, changes.length, timeline.lastChange).slice(0, 3));
      }
    }
    timeline.catchUp(changesAfter(changes, changes.length, timeline.lastChange));
    const expected = changesAfter(changes, changes.length, 0).sort((a, b) => a.number - b.number);
    assertEquals(timeline.messages, expected);
    assertEquals(timeline.lastChange, changes.length);
  }));
});

Deno.test("an older message that changes leaves no hole before the first page", () => {
  const timeline = new Timeline();
  timeline.begin([message(3, 3), message(4, 4)], 4);
  assertEquals(timeline.hear({ ...message(1, 5), body: "edited" }), "new");
  assertEquals(timeline.messages.map((it) => it.number), [3, 4]);
  timeline.addOlder([{ ...message(1, 5), body: "edited" }, message(2, 2)]);
  assertEquals(timeline.messages.map((it) => it.body), ["edited", "2", "3", "4"]);
});
