/** What SQL may ask of the request that called it: PostgREST's settings request.method, request.path, request.headers. */
import { AsyncLocalStorage } from "node:async_hooks";
import { type RawBuilder, sql } from "kysely";

const current = new AsyncLocalStorage<Request>();

/** Runs `work` for `request`. */
export function duringRequest<Result>(request: Request, work: () => Result): Result {
  return current.run(request, work);
}

/** The request that is answered; undefined outside one. */
export function currentRequest(): Request | undefined {
  return current.getStore();
}

/** The query that gives the transaction the settings of the request it runs for; undefined outside one. */
export function requestSettings(): RawBuilder<unknown> | undefined {
  const request = current.getStore();
  if (request === undefined) return undefined;
  const path = new URL(request.url).pathname.replace(/^\/rest\/v1/, "");
  const headers = JSON.stringify(Object.fromEntries(request.headers));
  return sql`select set_config('request.method', ${request.method}, true),
    set_config('request.path', ${path}, true), set_config('request.headers', ${headers}, true)`;
}
