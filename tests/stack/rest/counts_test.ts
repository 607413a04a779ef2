/** How many rows there are is told of those that the caller may read, and never guessed. */
import { assertEquals } from "@std/assert";
import { startTemporaryStack } from "../../../local/temporary_stack.ts";

Deno.test("REST counts what one may read and estimates nothing", async () => {
  const stack = await startTemporaryStack();
  try {
    const count = async (how: string, path = "nigerian_states?select=name&limit=1") => {
      const response = await fetch(`${stack.url}/rest/v1/${path}`, {
        headers: { apikey: stack.publishableKey, prefer: how },
      });
      const body = await response.json();
      return [response.status, body.hint ?? response.headers.get("content-range")];
    };
    assertEquals(await count("count=exact"), [206, "0-0/37"]);
    assertEquals((await count("return=minimal"))[0], 200);
    for (const how of ["count=planned", "count=estimated", "return=minimal, Count=Planned"]) {
      assertEquals(await count(how), [400, "request.estimated_count"], how);
    }
  } finally {
    await stack.close();
  }
});
