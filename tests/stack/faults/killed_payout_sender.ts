/**
 * A worker of its own process that takes a payout in hand and hangs at a point of its way, to be killed there: claimed (it is
 * written down that it is being sent, or asked about), before and after the provider heard of it, asking and asked (before
 * and after the provider says what became of it), recorded (the database knows).
 */
import { createAccountNumbers } from "../../../supabase/functions/_shared/account_numbers.ts";
import { createFlutterwave } from "../../../supabase/functions/_shared/flutterwave/adapter.ts";
import { createHttpClient } from "../../../supabase/functions/_shared/http_client.ts";
import { createSealer, sealingSettings } from "../../../supabase/functions/_shared/sealed.ts";
import { createServiceDatabase } from "../../../supabase/functions/_shared/service_database.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { payouts } from "../../../supabase/functions/jobs/work/payouts.ts";
import { developmentKeys } from "../../../local/settings.ts";

const url = Deno.env.get("STACK_URL") ?? "";
const reference = Deno.env.get("REFERENCE");
/** Hangs here for ever if this is the point and the payout; others it works off. */
async function hangAt(point: string, of: string | undefined): Promise<void> {
  if (Deno.env.get("HANGS") !== point || of !== reference) return;
  console.log("Now");
  await new Promise<never>(() => setInterval(() => {}, 1000));
}
const flutterwave = createFlutterwave({
  baseUrl: `${url}/sandbox/flutterwave/v3`,
  secretKey: developmentKeys.flutterwaveSecretKey,
  admits: () => Promise.resolve(true),
  http: createHttpClient({ log: silentLog }),
});
const { SEALING_KEYS: keys } = sealingSettings.parse({ SEALING_KEYS: developmentKeys.sealingKeys });
const database = createServiceDatabase(url, developmentKeys.secretKey);
/** References of what it took, by the payout. */
const taken = new Map<unknown, string>();
await payouts.run({
  database: {
    async call<Result>(name: string, parameters: Readonly<Record<string, unknown>>) {
      const answer = await database.call<Result>(name, parameters);
      if (name === "claim_payouts") {
        for (const due of (answer ?? []) as { payout_id: string; reference: string }[]) {
          taken.set(due.payout_id, due.reference);
          await hangAt("claimed", due.reference);
        }
      }
      if (name === "record_payout_answer") {
        await hangAt("recorded", taken.get(parameters.payout_id));
      }
      return answer;
    },
  },
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
          await hangAt("before", request.reference);
          const sent = await flutterwave.transfers!.sendTransfer(request);
          await hangAt("after", request.reference);
          return sent;
        },
        async findTransfer(of, id) {
          await hangAt("asking", of);
          const found = await flutterwave.transfers!.findTransfer(of, id);
          await hangAt("asked", of);
          return found;
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
