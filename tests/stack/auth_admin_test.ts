/** auth.admin of supabase-js on the embedded stack, with the secret key; and what a ban does. */
import { assert, assertEquals } from "@std/assert";
import { createClient } from "@supabase/supabase-js";
import { createEstate, signIn, signUp } from "@estate/sdk";
import { refused } from "../../local/demo/narrator.ts";
import { leave } from "../../local/demo/people.ts";
import { totpCode } from "../../local/demo/second_factor.ts";
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

      await t.step("a second factor is set up, brought, asked for, and taken away", async () => {
        const address = `factor-${crypto.randomUUID()}@example.ng`;
        await admin.createUser({ email: address, password, email_confirm: true });
        const phone = createEstate(stack.url, stack.publishableKey);
        const laptop = createEstate(stack.url, stack.publishableKey);
        await signIn(phone, address, password);
        const { mfa } = phone.auth;
        const level = async (estate = phone) => {
          const { data } = await estate.auth.mfa.getAuthenticatorAssuranceLevel();
          return [
            data?.currentLevel,
            data?.nextLevel,
            data?.currentAuthenticationMethods.map((it) => typeof it === "string" ? it : it.method),
          ];
        };
        assertEquals(await level(), ["aal1", "aal1", ["password"]]);
        const enrolled = await mfa.enroll({ factorType: "totp", friendlyName: "Phone" });
        assertEquals(enrolled.error, null);
        const { id: factorId, totp } = enrolled.data!;
        assert(totp.qr_code.startsWith("data:image/svg+xml;utf-8,<svg"));
        assertEquals(
          [new URL(totp.uri).searchParams.get("secret"), new URL(totp.uri).protocol],
          [totp.secret, "otpauth:"],
        );
        const twice = await mfa.enroll({ factorType: "totp", friendlyName: "Phone" });
        assertEquals(twice.error?.code, "mfa_factor_name_conflict");
        const [kept] = await stack.database.query<{ secret: string; status: string }>(
          "select secret, status::text from auth.mfa_factors where id = $1",
          [factorId],
        );
        assertEquals([kept?.status, kept?.secret.includes(totp.secret)], ["unverified", false]);
        assertEquals((await mfa.listFactors()).data?.totp, [], "not yet confirmed");

        const asked = await mfa.challenge({ factorId });
        const challengeId = asked.data?.id ?? "";
        const wrong = totpCode(totp.secret, Date.now() - 600_000);
        const bring = (code: string) => mfa.verify({ factorId, challengeId, code });
        assertEquals((await bring(wrong)).error?.code, "mfa_verification_failed");
        assertEquals((await bring("nonsense")).error?.code, "mfa_verification_failed");
        await signIn(laptop, address, password);
        const both = await Promise.all([1, 2].map(() => bring(totpCode(totp.secret))));
        assertEquals(both.map(({ error }) => error?.code ?? "in").sort(), [
          "in",
          "mfa_challenge_expired",
        ]);
        assertEquals(await level(), ["aal2", "aal2", ["totp", "password"]]);
        assertEquals((await mfa.listFactors()).data?.totp.map(({ id }) => id), [factorId]);
        assertEquals(
          (await laptop.auth.refreshSession()).error === null,
          false,
          "a session that lacks the factor is over",
        );
        assertEquals((await phone.auth.refreshSession()).error, null);
        assertEquals(await level(), ["aal2", "aal2", ["totp", "password"]]);

        await signIn(laptop, address, password);
        assertEquals(await level(laptop), ["aal1", "aal2", ["password"]]);
        const second = await laptop.auth.mfa.enroll({ factorType: "totp", friendlyName: "Mine" });
        assertEquals([second.error?.status, second.error?.code], [403, "insufficient_aal"]);
        const removed = await laptop.auth.mfa.unenroll({ factorId });
        assertEquals([removed.error?.status, removed.error?.code], [422, "insufficient_aal"]);
        const changed = await laptop.auth.updateUser({ password: "taken-over-account" });
        assertEquals([changed.error?.status, changed.error?.code], [401, "insufficient_aal"]);
        for (let tries = 0;; tries++) {
          const { error } = await laptop.auth.mfa.challengeAndVerify({ factorId, code: wrong });
          assert(tries <= 20);
          if (error?.code === "over_request_rate_limit") break;
          assertEquals(error?.code, "mfa_verification_failed");
        }
        const none = await laptop.auth.mfa.challenge({ factorId: crypto.randomUUID() });
        assertEquals(none.error?.code, "mfa_factor_not_found");

        const { data: { user } } = await phone.auth.getUser();
        const userId = user?.id ?? "";
        const listed = await admin.mfa.listFactors({ userId });
        assertEquals(listed.data?.factors.map((it) => [it.id, it.status]), [
          [factorId, "verified"],
        ]);
        assertEquals((await mfa.unenroll({ factorId })).error, null);
        assertEquals((await phone.auth.refreshSession()).error, null);
        assertEquals(await level(), ["aal1", "aal1", ["password"]]);
        const again = await mfa.enroll({ factorType: "totp", friendlyName: "Lost" });
        const lost = { userId, id: again.data?.id ?? "" };
        assertEquals((await admin.mfa.deleteFactor(lost)).error, null);
        assertEquals((await admin.mfa.deleteFactor(lost)).error?.code, "mfa_factor_not_found");
        await leave([phone, laptop]);
      });

      await t.step("the link of a mail signs nobody in who is banned", async () => {
        const follow = async (address: string) => {
          assertEquals((await person.auth.resetPasswordForEmail(address)).error, null);
          const [mail] = stack.mail.messages(address);
          const link = /https?:\/\/[^\s"<>]*\/auth\/v1\/verify\?[^\s"<>]+/.exec(
            `${mail?.text ?? ""} ${mail?.html ?? ""}`,
          )?.[0].replaceAll("&amp;", "&") ?? "";
          const path = link.slice(link.indexOf("/auth/v1/"));
          const answer = await fetch(`${stack.url}${path}`, { redirect: "manual" });
          await answer.body?.cancel();
          const { hash } = new URL(answer.headers.get("location") ?? "about:blank");
          return [answer.status, new URLSearchParams(hash.slice(1))] as const;
        };
        const [status, told] = await follow(`other-${email}`);
        assertEquals([status, told.has("access_token")], [303, true]);
        await stack.database.query("select suspend_person($1, 'Rude')", [id]);
        const [, refused] = await follow(email);
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
