/** Jobs: works off the queues when the database calls. */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { problemResponse } from "../_shared/problem_schema.ts";
import { requireService } from "../_shared/require_caller.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { JobsDeps } from "./deps.ts";
import { drainProviderEvents } from "./provider_events.ts";
import { sweepFiles } from "./sweep_files.ts";

const runRoute = createRoute({
  method: "post",
  path: "/run",
  summary: "Work off the queues",
  description: "Called by the database with the shared secret in x-jobs-secret.",
  responses: {
    200: {
      description: "How much was done",
      content: {
        "application/json": {
          schema: z.object({ handled: z.number().int(), swept: z.number().int() }),
        },
      },
    },
    401: problemResponse("auth.invalid_token"),
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
    const handled = await drainProviderEvents(deps, context.get("log"));
    const swept = await sweepFiles(deps, context.get("log"));
    return context.json({ handled, swept }, 200);
  });
  return app;
}
