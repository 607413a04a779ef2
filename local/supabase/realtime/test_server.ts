/** A Realtime server on a free port over a temporary database, for the tests of this folder. */
import { jwtVerify, SignJWT } from "jose";
import { openPglite, openPostgres } from "../database/connect.ts";
import type { Database } from "../database/database.ts";
import { createRealtimeServer, type RealtimeServer } from "./server.ts";

const secret = new TextEncoder().encode("a secret of the tests with at least 32 characters");

/** The opaque keys the test server knows. */
export const publishableKey = "sb_publishable_tests";
export const secretKey = "sb_secret_tests";

/** A running server. */
export interface TestServer {
  /** Where clients connect: `ws://127.0.0.1:<port>/realtime/v1`. */
  readonly url: string;
  readonly database: Database;
  /** What the server logged. */
  readonly logged: string[];
  /** Ends the Realtime server and starts another over the same database and port. */
  restart(): Promise<void>;
  /** Makes the next transaction of the server fail as on a lost connection. */
  loseConnectionOnce(): void;
  close(): Promise<void>;
}

/** Starts a server over PGlite in memory, or over a database of its own on `DATABASE_URL`. */
export async function startTestServer(): Promise<TestServer> {
  const { database, drop } = await temporaryDatabase();
  await database.exec(`do $$
    declare
      role_name text;
    begin
      foreach role_name in array array['anon', 'authenticated', 'service_role'] loop
        if to_regrole(role_name) is null then
          execute format('create role %I nologin noinherit', role_name);
        end if;
      end loop;
      alter role service_role bypassrls;
    exception when duplicate_object or unique_violation then
      null; -- the tests of another file got there first
    end $$`);
  await database.exec("grant usage on schema public to anon, authenticated, service_role");
  await database.exec(await Deno.readTextFile(new URL("./schema.sql", import.meta.url)));

  const logged: string[] = [];
  let failing = false;
  const served: Database = {
    ...database,
    transaction(work) {
      if (!failing) return database.transaction(work);
      failing = false;
      return Promise.reject(new Error("The connection was lost"));
    },
  };
  const start = () =>
    createRealtimeServer({
      database: served,
      verifyToken: async (token) => (await jwtVerify(token, secret)).payload,
      apiKeys: new Map([[publishableKey, "anon"], [secretKey, "service_role"]]),
      log: (message) => logged.push(message),
    });
  let realtime: RealtimeServer = await start();
  const http = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => realtime.fetch(request),
  );
  return {
    url: `ws://127.0.0.1:${http.addr.port}/realtime/v1`,
    database,
    logged,
    async restart() {
      await realtime.close();
      realtime = await start();
    },
    loseConnectionOnce() {
      failing = true;
    },
    async close() {
      await realtime.close();
      await http.shutdown();
      await drop();
    },
  };
}

/** A signed token with these claims that lives `seconds`; a negative number makes an expired one. */
export async function signToken(claims: Record<string, unknown>, seconds = 3600): Promise<string> {
  const exp = Math.floor(Date.now() / 1000) + seconds;
  return await new SignJWT({ role: "authenticated", ...claims, exp })
    .setProtectedHeader({ alg: "HS256" })
    .sign(secret);
}

async function temporaryDatabase(): Promise<{ database: Database; drop: () => Promise<void> }> {
  const server = Deno.env.get("DATABASE_URL");
  if (server === undefined || server === "") {
    const database = await openPglite();
    return { database: withoutExitCodes(database), drop: () => database.close() };
  }
  const name = `realtime_test_${crypto.randomUUID().replaceAll("-", "")}`;
  const maintenance = openPostgres(server, 1);
  await maintenance.exec(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const database = openPostgres(url.href);
  return {
    database,
    async drop() {
      await database.close();
      await maintenance.exec(`drop database ${name} with (force)`);
      await maintenance.close();
    },
  };
}

/** PGlite leaves an exit code behind at its boot and at every SQL error; tests would be blamed for it. */
function withoutExitCodes(database: Database): Database {
  const clearing = async <Result>(result: Promise<Result>): Promise<Result> => {
    try {
      return await result;
    } finally {
      Deno.exitCode = 0;
    }
  };
  Deno.exitCode = 0;
  return {
    ...database,
    query: (sql, parameters) => clearing(database.query(sql, parameters)),
    exec: (sql) => clearing(database.exec(sql)),
    transaction: (work) => clearing(database.transaction(work)),
  };
}
