/**
 * The embedded Supabase: database, API, functions and sandboxes on one loopback port. It holds no rule of
 * the business; those are in supabase/.
 */
import { join } from "@std/path";
import { jwtVerify } from "jose";
import { type OpenDatabase, openPostgres } from "./supabase/database/connect.ts";
import { openDataFolder } from "./supabase/database/data_folder.ts";
import { isMigrated, prepareDatabase } from "./supabase/database/prepare.ts";
import { type CronClock, startCron } from "./supabase/extensions/cron.ts";
import { installExtensions } from "./supabase/extensions/install.ts";
import { type NetSender, startNet } from "./supabase/extensions/net.ts";
import { createFunctionsHost } from "./supabase/functions/host.ts";
import { functionModules } from "./supabase/functions/modules.ts";
import { createGateway } from "./supabase/gateway/gateway.ts";
import { createSupabaseLite } from "./supabase/gateway/supabase_lite.ts";
import { createRealtimeServer } from "./supabase/realtime/server.ts";
import { resetData } from "./reset.ts";
import { createMailCatcher } from "./sandboxes/mail/app.ts";
import { createPaystackSandbox } from "./sandboxes/paystack/app.ts";
import { developmentKeys, readProjectConfig } from "./settings.ts";
import { StackError } from "./stack_error.ts";

/** How to run a stack. */
export interface StackOptions {
  /** Folder of data and files. */
  readonly folder: string;
  /** A PostgreSQL server instead of the embedded database. */
  readonly databaseUrl?: string | undefined;
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
    await Deno.mkdir(options.folder, { recursive: true });
    closers.push(await lockFolder(options.folder));

    // The port is taken first: nothing is touched when another stack is running.
    let handler: (request: Request) => Response | Promise<Response> = () =>
      Response.json({ message: "Starting" }, { status: 503 });
    const server = listen(options.port ?? config.api.port, (request) => handler(request));
    closers.push(() => server.shutdown());
    const url = `http://127.0.0.1:${server.addr.port}`;

    if (options.fresh === true) {
      progress("Forgetting all data");
      await resetData(options.folder, options.databaseUrl);
    }
    const database = await openDatabase(options, progress);
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
    const functions = createFunctionsHost({
      config,
      modules: functionModules(log),
      jwtSecret: keys.jwtSecret,
      log,
      env: {
        SUPABASE_URL: url,
        SUPABASE_SECRET_KEYS: JSON.stringify({ default: keys.secretKey }),
        SUPABASE_PUBLISHABLE_KEYS: JSON.stringify({ default: keys.publishableKey }),
        // Nobody stands before this stack who would say from where a request comes.
        TRUSTED_PROXIES: "0",
        AUTH_JWT_SECRET: keys.jwtSecret,
        PAYSTACK_SECRET_KEY: keys.paystackSecretKey,
        PAYSTACK_BASE_URL: `${url}/sandbox/paystack`,
        APP_URL: config.auth.site_url,
        JOBS_SECRET: keys.jobsSecret,
      },
    });
    handler = createGateway({
      "/rest/v1": lite.rest,
      "/auth/v1": lite.auth,
      "/storage/v1": lite.storage,
      "/realtime/v1": (request) => realtime.fetch(request),
      "/functions/v1": { handler: functions, ownCors: true },
      "/sandbox/paystack": mounted("/sandbox/paystack", (request) => paystack.app.fetch(request)),
      "/sandbox/mail": mounted("/sandbox/mail", (request) => mail.app.fetch(request)),
    }, log);

    await tellTheVault(database, url, keys.jobsSecret);
    const extensions = await installExtensions(database);
    if (extensions.cron === "stand-in") {
      const clock: CronClock = startCron(database, { log });
      closers.push(() => clock.stop());
    }
    if (extensions.net === "stand-in") {
      const sender: NetSender = await startNet(database, { log });
      closers.push(() => sender.stop());
    }
    return {
      url,
      publishableKey: keys.publishableKey,
      secretKey: keys.secretKey,
      database,
      paystack: paystack.control,
      mail,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The migrated database, after `onReady`. */
async function openDatabase(
  { folder, databaseUrl, project, onReady }: StackOptions,
  progress: (step: string) => void,
): Promise<OpenDatabase> {
  const prepare = async (database: OpenDatabase) => {
    progress("Applying migrations");
    const { applied } = await prepareDatabase(database, project);
    await onReady?.(database);
    return applied;
  };
  if (databaseUrl === undefined) {
    progress("Opening the embedded database");
    return await openDataFolder(join(folder, "db"), {
      isCurrent: (database) => isMigrated(database, project),
      prepare: async (database) => void await prepare(database),
    });
  }
  progress("Connecting");
  const database = openPostgres(databaseUrl);
  try {
    if (await prepare(database) === 0) return database;
  } catch (error) {
    await database.close();
    throw error;
  }
  // Drivers learn a database's types when they connect: lists of a new one would arrive as plain text.
  await database.close();
  return openPostgres(databaseUrl);
}

function listen(
  port: number,
  handler: (request: Request) => Response | Promise<Response>,
): Deno.HttpServer<Deno.NetAddr> {
  try {
    return Deno.serve({ hostname: "127.0.0.1", port, onListen: () => {} }, handler);
  } catch (cause) {
    if (!(cause instanceof Deno.errors.AddrInUse)) throw cause;
    throw new StackError(
      `Cannot open port ${port}: it is taken by another program`,
      "Stop that program (perhaps another stack of yours), or choose another port with --port.",
      { cause },
    );
  }
}

/** Two stacks on one data folder would destroy it: the first one has it alone until it ends. */
async function lockFolder(folder: string): Promise<() => void> {
  const file = await Deno.open(join(folder, "stack.lock"), { create: true, write: true });
  if (!await file.tryLock(true)) {
    file.close();
    throw new StackError(
      `Cannot use ${folder}: another stack is running on it`,
      "Stop that one first.",
    );
  }
  return () => file.close();
}

/** Passes requests on without the path they were mounted under. */
function mounted(prefix: string, handler: (request: Request) => Response | Promise<Response>) {
  return (request: Request) => {
    const url = new URL(request.url);
    url.pathname = url.pathname.slice(prefix.length) || "/";
    return handler(new Request(url, request));
  };
}

/** Where the database finds the functions: it wakes the jobs function itself. */
async function tellTheVault(database: OpenDatabase, url: string, jobsSecret: string) {
  const secrets = { functions_url: `${url}/functions/v1`, jobs_secret: jobsSecret };
  for (const [name, secret] of Object.entries(secrets)) {
    await database.query(
      `select case when known.id is null then vault.create_secret($2, $1)::text
         else vault.update_secret(known.id, $2)::text end
       from (select) as one left join vault.secrets as known on known.name = $1`,
      [name, secret],
    );
  }
}
