/** Auth's codes and links through real supabase-js: sent by the hooks, read on the phones and in the mailbox. */
import { assert, assertEquals, assertFalse, assertMatch, assertNotEquals } from "@std/assert";
import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Stack } from "../../local/stack.ts";
import { readProjectConfig } from "../../local/settings.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";

const password = "a long enough password";

/** A browser with the app in it. */
function browser(stack: Stack): SupabaseClient {
  return createClient(stack.url, stack.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
}

/** The code on the phone, which is the newest there. */
function codeOn(stack: Stack, phone: string): string {
  return /\b\d{6}\b/.exec(stack.termii.messages(phone)[0]?.text ?? "")?.[0] ?? "";
}

/** The newest letter to an address: its code and its link. */
function letterTo(stack: Stack, address: string) {
  const letter = stack.mail.messages(address)[0];
  return {
    subject: letter?.subject ?? "",
    code: /\b\d{6}\b/.exec(letter?.text ?? "")?.[0] ?? "",
    link: /https?:\/\/\S+\/auth\/v1\/verify\S+/.exec(letter?.text ?? "")?.[0] ?? "",
    html: letter?.html ?? "",
  };
}

/** Lets the time pass after which Auth sends again. */
async function waitAMinute(stack: Stack) {
  await stack.database.query(
    `update auth.users set confirmation_sent_at = confirmation_sent_at - interval '61 seconds',
       recovery_sent_at = recovery_sent_at - interval '61 seconds',
       email_change_sent_at = email_change_sent_at - interval '61 seconds',
       phone_change_sent_at = phone_change_sent_at - interval '61 seconds',
       reauthentication_sent_at = reauthentication_sent_at - interval '61 seconds' where $1`,
    [true],
  );
}
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

Deno.test("phones sign in by a code", async (t) => {
  const stack = await startTemporaryStack();
  const phone = "+2348031234567";
  try {
    await t.step("a new phone gets a code that warns and signs it in, once", async () => {
      const app = browser(stack);
      const asked = await app.auth.signInWithOtp({
        phone,
        options: { data: { display_name: "Ada Obi" } },
      });
      assertEquals(asked.error, null);
      const [sms] = stack.termii.messages(phone);
      assertEquals([sms?.from, sms?.channel, sms?.parts, sms?.arrived], ["Estate", "dnd", 1, true]);
      assertMatch(sms?.text ?? "", /nobody|never ask/i);
      const token = codeOn(stack, phone);
      const signedIn = await app.auth.verifyOtp({ phone, token, type: "sms" });
      assertEquals(signedIn.error, null);
      const { user } = signedIn.data;
      assertEquals([user?.phone, user?.user_metadata.display_name], ["2348031234567", "Ada Obi"]);
      assert(user?.phone_confirmed_at);
      assertFalse(user?.email_confirmed_at);
      const { data: profile } = await app.from("profiles").select("display_name").single();
      assertEquals(profile?.display_name, "Ada Obi");
      const refreshed = await app.auth.refreshSession();
      assertEquals(refreshed.error, null);
      const again = await browser(stack).auth.verifyOtp({ phone, token, type: "sms" });
      assertEquals([again.error?.code, again.error?.status], ["otp_expired", 403]);
    });

    await t.step(
      "asked again too soon nothing is sent; later the same account signs in",
      async () => {
        const app = browser(stack);
        const soon = await app.auth.signInWithOtp({ phone });
        assertEquals([soon.error?.status, soon.error?.code], [429, "over_sms_send_rate_limit"]);
        assertEquals(stack.termii.messages(phone).length, 1);
        await waitAMinute(stack);
        assertEquals((await app.auth.signInWithOtp({ phone: "+234 803 123 4567" })).error, null);
        const { data } = await app.auth.verifyOtp({
          phone,
          token: codeOn(stack, phone),
          type: "sms",
        });
        assert(data.session);
        const accounts = await stack.database.query("select from auth.users where phone = $1", [
          "2348031234567",
        ]);
        assertEquals(accounts.length, 1);
      },
    );

    await t.step("wrong, old and unknown are answered alike, and guessing ends", async () => {
      await waitAMinute(stack);
      const app = browser(stack);
      await app.auth.signInWithOtp({ phone });
      const token = codeOn(stack, phone);
      const said = async (number: string, code: string) => {
        const { error } = await browser(stack).auth.verifyOtp({
          phone: number,
          token: code,
          type: "sms",
        });
        return [error?.status, error?.code, error?.message];
      };
      const wrong = await said(phone, other(token));
      assertEquals(wrong, [403, "otp_expired", "Token has expired or is invalid"]);
      assertEquals(await said("+2348099999999", token), wrong);
      await stack.database.query(
        "update auth.users set confirmation_sent_at = now() - interval '601 seconds' where phone = $1",
        ["2348031234567"],
      );
      assertEquals(await said(phone, token), wrong);
      let last: unknown[] = [];
      for (let n = 0; n < 10; n++) last = await said(phone, other(token));
      assertEquals(last.slice(0, 2), [429, "over_request_rate_limit"]);
      assertEquals((await said("+2348099999999", token))[0], 403, "others are their own");
    });

    await t.step("of ten at once with the right code one signs in", async () => {
      const number = "+2348035550000";
      await browser(stack).auth.signInWithOtp({ phone: number });
      const token = codeOn(stack, number);
      const all = await Promise.all(
        Array.from(
          { length: 8 },
          () => browser(stack).auth.verifyOtp({ phone: number, token, type: "sms" }),
        ),
      );
      assertEquals(all.filter(({ data }) => data.session !== null).length, 1);
    });

    await t.step("what cannot be sent makes no account, keeps no code and says why", async () => {
      const app = browser(stack);
      const accounts = async () =>
        (await stack.database.query("select from auth.users where $1", [true])).length;
      const before = await accounts();
      stack.termii.setWallet(0);
      const empty = await app.auth.signInWithOtp({ phone: "+2348031110000" });
      assertEquals(empty.error?.status, 503);
      stack.termii.setWallet(5_000_000);
      const abroad = await app.auth.signInWithOtp({ phone: "+37258123456" });
      assertEquals(abroad.error?.status, 422);
      const none = await app.auth.signInWithOtp({ phone: "0803" });
      assertEquals([none.error?.status, none.error?.code], [400, "validation_failed"]);
      assertEquals(await accounts(), before);
      assertEquals((await app.auth.signInWithOtp({ phone: "+2348031110000" })).error, null);
    });

    await t.step(
      "codes to one phone, and to a block of numbers, are limited by the hook",
      async () => {
        const app = browser(stack);
        const number = "+2348037770000";
        const statuses: (number | undefined)[] = [];
        for (let n = 0; n < 6; n++) {
          await waitAMinute(stack);
          statuses.push((await app.auth.signInWithOtp({ phone: number })).error?.status);
        }
        assertEquals(statuses, [undefined, undefined, undefined, undefined, undefined, 429]);
        assertEquals(stack.termii.messages(number).length, 5);
        let sent = 0;
        for (let n = 0; n < 40; n++) {
          const pumped = `+234806123${String(n).padStart(4, "0")}`;
          if ((await app.auth.signInWithOtp({ phone: pumped })).error === null) sent += 1;
        }
        assertEquals(sent, 30);
      },
    );

    await t.step(
      "a signed-in person changes the number, proved by a code to the new one",
      async () => {
        const app = browser(stack);
        const number = "+2348021110000";
        await app.auth.signInWithOtp({ phone: number });
        await app.auth.verifyOtp({ phone: number, token: codeOn(stack, number), type: "sms" });
        const next = "+2348021119999";
        const changed = await app.auth.updateUser({ phone: next });
        assertEquals([changed.error, changed.data.user?.phone], [null, "2348021110000"]);
        const { data } = await app.auth.verifyOtp({
          phone: next,
          token: codeOn(stack, next),
          type: "phone_change",
        });
        assertEquals(data.user?.phone, "2348021119999");
      },
    );
  } finally {
    await stack.close();
  }
});

Deno.test("addresses are confirmed, passwords chosen anew and addresses changed by mail", async (t) => {
  const stack = await startTemporaryStack({ confirmEmail: true });
  const email = "ada@example.ng";
  try {
    await t.step("who signs up has a session only once the link or the code was used", async () => {
      const app = browser(stack);
      const signedUp = await app.auth.signUp({ email, password });
      assertEquals([signedUp.error, signedUp.data.session], [null, null]);
      assertEquals(
        (await app.auth.signInWithPassword({ email, password })).error?.code,
        "email_not_confirmed",
      );
      const { code, subject, html } = letterTo(stack, email);
      assertEquals(subject, "Confirm your e-mail address");
      assert(html.includes(code));
      const verified = await app.auth.verifyOtp({ email, token: code, type: "signup" });
      assert(verified.data.session);
      assert(verified.data.user?.email_confirmed_at);
      assertEquals((await app.auth.signInWithPassword({ email, password })).error, null);
    });

    await t.step("an address that is taken, and one that is not, are answered alike", async () => {
      const app = browser(stack);
      const letters = stack.mail.messages(email).length;
      const taken = await app.auth.signUp({ email, password: "another password of mine" });
      const free = await app.auth.signUp({ email: "obi@example.ng", password });
      assertEquals([taken.error, taken.data.session], [free.error, free.data.session]);
      assertEquals(taken.data.user?.identities, []);
      assertEquals(
        stack.mail.messages(email).length,
        letters,
        "and nothing is sent to who has one",
      );
      assertEquals(
        (await app.auth.signInWithPassword({ email, password: "another password of mine" })).error
          ?.code,
        "invalid_credentials",
      );
    });

    await t.step(
      "the letter can be asked for again, not too soon, and only the last code holds",
      async () => {
        const app = browser(stack);
        const address = "obi@example.ng";
        const first = letterTo(stack, address).code;
        const soon = await app.auth.resend({ type: "signup", email: address });
        assertEquals(soon.error?.code, "over_email_send_rate_limit");
        await waitAMinute(stack);
        assertEquals((await app.auth.resend({ type: "signup", email: address })).error, null);
        assertEquals(
          (await app.auth.resend({ type: "signup", email: "no@example.ng" })).error,
          null,
        );
        const { code, link } = letterTo(stack, address);
        if (first !== code) {
          const old = await app.auth.verifyOtp({ email: address, token: first, type: "signup" });
          assertEquals(old.error?.code, "otp_expired");
        }
        // The link leads to the site, with the session behind it.
        const led = await fetch(link, { redirect: "manual" });
        await led.body?.cancel();
        const to = led.headers.get("location") ?? "";
        const { auth: { site_url: site } } = await readProjectConfig();
        assertEquals([led.status, to.split("#")[0]], [303, site]);
        const session = new URLSearchParams(to.split("#")[1]);
        assertEquals(session.get("type"), "signup");
        const { data } = await app.auth.setSession({
          access_token: session.get("access_token") ?? "",
          refresh_token: session.get("refresh_token") ?? "",
        });
        assertEquals(data.user?.email, address);
        const again = await fetch(link, { redirect: "manual" });
        await again.body?.cancel();
        assertMatch(again.headers.get("location") ?? "", /error_code=otp_expired/);
      },
    );

    await t.step(
      "a forgotten password is replaced through the letter; strangers get none and no other answer",
      async () => {
        const app = browser(stack);
        assertEquals((await app.auth.resetPasswordForEmail("nobody@example.ng")).error, null);
        assertEquals(stack.mail.messages("nobody@example.ng"), []);
        assertEquals((await app.auth.resetPasswordForEmail(email)).error, null);
        const { code, subject } = letterTo(stack, email);
        assertEquals(subject, "Choose a new password");
        const { data } = await app.auth.verifyOtp({ email, token: code, type: "recovery" });
        assert(data.session);
        assertEquals((await app.auth.updateUser({ password: "the new password" })).error, null);
        assertEquals(
          (await app.auth.signInWithPassword({ email, password: "the new password" })).error,
          null,
        );
      },
    );

    await t.step("a magic link signs in, also by its hash, once", async () => {
      const app = browser(stack);
      await waitAMinute(stack);
      assertEquals((await app.auth.signInWithOtp({ email })).error, null);
      const hash = new URL(letterTo(stack, email).link).searchParams.get("token") ?? "";
      const { data } = await app.auth.verifyOtp({ token_hash: hash, type: "magiclink" });
      assertEquals(data.user?.email, email);
      const again = await app.auth.verifyOtp({ token_hash: hash, type: "magiclink" });
      assertEquals(again.error?.code, "otp_expired");
      const stranger = await app.auth.signInWithOtp({
        email: "nobody@example.ng",
        options: { shouldCreateUser: false },
      });
      assertEquals(stranger.error?.code, "otp_disabled");
    });

    await t.step("a new address counts when both have confirmed, in either order", async () => {
      const app = browser(stack);
      await app.auth.signInWithPassword({ email, password: "the new password" });
      const next = "ada.obi@example.ng";
      const asked = await app.auth.updateUser({ email: next });
      assertEquals([asked.error, asked.data.user?.email], [null, email]);
      assertEquals(asked.data.user?.new_email, next);
      const [current, fresh] = [letterTo(stack, email), letterTo(stack, next)];
      assertNotEquals(current.link, fresh.link);
      const first = await app.auth.verifyOtp({
        email: next,
        token: fresh.code,
        type: "email_change",
      });
      assertEquals([first.error, first.data.session], [null, null]);
      assertEquals((await app.auth.getUser()).data.user?.email, email);
      const twice = await app.auth.verifyOtp({
        email: next,
        token: fresh.code,
        type: "email_change",
      });
      assertEquals(twice.error?.code, "otp_expired", "one side twice is not both");
      const led = await fetch(current.link, { redirect: "manual" });
      await led.body?.cancel();
      assertMatch(led.headers.get("location") ?? "", /access_token=.*type=email_change/);
      assertEquals((await app.auth.getUser()).data.user?.email, next);
      assertEquals(
        (await app.auth.signInWithPassword({ email: next, password: "the new password" })).error,
        null,
      );
      await waitAMinute(stack);
      const taken = await app.auth.updateUser({ email: "obi@example.ng" });
      assertEquals(taken.error?.code, "email_exists");
    });

    await t.step("a person proves again who it is; one is invited by the secret key", async () => {
      const app = browser(stack);
      const address = "ada.obi@example.ng";
      await app.auth.signInWithPassword({ email: address, password: "the new password" });
      assertEquals((await app.auth.reauthenticate()).error, null);
      assertMatch(letterTo(stack, address).subject, /confirms that it is you/);
      // In a session that is young the code is not needed; in one of yesterday's nothing goes without it, and it goes once.
      const next = "a password of today";
      await stack.database.query(
        "update auth.sessions set created_at = created_at - interval '25 hours' where $1",
        [true],
      );
      const set = async (given: { password: string; nonce?: string }) => {
        const { error } = await app.auth.updateUser(given);
        return error === null ? "set" : `${error.status} ${error.code}`;
      };
      const nonce = letterTo(stack, address).code;
      assertEquals(await set({ password: next }), "400 reauthentication_needed");
      assertEquals(
        await set({ password: next, nonce: other(nonce) }),
        "422 reauthentication_not_valid",
      );
      const twice = await Promise.all([
        set({ password: next, nonce }),
        set({ password: next, nonce }),
      ]);
      assertEquals(twice.sort(), ["422 reauthentication_not_valid", "set"]);
      assertEquals(
        (await browser(stack).auth.signInWithPassword({ email: address, password: next })).error,
        null,
      );
      const admin = createClient(stack.url, stack.secretKey, { auth: { persistSession: false } });
      const guest = "guest@example.ng";
      const invited = await admin.auth.admin.inviteUserByEmail(guest);
      assertEquals([invited.error, invited.data.user?.email], [null, guest]);
      const { code } = letterTo(stack, guest);
      const { data } = await app.auth.verifyOtp({ email: guest, token: code, type: "invite" });
      assert(data.session);
      const refused = await app.auth.admin.inviteUserByEmail("x@example.ng");
      assertEquals(refused.error?.status, 403);
    });

    await t.step("what the mail server refuses makes no account", async () => {
      const address = "full@example.ng";
      stack.mail.setFault(address, { recipient: 550 });
      const refused = await browser(stack).auth.signUp({ email: address, password });
      assertEquals(refused.error?.status, 422);
      stack.mail.setFault(address, { recipient: 451 });
      const later = await browser(stack).auth.signUp({ email: address, password });
      assertEquals(later.error?.status, 503);
      stack.mail.setFault(address, {});
      assertEquals((await browser(stack).auth.signUp({ email: address, password })).error, null);
    });
  } finally {
    await stack.close();
  }
});
