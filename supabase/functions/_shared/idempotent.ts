/** Idempotency-Key around the handler of a route. */
import type { RouteConfig, RouteHandler } from "@hono/zod-openapi";
import type { Context } from "hono";
import { once, type OnceOptions } from "./idempotency.ts";
import { Problem } from "./problem.ts";
import type { ServiceEnv } from "./service_app.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** How a route honours the header. */
export interface IdempotentOptions extends OnceOptions {
  readonly database: ServiceDatabase;
  /** Who is calling: the user's id. */
  // deno-lint-ignore no-explicit-any -- any route's context will do
  readonly caller: (context: Context<any>) => string | Promise<string>;
  /** Whether a request without a key is refused (the default) or carried out each time. */
  readonly required?: boolean;
  /** What of the body tells a repeat from another request; the body itself when not given. */
  // deno-lint-ignore no-explicit-any -- any route's context will do
  readonly fingerprint?: (context: Context<any>) => Promise<unknown>;
}

/**
 * Wraps the handler of `route`, which must answer JSON or nothing. It runs after validation, so that a request
 * that does not fit its description uses up no key. Method, path, query and body make the request; the body's
 * own spelling does not.
 * @example
 * app.openapi(refundRoute, idempotent(refundRoute, { database, caller }, async (context) => …));
 */
export function idempotent<Route extends RouteConfig, Env extends ServiceEnv = ServiceEnv>(
  route: Route,
  options: IdempotentOptions,
  handler: RouteHandler<Route, Env>,
): RouteHandler<Route, Env> {
  const wrapped = async (
    context: Parameters<RouteHandler<Route, Env>>[0],
    next: Parameters<RouteHandler<Route, Env>>[1],
  ): Promise<Response> => {
    const work = async () => await handler(context, next) as Response;
    const key = context.req.header("idempotency-key");
    if (key === undefined && options.required === false) return await work();
    const url = new URL(context.req.url);
    const method = context.req.method;
    const request = {
      // The first segment of the path is the function's name.
      scope: `${method} /${url.pathname.split("/")[1]}${route.path}`,
      caller: await options.caller(context),
      key,
      payload: {
        method,
        path: url.pathname,
        query: url.search,
        body: options.fingerprint === undefined
          ? parsed(await context.req.text())
          : await options.fingerprint(context),
      },
    };
    let fresh: Response | undefined;
    const answer = await once(options.database, request, async () => {
      fresh = await work();
      return { status: fresh.status, body: await bodyOf(fresh) };
    }, { log: context.get("log"), ...options });
    if (fresh !== undefined) return fresh;
    context.header("idempotency-replayed", "true");
    return answer.body === null
      ? context.body(null, answer.status as 204)
      : context.json(answer.body, answer.status as 200);
  };
  return wrapped as RouteHandler<Route, Env>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.clone().text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Problem.of("internal.unexpected", { cause });
  }
}
