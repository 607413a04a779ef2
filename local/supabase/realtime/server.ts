/** The embedded Realtime server: what Supabase Realtime is to the clients, in this process. */
import type { Database } from "../database/database.ts";
import { type Access, authenticator, TokenError } from "./access.ts";
import { startDatabaseFeed } from "./database_feed.ts";
import type { Serializer } from "./message.ts";
import { PostgresChanges } from "./postgres_changes.ts";
import { answerBroadcast } from "./rest.ts";
import { Rooms } from "./rooms.ts";
import { serializerV1 } from "./serializer_v1.ts";
import { serializerV2 } from "./serializer_v2.ts";
import { reasonOf, type Services } from "./services.ts";
import { Socket } from "./socket.ts";

export interface RealtimeOptions {
  /** Prepared with `schema.sql`; its user must be a superuser. It stays open after `close`. */
  database: Database;
  /** Checks a user's JWT (signature, exp) and returns its claims; throws with a readable message. */
  verifyToken: (token: string) => Promise<Record<string, unknown>>;
  /** Opaque API keys (sb_publishable_…, sb_secret_…) and the role each stands for. */
  apiKeys: ReadonlyMap<string, "anon" | "service_role">;
  /** Takes what an operator may want to know; nothing of it is fatal. */
  log?: (message: string) => void;
}

export interface RealtimeServer {
  /**
   * Answers the WebSocket upgrade on …/realtime/v1/websocket and the REST broadcast endpoints on
   * …/realtime/v1/api/broadcast… Never throws.
   */
  fetch(request: Request): Promise<Response>;
  /** Ends all sockets (clients reconnect), timers and listens. */
  close(): Promise<void>;
}

/** How long `close` waits for clients to answer the closing of their sockets. */
const closingMs = 1_000;
/** "Service restart". */
const closeCode = 1012;
/** Seconds without a sign of life from a client until its socket counts as lost. */
const idleSeconds = 60;

/** Starts the server. @throws when the database lacks schema `realtime` */
export async function createRealtimeServer(options: RealtimeOptions): Promise<RealtimeServer> {
  const { database, log = () => {} } = options;
  const rooms = new Rooms();
  const feed = await startDatabaseFeed(database, rooms, log);
  const changes = await PostgresChanges.start(database, log);
  const services: Services = {
    database,
    authenticate: authenticator(options),
    rooms,
    changes,
    log,
  };
  const sockets = new Set<Socket>();
  let closing = false;

  const upgrade = async (request: Request): Promise<Response> => {
    const handshake = await checkHandshake(services, request);
    if (handshake instanceof Response) return handshake;
    // The server may have been closed while the token was checked.
    if (closing) return refused(503, "Realtime is restarting");
    let upgraded: Deno.WebSocketUpgrade;
    try {
      upgraded = Deno.upgradeWebSocket(request, { idleTimeout: idleSeconds });
    } catch (error) {
      return refused(400, reasonOf(error));
    }
    const { socket: transport, response } = upgraded;
    const { serializer, access, headers } = handshake;
    const socket = new Socket(services, transport, serializer, access, headers);
    sockets.add(socket);
    void socket.closed.then(() => sockets.delete(socket));
    return response;
  };

  return {
    async fetch(request) {
      try {
        const { pathname } = new URL(request.url);
        if (closing) return refused(503, "Realtime is restarting");
        if (/\/(realtime\/v1|socket)\/websocket\/?$/.test(pathname)) return await upgrade(request);
        if (/\/api\/broadcast(\/|$)/.test(pathname)) {
          return await answerBroadcast(services, request);
        }
        return refused(404, "Not found");
      } catch (error) {
        log(`Cannot answer ${request.method} ${new URL(request.url).pathname}: ${reasonOf(error)}`);
        return refused(500, "Error connecting to Realtime");
      }
    },
    async close() {
      if (closing) return;
      closing = true;
      const ends = [...sockets].flatMap((socket) => [
        socket.close(closeCode, "restarting"),
        socket.closed,
      ]);
      const patience = Promise.withResolvers<void>();
      const timer = setTimeout(patience.resolve, closingMs);
      await Promise.race([Promise.all(ends), patience.promise]);
      clearTimeout(timer);
      await feed.stop();
      await changes.close();
    },
  };
}

interface Handshake {
  readonly serializer: Serializer;
  readonly access: Access;
  /** The `x-…` headers, which policies see in `request.headers`. */
  readonly headers: Record<string, string>;
}

/** Reads version and key of an upgrade request; a response refuses it. */
async function checkHandshake(
  services: Services,
  request: Request,
): Promise<Handshake | Response> {
  const { searchParams } = new URL(request.url);
  const serializer = serializerFor(searchParams.get("vsn") ?? "1.0.0");
  if (serializer === undefined) return new Response(null, { status: 403 });
  const key = request.headers.get("x-api-key") ?? searchParams.get("apikey");
  if (key === null || key === "") return refused(401, "API key is missing");
  if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") {
    return refused(426, "A WebSocket upgrade is required");
  }
  try {
    const access = await services.authenticate(key);
    const headers = [...request.headers].filter(([name]) => name.startsWith("x-"));
    return { serializer, access, headers: Object.fromEntries(headers) };
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    const expired = error.message.startsWith("Token has expired");
    return refused(401, expired ? "Token has expired" : error.message);
  }
}

function serializerFor(version: string): Serializer | undefined {
  if (/^1\.0\.\d+$/.test(version)) return serializerV1;
  if (/^2\.0\.\d+$/.test(version)) return serializerV2;
  return undefined;
}

function refused(status: number, error: string): Response {
  return Response.json({ error }, { status });
}
