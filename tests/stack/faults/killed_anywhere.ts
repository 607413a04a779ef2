/**
 * A worker of its own process that does one kind of work (WORK) and is to be killed after so many steps (STEPS): each call of
 * the database, of a provider and of Storage is one. Where it has come stands in its output; "Over": nothing was left to do.
 */
import { createAccountNumbers } from "../../../supabase/functions/_shared/account_numbers.ts";
import { createFileStore } from "../../../supabase/functions/_shared/file_store.ts";
import { createFlutterwave } from "../../../supabase/functions/_shared/flutterwave/adapter.ts";
import {
  createHttpClient,
  type ProviderHttp,
} from "../../../supabase/functions/_shared/http_client.ts";
import { createPaystack } from "../../../supabase/functions/_shared/paystack/adapter.ts";
import { createSealer, sealingSettings } from "../../../supabase/functions/_shared/sealed.ts";
import { createServiceDatabase } from "../../../supabase/functions/_shared/service_database.ts";
import { silentLog } from "../../../supabase/functions/_shared/testing/silent_log.ts";
import { works } from "../../../supabase/functions/jobs/work.ts";
import { developmentKeys } from "../../../local/settings.ts";

const url = Deno.env.get("STACK_URL") ?? "";
const name = Deno.env.get("WORK") ?? "";
let left = Number(Deno.env.get("STEPS"));

/** Goes on, or says where it stands and stays there until it is killed. */
async function step(what: string): Promise<void> {
  if (--left > 0) return;
  console.log(what);
  await new Promise<never>(() => setInterval(() => {}, 1000));
}
async function stepOf<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const result = await work();
  await step(`after ${what}`);
  return result;
}

const plain = createHttpClient({ log: silentLog });
const http: ProviderHttp = (call) => stepOf(call.operation, () => plain(call));
const database = createServiceDatabase(url, developmentKeys.secretKey);
const { SEALING_KEYS: keys } = sealingSettings.parse({ SEALING_KEYS: developmentKeys.sealingKeys });
const shared = { http, admits: () => Promise.resolve(true) };
const work = works.find((it) => it.name === name);
if (work === undefined) throw new Error(`There is no work called ${name}`);
await work.run({
  database: {
    call: <Result>(name: string, parameters: Readonly<Record<string, unknown>>) =>
      stepOf(name, () => database.call<Result>(name, parameters)),
  },
  accountNumbers: createAccountNumbers(createSealer(keys), developmentKeys.payeeAccountHashKey),
  providers: {
    paystack: createPaystack({
      ...shared,
      baseUrl: `${url}/sandbox/paystack`,
      secretKey: developmentKeys.paystackSecretKey,
    }),
    flutterwave: createFlutterwave({
      ...shared,
      baseUrl: `${url}/sandbox/flutterwave/v3`,
      secretKey: developmentKeys.flutterwaveSecretKey,
    }),
  },
  files: createFileStore(url, developmentKeys.secretKey, http),
  sealer: createSealer(keys),
  jobsSecret: developmentKeys.jobsSecret,
  appUrl: "https://app.example",
  log: silentLog,
}, silentLog);
console.log("Over");
