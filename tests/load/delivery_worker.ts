/**
 * A worker of the outbox in a process of its own, to be killed: it drains the e-mails of the database at the first argument
 * into the receiver at the second, until it is killed. It holds a lease for as many seconds as the third says.
 */
import postgres from "postgres";
import { SendFailure } from "../../supabase/functions/_shared/send_failure.ts";
import type { ServiceDatabase } from "../../supabase/functions/_shared/service_database.ts";
import { silentLog } from "../../supabase/functions/_shared/testing/silent_log.ts";
import type { JobsDeps } from "../../supabase/functions/jobs/deps.ts";
import { deliveries } from "../../supabase/functions/jobs/work/deliveries.ts";

const [url = "", receiver = "", leaseSeconds = ""] = Deno.args;
// By the driver alone: a process is begun every second, and what it loads costs the others their time.
const server = postgres(url, { max: 2 });

/** Functions of schema service, as the API answers them: rows of a table, or the value. */
const database: ServiceDatabase = {
  async call<Result>(name: string, parameters: Readonly<Record<string, unknown>>) {
    const given = Object.entries(parameters);
    const list = given.map(([key, value], n) =>
      `${key} => $${n + 1}${typeof value === "object" && value !== null ? "::text::jsonb" : ""}`
    );
    const rows = await server.begin(async (tx) => {
      await tx.unsafe("select set_config('role', 'service_role', true)");
      return await tx.unsafe(
        `select * from service.${name}(${list.join(", ")})`,
        given.map(([, value]) =>
          (typeof value === "object" && value !== null ? JSON.stringify(value) : value) as string
        ),
        { prepare: true },
      );
    }) as unknown as Record<string, unknown>[];
    return (rows.length === 1 && name in rows[0]! ? rows[0]![name] : [...rows]) as Result;
  },
};

// It has begun, and works when it is told to: how long a process takes to begin is no matter of the outbox.
await database.call("circuit_admits", { name: "begun" });
await Deno.stdin.read(new Uint8Array(1));

const deps = {
  database,
  appUrl: "https://app.example",
  log: silentLog,
  deliveryLeaseSeconds: Number(leaseSeconds),
  email: {
    name: "smtp" as const,
    async send({ messageId }: { messageId: string }) {
      const answer = await fetch(receiver, { method: "POST", body: messageId })
        .catch((cause) => {
          throw new SendFailure("unknown", "network", { cause });
        });
      await answer.body?.cancel();
      return { providerId: messageId };
    },
  },
} as unknown as JobsDeps;
for (;;) {
  if (await deliveries.run(deps, silentLog) === 0) await new Promise((go) => setTimeout(go, 100));
}
