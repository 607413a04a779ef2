/**
 * Auth hands over its codes and links, and this function sends them: signature, limits, words, the way. Auth waits five
 * seconds in all, and reads a refusal out of an answer of 200: what it says there the person is shown.
 */
import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import type { Context } from "hono";
import { hmacSha256Hex } from "../_shared/hmac.ts";
import { Problem } from "../_shared/problem.ts";
import { problemResponse } from "../_shared/problem_schema.ts";
import { SendFailure } from "../_shared/send_failure.ts";
import { createServiceApp, type ServiceEnv } from "../_shared/service_app.ts";
import type { AuthHooksDeps } from "./deps.ts";
import { type AuthMessage, beginMessage } from "./message.ts";
import { emailPayload, type Letter, lettersOf, smsPayload } from "./payload.ts";
import { signedId } from "./signature.ts";

const answer = z.object({
  error: z.object({ http_code: z.number().int(), message: z.string() }).optional(),
});
type Answer = z.infer<typeof answer>;

const routeOf = (path: string, summary: string) =>
  createRoute({
    method: "post",
    path,
    summary,
    description: "For Supabase Auth alone, which signs its call by Standard Webhooks.",
    responses: {
      200: {
        description: "Sent, or in `error` what the person is told",
        content: { "application/json": { schema: answer } },
      },
      400: problemResponse("webhook.malformed"),
      401: problemResponse("webhook.bad_signature"),
      429: problemResponse("rate_limit.exceeded, of requests without a right signature"),
    },
  });

/** What people are told. The same for an account that is there and one that is not. */
const told = {
  limited: [429, "Too many codes were asked for. Wait a while before you ask again."],
  notHere: [422, "We cannot send to this number or address."],
  later: [503, "The message could not be sent. Try again in a moment."],
} as const;
const refuse = ([http_code, message]: readonly [number, string]): Answer => ({
  error: { http_code, message },
});

/** The app of the auth-hooks function. */
export function createApp(deps: AuthHooksDeps): OpenAPIHono<ServiceEnv> {
  const app = createServiceApp({
    name: "auth-hooks",
    title: "Estate auth hooks",
    description: "Sends what Supabase Auth wants sent: codes by SMS, codes and links by e-mail.",
    log: deps.log,
  });
  /** The call's id and what it says; whoever did not sign it learns nothing and does no work here. */
  const read = async <T>(
    context: Context<ServiceEnv>,
    secrets: readonly string[],
    payload: z.ZodType<T>,
  ) => {
    const body = await context.req.raw.text();
    const id = signedId(secrets, body, context.req.raw.headers);
    if (id === undefined) {
      deps.limiter.enforce(await deps.nameCaller(context));
      throw Problem.of("webhook.bad_signature");
    }
    const given = payload.safeParse(parsed(body));
    if (!given.success) throw Problem.of("webhook.malformed", { cause: given.error });
    return { id, ...given.data };
  };

  app.openapi(routeOf("/send-sms", "Auth's Send SMS hook"), async (context) => {
    const { id, user, sms, metadata } = await read(context, deps.smsSecrets, smsPayload);
    const log = context.get("log");
    const to = `+${(sms.phone ?? user.new_phone ?? user.phone ?? "").replace(/^\+/, "")}`;
    if (deps.sms === undefined) {
      log.error("auth_message.no_sender", { channel: "sms" });
      return context.json(refuse(told.later), 200);
    }
    if (!deps.countryCodes.some((code) => to.startsWith(`+${code}`))) {
      log.warn("auth_message.country_refused", { country: to.slice(0, 4) });
      return context.json(refuse(told.notHere), 200);
    }
    const begun = await beginMessage(deps, {
      hookId: id,
      userId: user.id,
      kind: "auth_otp",
      channel: "sms",
      to,
      askedFrom: metadata?.ip_address,
      language: user.user_metadata?.locale,
      fields: { code: sms.otp, minutes: String(deps.smsCodeMinutes) },
    }).catch((error: unknown) => failed(context, error));
    if (begun.state !== "go") return context.json(standing(context, begun), 200);
    const sender = deps.sms;
    const outcome = await sent(context, () =>
      sender.send({
        to,
        text: `${begun.text}${boundTo(deps.appUrl, sms.otp)}`,
        reference: id.slice(0, 40),
        purpose: "otp",
      }));
    return context.json(outcome, 200);
  });

  app.openapi(routeOf("/send-email", "Auth's Send E-mail hook"), async (context) => {
    const payload = await read(context, deps.emailSecrets, emailPayload);
    const { id, user, email_data: data, metadata } = payload;
    const log = context.get("log");
    const letters = lettersOf(payload);
    if (letters.length === 0) {
      log.warn("auth_message.type_unknown", { type: data.email_action_type });
      return context.json({}, 200);
    }
    if (deps.email === undefined) {
      log.error("auth_message.no_sender", { channel: "email" });
      return context.json(refuse(told.later), 200);
    }
    const sender = deps.email;
    // Side by side: two letters have no more time than one.
    const outcomes = await Promise.all(letters.map(async (letter, n): Promise<Answer> => {
      const begun = await beginMessage(deps, {
        hookId: `${id}.${n}`,
        userId: user.id,
        kind: letter.kind,
        channel: "email",
        to: letter.to,
        askedFrom: metadata?.ip_address,
        language: user.user_metadata?.locale,
        fields: fieldsOf(letter, deps, data.redirect_to),
      }).catch((error: unknown) => failed(context, error));
      if (begun.state !== "go") return standing(context, begun);
      const messageId = await messageIdOf(letter, deps);
      return await sent(context, () =>
        sender.send({
          to: letter.to,
          subject: begun.subject ?? "Estate",
          text: begun.text,
          ...(begun.html === undefined ? {} : { html: begun.html }),
          language: begun.language,
          messageId,
        }));
    }));
    return context.json(outcomes.find(({ error }) => error !== undefined) ?? {}, 200);
  });
  return app;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

type Failed = { readonly state: "failed" };

/** The database said no or nothing: nobody counted, so nothing is sent. */
function failed(context: Context<ServiceEnv>, error: unknown): Failed {
  context.get("log").error("auth_message.not_begun", { error });
  return { state: "failed" };
}

/** The answer about a message that is not sent now. */
function standing(
  context: Context<ServiceEnv>,
  begun: Exclude<AuthMessage, { state: "go" }> | Failed,
): Answer {
  if (begun.state === "limited") {
    context.get("log").warn("auth_message.limited", { seconds: begun.retry_after_seconds });
    return refuse(told.limited);
  }
  // The first call with this id sent it.
  return begun.state === "repeated" ? {} : refuse(told.later);
}

/** Sends and says how that went. Of what may have gone Auth must keep the code: it may arrive. */
async function sent(
  context: Context<ServiceEnv>,
  send: () => Promise<{ readonly providerId: string }>,
): Promise<Answer> {
  const log = context.get("log");
  try {
    const { providerId } = await send();
    log.info("auth_message.sent", { providerId });
    return {};
  } catch (error) {
    if (!(error instanceof SendFailure)) throw error;
    log.warn("auth_message.failed", { outcome: error.outcome, code: error.code });
    if (error.outcome === "unknown") return {};
    // A sender that is not approved is our fault, and no word on the number.
    const isOurs = error.outcome === "not_sent" || error.code === "invalid_sender";
    return refuse(isOurs ? told.later : told.notHere);
  }
}

/** The line by which a phone fills a code in at our site and nowhere else (WebOTP); none for a site without a name. */
function boundTo(appUrl: string, code: string): string {
  const { protocol, hostname } = new URL(appUrl);
  return protocol === "https:" && /[a-z]$/.test(hostname) ? `\n\n@${hostname} #${code}` : "";
}

function fieldsOf(
  letter: Letter,
  { projectUrl }: AuthHooksDeps,
  redirectTo: string | undefined,
): Record<string, string> {
  const { code, tokenHash, linkType, newEmail } = letter;
  const link = new URL(`${projectUrl.replace(/\/+$/, "")}/auth/v1/verify`);
  link.searchParams.set("token", tokenHash ?? "");
  link.searchParams.set("type", linkType);
  if (redirectTo !== undefined) link.searchParams.set("redirect_to", redirectTo);
  return {
    ...(code === undefined ? {} : { code }),
    ...(tokenHash === undefined ? {} : { link: link.href }),
    ...(newEmail === undefined ? {} : { new_email: newEmail }),
  };
}

/**
 * The same for the same code to the same address: when Auth asks again, a mailbox shows one letter. Under a key, since it
 * stands in logs: whoever reads them and knows the address would try all codes.
 */
async function messageIdOf(
  { to, code, tokenHash }: Letter,
  { countKey, appUrl }: AuthHooksDeps,
): Promise<string> {
  const said = new TextEncoder().encode(`message ${to} ${code} ${tokenHash}`);
  return `auth-${(await hmacSha256Hex(countKey, said)).slice(0, 32)}@${new URL(appUrl).hostname}`;
}
