/**
 * The embedded Supabase: database, API, functions and sandboxes on one loopback port. It holds no rule of
 * the business; those are in supabase/.
 */
import { join } from "@std/path";
import { jwtVerify } from "jose";
import { lockFolder } from "./folder_lock.ts";
import { resetData } from "./reset.ts";
import { createMailCatcher } from "./sandboxes/mail/app.ts";
import { createFlutterwaveSandbox } from "./sandboxes/flutterwave/app.ts";
import { createPaystackSandbox } from "./sandboxes/paystack/app.ts";
import { developmentKeys, readProjectConfig } from "./settings.ts";
import type { OpenDatabase } from "./supabase/database/connect.ts";
import { openMigrated } from "./supabase/database/open.ts";
import { keepSecrets } from "./supabase/extensions/secrets.ts";
import { runStandIns } from "./supabase/extensions/stand_ins.ts";
import { functionEnvironment } from "./supabase/functions/environment.ts";
import { createFunctionsHost } from "./supabase/functions/host.ts";
import { functionModules } from "./supabase/functions/modules.ts";
import { createGateway, type Handler, mounted } from "./supabase/gateway/gateway.ts";
import { createPages, pagePrefixes } from "./supabase/gateway/pages.ts";
import { apiPagePrefixes, createApiPages } from "./supabase/gateway/api_pages.ts";
import { listen } from "./supabase/gateway/listen.ts";
import { createSupabaseLite } from "./supabase/gateway/supabase_lite.ts";
import { createRealtimeServer } from "./supabase/realtime/server.ts";

/** How to run a stack. */
export interface StackOptions {
  /** Folder of data and files. */
  readonly folder: string;
  /** A PostgreSQL server instead of the embedded database. */
  readonly databaseUrl?: string | undefined;
  /** A database that is migrated and open, instead of either; the stack closes it. */
  readonly database?: OpenDatabase;
  /** Port to listen on; 0 takes a free one. Without it, the one of supabase/config.toml. */
  readonly port?: number | undefined;
  /** The folder of another project's migrations than supabase/. */
  readonly project?: string;
  /** Forget all data first. */
  readonly fresh?: boolean;
  /** Called with each step of the start. */
  readonly onProgress?: (step: string) => void;
  /**
   * Called with the migrated database before the API opens: the place for demo data. A new embedded database is
   * kept only once this has returned.
   */
  readonly onReady?: (database: OpenDatabase) => Promise<void>;
  /** Where log lines go. */
  readonly log?: (line: string) => void;
}

/** A running stack. */
export interface Stack {
  /** Address of the API, such as http://127.0.0.1:54321. */
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly database: OpenDatabase;
  readonly paystack: ReturnType<typeof createPaystackSandbox>["control"];
  readonly flutterwave: ReturnType<typeof createFlutterwaveSandbox>["control"];
  readonly mail: ReturnType<typeof createMailCatcher>;
  /** Stops everything that was started. */
  close(): Promise<void>;
}

/** Starts a stack. @throws {StackError} saying what failed and what to do */
export async function startStack(options: StackOptions): Promise<Stack> {
  const log = options.log ?? (() => {});
  const progress = options.onProgress ?? (() => {});
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const config = await readProjectConfig();
    const keys = developmentKeys;
    closers.push(await lockFolder(options.folder));

    // The port is taken first: nothing is touched when another stack is running.
    let handler: Handler = () => Response.json({ message: "Starting" }, { status: 503 });
    const port = listen(options.port ?? config.api.port, (request) => handler(request));
    closers.push(() => port.close());
    const url = `http://127.0.0.1:${port.number}`;

    if (options.fresh === true) {
      progress("Forgetting all data");
      await resetData(options.folder, options.databaseUrl);
    }
    const database = options.database ?? await openMigrated({
      ...options,
      folder: join(options.folder, "db"),
      onProgress: progress,
    });
    closers.push(() => database.close());

    progress("Starting the API, functions and sandboxes");
    const mail = createMailCatcher();
    await mail.smtp.listen();
    closers.push(() => mail.smtp.close());
    const lite = await createSupabaseLite({
      database,
      config,
      keys,
      filesFolder: join(options.folder, "files"),
      email: mail.driver,
    });
    const realtime = await createRealtimeServer({
      database,
      apiKeys: new Map([[keys.publishableKey, "anon"], [keys.secretKey, "service_role"]]),
      verifyToken: async (token) => {
        const secret = new TextEncoder().encode(keys.jwtSecret);
        return (await jwtVerify(token, secret, { algorithms: ["HS256"] })).payload;
      },
      log,
    });
    closers.push(() => realtime.close());
    const paystack = createPaystackSandbox({
      secretKey: keys.paystackSecretKey,
      publicUrl: `${url}/sandbox/paystack`,
      webhookUrl: () => `${url}/functions/v1/webhooks/paystack`,
      log,
    });
    closers.push(() => paystack.close());
    const flutterwave = createFlutterwaveSandbox({
      secretKey: keys.flutterwaveSecretKey,
      webhookHash: keys.flutterwaveWebhookHash,
      publicUrl: `${url}/sandbox/flutterwave`,
      webhookUrl: () => `${url}/functions/v1/webhooks/flutterwave`,
      log,
    });
    closers.push(() => flutterwave.close());
    const functions = createFunctionsHost({
      config,
      modules: functionModules(log),
      jwtSecret: keys.jwtSecret,
      log,
      env: functionEnvironment(url, keys, {
        paystack: `${url}/sandbox/paystack`,
        flutterwave: `${url}/sandbox/flutterwave/v3`,
      }),
    });
    const pages = await createPages();
    const apiPages = createApiPages(keys.publishableKey, log);
    handler = createGateway({
      ...Object.fromEntries(
        pagePrefixes.map((prefix) => [prefix, { handler: pages, ownCors: true }]),
      ),
      ...Object.fromEntries(
        apiPagePrefixes.map((prefix) => [prefix, { handler: apiPages, ownCors: true }]),
      ),
      "/rest/v1": lite.rest,
      "/auth/v1": lite.auth,
      "/storage/v1": lite.storage,
      "/realtime/v1": (request) => realtime.fetch(request),
      "/functions/v1": { handler: functions, ownCors: true },
      "/sandbox/paystack": mounted("/sandbox/paystack", (request) => paystack.app.fetch(request)),
      "/sandbox/flutterwave": mounted(
        "/sandbox/flutterwave",
        (request) => flutterwave.app.fetch(request),
      ),
      "/sandbox/mail": mounted("/sandbox/mail", (request) => mail.app.fetch(request)),
    }, log);

    // Where the database finds the functions: it wakes the jobs function itself.
    await keepSecrets(database, {
      functions_url: `${url}/functions/v1`,
      jobs_secret: keys.jobsSecret,
    });
    closers.push(await runStandIns(database, log));
    return {
      url,
      publishableKey: keys.publishableKey,
      secretKey: keys.secretKey,
      database,
      paystack: paystack.control,
      flutterwave: flutterwave.control,
      mail,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
