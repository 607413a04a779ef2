/** The project's functions, built as their index.ts builds them. */
import { createLog } from "../../../supabase/functions/_shared/log.ts";
import { createApp as createAuthHooks } from "../../../supabase/functions/auth-hooks/app.ts";
import { createDeps as authHooksDeps } from "../../../supabase/functions/auth-hooks/deps.ts";
import { createApp as createCatalogue } from "../../../supabase/functions/catalogue/app.ts";
import { createDeps as catalogueDeps } from "../../../supabase/functions/catalogue/deps.ts";
import { createApp as createChecks } from "../../../supabase/functions/checks/app.ts";
import { createDeps as checksDeps } from "../../../supabase/functions/checks/deps.ts";
import { createApp as createDocuments } from "../../../supabase/functions/documents/app.ts";
import { createDeps as documentsDeps } from "../../../supabase/functions/documents/deps.ts";
import { createApp as createDocs } from "../../../supabase/functions/docs/app.ts";
import { createDeps as docsDeps } from "../../../supabase/functions/docs/deps.ts";
import { createApp as createIdentity } from "../../../supabase/functions/identity/app.ts";
import { createDeps as identityDeps } from "../../../supabase/functions/identity/deps.ts";
import { createApp as createJobs } from "../../../supabase/functions/jobs/app.ts";
import { createDeps as jobsDeps } from "../../../supabase/functions/jobs/deps.ts";
import { createApp as createMedia } from "../../../supabase/functions/media/app.ts";
import { createDeps as mediaDeps } from "../../../supabase/functions/media/deps.ts";
import { createApp as createMessages } from "../../../supabase/functions/messages/app.ts";
import { createDeps as messagesDeps } from "../../../supabase/functions/messages/deps.ts";
import { createApp as createPayments } from "../../../supabase/functions/payments/app.ts";
import { createDeps as paymentsDeps } from "../../../supabase/functions/payments/deps.ts";
import { createApp as createReports } from "../../../supabase/functions/reports/app.ts";
import { createDeps as reportsDeps } from "../../../supabase/functions/reports/deps.ts";
import { createApp as createWebhooks } from "../../../supabase/functions/webhooks/app.ts";
import { createDeps as webhooksDeps } from "../../../supabase/functions/webhooks/deps.ts";
import { systemClock } from "../../../supabase/functions/_shared/clock.ts";
import type { DatabaseClock } from "../database/clock.ts";
import type { FunctionModule } from "./host.ts";

/**
 * Every function by name; their log lines go to `write`. `time` is the database's: what the functions date, they date
 * by it. Tokens and waiting go by the machine's.
 */
export function functionModules(
  write: (line: string) => void,
  time: DatabaseClock,
): Readonly<Record<string, FunctionModule>> {
  const log = createLog(write);
  const clock = { ...systemClock, now: () => time.now().getTime() };
  return {
    "auth-hooks": { create: (env) => createAuthHooks(authHooksDeps(env, log)).fetch },
    catalogue: { create: (env) => createCatalogue(catalogueDeps(env, log)).fetch },
    messages: { create: (env) => createMessages(messagesDeps(env, log)).fetch },
    checks: { create: (env) => createChecks(checksDeps(env, log)).fetch },
    payments: { create: (env) => createPayments(paymentsDeps(env, log)).fetch },
    identity: { create: (env) => createIdentity(identityDeps(env, log)).fetch },
    media: { create: (env) => createMedia(mediaDeps(env, log)).fetch },
    docs: { create: (env) => createDocs(docsDeps(env, log)).fetch },
    documents: { create: (env) => createDocuments(documentsDeps(env, log)).fetch },
    reports: { create: (env) => createReports({ ...reportsDeps(env, log), clock }).fetch },
    webhooks: { create: (env) => createWebhooks({ ...webhooksDeps(env, log), clock }).fetch },
    jobs: { create: (env) => createJobs({ ...jobsDeps(env, log), clock }).fetch },
  };
}
