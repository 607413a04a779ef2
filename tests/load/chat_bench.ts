/**
 * task bench:chat: how long a message takes from its commit to the last of a thousand subscribers, through the stack's own
 * Realtime, and how much of that is the number of them: first to one, then to all, in one run.
 *
 * Subscribers are sockets of a firm's twenty members in one conversation, in a thread of their own on the same machine. The clock starts
 * when the transaction is about to commit. On the embedded database, or on DATABASE_URL's server.
 * --subscribers=N, --messages=N; --check fails when the median is over 250 ms.
 */
import { parseArgs } from "@std/cli/parse-args";
import { arrive, leave } from "../../local/demo/people.ts";
import { type Stack } from "../../local/stack.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
import { become } from "../database/actor.ts";
import { createListing, createOrganization } from "../database/world.ts";
import type { Listening, Told } from "./chat_listeners.ts";

const mostMs = 250;
const options = parseArgs(Deno.args, { boolean: ["check"], string: ["subscribers", "messages"] });
const subscribers = Number(options.subscribers ?? 1000);
const messages = Number(options.messages ?? 30);

/** A message's way, in milliseconds after its commit began. */
interface Way {
  readonly first: number;
  readonly last: number;
}

const stack = await startTemporaryStack();
const people = await Promise.all(
  Array.from({ length: 20 }, (_, n) => arrive(stack, `Member ${n}`)),
);
try {
  await stack.database.query("update private.person_limits set burst = null where $1", [true]);
  const talk = await openTalk(stack, people.map((it) => it.id));
  const tokens = await Promise.all(
    people.map(async ({ estate }) => (await estate.auth.getSession()).data.session!.access_token),
  );
  const alone = await measure(talk, tokens, 1);
  const all = await measure(talk, tokens, subscribers);
  const line = (name: string, ways: readonly Way[]) =>
    console.log(
      `${name.padStart(18)}  ${
        [median(ways, "first"), median(ways, "last"), greatest(ways)]
          .map((ms) => `${ms.toFixed(0).padStart(5)} ms`).join("  ")
      }`,
    );
  console.log(
    `${"".padStart(18)}     first      last  slowest   after the commit, medians of ${messages}`,
  );
  line("one subscriber", alone);
  line(`${subscribers} subscribers`, all);
  console.log(
    `The last of ${subscribers} has it ${
      (median(all, "last") / median(alone, "last")).toFixed(1)
    } times as late as one alone.`,
  );
  if (options.check && median(all, "last") > mostMs) {
    console.error(`The median is over ${mostMs} ms`);
    Deno.exitCode = 1;
  }
} finally {
  await leave(people.map((it) => it.estate));
  await stack.close();
}

/** A conversation of the first person with the firm of the others. */
async function openTalk(on: Stack, ids: readonly string[]) {
  const [visitor, owner, ...others] = ids.map((user) => ({ user }));
  const org = await createOrganization(on.database, owner!, "Twenty Homes");
  await on.database.query(
    `insert into memberships (org_id, user_id, role) select $1, id, 'agent' from unnest($2::text::uuid[]) as id`,
    [org, `{${others.map((it) => it.user)}}`],
  );
  const [unit] = await on.database.query<{ id: string }>(
    `with property as (
       insert into properties (org_id, kind, name, street, area, lga, state, longitude, latitude)
       values ($1, 'house', 'Peace', '1 Glover Road', 'Ikoyi', 'Eti-Osa', 'Lagos', 3.43, 6.45) returning id
     )
     insert into units (org_id, property_id, label, kind) select $1, id, 'Flat 1', 'flat' from property returning id`,
    [org],
  );
  const listing = await createListing(on.database, owner!, { org, unit: unit!.id });
  return await on.database.transaction(async (tx) => {
    await become(tx, visitor!);
    const [opened] = await tx.query<{ id: string }>(
      "select id from open_conversation(listing_id => $1)",
      [listing],
    );
    return { id: opened!.id, by: visitor! };
  });
}

/** Says something so many times, one after the other, to so many subscribers. */
async function measure(
  talk: { id: string; by: { user: string } },
  tokens: readonly string[],
  count: number,
): Promise<Way[]> {
  const worker = new Worker(new URL("./chat_listeners.ts", import.meta.url), { type: "module" });
  try {
    const address = new URL("/realtime/v1/websocket", stack.url);
    address.protocol = "ws:";
    address.search = `?apikey=${stack.publishableKey}&vsn=2.0.0`;
    const heard = new Map<string, (told: Told) => void>();
    const early = new Map<string, Told>();
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ("joined" in data) return resolve();
        if ("failed" in data) return reject(new Error(data.failed));
        const waiting = heard.get(data.message);
        if (waiting === undefined) early.set(data.message, data);
        else waiting(data);
      };
      const listening: Listening = {
        address: address.href,
        topic: `conversation:${talk.id}`,
        tokens: Array.from({ length: count }, (_, n) => tokens[n % tokens.length]!),
      };
      worker.postMessage(listening);
    });
    console.log(`${count} joined in ${((performance.now() - started) / 1000).toFixed(1)} s`);
    const ways: Way[] = [];
    for (let n = 0; n < messages; n++) {
      let committing = 0;
      const id = await stack.database.transaction(async (tx) => {
        await become(tx, talk.by);
        const [row] = await tx.query<{ said: { id: string } }>(
          "select send_message($1, $2, gen_random_uuid()) as said",
          [
            talk.id,
            `Message ${n} to ${count}: is the flat still free, and may I see it on Saturday?`,
          ],
        );
        committing = performance.timeOrigin + performance.now();
        return row!.said.id;
      });
      const told = early.get(id) ?? await new Promise<Told>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`Message ${n} did not reach everybody`)),
          20_000,
        );
        heard.set(id, (told) => {
          clearTimeout(timer);
          resolve(told);
        });
      });
      if ("message" in told) {
        ways.push({ first: told.first - committing, last: told.last - committing });
      }
    }
    return ways;
  } finally {
    worker.terminate();
  }
}

function median(ways: readonly Way[], which: keyof Way): number {
  const sorted = ways.map((it) => it[which]).toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function greatest(ways: readonly Way[]): number {
  return Math.max(...ways.map((it) => it.last));
}
