/** A worker of its own process that sends refunds and is killed: before it calls the provider, or after the answer. */
import { createPaystack } from "../../../supabase/functions/_shared/paystack/adapter.ts";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { createSealer } from "../../../supabase/functions/_shared/sealed.ts";
import { createServiceDatabase } from "../../../supabase/functions/_shared/service_database.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { testKey } from "../../../supabase/functions/_shared/testing/sealing_key.ts";
import { refunds } from "../../../supabase/functions/jobs/work/refunds.ts";
import { developmentKeys } from "../../../local/settings.ts";

const url = Deno.env.get("STACK_URL") ?? "";
const paystack = createPaystack({
  baseUrl: `${url}/sandbox/paystack`,
  secretKey: developmentKeys.paystackSecretKey,
  admits: () => Promise.resolve(true),
  http: createHttpClient({ log: silentLog }),
});
const hang = (where: string): Promise<never> => {
  console.log(where);
  return new Promise(() => setInterval(() => {}, 1000));
};
await refunds.run({
  database: createServiceDatabase(url, developmentKeys.secretKey),
  providers: {
    paystack: {
      ...paystack,
      async refund(request) {
        if (Deno.env.get("DIES") === "before") return await hang("sending is written");
        await paystack.refund(request);
        return await hang("the provider has made it");
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
