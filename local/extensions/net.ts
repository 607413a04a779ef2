/** The sender of the pg_net stand-in. */
import type { Database } from "../database/database.ts";

interface QueuedRequest {
  id: number;
  method: string;
  url: string;
  headers: Record<string, string> | null;
  body: string | null;
  timeout_milliseconds: number;
}

/** A running sender. */
export interface NetSender {
  /** Stops sending and waits for requests under way. */
  stop(): Promise<void>;
}

/** Sends what `net.http_post` queued, once its transaction has committed; keeps responses for six hours. */
export async function startNet(database: Database, send: typeof fetch = fetch): Promise<NetSender> {
  const underWay = new Set<Promise<void>>();
  const stopping = new AbortController();

  const drain = async () => {
    const requests = await database.query<QueuedRequest>(
      `delete from net.http_request_queue where id in (
         select id from net.http_request_queue order by id limit $1 for update skip locked
       ) returning id::int, method, url, headers, convert_from(body, 'UTF8') as body, timeout_milliseconds`,
      [100],
    );
    for (const request of requests) track(deliver(request));
    await database.query(
      "delete from net._http_response where created < now() - $1::interval",
      ["6 hours"],
    );
  };
  const deliver = async (request: QueuedRequest) => {
    try {
      const response = await send(request.url, {
        method: request.method,
        headers: request.headers ?? {},
        ...(request.body === null ? {} : { body: request.body }),
        signal: AbortSignal.any([
          stopping.signal,
          AbortSignal.timeout(request.timeout_milliseconds),
        ]),
      });
      await database.query(
        `insert into net._http_response (id, status_code, content_type, headers, content, timed_out)
         values ($1, $2, $3, $4, $5, false)`,
        [
          request.id,
          response.status,
          response.headers.get("content-type"),
          JSON.stringify(Object.fromEntries(response.headers)),
          await response.text(),
        ],
      );
    } catch (error) {
      if (stopping.signal.aborted) return;
      await database.query(
        "insert into net._http_response (id, timed_out, error_msg) values ($1, $2, $3)",
        [request.id, error instanceof DOMException && error.name === "TimeoutError", String(error)],
      );
    }
  };
  const track = (work: Promise<void>) => {
    // A database that is away loses the request, as pg_net loses its queue in a crash.
    const tracked = work.catch(() => {}).finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  };

  const unlisten = await database.listen("net_request", () => track(drain()));
  track(drain());
  return {
    async stop() {
      await unlisten();
      stopping.abort();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
