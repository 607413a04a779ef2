/** The sender of the pg_net stand-in. */
import type { Database } from "../database/database.ts";

/** A running sender. */
export interface NetSender {
  /** Sends what is queued, and waits until every answer has come. */
  settle(): Promise<void>;
  /** Stops sending; requests under way are aborted and recorded as such. */
  stop(): Promise<void>;
}

/** How a sender runs. */
export interface NetOptions {
  /** What sends a request; by default the global fetch. */
  readonly fetch?: typeof fetch;
  /** Gets a line when the database cannot be reached. */
  readonly log?: (line: string) => void;
}

interface QueuedRequest {
  id: string;
  method: string;
  url: string;
  headers: Record<string, string> | null;
  body: string | null;
  timeout: number;
}

/** A row of net._http_response. */
interface Outcome {
  status?: number;
  contentType?: string | null;
  headers?: string;
  content?: string;
  timedOut: boolean;
  error?: string;
}

const maxUnderWay = 200;

/**
 * Sends what net.http_get and net.http_post queued, once their transaction has committed, each at most
 * once whatever number of senders there is. Keeps responses for six hours.
 */
export async function startNet(database: Database, options: NetOptions = {}): Promise<NetSender> {
  const send = options.fetch ?? fetch;
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();
  const report = (doing: string) => (error: unknown) =>
    options.log?.(`Cannot ${doing}: ${error instanceof Error ? error.message : error}`);

  /** Takes requests until none is left or enough are under way. */
  const drain = async () => {
    await database.query(
      "delete from net._http_response where created < now() - $1::text::interval",
      ["6 hours"],
    );
    while (!stopping.signal.aborted && underWay.size < maxUnderWay) {
      const room = maxUnderWay - underWay.size;
      const requests = await claim(room);
      for (const request of requests) {
        const delivery = deliver(request)
          .catch(report(`record the response to request ${request.id}`))
          .finally(() => {
            underWay.delete(delivery);
            if (underWay.size === maxUnderWay - 1) wake();
          });
        underWay.add(delivery);
      }
      if (requests.length < room) return;
    }
  };

  const claim = (room: number) =>
    database.query<QueuedRequest>(
      `delete from net.http_request_queue where id in (
         select id from net.http_request_queue order by id limit $1::integer for update skip locked
       )
       returning id::text, method, url, headers, convert_from(body, 'UTF8') as body,
         timeout_milliseconds as timeout`,
      [room],
    );

  const deliver = async (request: QueuedRequest) => {
    const outcome = await exchange(send, request, stopping.signal);
    await database.query(
      `insert into net._http_response
         (id, status_code, content_type, headers, content, timed_out, error_msg)
       values ($1::bigint, $2::integer, $3::text, $4::text::jsonb, $5::text, $6::boolean, $7::text)`,
      [
        request.id,
        outcome.status ?? null,
        outcome.contentType ?? null,
        outcome.headers ?? null,
        outcome.content ?? null,
        outcome.timedOut,
        outcome.error ?? null,
      ],
    );
  };

  // One drain at a time; a wake-up during one leads to another after it.
  let draining: Promise<void> | undefined;
  let again = false;
  const wake = () => {
    if (stopping.signal.aborted) return;
    again = true;
    draining ??= (async () => {
      while (again && !stopping.signal.aborted) {
        again = false;
        await drain().catch(report("read net.http_request_queue"));
      }
      draining = undefined;
    })();
  };

  const unlisten = await database.listen("net_request", wake);
  // What was queued before anyone listened.
  wake();
  return {
    async settle() {
      wake();
      while (draining !== undefined || underWay.size > 0) {
        await draining;
        await Promise.all(underWay);
      }
    },
    async stop() {
      stopping.abort();
      await unlisten();
      await draining;
      await Promise.all(underWay);
    },
  };
}

/** Sends one request and reads the whole response, within its time. */
async function exchange(
  send: typeof fetch,
  request: QueuedRequest,
  stopping: AbortSignal,
): Promise<Outcome> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), request.timeout);
  try {
    const response = await send(request.url, {
      method: request.method,
      headers: request.headers ?? {},
      body: request.body,
      signal: AbortSignal.any([stopping, late.signal]),
    });
    return {
      status: response.status,
      contentType: response.headers.get("content-type"),
      headers: JSON.stringify(Object.fromEntries(response.headers)),
      // PostgreSQL's text cannot hold NUL; pg_net stops there too.
      content: (await response.text()).replace(/\0[^]*/, ""),
      timedOut: false,
    };
  } catch (error) {
    if (stopping.aborted) return { timedOut: false, error: "Aborted: the sender stopped" };
    if (late.signal.aborted) {
      return { timedOut: true, error: `Timeout of ${request.timeout} ms reached` };
    }
    return { timedOut: false, error: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
  }
}
