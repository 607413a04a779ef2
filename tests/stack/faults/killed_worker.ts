/** A worker of its own process that reads the first page of a day and then hangs, to be killed. */
import { createFlutterwave } from "../../../supabase/functions/_shared/flutterwave/adapter.ts";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { createServiceDatabase } from "../../../supabase/functions/_shared/service_database.ts";
import { createSealer } from "../../../supabase/functions/_shared/sealed.ts";
import { testKey } from "../../../supabase/functions/_shared/testing/sealing_key.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { reconciliation } from "../../../supabase/functions/jobs/work/reconciliation.ts";
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import { developmentKeys } from "../../../local/settings.ts";

const url = Deno.env.get("STACK_URL") ?? "";
const database = createServiceDatabase(url, developmentKeys.secretKey);
const flutterwave = createFlutterwave({
  baseUrl: `${url}/sandbox/flutterwave/v3`,
  secretKey: developmentKeys.flutterwaveSecretKey,
  admits: () => Promise.resolve(true),
  http: createHttpClient({ log: silentLog }),
});
await reconciliation.run({
  database: {
    call: <Result>(name: string, parameters: Readonly<Record<string, unknown>>) =>
      name === "claim_reconciliation"
        ? Promise.resolve([{
          reconciliation_id: Deno.env.get("RECONCILIATION"),
          provider: "flutterwave",
          subject: "transactions",
          listed_on: nigerianDate(),
          page_cursor: null,
        }] as Result)
        : database.call<Result>(name, parameters),
  },
  providers: {
    flutterwave: {
      ...flutterwave,
      async listPaid(day, cursor) {
        if (cursor === undefined) return await flutterwave.listPaid(day);
        console.log("The first page is kept");
        return await new Promise(() => setInterval(() => {}, 1000));
      },
    },
  },
  files: {
    read: () => Promise.reject(),
    write: () => Promise.reject(),
    remove: () => Promise.reject(),
  },
  jobsSecret: developmentKeys.jobsSecret,
  appUrl: "https://app.example",
  sealer: createSealer([testKey]),
  log: silentLog,
}, silentLog);
