/** A worker of its own process that charges a saved card, or is about to, and then hangs, to be killed. */
import { createPaystack } from "../../../supabase/functions/_shared/paystack/adapter.ts";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { loadConfig } from "../../../supabase/functions/_shared/config.ts";
import { createSealer, sealingSettings } from "../../../supabase/functions/_shared/sealed.ts";
import { createServiceDatabase } from "../../../supabase/functions/_shared/service_database.ts";
import { fakeFiles } from "../../../supabase/functions/_shared/testing/fake_files.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { autopay } from "../../../supabase/functions/jobs/work/autopay.ts";
import { developmentKeys } from "../../../local/settings.ts";

const url = Deno.env.get("STACK_URL") ?? "";
const paystack = createPaystack({
  baseUrl: `${url}/sandbox/paystack`,
  secretKey: developmentKeys.paystackSecretKey,
  admits: () => Promise.resolve(true),
  http: createHttpClient({ log: silentLog }),
});
const { SEALING_KEYS } = loadConfig(sealingSettings, { SEALING_KEYS: developmentKeys.sealingKeys });
await autopay.run({
  database: createServiceDatabase(url, developmentKeys.secretKey),
  providers: {
    paystack: {
      ...paystack,
      savedCards: {
        async charge(request) {
          if (Deno.env.get("KILLED") === "after the charge") {
            await paystack.savedCards?.charge(request);
          }
          console.log(request.reference);
          return await new Promise(() => setInterval(() => {}, 1000));
        },
      },
    },
  },
  files: fakeFiles().files,
  jobsSecret: developmentKeys.jobsSecret,
  appUrl: "https://app.example",
  sealer: createSealer(SEALING_KEYS),
  log: silentLog,
}, silentLog);
