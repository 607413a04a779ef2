/** Identity: somebody proves who they are. What became of it they read, and appeal, through the API. */
import { type OpenAPIHono, z } from "@hono/zod-openapi";
import type { ServiceEnv } from "../_shared/service_app.ts";
import { createUserApp } from "../_shared/user_app.ts";
import type { IdentityDeps } from "./deps.ts";
import { fingerprintOf, newCase, startCase, verification } from "./start_case.ts";

/** The app of the identity function. */
export function createApp(deps: IdentityDeps): OpenAPIHono<ServiceEnv> {
  const { app, post } = createUserApp(deps, {
    name: "identity",
    title: "Estate identity",
    description: "Who people are, proven once. Numbers are used and not kept.",
  });
  post(
    {
      path: "/cases",
      summary: "Have something verified of yourself",
      params: z.object({}),
      body: newCase,
      made: verification,
      madeDescription: "The case as it stands now; the same number again gets the same case",
      refusals: {
        400:
          "consent.unknown_text, verification.off, verification.kind_off, verification.incomplete",
        409: "verification.open: the first one of this kind is not decided yet",
        422: "value.bad_text",
        429: "verification.too_many: go on tomorrow",
      },
      // The database counts by person, kind and number too; this only slows programs down.
      limit: { name: "identity.cases", capacity: 10, refillPerSecond: 1 / 360 },
      fingerprint: (body) => fingerprintOf(deps, body),
    },
    ({ caller, body, log }) => startCase(deps, caller, body, log),
  );
  return app;
}
