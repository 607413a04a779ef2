/** A worker of its own process that takes a subaccount in hand and hangs before or after the provider made it, to be killed. */
import { createAccountNumbers } from "../../../supabase/functions/_shared/account_numbers.ts";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { createPaystack } from "../../../supabase/functions/_shared/paystack/adapter.ts";
import { createSealer, sealingSettings } from "../../../supabase/functions/_shared/sealed.ts";
import { createServiceDatabase } from "../../../supabase/functions/_shared/service_database.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { subaccounts } from "../../../supabase/functions/jobs/work/subaccounts.ts";
import { developmentKeys } from "../../../local/settings.ts";

const url = Deno.env.get("STACK_URL") ?? "";
const isMade = Deno.env.get("HANGS") === "after";
const hang = () => new Promise<never>(() => setInterval(() => {}, 1000));
const paystack = createPaystack({
  baseUrl: `${url}/sandbox/paystack`,
  secretKey: developmentKeys.paystackSecretKey,
  admits: () => Promise.resolve(true),
  http: createHttpClient({ log: silentLog }),
});
const { SEALING_KEYS: keys } = sealingSettings.parse({ SEALING_KEYS: developmentKeys.sealingKeys });
await subaccounts.run({
  database: createServiceDatabase(url, developmentKeys.secretKey),
  accountNumbers: createAccountNumbers(
    createSealer(keys),
    developmentKeys.payeeAccountHashKey,
  ),
  providers: {
    paystack: {
      ...paystack,
      subaccounts: {
        ...paystack.subaccounts!,
        async create(request) {
          if (isMade) await paystack.subaccounts!.create(request);
          console.log("Now");
          return await hang();
        },
      },
    },
  },
  files: {
    read: () => Promise.reject(),
    write: () => Promise.reject(),
    remove: () => Promise.reject(),
  },
  sealer: createSealer(keys),
  jobsSecret: developmentKeys.jobsSecret,
  appUrl: "https://app.example",
  log: silentLog,
}, silentLog);
