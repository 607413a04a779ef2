/** A Realtime server on a free port over a temporary database, for the tests of this folder. */
import { jwtVerify, SignJWT } from "jose";
import type { Database } from "../database/database.ts";
import { platformDatabase } from "../database/template.ts";
import { openTemporaryDatabase } from "../database/temporary.ts";
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

/** Starts a server over a database of its own, on either engine. */
export async function startTestServer(): Promise<TestServer> {
  const database = await openTemporaryDatabase(platformDatabase);
  // The tests say of each table who reads it.
  await database.exec(
    "alter default privileges in schema public revoke all on tables from anon, authenticated, service_role",
  );
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
      await database.close();
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
