import { assert, assertEquals } from "@std/assert";
import { corsHeaders } from "@supabase/supabase-js/cors";
import { readProjectConfig } from "../../local/settings.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

/** What a page sends: the headers of supabase-js, which it lists itself, and Estate's own. */
const sent = [
  ...(corsHeaders["Access-Control-Allow-Headers"] ?? "").split(", "),
  "if-none-match",
  "idempotency-key",
  "x-estate-org",
];

Deno.test("a page of another origin may call everything that it needs, with the headers that it sends", async (t) => {
  const stack = await startTemporaryStack();
  const preflight = (path: string, method: string) =>
    fetch(stack.url + path, {
      method: "OPTIONS",
      headers: {
        origin: "https://app.example.ng",
        "access-control-request-method": method,
        "access-control-request-headers": sent.join(","),
      },
    });
  const mayCall = async (path: string, method: string) => {
    const response = await preflight(path, method);
    await response.body?.cancel();
    assert(response.ok, `${method} ${path} answers ${response.status}`);
    const listed = (name: string) =>
      (response.headers.get(name) ?? "").toLowerCase().split(",").map((it) => it.trim());
    assertEquals(listed("access-control-allow-origin"), ["*"]);
    assert(listed("access-control-allow-methods").includes(method.toLowerCase()), method);
    for (const header of sent) {
      assert(listed("access-control-allow-headers").includes(header), `${path}: ${header}`);
    }
  };
  try {
    const { functions } = await readProjectConfig();
    for (const name of Object.keys(functions)) {
      await t.step(`function ${name} says so itself, without a token`, async () => {
        for (const method of ["GET", "POST"]) await mayCall(`/functions/v1/${name}/x`, method);
      });
    }

    await t.step("REST, Auth and Storage are open to every page", async () => {
      await mayCall("/rest/v1/listings", "PATCH");
      await mayCall("/auth/v1/token", "POST");
      await mayCall("/storage/v1/object/papers/a.txt", "PUT");
    });

    await t.step("a refusal of a function or of the platform can be read by the page", async () => {
      for (const path of ["catalogue/nowhere", "payments/checkouts"]) {
        const response = await fetch(`${stack.url}/functions/v1/${path}`, {
          headers: { origin: "https://app.example.ng" },
        });
        await response.body?.cancel();
        assert(response.status >= 400);
        assertEquals(response.headers.get("access-control-allow-origin"), "*");
      }
    });
  } finally {
    await stack.close();
  }
});
