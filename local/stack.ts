/**
 * The embedded Supabase: database, API, functions and sandboxes on one loopback port. It holds no rule of
 * the business; those are in supabase/.
 */
import { join } from "@std/path";
import type { PgliteConnection } from "@supabase/lite/pglite";
import { jwtVerify } from "jose";
import { type DatabasePlace, databasePlace } from "./database_url.ts";
import { lockFolder } from "./folder_lock.ts";
import { createFront } from "./front/app.ts";
import { demoLoginsIn, demoPassword } from "./front/demo_logins.ts";
import { healthOf } from "./front/health.ts";
import { linksOf } from "./front/links.ts";
import type { StackStatus } from "./front/status.ts";
import { resetEmbedded, resetServer } from "./reset.ts";
import { createMailCatcher } from "./sandboxes/mail/app.ts";
import { makeCertificate } from "./sandboxes/mail/certificate.ts";
import { createCloudinarySandbox } from "./sandboxes/cloudinary/app.ts";
import { createFlutterwaveSandbox } from "./sandboxes/flutterwave/app.ts";
import { createPaystackSandbox } from "./sandboxes/paystack/app.ts";
import { createDojahSandbox } from "./sandboxes/dojah/app.ts";
import { createPremblySandbox } from "./sandboxes/prembly/app.ts";
import { createTermiiSandbox } from "./sandboxes/termii/app.ts";
import { developmentKeys, readProjectConfig } from "./settings.ts";
import type { OpenDatabase } from "./supabase/database/connect.ts";
import { openMigrated } from "./supabase/database/open.ts";
import { openSqlDoor } from "./supabase/database/sql_door.ts";
import { keepSecrets } from "./supabase/extensions/secrets.ts";
import { runStandIns, type StandIns } from "./supabase/extensions/stand_ins.ts";
import { functionEnvironment } from "./supabase/functions/environment.ts";
import { createFunctionsHost } from "./supabase/functions/host.ts";
import { functionModules } from "./supabase/functions/modules.ts";
import { createAuthAdmin } from "./supabase/gateway/auth/admin.ts";
import { honouringBans } from "./supabase/gateway/auth/bans.ts";
import type { Hook } from "./supabase/gateway/auth/hook_call.ts";
import { withOneTimeCodes } from "./supabase/gateway/auth/one_time_codes.ts";
import { withSecondFactors } from "./supabase/gateway/auth/second_factors.ts";
import { createGateway, type Handler, mounted, type Routes } from "./supabase/gateway/gateway.ts";
import { countRequests } from "./supabase/gateway/in_flight.ts";
import { logged } from "./supabase/gateway/request_log.ts";
import { createPages, pagePrefixes } from "./supabase/gateway/pages.ts";
import { createWebApp } from "./supabase/gateway/web_app.ts";
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
  /** Whether who signs up must confirm the address first, as a deployed project asks. */
  readonly confirmEmail?: boolean;
  /** Who keeps photos of listings: the sandbox of Cloudinary; Storage when not given. */
  readonly media?: "cloudinary" | undefined;
  /** Makes the web app, or finds it made: the folder of a build. Without it, only the static pages are served. */
  readonly web?: (() => Promise<string>) | undefined;
  /** What the functions find in their environment beside, or in place of, what a stack gives them. */
  readonly functionSettings?: Readonly<Record<string, string>>;
  /** Forget all data first. */
  readonly fresh?: boolean;
  /** Asks the person whether a server's database may be forgotten; without it, the answer is no. */
  readonly agree?: (place: DatabasePlace) => boolean | Promise<boolean>;
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
  /** Address of the web app, where it is served. */
  readonly webUrl: string | undefined;
  readonly publishableKey: string;
  readonly secretKey: string;
  /** What its functions find in their environment: a worker beside them takes the same. */
  readonly functionSettings: Readonly<Record<string, string>>;
  readonly database: OpenDatabase;
  readonly paystack: ReturnType<typeof createPaystackSandbox>["control"];
  readonly flutterwave: ReturnType<typeof createFlutterwaveSandbox>["control"];
  readonly termii: ReturnType<typeof createTermiiSandbox>["control"];
  readonly cloudinary: ReturnType<typeof createCloudinarySandbox>["control"];
  readonly dojah: ReturnType<typeof createDojahSandbox>["control"];
  readonly prembly: ReturnType<typeof createPremblySandbox>["control"];
  readonly mail: ReturnType<typeof createMailCatcher>;
  /** What it says of itself at `/`. */
  status(): Promise<StackStatus>;
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
    const project = await readProjectConfig();
    const asked = options.confirmEmail === true
      ? {
        ...project,
        auth: { ...project.auth, email: { ...project.auth.email, enable_confirmations: true } },
      }
      : project;
    const keys = developmentKeys;
    const lock = await lockFolder(options.folder);
    closers.push(() => lock.release());

    // The port is taken first: nothing is touched when another stack is running.
    let handler: Handler = () => Response.json({ message: "Starting" }, { status: 503 });
    const port = listen(options.port ?? asked.api.port, (request) => handler(request));
    closers.push(() => port.close());
    await lock.tell(port.number);
    const sides = sidePorts(options.port ?? asked.api.port);
    const url = `http://127.0.0.1:${port.number}`;
    // It is built while the database opens.
    const made = options.web?.();
    made?.catch(() => {});
    let webHandler: Handler = () => new Response("The app is being built", { status: 503 });
    const webPort = made === undefined ? undefined : await atOrElse(
      sides.web,
      (port) => listen(port, (request) => webHandler(request)),
      "The app",
      progress,
    );
    if (webPort !== undefined) closers.push(() => webPort.close());
    const webUrl = webPort === undefined ? undefined : `http://127.0.0.1:${webPort.number}`;
    const config = webUrl === undefined
      ? asked
      : { ...asked, auth: { ...asked.auth, site_url: webUrl } };

    if (options.fresh === true) {
      progress("Forgetting all data");
      if (options.databaseUrl === undefined) await resetEmbedded(options.folder);
      else {
        const place = databasePlace(options.databaseUrl);
        await resetServer(options.folder, place, options.agree ?? (() => false));
      }
    }
    const database = options.database ?? await openMigrated({
      ...options,
      folder: join(options.folder, "db"),
      onProgress: progress,
    });
    closers.push(() => database.close());

    progress("Starting the API, functions and sandboxes");
    const mail = createMailCatcher({ now: database.clock.now });
    await atOrElse(sides.smtp, (port) => mail.smtp.listen(port), "Mail by SMTP", progress);
    closers.push(() => mail.smtp.close());
    // The functions' own way in: over TLS, as with any server of the outside.
    const certificate = await makeCertificate();
    const smtpsPort = await mail.smtps.listen(0, certificate);
    closers.push(() => mail.smtps.close());
    const lite = await createSupabaseLite({
      database,
      config,
      keys,
      filesFolder: join(options.folder, "files"),
    });
    // It learns the schema from the first question, for seconds: a hook of Auth, which has five, is not to be that one.
    const learnt = Promise.resolve(lite.rest(
      new Request(`${url}/rest/v1/areas?select=name&limit=1`, {
        headers: { apikey: keys.publishableKey },
      }),
    )).then((response) => response.body?.cancel());
    closers.push(() => learnt.catch(() => {}));
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
      now: database.clock.now,
      publicUrl: `${url}/sandbox/paystack`,
      webhookUrl: () => `${url}/functions/v1/webhooks/paystack`,
      log,
    });
    closers.push(() => paystack.close());
    const flutterwave = createFlutterwaveSandbox({
      secretKey: keys.flutterwaveSecretKey,
      now: database.clock.now,
      webhookHash: keys.flutterwaveWebhookHash,
      publicUrl: `${url}/sandbox/flutterwave`,
      webhookUrl: () => `${url}/functions/v1/webhooks/flutterwave`,
      log,
    });
    closers.push(() => flutterwave.close());
    const termii = createTermiiSandbox({
      apiKey: keys.termiiApiKey,
      webhookSecret: keys.termiiWebhookSecret,
      senderIds: ["Estate", "N-Alert"],
      now: database.clock.now,
      webhookUrl: () => `${url}/functions/v1/webhooks/termii`,
      log,
    });
    closers.push(() => termii.close());
    const cloudinary = createCloudinarySandbox({
      cloudName: keys.cloudinaryCloudName,
      apiKey: keys.cloudinaryApiKey,
      apiSecret: keys.cloudinaryApiSecret,
      publicUrl: `${url}/sandbox/cloudinary`,
    });
    const dojah = createDojahSandbox({
      appId: keys.dojahAppId,
      secretKey: keys.dojahSecretKey,
      publicUrl: `${url}/sandbox/dojah`,
      now: database.clock.now,
    });
    closers.push(() => dojah.close());
    const prembly = createPremblySandbox({
      apiKey: keys.premblyApiKey,
      publicUrl: `${url}/sandbox/prembly`,
      now: database.clock.now,
    });
    closers.push(() => prembly.close());
    const ownSettings = functionEnvironment({ url, appUrl: webUrl ?? url }, keys, {
      paystack: `${url}/sandbox/paystack`,
      flutterwave: `${url}/sandbox/flutterwave/v3`,
      termii: `${url}/sandbox/termii`,
      dojah: `${url}/sandbox/dojah`,
      prembly: `${url}/sandbox/prembly/verification`,
      cloudinary: options.media === "cloudinary" ? `${url}/sandbox/cloudinary` : undefined,
      smtp: { port: smtpsPort, certificate: certificate.cert },
    }, config.auth.hook);
    const functionSettings = { ...ownSettings, ...options.functionSettings };
    const functions = createFunctionsHost({
      config,
      modules: functionModules(log, database.clock),
      jwtSecret: keys.jwtSecret,
      log,
      env: functionSettings,
    });
    const hookAt = (name: Hook["name"], { uri, secrets }: { uri: string; secrets: string }) => ({
      name,
      url: url + new URL(uri).pathname,
      secrets,
    });
    const codes = withOneTimeCodes(lite.auth, {
      database,
      auth: config.auth,
      hooks: {
        sms: hookAt("send-sms", config.auth.hook.send_sms),
        email: hookAt("send-email", config.auth.hook.send_email),
      },
      apiKeys: [keys.publishableKey, keys.secretKey],
      secretKey: keys.secretKey,
    });
    const auth = withSecondFactors(codes, {
      database,
      auth: config.auth,
      jwtSecret: keys.jwtSecret,
    });
    const pages = await createPages(keys.publishableKey);
    const apiPages = createApiPages(keys.publishableKey, log);
    // Known at the very end; the page is served a moment before.
    const moving: { walk?: StandIns["walk"] } = {};
    const status = async (): Promise<StackStatus> => ({
      name: "Estate",
      pid: Deno.pid,
      url,
      publishableKey: keys.publishableKey,
      secretKey: keys.secretKey,
      database: { engine: database.engine, url: door === undefined ? null : doorUrl(door.port) },
      time: {
        now: database.clock.now().toISOString(),
        aheadMs: database.clock.aheadMs,
        movable: moving.walk !== undefined,
      },
      parts: await healthOf({
        database,
        gateway: served,
        url,
        publishableKey: keys.publishableKey,
        secretKey: keys.secretKey,
        mail,
      }),
      links: linksOf(Object.keys(routes), webUrl),
      demo: { password: demoPassword, logins: await demoLoginsIn(database) },
    });
    const front = createFront({ status, secretKey: keys.secretKey, walk: () => moving.walk });
    const frontHandler: Handler = (request) => front.fetch(request);
    const routes: Routes = {
      ...Object.fromEntries(
        pagePrefixes.map((prefix) => [prefix, { handler: pages, ownCors: true }]),
      ),
      ...Object.fromEntries(
        apiPagePrefixes.map((prefix) => [prefix, { handler: apiPages, ownCors: true }]),
      ),
      // No page of another origin may read the keys or move the time.
      "/": { handler: frontHandler, ownCors: true },
      "/clock": { handler: frontHandler, ownCors: true },
      "/rest/v1": logged(lite.rest, log),
      "/auth/v1": logged(honouringBans(auth, database), log),
      "/auth/v1/admin": logged(createAuthAdmin({ database, secretKey: keys.secretKey }), log),
      "/storage/v1": logged(lite.storage, log),
      "/realtime/v1": logged((request) => realtime.fetch(request), log),
      // Functions log for themselves.
      "/functions/v1": { handler: functions, ownCors: true },
      "/sandbox/paystack": mounted("/sandbox/paystack", (request) => paystack.app.fetch(request)),
      "/sandbox/flutterwave": mounted(
        "/sandbox/flutterwave",
        (request) => flutterwave.app.fetch(request),
      ),
      "/sandbox/cloudinary": mounted(
        "/sandbox/cloudinary",
        (request) => cloudinary.app.fetch(request),
      ),
      "/sandbox/termii": mounted("/sandbox/termii", (request) => termii.app.fetch(request)),
      "/sandbox/dojah": mounted("/sandbox/dojah", (request) => dojah.app.fetch(request)),
      "/sandbox/prembly": mounted("/sandbox/prembly", (request) => prembly.app.fetch(request)),
      "/sandbox/mail": mounted("/sandbox/mail", (request) => mail.app.fetch(request)),
    };
    const served = createGateway(routes, log);
    const door = database.engine === "pglite"
      ? await atOrElse(
        sides.sql,
        (port) => openSqlDoor(database.lite as PgliteConnection, { port, log }),
        "SQL",
        progress,
      )
      : undefined;
    if (door !== undefined) closers.push(() => door.close());
    const counted = countRequests(served);
    handler = counted.handler;
    closers.push(async () => {
      handler = () => Response.json({ message: "Stopping" }, { status: 503 });
      await counted.idle(5000);
    });

    // Where the database finds the functions: it wakes the jobs function itself.
    await keepSecrets(database, {
      functions_url: `${url}/functions/v1`,
      jobs_secret: keys.jobsSecret,
    });
    const standIns = await runStandIns(database, log);
    closers.push(() => standIns.stop());
    moving.walk = standIns.walk;
    await learnt;
    if (made !== undefined) {
      progress("Building the app, if it changed");
      webHandler = await made.then(
        (folder) => createWebApp(folder, { url, publishableKey: keys.publishableKey }),
        (error) => {
          // The API is of use without it.
          const says = error instanceof Error ? error.message : String(error);
          progress(says);
          return () => new Response(says, { status: 503 });
        },
      );
    }
    return {
      url,
      webUrl,
      publishableKey: keys.publishableKey,
      secretKey: keys.secretKey,
      functionSettings,
      database,
      paystack: paystack.control,
      flutterwave: flutterwave.control,
      termii: termii.control,
      cloudinary: cloudinary.control,
      dojah: dojah.control,
      prembly: prembly.control,
      mail,
      status,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The ports beside that of the API: 54322 and 54325 for 54321, as the official CLI numbers them, and 54324; free ones for 0. */
function sidePorts(
  api: number,
): { readonly sql: number; readonly web: number; readonly smtp: number } {
  const beside = (offset: number) => api === 0 || api + offset > 65_535 ? 0 : api + offset;
  return { sql: beside(1), web: beside(3), smtp: beside(4) };
}

/** Opens a port of that number; where another program has it, a free one, and says so. */
async function atOrElse<Opened>(
  port: number,
  open: (port: number) => Opened | Promise<Opened>,
  what: string,
  progress: (step: string) => void,
): Promise<Opened> {
  try {
    return await open(port);
  } catch (error) {
    const taken = [error, (error as Error).cause].some((it) =>
      it instanceof Deno.errors.AddrInUse ||
      (it as { code?: unknown } | undefined)?.code === "EADDRINUSE"
    );
    if (port === 0 || !taken) throw error;
    progress(`${what} takes another port: ${port} is taken by another program`);
    return await open(0);
  }
}

/** The name and password are taken for what they are worth: everybody is a superuser, from this machine only. */
function doorUrl(port: number): string {
  return `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`;
}
