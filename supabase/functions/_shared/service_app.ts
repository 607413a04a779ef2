/** What every function's HTTP surface has: request ids, problem+json everywhere, CORS, limits, OpenAPI. */
import { OpenAPIHono } from "@hono/zod-openapi";
import { bodyLimit } from "hono/body-limit";
import { cors } from "hono/cors";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import type { Log } from "./log.ts";
import { Problem } from "./problem.ts";

/** What handlers find in their context. */
export interface ServiceEnv {
  Variables: { requestId: string; log: Log };
}

/** How a function describes itself. */
export interface ServiceDescription {
  /** Name of the function: its routes are under /name. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly log: Log;
  /** Largest accepted body in bytes. */
  readonly maxBodyBytes?: number;
}

const saneRequestId = /^[A-Za-z0-9._-]{8,100}$/;

/** An app whose every answer, wrong addresses and malformed bodies included, is JSON or problem+json. */
export function createServiceApp(service: ServiceDescription): OpenAPIHono<ServiceEnv> {
  const app = new OpenAPIHono<ServiceEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      throw Problem.of("request.invalid", {
        errors: result.error.issues.map((issue) => ({
          pointer: `/${issue.path.map(String).join("/")}`,
          detail: issue.message,
        })),
      });
    },
  }).basePath(`/${service.name}`) as OpenAPIHono<ServiceEnv>;

  app.use(async (context, next) => {
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
  });
  app.use(secureHeaders());
  app.use(cors({
    origin: "*",
    allowHeaders: ["authorization", "apikey", "x-client-info", "content-type", "idempotency-key"],
    exposeHeaders: ["retry-after", "idempotency-replayed", "x-request-id"],
    maxAge: 600,
  }));
  app.use(bodyLimit({
    maxSize: service.maxBodyBytes ?? 64 * 1024,
    onError: (context) => Problem.of("request.too_large").toResponse(context.get("requestId")),
  }));

  app.onError((error, context) => {
    const problem = toProblem(error);
    const log = context.get("log") ?? service.log;
    if (problem.status >= 500) log.error("request.failed", { code: problem.code, error });
    return problem.toResponse(context.get("requestId") ?? crypto.randomUUID());
  });
  app.notFound((context) =>
    Problem.of("request.not_found").toResponse(context.get("requestId") ?? crypto.randomUUID())
  );
  app.doc31("/openapi.json", {
    openapi: "3.1.0",
    info: { title: service.title, description: service.description, version: "1" },
  });
  return app;
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof HTTPException) {
    if (error.status === 415) return Problem.of("request.unsupported_media_type", { cause: error });
    if (error.status === 413) return Problem.of("request.too_large", { cause: error });
    if (error.status < 500) {
      return Problem.of("request.malformed", { detail: error.message, cause: error });
    }
  }
  return Problem.of("internal.unexpected", { cause: error });
}
