/** A streaming standby beside the test server, for as long as a test runs. */
import { delay } from "@std/async/delay";
import { openPostgres } from "../../../local/supabase/database/connect.ts";

/** A running standby. */
export interface Standby {
  /** Address of a database of the server, on the standby. */
  urlOf(database: string): string;
  /** Waits until everything that was committed on the server before is there too. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

/** Why there can be no standby here. */
export class NoStandby extends Error {}

/** More is not worth copying for a test. */
const mostBytes = 5_000_000_000;
/** A standby may be slow, with all other tests beside it; one that replays nothing for so long is stuck. */
const mostStillMs = 60_000;
/** A standby must not allow less of these than its primary. */
const atLeast = [
  "max_connections",
  "max_worker_processes",
  "max_wal_senders",
  "max_prepared_transactions",
  "max_locks_per_transaction",
];

/**
 * Copies the server at `url` by pg_basebackup and starts the copy as its standby.
 * @throws {NoStandby} saying what is missing
 */
export async function startStandby(url: string): Promise<Standby> {
  const primary = openPostgres(url, 1);
  const folder = await Deno.makeTempDir({ prefix: "estate-standby-" });
  const data = `${folder}/data`;
  try {
    const settings = await requireReplication(primary);
    // Other tests write much meanwhile. What the copy has not read yet is kept while this connection lasts.
    await primary.query(
      "select from pg_create_physical_replication_slot($1::text::name, true, true)",
      [`estate_standby_${crypto.randomUUID().slice(0, 8)}`],
    );
    const bin = await binaries(settings.server_version_num ?? "");
    const asOwner = await serverUser(folder);
    const copied = await asOwner(`${bin}/pg_basebackup`, [
      `--dbname=${url}`,
      `--pgdata=${data}`,
      "--write-recovery-conf",
      "--checkpoint=fast",
      "--no-sync",
    ]);
    if (copied !== "") throw new NoStandby(`pg_basebackup: ${copied}`);
    const port = freePort();
    const lines = [
      `port = ${port}`,
      "listen_addresses = '127.0.0.1'",
      "unix_socket_directories = ''",
      "hot_standby = on",
      "hot_standby_feedback = on",
      "max_standby_streaming_delay = -1",
      "fsync = off",
      ...atLeast.map((name) => `${name} = ${settings[name]}`),
    ];
    await asOwner("tee", [`${data}/postgresql.conf`], lines.join("\n") + "\n");
    await asOwner("tee", [`${data}/pg_hba.conf`], "host all all 127.0.0.1/32 trust\n");
    const server = (...what: string[]) =>
      asOwner(`${bin}/pg_ctl`, [`--pgdata=${data}`, `--log=${folder}/server.log`, "-w", ...what]);
    const started = await server("start");
    if (started !== "") throw new NoStandby(`pg_ctl: ${started}`);
    const urlOf = (database: string) =>
      Object.assign(new URL(url), { hostname: "127.0.0.1", port: `${port}`, pathname: database })
        .href;
    const standby = openPostgres(urlOf(new URL(url).pathname), 1);
    return {
      urlOf,
      async catchUp() {
        const [now] = await primary.query<{ at: string }>(
          "select pg_current_wal_flush_lsn()::text as at",
          [],
        );
        const replayed = `select pg_last_wal_replay_lsn() as at,
          pg_last_wal_replay_lsn() >= $1::text::pg_lsn as all`;
        let last: unknown;
        let moved = Date.now();
        while (true) {
          const [there] = await standby.query<{ at: string; all: boolean }>(replayed, [now?.at]);
          if (there?.all === true) return;
          if (there?.at !== last) moved = Date.now();
          else if (Date.now() - moved > mostStillMs) throw new Error(`It stands still at ${last}`);
          last = there?.at;
          await delay(100);
        }
      },
      async close() {
        await standby.close();
        await primary.close();
        await server("stop", "--mode=immediate");
        await Deno.remove(folder, { recursive: true });
      },
    };
  } catch (error) {
    await primary.close();
    await Deno.remove(folder, { recursive: true });
    throw error;
  }
}

/** The settings that a standby needs to know. @throws {NoStandby} */
async function requireReplication(primary: ReturnType<typeof openPostgres>) {
  const [known] = await primary.query<{
    may: boolean;
    level: string;
    bytes: string;
    settings: Record<string, string>;
  }>(
    `select rolreplication or rolsuper as may, current_setting('wal_level') as level,
       (select sum(pg_database_size(oid))::text from pg_database) as bytes,
       (select jsonb_object_agg(name, setting) from pg_settings where name = any ($1::text::text[])) as settings
     from pg_roles where rolname = current_user`,
    [`{server_version_num,${atLeast.join(",")}}`],
  );
  const { may, level, bytes, settings } = known!;
  if (!may) throw new NoStandby("the role of DATABASE_URL may not replicate");
  if (level === "minimal") throw new NoStandby("the server runs with wal_level = minimal");
  if (settings.max_wal_senders === "0") throw new NoStandby("the server has max_wal_senders = 0");
  if (Number(bytes) > mostBytes) {
    throw new NoStandby(`the server holds ${Math.round(Number(bytes) / 1e9)} GB`);
  }
  return settings;
}

/** The folder of the server's programs of this version: Debian's, else what the path has. @throws {NoStandby} */
async function binaries(versionNumber: string): Promise<string> {
  const version = Math.floor(Number(versionNumber) / 10000);
  const places = [`/usr/lib/postgresql/${version}/bin`];
  const told = await new Deno.Command("pg_config", { args: ["--bindir"], stderr: "null" })
    .output().catch(() => undefined);
  if (told?.success) places.push(new TextDecoder().decode(told.stdout).trim());
  for (const place of places) {
    const asked = await new Deno.Command(`${place}/postgres`, { args: ["--version"] })
      .output().catch(() => undefined);
    const answer = new TextDecoder().decode(asked?.stdout);
    if (answer.includes(`(PostgreSQL) ${version}.`)) return place;
  }
  throw new NoStandby(`the programs of PostgreSQL ${version} are not on this machine`);
}

/**
 * How to run the server's programs on `folder`, by turns with what they say when they fail: PostgreSQL does not run as
 * root, so root takes the user that Debian makes for it.
 */
async function serverUser(folder: string) {
  const isRoot = Deno.uid() === 0;
  if (isRoot) {
    const owned = await new Deno.Command("chown", { args: ["postgres", folder] }).output()
      .catch(() => undefined);
    if (!owned?.success) throw new NoStandby("root runs no server, and there is no user postgres");
  }
  return async (program: string, args: string[], input = ""): Promise<string> => {
    const [command, ...rest] = isRoot
      ? ["runuser", "-u", "postgres", "--", program, ...args]
      : [program, ...args];
    const child = new Deno.Command(command as string, {
      args: rest,
      cwd: "/",
      stdin: "piped",
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(input));
    await writer.close();
    const { success, stderr } = await child.output();
    return success ? "" : new TextDecoder().decode(stderr).trim() || `${program} failed`;
  };
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr as Deno.NetAddr;
  listener.close();
  return port;
}
