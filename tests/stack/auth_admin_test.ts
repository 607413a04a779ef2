/** auth.admin of supabase-js on the embedded stack, with the secret key; and what a ban does. */
import { assert, assertEquals } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import { createEstate, signIn, signUp } from "@estate/sdk";
import { refused } from "../../local/demo/narrator.ts";
import { leave } from "../../local/demo/people.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

Deno.test({
  name: "auth.admin makes, lists, reads, changes, bans and deletes accounts with the secret key",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn(t) {
    const stack = await startTemporaryStack();
    const { admin } =
      createClient(stack.url, stack.secretKey, { auth: { persistSession: false } }).auth;
    const person = createEstate(stack.url, stack.publishableKey);
    const password = "correct-horse-battery";
    const email = `made-${crypto.randomUUID()}@example.ng`;
    try {
      await t.step("without the secret key nothing is answered", async () => {
        const visitor = createClient(stack.url, stack.publishableKey, {
          auth: { persistSession: false },
        });
        assertEquals((await visitor.auth.admin.listUsers()).error?.status, 403);
        const made = await visitor.auth.admin.createUser({ email, password });
        assertEquals([made.error?.status, made.data.user], [403, null]);
      });

      let id = "";
      await t.step("an account is made, with its profile, and signs in", async () => {
        const { data, error } = await admin.createUser({
          email: email.toUpperCase(),
          password,
          email_confirm: true,
          user_metadata: { display_name: "Made by Admin" },
        });
        assertEquals(error, null);
        id = data.user?.id ?? "";
        assertEquals([data.user?.email, data.user?.user_metadata], [email, {
          display_name: "Made by Admin",
        }]);
        assertEquals(await signIn(person, email, password), id);
        const { data: profile } = await person.from("profiles").select("display_name").eq("id", id);
        assertEquals(profile, [{ display_name: "Made by Admin" }]);
        const again = await admin.createUser({ email, password });
        assertEquals([again.error?.code, again.error?.status], ["email_exists", 422]);
        assertEquals((await admin.createUser({})).error?.code, "validation_failed");
      });

      await t.step("it is listed, page by page, and read", async () => {
        await admin.createUser({ email: `other-${email}`, password });
        const first = await admin.listUsers({ page: 1, perPage: 1 });
        const second = await admin.listUsers({ page: 2, perPage: 1 });
        assertEquals(first.error, null);
        assertEquals((first.data as { total: number }).total, 2);
        assertEquals((first.data as { nextPage: number | null }).nextPage, 2);
        assertEquals(
          [first, second].flatMap(({ data }) => data.users.map((it) => it.email)).sort(),
          [email, `other-${email}`].sort(),
        );
        assertEquals((await admin.getUserById(id)).data.user?.email, email);
        const none = await admin.getUserById(crypto.randomUUID());
        assertEquals([none.error?.code, none.error?.status], ["user_not_found", 404]);
      });

      await t.step("it is changed, a new password included", async () => {
        const changed = await admin.updateUserById(id, {
          password: "another-long-password",
          app_metadata: { desk: "lagos" },
        });
        assertEquals([changed.error, changed.data.user?.app_metadata["desk"]], [null, "lagos"]);
        await refused("the old password", signIn(person, email, password));
        assertEquals(await signIn(person, email, "another-long-password"), id);
      });

      await t.step("banned, it gets no token and writes nothing with the one it has", async () => {
        const banned = await admin.updateUserById(id, { ban_duration: "24h" });
        assert(Date.parse(banned.data.user?.banned_until ?? "") > Date.now() + 23 * 3600_000);
        const other = createEstate(stack.url, stack.publishableKey);
        const refusal = await other.auth.signInWithPassword({
          email,
          password: "another-long-password",
        });
        assertEquals([refusal.error?.code, refusal.data.session], ["user_banned", null]);
        const made = await person.rpc("create_organization", {
          kind: "owner",
          name: "Banned Homes",
          address: "4 Akoka Road, Yaba",
        });
        assertEquals([made.status, made.error?.hint], [403, "person.suspended"]);
        const invoked = await person.functions.invoke(
          `media/listings/${crypto.randomUUID()}/photos`,
          {
            method: "POST",
            headers: { "idempotency-key": crypto.randomUUID() },
            body: { upload_path: `${id}/front.jpg` },
          },
        );
        const response = invoked.error?.context as Response;
        assertEquals([response.status, (await response.json()).code], [403, "person.suspended"]);
        assert((await person.auth.refreshSession()).error !== null);
        await admin.updateUserById(id, { ban_duration: "none" });
        assertEquals(await signIn(person, email, "another-long-password"), id);
      });

      await t.step("staff's own suspension does the same", async () => {
        await stack.database.query("select suspend_person($1, 'Rude')", [id]);
        const { error } = await person.auth.signInWithPassword({
          email,
          password: "another-long-password",
        });
        assertEquals(error?.code, "user_banned");
        await stack.database.query("select restore_person($1, 'Sorry')", [id]);
      });

      await t.step("the link of a mail signs nobody in who is banned", async () => {
        const follow = async () => {
          assertEquals((await person.auth.resetPasswordForEmail(email)).error, null);
          const [mail] = stack.mail.messages(email);
          const link = /https?:\/\/[^\s"<>]*\/auth\/v1\/verify\?[^\s"<>]+/.exec(
            `${mail?.text ?? ""} ${mail?.html ?? ""}`,
          )?.[0].replaceAll("&amp;", "&") ?? "";
          const path = link.slice(link.indexOf("/auth/v1/"));
          const answer = await fetch(`${stack.url}${path}`, { redirect: "manual" });
          await answer.body?.cancel();
          const { hash } = new URL(answer.headers.get("location") ?? "about:blank");
          return [answer.status, new URLSearchParams(hash.slice(1))] as const;
        };
        const [status, told] = await follow();
        assertEquals([status, told.has("access_token")], [303, true]);
        await stack.database.query("select suspend_person($1, 'Rude')", [id]);
        // Auth sends one a minute.
        await stack.database.query("update auth.users set recovery_sent_at = null where id = $1", [
          id,
        ]);
        const [, refused] = await follow();
        assertEquals([refused.has("access_token"), refused.get("error_code")], [
          false,
          "user_banned",
        ]);
        const [sessions] = await stack.database.query<{ n: number }>(
          "select count(*)::int as n from auth.sessions where user_id = $1",
          [id],
        );
        assertEquals(sessions?.n, 0);
        await stack.database.query("select restore_person($1, 'Sorry')", [id]);
      });

      await t.step("deleted, it is gone", async () => {
        assertEquals((await admin.deleteUser(id)).error, null);
        assertEquals((await admin.getUserById(id)).error?.code, "user_not_found");
        await refused("a sign-in", signIn(person, email, "another-long-password"));
        await signUp(person, { email, password, displayName: "Somebody new" });
      });
    } finally {
      await leave([person]);
      await stack.close();
    }
  },
});
