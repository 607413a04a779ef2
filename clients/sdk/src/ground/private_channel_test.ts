import type { RealtimeChannel } from "@supabase/supabase-js";
import { assertEquals, assertRejects } from "@std/assert";
import type { Estate } from "./client.ts";
import { EstateError } from "./estate_error.ts";
import { joinPrivateChannel } from "./private_channel.ts";

type Tell = (status: string, error?: Error) => void;

/** A client whose line the test holds in its hand. */
function lineInHand() {
  let tell: Tell = () => {};
  const removed: unknown[] = [];
  const channel = {
    subscribe(heard: Tell) {
      tell = heard;
      return channel;
    },
  } as unknown as RealtimeChannel;
  const estate = {
    channel: () => channel,
    removeChannel: (gone: unknown) => Promise.resolve(removed.push(gone)),
  } as unknown as Estate;
  return { estate, channel, removed, tell: (status: string, error?: Error) => tell(status, error) };
}

Deno.test("a channel that was joined outlives a lost connection, and says each time that it is back", async () => {
  const { estate, channel, removed, tell } = lineInHand();
  let rejoined = 0;
  const joining = joinPrivateChannel(estate, "user:a", () => {}, () => rejoined++);
  tell("SUBSCRIBED");
  assertEquals(await joining, channel);
  assertEquals(rejoined, 0);
  for (const lost of ["CHANNEL_ERROR", "TIMED_OUT"]) {
    tell(lost, new Error("The line is away"));
    tell("SUBSCRIBED");
  }
  assertEquals([rejoined, removed.length], [2, 0]);
});

Deno.test("what is refused at first is given up, once", async () => {
  for (const refused of ["CHANNEL_ERROR", "TIMED_OUT"]) {
    const { estate, channel, removed, tell } = lineInHand();
    const joining = joinPrivateChannel(estate, "user:a", () => {});
    tell(refused, new Error("Not yours"));
    const error = await assertRejects(() => joining, EstateError, "Not yours");
    assertEquals([error.code, removed], ["realtime.refused", [channel]]);
  }
});
