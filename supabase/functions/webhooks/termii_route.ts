/** Where Termii reports what became of messages. */
import { createRoute, z } from "@hono/zod-openapi";
import { Problem } from "../_shared/problem.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import type { ServiceApp } from "../_shared/service_app.ts";
import type { WebhooksDeps } from "./deps.ts";
import { isFromTermii, parseTermiiReport } from "./termii_report.ts";

const route = createRoute({
  method: "post",
  path: "/termii",
  summary: "Delivery reports of termii",
  description: "Signed with HMAC-SHA512 of the raw body, in x-termii-signature.",
  responses: {
    200: {
      description: "Kept; a repeat changes nothing",
      content: {
        "application/json": { schema: z.object({ received: z.literal(true) }) },
      },
    },
    400: problemResponse("webhook.malformed"),
    401: problemResponse("webhook.bad_signature"),
    429: problemResponse(
      "rate_limit.exceeded, of requests without a right signature",
    ),
  },
});

/** Adds the route. A report moves a message and no money, so a forged one leaves a line in the log and no row. */
export function addTermiiReports(app: ServiceApp, deps: WebhooksDeps): void {
  app.openapi(route, async (context) => {
    const bytes = new Uint8Array(await context.req.raw.arrayBuffer());
    const signature = context.req.header("x-termii-signature") ?? "";
    if (!await isFromTermii(deps.termiiSecrets, bytes, signature)) {
      deps.limiter.enforce(await deps.nameCaller(context));
      throw Problem.of("webhook.bad_signature");
    }
    const report = parseTermiiReport(bytes);
    if (report === undefined) throw Problem.of("webhook.malformed");
    if (report !== "nothing") {
      await deps.database.call("record_delivery_report", {
        provider: "termii",
        provider_id: report.providerId,
        status: report.status,
        // It does not say since when that is so.
        at: new Date(deps.clock?.now() ?? Date.now()).toISOString(),
        raw: report.facts,
      });
    }
    context.get("log").info("delivery_report.received", {
      status: report === "nothing" ? "nothing" : report.status,
    });
    return context.json({ received: true as const }, 200);
  });
}
