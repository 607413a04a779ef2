/** Functions that people call: who is asking, how often, what exactly, and each thing once. */
import { type OpenAPIHono, type RouteConfig, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import type { Principal, TokenVerifier } from "./auth.ts";
import { idempotent } from "./idempotent.ts";
import type { Log } from "./log.ts";
import { problemResponse } from "./problem_schema.ts";
import { type RateLimit, rateLimited } from "./rate_limit.ts";
import { requireUser } from "./require_caller.ts";
import { createServiceApp, type ServiceDescription, type ServiceEnv } from "./service_app.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** What such a function needs. */
export interface UserDeps {
  readonly database: ServiceDatabase;
  readonly verifyToken: TokenVerifier;
  readonly log: Log;
}

/** Something that people make by a POST. */
export interface UserPost<
  Params extends z.ZodObject,
  Body extends z.ZodObject,
  Made extends z.ZodObject,
> {
  readonly path: string;
  readonly summary: string;
  /** Of the path. */
  readonly params: Params;
  readonly body: Body;
  /** What the caller gets of what was made; the rest of it is left out. */
  readonly made: Made;
  readonly madeDescription: string;
  /** What it refuses besides what every such route does, by status. */
  readonly refusals: Readonly<Record<number, string>>;
  /** For each person. */
  readonly limit: RateLimit;
  /**
   * What of the body tells a repeat from another request, where the body holds what not even a hash of may be kept:
   * the body itself when not given.
   */
  readonly fingerprint?: (body: z.output<Body>) => Promise<unknown>;
}

/** A request that may be carried out. */
export interface UserRequest<Params extends z.ZodObject, Body extends z.ZodObject> {
  readonly caller: Principal;
  readonly params: z.output<Params>;
  readonly body: z.output<Body>;
  readonly idempotencyKey: string;
  readonly log: Log;
}

/** A function that people call. */
export interface UserApp {
  readonly app: OpenAPIHono<ServiceEnv>;
  /** Adds a route. In order: the caller's token, their limit, what they send, its Idempotency-Key, `make`. */
  post<Params extends z.ZodObject, Body extends z.ZodObject, Made extends z.ZodObject>(
    post: UserPost<Params, Body, Made>,
    make: (request: UserRequest<Params, Body>) => Promise<unknown>,
  ): void;
}

const headers = z.object({
  "idempotency-key": z.string().optional().describe("16 to 255 characters, new for each thing"),
});

/** What every route refuses, by status. */
const refusals: Readonly<Record<number, string>> = {
  400: "request.malformed, idempotency.key_missing",
  401: "auth.missing_token, auth.invalid_token, auth.expired_token",
  409: "idempotency.in_progress",
  422: "request.invalid, idempotency.payload_mismatch",
  429: "rate_limit.exceeded",
  503: "upstream.unavailable, database.busy",
};

/** The HTTP surface of a function that people call, without routes. */
export function createUserApp(
  deps: UserDeps,
  description: Omit<ServiceDescription, "log">,
): UserApp {
  const app = createServiceApp({ ...description, log: deps.log });
  app.openAPIRegistry.registerComponent("securitySchemes", "bearer", {
    type: "http",
    scheme: "bearer",
  });
  const callerOf = (context: Context) => context.get("principal") as Principal;
  const idOf = (context: Context) => callerOf(context).userId;
  return {
    app,
    post(post, make) {
      type Request = UserRequest<typeof post.params, typeof post.body>;
      const route: RouteConfig = {
        method: "post",
        path: post.path,
        summary: post.summary,
        security: [{ bearer: [] }],
        middleware: [requireUser(deps.verifyToken), rateLimited(deps.database, post.limit, idOf)],
        request: {
          params: post.params,
          headers,
          body: { required: true, content: { "application/json": { schema: post.body } } },
        },
        responses: {
          201: {
            description: post.madeDescription,
            content: { "application/json": { schema: post.made } },
          },
          ...problems(post.refusals),
        },
      };
      const { fingerprint } = post;
      const honoured = {
        database: deps.database,
        caller: idOf,
        ...(fingerprint === undefined ? {} : {
          fingerprint: (context: Context) => fingerprint(context.req.valid("json" as never)),
        }),
      };
      app.openapi(
        route,
        idempotent(route, honoured, async (context) => {
          const { req } = context as Context;
          const made = await make({
            caller: callerOf(context),
            params: req.valid("param" as never) as Request["params"],
            body: req.valid("json" as never) as Request["body"],
            // The wrapper has refused a request without a key.
            idempotencyKey: req.header("idempotency-key") ?? "",
            log: context.get("log"),
          });
          return context.json(post.made.parse(made), 201);
        }),
      );
    },
  };
}

function problems(own: Readonly<Record<number, string>>) {
  const statuses = new Set([...Object.keys(own), ...Object.keys(refusals)].map(Number));
  return Object.fromEntries([...statuses].map((status) => [
    status,
    problemResponse([own[status], refusals[status]].filter((it) => it !== undefined).join(", ")),
  ]));
}
