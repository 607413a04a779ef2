/** Jobs: does the work that waits when the database calls. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { problemResponse } from "../_shared/problem_schema.ts";
import { requireService } from "../_shared/require_caller.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { JobsDeps } from "./deps.ts";
import { works } from "./work.ts";

const outcome = z.object({
  done: z.record(z.string(), z.number().int()).describe(
    "How many things were done, by kind",
  ),
  failed: z.array(z.string()).describe(
    "Kinds that broke off: the log says why",
  ),
});

const runRoute = createRoute({
  method: "post",
  path: "/run",
  summary: "Do the work that waits",
  description:
    "Called by the database with the shared secret in x-jobs-secret.",
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

/** The app of the jobs function. */
export function createApp(deps: JobsDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "jobs",
    title: "Estate jobs",
    description: "Background work.",
    log: deps.log,
  });
  app.use("/run", requireService([deps.jobsSecret], "x-jobs-secret"));
  app.openapi(runRoute, async (context) => {
    const done: Record<string, number> = {};
    const failed: string[] = [];
    for (const { name, run } of works) {
      try {
        done[name] = await run(deps, context.get("log"));
      } catch (error) {
        // What one kind of work meets must not keep the others waiting.
        context.get("log").error("job.failed", { name, error });
        failed.push(name);
      }
    }
    return context.json({ done, failed }, 200);
  });
  return app;
}
