/** A worker of its own process that sends refunds, or asks about them, and is killed where DIES says. */
import { createFlutterwave } from "../../../supabase/functions/_shared/flutterwave/adapter.ts";
import { createPaystack } from "../../../supabase/functions/_shared/paystack/adapter.ts";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import {
  type PaymentProvider,
  ProviderRefusal,
} from "../../../supabase/functions/_shared/payment_provider.ts";
import { createSealer } from "../../../supabase/functions/_shared/sealed.ts";
import { createServiceDatabase } from "../../../supabase/functions/_shared/service_database.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { testKey } from "../../../supabase/functions/_shared/testing/sealing_key.ts";
import { refunds } from "../../../supabase/functions/jobs/work/refunds.ts";
import { developmentKeys } from "../../../local/settings.ts";
import type { Death } from "./deaths.ts";

const url = Deno.env.get("STACK_URL") ?? "";
const dies = Deno.env.get("DIES") as Death;
const shared = {
  admits: () => Promise.resolve(true),
  http: createHttpClient({ log: silentLog }),
};
const real: PaymentProvider = Deno.env.get("PROVIDER") === "flutterwave"
  ? createFlutterwave({
    ...shared,
    baseUrl: `${url}/sandbox/flutterwave/v3`,
    secretKey: developmentKeys.flutterwaveSecretKey,
  })
  : createPaystack({
    ...shared,
    baseUrl: `${url}/sandbox/paystack`,
    secretKey: developmentKeys.paystackSecretKey,
  });
/** Says where it has come, and stays there until it is killed. */
const hang = async (where: Death): Promise<void> => {
  if (where !== dies) return;
  console.log(where);
  await new Promise(() => setInterval(() => {}, 1000));
};
const provider: PaymentProvider = {
  ...real,
  async refund(request) {
    await hang("sending is written");
    if (dies === "the provider has refused") throw new ProviderRefusal("Not today");
    const made = await real.refund(request);
    await hang("the provider has made it");
    return made;
  },
  async listRefunds(transaction, known) {
    await hang("it is about to ask");
    const told = await real.listRefunds(transaction, known);
    await hang("the provider has told");
    return told;
  },
};
const database = createServiceDatabase(url, developmentKeys.secretKey);

await refunds.run({
  database: {
    async call<Result>(name: string, parameters: Readonly<Record<string, unknown>>) {
      if (name === "record_refund_not_sent") await hang("the provider has refused");
      const answer = await database.call<Result>(name, parameters);
      if (name === "record_sent_refund") await hang("the answer is written");
      if (name === "keep_provider_refunds") await hang("what it told is written");
      return answer;
    },
  },
  providers: { [Deno.env.get("PROVIDER") ?? ""]: provider },
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
