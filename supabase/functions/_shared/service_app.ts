/** What every function's HTTP surface has: request ids, problem+json everywhere, CORS, limits, OpenAPI. */
import { OpenAPIHono, type z } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { holdableRoute } from "./holdable_route.ts";
import type { Log } from "./log.ts";
import { type FieldProblem, pointerTo, Problem, problemTypeBase } from "./problem.ts";
import { ProviderError, ProviderUnavailable } from "./provider_error.ts";
import { strictRoute } from "./strict_route.ts";

/** What handlers find in their context. */
export interface ServiceEnv {
  Variables: {
    requestId: string;
    /** Writes with the request's id. */
    log: Log;
    /** Aborted when the request has taken too long. */
    signal: AbortSignal;
  };
}

/** How a function describes itself. */
export interface ServiceDescription {
  /** Name of the function: its routes are under /name. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly log: Log;
  /** Largest accepted body in bytes; 64 KiB when not given. */
  readonly maxBodyBytes?: number;
  /** After this long the caller is told that it took too long; a minute when not given. */
  readonly timeoutMs?: number;
  /** Start of every problem's `type`, with a slash at its end. */
  readonly problemTypeBase?: string;
}

/** The HTTP surface of a function. */
export type ServiceApp = OpenAPIHono<ServiceEnv>;

const saneRequestId = /^[A-Za-z0-9._-]{8,100}$/;

/**
 * An app whose every answer, wrong addresses and malformed bodies included, is JSON or problem+json, and which
 * describes itself at /name/openapi.json. Order: request id, errors, CORS, body limit, time limit; then of
 * each route: its caller, rate limit, validation, idempotency, handler. Fields and parameters that a route does
 * not know, and texts that the database cannot hold, are refused by name.
 */
export function createServiceApp(service: ServiceDescription): ServiceApp {
  const app = new OpenAPIHono<ServiceEnv>({
    defaultHook: (result) => {
      if (!result.success) throw Problem.of("request.invalid", { errors: fieldsOf(result.error) });
    },
  }).basePath(`/${service.name}`) as ServiceApp;
  const describe = app.openapi.bind(app);
  app.openapi =
    ((route, ...rest) =>
      describe(holdableRoute(strictRoute(route)), ...rest)) as typeof app.openapi;
  const answer = (problem: Problem, context: Context<ServiceEnv>) =>
    problem.toResponse(
      context.get("requestId") ?? crypto.randomUUID(),
      service.problemTypeBase ?? problemTypeBase,
    );

  app.use(identify(service));
  app.use(secureHeaders());
  app.use(cors({
    origin: "*",
    allowHeaders: [
      "authorization",
      "apikey",
      "x-client-info",
      "content-type",
      // What supabase-js sends besides: on a retry, and for a trace.
      "x-retry-count",
      "traceparent",
      "tracestate",
      "baggage",
      "idempotency-key",
      "if-none-match",
      "x-estate-org",
      "x-request-id",
    ],
    exposeHeaders: [
      "retry-after",
      "ratelimit",
      "ratelimit-policy",
      "idempotency-replayed",
      "x-request-id",
      "etag",
    ],
    maxAge: 600,
  }));
  app.use(bodyLimit({
    maxSize: service.maxBodyBytes ?? 64 * 1024,
    onError: (context) => answer(Problem.of("request.too_large"), context),
  }));
  app.use(limitTime(service.timeoutMs ?? 60_000));

  app.onError((error, context) => {
    const problem = toProblem(error);
    const log = context.get("log") ?? service.log;
    if (problem.status >= 500) log.error("request.failed", { code: problem.code, error });
    else log.info("request.refused", { code: problem.code, cause: problem.cause });
    return answer(problem, context);
  });
  app.notFound((context) => answer(Problem.of("request.not_found"), context));
  app.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: { title: service.title, description: service.description, version: "1" },
  });
  return app;
}

function fieldsOf(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue): FieldProblem[] => {
    const { code, message, path } = issue;
    if (code !== "unrecognized_keys") return [{ pointer: pointerTo(path), code, detail: message }];
    // One mistake each: the message of them all names none by pointer.
    return issue.keys.map((key) => ({
      pointer: pointerTo([...path, key]),
      code,
      detail: "is not known here",
    }));
  });
}

/** Names the request, takes over a name that it brings, and writes one line about it when it is answered. */
function identify(service: ServiceDescription): MiddlewareHandler<ServiceEnv> {
  return async function identify(context, next) {
    const given = context.req.header("x-request-id") ?? "";
    const requestId = saneRequestId.test(given) ? given : crypto.randomUUID();
    context.set("requestId", requestId);
    context.set("log", service.log.with({ requestId, service: service.name }));
    const started = performance.now();
    await next();
    context.header("x-request-id", requestId);
    context.get("log").info("request", {
      method: context.req.method,
      path: context.req.path,
      status: context.res.status,
      ms: Math.round(performance.now() - started),
    });
  };
}

/** Answers request.timeout when the rest takes longer than `ms`; the rest hears of it by `signal`. */
function limitTime(ms: number): MiddlewareHandler<ServiceEnv> {
  return async function limitTime(context, next) {
    const late = new AbortController();
    context.set("signal", late.signal);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        const problem = Problem.of("request.timeout");
        reject(problem);
        late.abort(problem);
      }, ms);
    });
    try {
      await Promise.race([next(), limit]);
    } finally {
      clearTimeout(timer);
    }
  };
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) {
    if (error.status === 415) return Problem.of("request.unsupported_media_type", { cause: error });
    if (error.status === 413) return Problem.of("request.too_large", { cause: error });
    if (error.status < 500) return Problem.of("request.malformed", { cause: error });
  }
  if (error instanceof ProviderUnavailable) {
    return Problem.of(error.code === "timeout" ? "upstream.timeout" : "upstream.unavailable", {
      retryAfterSeconds: error.retryAfterSeconds ?? 5,
      cause: error,
    });
  }
  if (error instanceof ProviderError) return Problem.of("upstream.refused", { cause: error });
  return Problem.of("internal.unexpected", { cause: error });
}
