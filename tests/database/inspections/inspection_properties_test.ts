import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { type Actor, as, refusal } from "../actor.ts";
import { openWorld } from "../test_database.ts";

/** Something that somebody tries with an inspection. */
type Attempt =
  | { readonly how: "worker" | "hand"; readonly to: string }
  | { readonly how: "save" | "offer" | "cancel" }
  | { readonly how: "sign" | "dispute"; readonly by: "owner" | "tenant" };

/** What can be seen of it. */
interface State {
  readonly status: string;
  readonly round: number;
  readonly content_hash: string | null;
  /** What the items say now. */
  readonly items: string;
  /** Who agreed to the content that is offered now, in order of name. */
  readonly agreed: string;
}

Deno.test("an inspection only ever moves along the table of transitions, and what is signed is what was offered", async () => {
  const { database, world, close } = await openWorld();
  try {
    const { people, org, tenancy } = world;
    const table = await database.query<{ from_state: string | null; to_state: string }>(
      "select from_state, to_state from private.state_transitions where machine = 'inspection' and $1",
      [true],
    );
    const allowed = new Set(table.map((row) => `${row.from_state} ${row.to_state}`));
    const states = [...new Set(table.map((row) => row.to_state))].sort();
    let made = 0;

    const draft = async () => {
      const [inspection] = await database.query<{ id: string }>(
        `insert into inspections (org_id, tenancy_id, kind, scheduled_for)
         values ($1, $2, 'routine', now() - make_interval(secs => $3)) returning id`,
        [org, tenancy, ++made],
      );
      return inspection?.id as string;
    };
    const run = (id: string, attempt: Attempt): Promise<unknown> => {
      const call = (by: Actor, sql: string, ...rest: unknown[]) =>
        as(database, by, sql, [id, ...rest]);
      switch (attempt.how) {
        case "worker":
          return database.transaction(async (tx) => {
            await tx.query("select private.begin_move('inspection', $1)", [id]);
            // A first offer comes with its content; here only the machine is tried.
            await tx.query(
              `update inspections set status = $2::inspection_status,
                 round = case when status <> 'ready' and $2::inspection_status = 'ready' then round + 1 else round end,
                 content_hash = case when $2::inspection_status = 'ready' then coalesce(content_hash, repeat('0', 64)) else content_hash end
               where id = $1`,
              [id, attempt.to],
            );
          });
        case "hand":
          return database.query("update inspections set status = $2 where id = $1", [
            id,
            attempt.to,
          ]);
        case "save":
          return call(
            people.manager,
            "select save_inspection($1, $2::text::jsonb)",
            JSON.stringify([{ room: "Hall", item: `Lamp ${++made}`, condition: "good" }]),
          );
        case "offer":
          return call(people.manager, "select offer_inspection($1)");
        case "cancel":
          return call(people.manager, "select cancel_inspection($1)");
        case "sign":
          return call(
            people[attempt.by],
            "select sign_inspection($1, (select content_hash from inspections where id = $1))",
          );
        case "dispute":
          return call(people[attempt.by], "select dispute_inspection($1, 'Not so')");
      }
    };
    const look = async (id: string) =>
      (await database.query<State>(
        `select status, round, content_hash,
           (select coalesce(string_agg(room || item || condition, ',' order by position), '')
            from inspection_items where inspection_id = i.id) as items,
           (select coalesce(string_agg(side::text, ' ' order by side), '') from inspection_signatures as s
            where s.inspection_id = i.id and s.round = i.round and s.outcome = 'agreed'
              and s.content_hash = i.content_hash) as agreed
         from inspections as i where id = $1`,
        [id],
      ))[0] as State;

    const to = fc.constantFrom(...states);
    const by = fc.constantFrom("owner" as const, "tenant" as const);
    const attempt: fc.Arbitrary<Attempt> = fc.oneof(
      { arbitrary: fc.record({ how: fc.constant("hand" as const), to }), weight: 1 },
      { arbitrary: fc.record({ how: fc.constant("save" as const) }), weight: 3 },
      { arbitrary: fc.record({ how: fc.constant("offer" as const) }), weight: 4 },
      { arbitrary: fc.record({ how: fc.constant("cancel" as const) }), weight: 1 },
      { arbitrary: fc.record({ how: fc.constant("sign" as const), by }), weight: 5 },
      { arbitrary: fc.record({ how: fc.constant("dispute" as const), by }), weight: 2 },
    );
    /** Tries one thing and checks what may have come of it; returns the state after it. */
    const step = async (id: string, next: Attempt, before: State) => {
      const refused = await refusal(run(id, next)).catch(() => undefined);
      const after = await look(id);
      const label = `${JSON.stringify(next)} from ${JSON.stringify(before)}`;
      if (refused !== undefined) {
        assertEquals(
          [/^PT4(09|04)$/.test(refused.code), after],
          [true, before],
          `${label}: ${refused.hint}`,
        );
      }
      if (next.how === "hand") assertEquals(after, before, label);
      if (after.status !== before.status) {
        assertEquals(
          allowed.has(`${before.status} ${after.status}`),
          true,
          `${label} to ${after.status}`,
        );
      }
      return { after, refused, label };
    };
    const history = async (id: string) =>
      (await database.query<{ from_state: string | null; to_state: string }>(
        `select from_state, to_state from state_changes
         where machine = 'inspection' and subject_id = $1 order by occurred_at, id`,
        [id],
      )).map((row) => [row.from_state, row.to_state]);

    await fc.assert(
      fc.asyncProperty(fc.array(attempt, { minLength: 1, maxLength: 16 }), async (attempts) => {
        const id = await draft();
        const path: [string | null, string][] = [[null, "draft"]];
        let now = await look(id);
        for (const next of attempts) {
          const { after, label } = await step(id, next, now);
          const isOpen = now.status === "draft" || now.status === "disputed";
          if (after.items !== now.items) assertEquals([isOpen, next.how], [true, "save"], label);
          if (after.content_hash !== now.content_hash) {
            assertEquals([next.how, after.round], ["offer", now.round + 1], label);
          }
          assertEquals(after.status === "signed", after.agreed === "owner tenant", label);
          if (after.status !== now.status) path.push([now.status, after.status]);
          now = after;
        }
        assertEquals(await history(id), path);
        const kept = await database.query<{ round: number }>(
          "select round from inspection_contents where inspection_id = $1 order by round",
          [id],
        );
        assertEquals(
          kept.map((row) => row.round),
          Array.from({ length: now.round }, (_, n) => n + 1),
        );
        await database.query("delete from notifications where subject_id = $1", [id]);
      }),
      { numRuns: 80 },
    );

    const worker = fc.record({ how: fc.constant("worker" as const), to });
    await fc.assert(
      fc.asyncProperty(fc.array(worker, { minLength: 1, maxLength: 10 }), async (attempts) => {
        const id = await draft();
        const path: [string | null, string][] = [[null, "draft"]];
        let now = await look(id);
        for (const next of attempts) {
          const { after, refused, label } = await step(id, next, now);
          const isAllowed = next.to === now.status || allowed.has(`${now.status} ${next.to}`);
          assertEquals(
            [refused?.hint, after.status],
            [
              isAllowed ? undefined : "inspection.illegal_transition",
              isAllowed ? next.to : now.status,
            ],
            label,
          );
          if (after.status !== now.status) path.push([now.status, after.status]);
          now = after;
        }
        assertEquals(await history(id), path);
        await database.query("delete from notifications where subject_id = $1", [id]);
      }),
      { numRuns: 40 },
    );
  } finally {
    await close();
  }
});
