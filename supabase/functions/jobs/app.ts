/** Jobs: does the work that waits when the database calls, and says how it goes. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { problemResponse } from "../_shared/problem_schema.ts";
import { requireService } from "../_shared/require_caller.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { JobsDeps } from "./deps.ts";
import { runWorks } from "./run.ts";

const outcome = z.object({
  done: z.record(z.string(), z.number().int()).describe(
    "How many things were done, by kind",
  ),
  failed: z.array(z.string()).describe(
    "Kinds that broke off: the log says why",
  ),
  joined: z.boolean().describe(
    "Whether a run under way sees to it, so that this call did nothing",
  ),
});

const runRoute = createRoute({
  method: "post",
  path: "/run",
  summary: "Do the work that waits",
  description:
    "Called by the database with the shared secret in x-jobs-secret. With x-jobs-wake: 1 the call is left to a run that is under way, if there is one: it looks again before it ends.",
  request: {
    body: { content: { "application/json": { schema: z.strictObject({}) } } },
  },
  responses: {
    200: {
      description: "What was done",
      content: { "application/json": { schema: outcome } },
    },
    401: problemResponse("auth.invalid_token"),
    422: problemResponse("request.invalid"),
  },
});

const count = z.number().int();
const moment = z.string().nullable().describe("UTC");
const health = z.object({
  late: z.array(z.string()).describe("What is late, with why"),
  rows: z.array(z.object({
    sort: z.string().describe(
      "scheduler, kind (of work), queue, outbox (a channel) or schedule",
    ),
    name: z.string(),
    waiting: count.describe("How much could be done now"),
    waiting_since: moment,
    in_hand: count.describe("How many are at it"),
    later: count.describe("How much was put off"),
    dead: count.describe("How much was given up"),
    last_run_at: moment,
    last_success_at: moment,
    done_last_hour: count,
    failures_in_row: count,
    is_late: z.boolean(),
    says: z.string().nullable(),
  })),
});
type Health = z.infer<typeof health>;

const healthRoute = createRoute({
  method: "get",
  path: "/health",
  summary: "How the work goes",
  description:
    "For whoever watches from outside, with the shared secret in x-jobs-secret: every kind of work, queue, channel and schedule. 503 while something is late, the scheduler's pulse among it.",
  responses: {
    200: {
      description: "Nothing is late",
      content: { "application/json": { schema: health } },
    },
    401: problemResponse("auth.invalid_token"),
    503: {
      description: "Something is late",
      content: { "application/json": { schema: health } },
    },
  },
});

/** The app of the jobs function. */
export function createApp(deps: JobsDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "jobs",
    title: "Estate jobs",
    description: "Background work.",
    log: deps.log,
  });
  app.use("/run", requireService([deps.jobsSecret], "x-jobs-secret"));
  app.use("/health", requireService([deps.jobsSecret], "x-jobs-secret"));
  app.openapi(runRoute, async (context) => {
    const isWake = context.req.header("x-jobs-wake") === "1";
    return context.json(
      await runWorks(deps, context.get("log"), { isWake }),
      200,
    );
  });
  app.openapi(healthRoute, async (context) => {
    const rows = await deps.database.call<Health["rows"] | null>("work_health", {}) ?? [];
    const late = rows.filter(({ is_late }) => is_late)
      .map(({ sort, name, says }) => `${sort} ${name}: ${says}`);
    return context.json({ late, rows }, late.length === 0 ? 200 : 503);
  });
  return app;
}
