import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import { createEstate, signUp } from "@estate/sdk";
import { leave } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

Deno.test({
  name: "the embedded stack answers the real clients as Supabase does",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const visitor = createEstate(stack.url, stack.publishableKey);
    const service = createClient(stack.url, stack.secretKey, { auth: { persistSession: false } });
    const member = createEstate(stack.url, stack.publishableKey);
    try {
      await t.step("a key that is not one is refused", async () => {
        const response = await fetch(`${stack.url}/rest/v1/listings`, {
          headers: { apikey: "sb_publishable_somebody_else" },
        });
        await response.body?.cancel();
        assertEquals(response.status, 401);
      });

      await t.step(
        "schema service is not there for a visitor or a member, only for the service",
        async () => {
          await signUp(member, {
            email: `member-${crypto.randomUUID()}@example.ng`,
            password: "correct-horse-battery",
            displayName: "Member",
          });
          const call = { most: 1 };
          // deno-lint-ignore no-explicit-any -- the SDK's types know schema public only
          const asMember = await (member as any).schema("service").rpc("files_to_sweep", call);
          assertEquals(asMember.error?.code, "42501");
          const asService = await service.schema("service").rpc("files_to_sweep", call);
          assertEquals(asService.error, null);
        },
      );

      await t.step("a search off the earth names the field", async () => {
        const { error, status } = await visitor.rpc("search_listings", {
          criteria: { near: { longitude: 3.4, latitude: 91 } },
        });
        assertEquals([error?.hint, status, error?.details], [
          "search.off_the_earth",
          400,
          '{"field": "criteria.near.latitude"}',
        ]);
      });

      await t.step("verify_jwt of config.toml is honoured", async () => {
        const post = (path: string, headers: Record<string, string> = {}) =>
          fetch(`${stack.url}/functions/v1/${path}`, { method: "POST", headers, body: "{}" })
            .then(async (response) => [response.status, await response.json()] as const);
        const [guarded, guardedBody] = await post("payments/checkouts");
        assertEquals([guarded, guardedBody.message], [401, "Invalid JWT"]);
        const [open, openBody] = await post("webhooks/paystack");
        assertEquals([open, openBody.code], [401, "webhook.bad_signature"]);
        const [missing] = await post("nothing/here");
        assertEquals(missing, 404);
      });

      await t.step("every function describes itself", async () => {
        const { data } = await member.auth.getSession();
        for (const name of ["media", "documents", "payments", "webhooks", "jobs"]) {
          const response = await fetch(`${stack.url}/functions/v1/${name}/openapi.json`, {
            headers: { authorization: `Bearer ${data.session?.access_token}` },
          });
          const description = await response.json() as { openapi: string; paths: object };
          assertEquals(description.openapi, "3.1.0");
          assert(Object.keys(description.paths).length > 0, `${name} has no path`);
        }
      });

      await t.step("files go up, come down and are signed, under policies", async () => {
        const bucket = await service.storage.createBucket("papers", { public: false });
        assertEquals(bucket.error, null);
        const bytes = new Blob(["tenancy agreement"], { type: "text/plain" });
        const up = await service.storage.from("papers").upload("a/b.txt", bytes);
        assertEquals(up.error, null);
        const down = await service.storage.from("papers").download("a/b.txt");
        assertEquals(await down.data?.text(), "tenancy agreement");
        const signed = await service.storage.from("papers").createSignedUrl("a/b.txt", 60);
        const response = await fetch(signed.data?.signedUrl ?? "");
        assertEquals(await response.text(), "tenancy agreement");
        const hidden = await member.storage.from("papers").download("a/b.txt");
        assert(hidden.error !== null, "a member without a policy must not read it");
      });

      await t.step("the mail catcher and the sandbox have pages for people", async () => {
        for (const path of ["/sandbox/mail", "/sandbox/paystack/_control"]) {
          const response = await fetch(stack.url + path);
          assertEquals(response.status, 200);
          assertStringIncludes(await response.text(), "<html");
        }
      });
    } finally {
      await leave([member]);
      await stack.close();
    }
  },
});
