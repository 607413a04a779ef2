/**
 * Messages: what somebody who got one may do without signing in. A mailbox's own button for leaving a kind of e-mail sends
 * one POST (RFC 8058); who follows the link with a browser is led to a page that asks first, since programs follow
 * every link of a message.
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { problemResponse } from "../_shared/problem_schema.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { MessagesDeps } from "./deps.ts";

const left = z.object({
  left: z.string().describe("What no longer comes by e-mail"),
}).openapi("Unsubscribed");

const params = z.object({ token: z.string().min(1).max(200) });

const refusals = {
  422: problemResponse("request.invalid"),
  429: problemResponse("rate_limit.exceeded"),
};

const leaveRoute = createRoute({
  method: "post",
  path: "/unsubscribe/{token}",
  summary: "Leave a kind of e-mail, by the link that it came with",
  description: "Whatever the body says. Safe to repeat.",
  request: { params },
  responses: {
    200: { description: "Left", content: { "application/json": { schema: left } } },
    404: problemResponse("notification.bad_token: the link is not whole, or no longer good"),
    409: problemResponse("notification.not_refusable: it must be told"),
    503: problemResponse("database.busy"),
    ...refusals,
  },
});

const pageRoute = createRoute({
  method: "get",
  path: "/unsubscribe/{token}",
  summary: "To the page that asks before it does so",
  request: { params },
  responses: { 303: { description: "Changes nothing" }, ...refusals },
});

/** The app of the messages function. */
export function createApp(deps: MessagesDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "messages",
    title: "Estate messages",
    description: "What somebody who got a message may do without signing in.",
    log: deps.log,
  });
  app.use(async (context, next) => {
    deps.limiter.enforce(await deps.nameCaller(context));
    await next();
    context.header("cache-control", "no-store");
    context.header("referrer-policy", "no-referrer");
  });
  app.openapi(leaveRoute, async (context) => {
    const { token } = context.req.valid("param");
    return context.json({ left: await deps.database.call<string>("unsubscribe", { token }) }, 200);
  });
  app.openapi(pageRoute, (context) => {
    const { token } = context.req.valid("param");
    return context.redirect(
      new URL(`/unsubscribe/${encodeURIComponent(token)}`, deps.appUrl).href,
      303,
    );
  });
  return app;
}
