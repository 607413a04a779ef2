import { assert, assertEquals } from "@std/assert";
import { createEstate, createOrganization, type EstateError, signUp } from "@estate/sdk";
import { refused } from "../../local/demo/narrator.ts";
import { leave } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

Deno.test({
  name: "who calls too often is told for how long to wait, by header and by details",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const stack = await startTemporaryStack();
    const person = createEstate(stack.url, stack.publishableKey);
    try {
      await signUp(person, {
        email: `person-${crypto.randomUUID()}@example.ng`,
        password: "correct-horse-battery",
        displayName: "Person",
      });
      const home = {
        kind: "owner",
        name: "Ada Homes",
        address: "12 Herbert Macaulay Way",
      } as const;
      for (let n = 0; n < 5; n++) await createOrganization(person, home);
      const error = await refused("a sixth", createOrganization(person, home)) as EstateError;
      assertEquals([error.code, error.status], ["rate_limit.exceeded", 429]);
      assert(error.retryAfterSeconds! > 600 && error.retryAfterSeconds! <= 720);

      const { data } = await person.auth.getSession();
      const response = await fetch(`${stack.url}/rest/v1/rpc/create_organization`, {
        method: "POST",
        headers: {
          apikey: stack.publishableKey,
          authorization: `Bearer ${data.session?.access_token}`,
          "content-type": "application/json",
        },
        body: JSON.stringify(home),
      });
      const body = await response.json() as Record<string, string>;
      assertEquals([response.status, body["code"], body["hint"]], [
        429,
        "PT429",
        "rate_limit.exceeded",
      ]);
      assertEquals(
        Number(response.headers.get("retry-after")),
        JSON.parse(body["details"] ?? "").retry_after_s,
      );
    } finally {
      await leave([person]);
      await stack.close();
    }
  },
});
