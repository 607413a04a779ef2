/**
 * Everything of Auth that sends a code or takes one. @supabase/lite has no phones and no hooks, and its change of address is
 * confirmed by one side; so the codes are kept here, as Auth keeps them, and it opens the sessions.
 */
import { z } from "zod";
import type { Database } from "../../database/database.ts";
import type { ProjectConfig } from "../../../settings.ts";
import type { Handler } from "../gateway.ts";
import { makeUser, refuse } from "./admin.ts";
import { type Account, findAccount } from "./code_table.ts";
import { AuthRefusal, type Hook } from "./hook_call.ts";
import { createCodeSender } from "./sending.ts";
import { createSessions } from "./sessions.ts";
import { createCodeVerifier } from "./verifying.ts";

/** What the codes need. */
export interface OneTimeCodesOptions {
  readonly database: Database;
  readonly auth: ProjectConfig["auth"];
  readonly hooks: { readonly sms: Hook; readonly email: Hook };
  readonly apiKeys: readonly string[];
  readonly secretKey: string;
}

const email = z.email().max(254).transform((text) => text.toLowerCase());
/** As Auth reads a number: without plus and spaces. */
const phone = z.string().transform((text) => text.replace(/^\+/, "").replaceAll(" ", ""))
  .pipe(z.string().regex(/^[1-9]\d{1,14}$/));
const data = z.record(z.string(), z.unknown());

type Body = Readonly<Record<string, unknown>>;

/** `lite`, with what it lacks. */
export function withOneTimeCodes(lite: Handler, options: OneTimeCodesOptions): Handler {
  const { database, auth } = options;
  const sender = createCodeSender(options);
  const verifier = createCodeVerifier(options);
  const sessions = createSessions(lite, database);
  const byEmail = (address: string) => findAccount(database, "u.email = $1", [address]);
  const byPhone = (number: string) => findAccount(database, "u.phone = $1", [number]);
  const byId = async (id: string) => await findAccount(database, "u.id = $1", [id]) as Account;

  /** Makes an account for a code that follows, and takes it back when that cannot be sent. */
  const invite = async (
    attributes: Parameters<typeof makeUser>[1],
    send: (account: Account) => Promise<void>,
  ) => {
    const id = await makeUser(database, attributes);
    try {
      await send(await byId(id));
    } catch (error) {
      await database.query("delete from auth.users where id = $1", [id]);
      throw error;
    }
    return id;
  };

  const sendOtp = async (body: Body, redirectTo: string) => {
    if (
      body.email !== undefined && body.phone !== undefined && body.email !== "" && body.phone !== ""
    ) {
      throw invalid("Only an email address or phone number should be provided");
    }
    const user_metadata = data.safeParse(body.data).data ?? {};
    const mayCreate = body.create_user !== false;
    if (body.phone) {
      const number = readPhone(body.phone);
      const known = await byPhone(number);
      if (known !== undefined) await sender.send(known, "sms", redirectTo);
      else if (!mayCreate) throw otpDisabled();
      else {
        await invite(
          { phone: number, user_metadata },
          (account) => sender.send(account, "sms", redirectTo),
        );
      }
      return Response.json({ message_id: "" });
    }
    const address = readEmail(body.email);
    const known = await byEmail(address);
    const purpose = (account: Account) =>
      account.is_confirmed || !auth.email.enable_confirmations ? "magiclink" : "signup";
    if (known !== undefined) await sender.send(known, purpose(known), redirectTo);
    else if (!mayCreate) throw otpDisabled();
    else {
      await invite(
        { email: address, user_metadata },
        (account) => sender.send(account, purpose(account), redirectTo),
      );
    }
    return Response.json({});
  };

  /** lite judges what was given and makes the account; the code that it makes is not the one that goes out. */
  const signUp = async (request: Request, body: Body, redirectTo: string) => {
    const response = await lite(request);
    const address = email.safeParse(body.email).data;
    if (address === undefined || (!response.ok && response.status !== 429)) return response;
    const account = await byEmail(address);
    if (account === undefined) return response;
    if (response.ok) {
      await database.query("update auth.users set confirmation_sent_at = null where id = $1", [
        account.id,
      ]);
      try {
        await sender.send(account, "signup", redirectTo);
      } catch (error) {
        await database.query("delete from auth.users where id = $1", [account.id]);
        throw error;
      }
      return response;
    }
    // Nobody learns whether an address has an account: the answer is that to a new one, of nobody.
    if (account.is_confirmed) return Response.json(nobody(address, body.data));
    await sender.send(account, "signup", redirectTo);
    return new Response((await byId(account.id)).user, json);
  };

  const resend = async (body: Body, redirectTo: string) => {
    if (body.type === "sms" || body.type === "phone_change") {
      const number = readPhone(body.phone);
      const account = body.type === "sms"
        ? await byPhone(number)
        : await findAccount(database, "u.phone_change = $1", [number]);
      if (account !== undefined) await sender.send(account, body.type, redirectTo);
      return Response.json({ message_id: "" });
    }
    if (body.type !== "signup" && body.type !== "email_change") {
      throw invalid("Missing one of these types: signup, email_change, sms, phone_change");
    }
    const account = await byEmail(readEmail(body.email));
    if (account !== undefined && body.type === "signup" && !account.is_confirmed) {
      await sender.send(account, "signup", redirectTo);
    }
    if (account !== undefined && body.type === "email_change" && account.email_change !== null) {
      await sender.sendChange(account, redirectTo);
    }
    return Response.json({});
  };

  const verify = async (request: Request, body: Body) => {
    const { type, token, token_hash: tokenHash } = body;
    if (typeof type !== "string") throw invalid("Verify requires a verification type");
    const id = await verifier.verify({
      type,
      ...(typeof tokenHash === "string" ? { tokenHash } : {
        token: typeof token === "string" ? token.replaceAll("-", "") : undefined,
        ...(body.phone ? { phone: readPhone(body.phone) } : { email: readEmail(body.email) }),
      }),
    });
    return id === undefined
      ? Response.json({
        msg: "Confirmation link accepted. Please proceed to confirm link sent to the other email",
        code: "200",
      })
      : await sessions.open(request, id);
  };

  /** A link: what its token proves, and where it leads. lite leads there, and judges the address. */
  const follow = async (request: Request) => {
    const url = new URL(request.url);
    const type = url.searchParams.get("type") ?? "";
    const id = await verifier.verify({ type, tokenHash: url.searchParams.get("token") ?? "" })
      .catch((error: unknown) => {
        if (error instanceof AuthRefusal) return null;
        throw error;
      });
    return await sessions.lead(request, type, id);
  };

  const update = async (request: Request, body: Body, redirectTo: string) => {
    const who = await lite(new Request(request.url, { headers: request.headers }));
    if (!who.ok) return who;
    const { id } = await who.json() as { id: string };
    const { email: address, phone: number, ...rest } = body;
    let account = await byId(id);
    if (address) {
      const next = readEmail(address);
      if (next !== account.email) {
        if (await byEmail(next) !== undefined) {
          throw new AuthRefusal(
            422,
            "email_exists",
            "A user with this email address has already been registered",
          );
        }
        await database.query(
          "update auth.users set email_change = $2, email_change_confirm_status = 0 where id = $1",
          [id, next],
        );
        await sender.sendChange(await byId(id), redirectTo);
      }
    }
    if (number) {
      const next = readPhone(number);
      if (next !== account.phone) {
        if (await byPhone(next) !== undefined) {
          throw new AuthRefusal(
            422,
            "phone_exists",
            "A user with this phone number has already been registered",
          );
        }
        await database.query("update auth.users set phone_change = $2 where id = $1", [id, next]);
        await sender.send(await byId(id), "phone_change", redirectTo);
      }
    }
    const response = await lite(
      new Request(request.url, {
        method: "PUT",
        headers: withoutLength(request.headers),
        body: JSON.stringify(rest),
      }),
    );
    if (!response.ok) return response;
    await response.body?.cancel();
    account = await byId(id);
    return Response.json({
      ...JSON.parse(account.user),
      ...(account.email_change === null ? {} : { new_email: account.email_change }),
      ...(account.phone_change === null ? {} : { new_phone: account.phone_change }),
    });
  };

  const answer = async (request: Request, path: string): Promise<Response | undefined> => {
    const url = new URL(request.url);
    const redirectTo = url.searchParams.get("redirect_to") ?? auth.site_url;
    const call = `${request.method} ${path}`;
    if (call === "GET /verify") return await follow(request);
    const given = request.headers.get("apikey") ?? url.searchParams.get("apikey") ?? "";
    if (!options.apiKeys.includes(given)) return undefined;
    if (call === "GET /reauthenticate") {
      const who = await lite(
        new Request(new URL("/auth/v1/user", request.url), { headers: request.headers }),
      );
      if (!who.ok) return who;
      const { id } = await who.json() as { id: string };
      await sender.send(await byId(id), "reauthentication", redirectTo);
      return Response.json({});
    }
    if (request.method !== "POST" && call !== "PUT /user") return undefined;
    const body: unknown = await request.clone().json().catch(() => undefined);
    if (typeof body !== "object" || body === null || Array.isArray(body)) return undefined;
    const asked = body as Body;
    switch (call) {
      case "POST /otp":
      case "POST /magiclink":
        return await sendOtp(asked, redirectTo);
      case "POST /signup":
        return auth.email.enable_confirmations && asked.email
          ? await signUp(request, asked, redirectTo)
          : undefined;
      case "POST /recover": {
        const account = await byEmail(readEmail(asked.email));
        if (account !== undefined) await sender.send(account, "recovery", redirectTo);
        return Response.json({});
      }
      case "POST /resend":
        return await resend(asked, redirectTo);
      case "POST /verify":
        return await verify(request, asked);
      case "POST /invite": {
        if (given !== options.secretKey) return refuse(403, "not_admin", "User not allowed");
        const address = readEmail(asked.email);
        const user_metadata = data.safeParse(asked.data).data ?? {};
        const id = await invite({ email: address, user_metadata }, async (account) => {
          await database.query("update auth.users set invited_at = now() where id = $1", [
            account.id,
          ]);
          await sender.send(account, "invite", redirectTo);
        });
        return new Response((await byId(id)).user, json);
      }
      case "PUT /user":
        return asked.email || asked.phone ? await update(request, asked, redirectTo) : undefined;
      default:
        return undefined;
    }
  };

  return async (request) => {
    const path = new URL(request.url).pathname.replace(/^\/auth\/v1/, "");
    try {
      return await answer(request, path) ?? await lite(request);
    } catch (error) {
      if (error instanceof AuthRefusal) return error.toResponse();
      if ((error as { code?: string }).code !== "23505") throw error;
      // Two at once for one new account.
      return refuse(
        422,
        "email_exists",
        "A user with this email address has already been registered",
      );
    }
  };
}

const json = { headers: { "content-type": "application/json" } };

function withoutLength(headers: Headers): Headers {
  const kept = new Headers(headers);
  kept.delete("content-length");
  return kept;
}

const invalid = (message: string) => new AuthRefusal(400, "validation_failed", message);
const otpDisabled = () => new AuthRefusal(422, "otp_disabled", "Signups not allowed for otp");

function readEmail(given: unknown): string {
  if (given === undefined || given === "") throw invalid("One of email or phone must be set");
  const read = email.safeParse(given);
  if (!read.success) throw invalid("Unable to validate email address: invalid format");
  return read.data;
}

function readPhone(given: unknown): string {
  const read = phone.safeParse(given);
  if (!read.success) throw invalid("Invalid phone number format (E.164 required)");
  return read.data;
}

/** What a sign-up with a taken address answers: as if it were new, with an id that leads nowhere. */
function nobody(address: string, user_metadata: unknown): Record<string, unknown> {
  const now = new Date().toISOString();
  return {
    id: crypto.randomUUID(),
    aud: "authenticated",
    role: "",
    email: address,
    phone: "",
    confirmation_sent_at: now,
    app_metadata: { provider: "email", providers: ["email"] },
    user_metadata: data.safeParse(user_metadata).data ?? {},
    identities: [],
    created_at: now,
    updated_at: now,
    is_anonymous: false,
  };
}
