/** A worker of its own process that takes a payout in hand and hangs before or after the provider heard of it, to be killed. */
import { createAccountNumbers } from "../../../supabase/functions/_shared/account_numbers.ts";
import { createFlutterwave } from "../../../supabase/functions/_shared/flutterwave/adapter.ts";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { createSealer, sealingSettings } from "../../../supabase/functions/_shared/sealed.ts";
import { createServiceDatabase } from "../../../supabase/functions/_shared/service_database.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { payouts } from "../../../supabase/functions/jobs/work/payouts.ts";
import { developmentKeys } from "../../../local/settings.ts";

const url = Deno.env.get("STACK_URL") ?? "";
const isSent = Deno.env.get("HANGS") === "after";
const hang = () => new Promise<never>(() => setInterval(() => {}, 1000));
const flutterwave = createFlutterwave({
  baseUrl: `${url}/sandbox/flutterwave/v3`,
  secretKey: developmentKeys.flutterwaveSecretKey,
  admits: () => Promise.resolve(true),
  http: createHttpClient({ log: silentLog }),
});
const { SEALING_KEYS: keys } = sealingSettings.parse({ SEALING_KEYS: developmentKeys.sealingKeys });
await payouts.run({
  database: createServiceDatabase(url, developmentKeys.secretKey),
  accountNumbers: createAccountNumbers(
    createSealer(keys),
    developmentKeys.payeeAccountHashKey,
  ),
  providers: {
    flutterwave: {
      ...flutterwave,
      transfers: {
        ...flutterwave.transfers!,
        async sendTransfer(request) {
          if (isSent) await flutterwave.transfers!.sendTransfer(request);
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
