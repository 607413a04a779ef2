/** The API pages as data, for everyone: what can be called, what may go wrong, what is told live. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { etag } from "hono/etag";
import { Problem } from "../_shared/problem.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { DocsDeps } from "./deps.ts";
import { openapi, problems, realtime } from "./generated/api.ts";

const problem = z.object({
  code: z.string(),
  status: z.number().int(),
  title: z.string(),
  why: z.string(),
  what_to_do: z.string(),
}).openapi("ExplainedProblem");

const json = (schema: z.ZodType, description: string) => ({
  200: { description, content: { "application/json": { schema } } },
  304: { description: "Still what If-None-Match names" },
  422: problemResponse("request.invalid"),
  429: problemResponse("rate_limit.exceeded"),
});

const apiRoute = createRoute({
  method: "get",
  path: "/api.json",
  summary: "The whole API as OpenAPI 3.1: sign-in, REST, RPC and edge functions",
  responses: json(z.record(z.string(), z.unknown()), "OpenAPI 3.1"),
});

const problemsRoute = createRoute({
  method: "get",
  path: "/problems",
  summary: "Every problem code, what it means and what to do",
  responses: json(z.object({ problems: z.array(problem) }), "By code"),
});

const problemRoute = createRoute({
  method: "get",
  path: "/problems/{code}",
  summary: "What one problem code means and what to do",
  request: { params: z.object({ code: z.string().max(100) }) },
  responses: { ...json(problem, "The problem"), 404: problemResponse("request.not_found") },
});

const realtimeRoute = createRoute({
  method: "get",
  path: "/realtime",
  summary: "Private channels, who may listen and what is told",
  responses: json(z.record(z.string(), z.unknown()), "Topics with their events"),
});

/** The app of the docs function. */
export function createApp(deps: DocsDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "docs",
    title: "Estate's API pages",
    description: "The API described, for everyone and to be kept for a while.",
    log: deps.log,
  });
  app.use(async (context, next) => {
    deps.limiter.enforce(await deps.nameCaller(context));
    await next();
    if (context.res.ok) context.header("cache-control", "public, max-age=300");
  });
  app.use(etag({ weak: true }));
  const here = { ...openapi, servers: [{ url: deps.apiUrl }] };
  app.openapi(apiRoute, (context) => context.json(here, 200));
  app.openapi(problemsRoute, (context) => context.json({ problems: [...problems] }, 200));
  app.openapi(problemRoute, (context) => {
    const { code } = context.req.valid("param");
    const found = problems.find((it) => it.code === code);
    if (found === undefined) throw Problem.of("request.not_found");
    return context.json(found, 200);
  });
  app.openapi(realtimeRoute, (context) => context.json({ ...realtime }, 200));
  return app;
}
