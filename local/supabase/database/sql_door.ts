/**
 * Lets psql and other clients of PostgreSQL into the embedded database, by the wire protocol (pg-gateway) on a
 * loopback port. PGlite has one session, which the stack works in as well: a client gets it from the start of a
 * transaction to its end, in turn with everybody else, and what it set for itself does not stay.
 */
import { concat } from "@std/bytes/concat";
import type { PgliteConnection } from "@supabase/lite/pglite";
import { BackendError, PostgresConnection } from "pg-gateway";

/** An open door. */
export interface SqlDoor {
  readonly port: number;
  /** Closes it; transactions that are open are rolled back. */
  close(): Promise<void>;
}

/** How a door is opened. */
export interface SqlDoorOptions {
  readonly port: number;
  /** How long a client may leave a transaction open and say nothing, while everybody waits. */
  readonly patienceMs?: number;
  readonly log?: (line: string) => void;
}

const byteOf = (letter: string) => letter.charCodeAt(0);

/** Opens it. @throws {Deno.errors.AddrInUse} when the port is taken */
export function openSqlDoor(lite: PgliteConnection, options: SqlDoorOptions): SqlDoor {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: options.port });
  const clients = new Set<Client>();
  const accepting = (async () => {
    for await (const connection of listener) {
      const client = new Client(lite, connection, options);
      clients.add(client);
      void client.ended.then(() => clients.delete(client));
    }
  })();
  return {
    port: listener.addr.port,
    async close() {
      listener.close();
      await accepting;
      await Promise.all([...clients].map((client) => client.close()));
    },
  };
}

/** One client, from its first byte to its last. */
class Client {
  readonly ended: Promise<void>;
  /** Gives the session back; set while this client has it. */
  private giveBack: (() => void) | undefined;
  private impatient: ReturnType<typeof setTimeout> | undefined;
  /** After a failed step of the extended protocol the rest is skipped up to Sync: PGlite takes each step for itself. */
  private failed = false;

  constructor(
    private readonly lite: PgliteConnection,
    private readonly connection: Deno.TcpConn,
    private readonly options: SqlDoorOptions,
  ) {
    this.ended = this.serve();
  }

  async close(): Promise<void> {
    this.disconnect();
    await this.ended;
  }

  private disconnect(): void {
    try {
      this.connection.close();
    } catch (error) {
      // It is gone already.
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  private async serve(): Promise<void> {
    try {
      const [{ version }] = (await this.lite.driver.query<{ version: string }>(
        "select current_setting('server_version') as version",
      )).rows as [{ version: string }];
      const conversation = new Conversation(this.connection, {
        serverVersion: version,
        auth: { method: "trust" },
        onMessage: async (message, { isAuthenticated }) =>
          isAuthenticated ? await this.answer(message) : undefined,
      });
      await conversation.processData(this.connection);
    } catch (error) {
      if (error instanceof BackendError) await this.connection.write(error.flush());
      else this.options.log?.(`SQL door: ${error instanceof Error ? error.message : error}`);
    } finally {
      await this.leave();
      this.disconnect();
    }
  }

  /** What the database answers to one message, as bytes. */
  private async answer(message: Uint8Array): Promise<Uint8Array | undefined> {
    clearTimeout(this.impatient);
    if (message[0] === byteOf("X")) return undefined;
    if (asksForCopy(message)) throw copyRefusal;
    if (this.failed && message[0] !== byteOf("S")) return new Uint8Array();
    this.giveBack ??= await this.turn();
    const { exitCode } = Deno;
    // A copy: PGlite reads from the beginning of the buffer that a view is of.
    const { data } = await this.lite.driver.execProtocol(message.slice(), { throwOnError: false });
    Deno.exitCode = exitCode;
    const extended = "PBDECH".includes(String.fromCharCode(message[0] as number));
    const { bytes, ready, failed } = readAnswer(data, extended);
    this.failed = failed && extended;
    if (ready === "I") await this.leave();
    else this.impatient = setTimeout(() => this.disconnect(), this.options.patienceMs ?? 60_000);
    return bytes;
  }

  /** Waits for the session; the returned function gives it to whoever waits next. */
  private turn(): Promise<() => void> {
    const mine = Promise.withResolvers<() => void>();
    const over = Promise.withResolvers<void>();
    void this.lite.kysely.connection().execute(async () => {
      mine.resolve(over.resolve);
      await over.promise;
    });
    return mine.promise;
  }

  /** Ends what is open and gives the session back as the stack knows it. */
  private async leave(): Promise<void> {
    clearTimeout(this.impatient);
    if (this.giveBack === undefined) return;
    const { driver } = this.lite;
    if (driver.isInTransaction()) await driver.exec("rollback");
    await driver.exec("reset session authorization; reset role; reset all");
    this.giveBack();
    this.giveBack = undefined;
  }
}

/** PGlite would wait for the rows inside its one thread, for ever. */
const copyRefusal = BackendError.create({
  severity: "FATAL",
  code: "0A000",
  message: "The embedded database cannot COPY FROM STDIN",
  hint: "Use INSERT, or a PostgreSQL server of your own by DATABASE_URL.",
});

/** Whether a query (Q) or a statement to prepare (P) reads rows from the client. */
function asksForCopy(message: Uint8Array): boolean {
  if (message[0] !== byteOf("Q") && message[0] !== byteOf("P")) return false;
  return /\bcopy\b[^;]*\bfrom\s+stdin\b/i.test(new TextDecoder().decode(message));
}

/** The protocol of one client, started by us: the library would do so itself and print what goes wrong. */
class Conversation extends PostgresConnection {
  override init(): Promise<void> {
    return Promise.resolve();
  }
}

/** What PGlite said to one message. */
interface Answer {
  readonly bytes: Uint8Array;
  /** Whether the session is idle (I), in a transaction (T) or in a failed one (E), if the answer says so. */
  readonly ready: string | undefined;
  readonly failed: boolean;
}

/**
 * An answer without the notifications, which the stack has heard and this client did not ask for. A step of the
 * extended protocol is followed by others up to Sync: PGlite is ready after one that fails, a server only then.
 */
function readAnswer(data: Uint8Array, extended: boolean): Answer {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const kept: Uint8Array[] = [];
  let ready: string | undefined;
  let failed = false;
  for (let at = 0; at < data.length;) {
    const type = String.fromCharCode(data[at] as number);
    const end = at + 1 + view.getInt32(at + 1);
    if (type === "E") failed = true;
    if (type === "Z" && !extended) ready = String.fromCharCode(view.getUint8(at + 5));
    if (type !== "A" && !(type === "Z" && extended)) kept.push(data.subarray(at, end));
    at = end;
  }
  return { bytes: concat(kept), ready, failed };
}
