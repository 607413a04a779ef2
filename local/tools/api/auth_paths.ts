/**
 * Of Supabase's Auth, what a client needs to sign up and in, by password or by code, and for a second factor: all of it is
 * there on every stack. The rest is in Supabase's own reference.
 */
import type { Schema } from "./schema_of_type.ts";

const json = (schema: Schema) => ({ "application/json": { schema } });
const text = { type: "string" };
const tag = { tags: ["signing in"] };
const refused = {
  description: "Refused; msg says why",
  content: json({ type: "object", properties: { code: {}, error_code: text, msg: text } }),
};
const session = {
  description: "access_token goes into Authorization: Bearer; refresh_token gets the next one",
  content: json({
    type: "object",
    properties: {
      access_token: text,
      refresh_token: text,
      expires_in: { type: "integer" },
      user: { type: "object" },
    },
  }),
};
const password = {
  type: "object",
  required: ["email", "password"],
  properties: {
    email: { type: "string", format: "email" },
    password: { type: "string", minLength: 10 },
  },
};

const email = { type: "string", format: "email" };
const phone = { type: "string", description: "International, such as +2348031234567" };
const signedOut = { ...tag, security: [{ apikey: [] }] };
const signedIn = { ...tag, security: [{ apikey: [], bearer: [] }] };
const body = (properties: Schema, required: readonly string[] = []) => ({
  requestBody: {
    required: true,
    content: json({ type: "object", properties, ...(required.length > 0 ? { required } : {}) }),
  },
});
const sent = {
  description: "Sent, if it is to be: nobody learns whether there is such an account",
  content: json({ type: "object" }),
};
const factorPath = {
  parameters: [{
    name: "factor_id",
    in: "path",
    required: true,
    schema: { type: "string", format: "uuid" },
  }],
};

/** Paths under /auth/v1. */
export const authPaths: Readonly<Record<string, Schema>> = {
  "/auth/v1/signup": {
    post: {
      ...tag,
      operationId: "sign_up",
      summary: "Make an account",
      description:
        "Its profile is made with it. Where addresses are confirmed first, no session comes: a mail with a link does.",
      security: [{ apikey: [] }],
      requestBody: {
        required: true,
        content: json({
          ...password,
          properties: {
            ...password.properties,
            data: { type: "object", properties: { display_name: text } },
          },
        }),
      },
      responses: { 200: session, default: refused },
    },
  },
  "/auth/v1/token": {
    post: {
      ...tag,
      operationId: "sign_in",
      summary: "Sign in, or go on",
      security: [{ apikey: [] }],
      parameters: [{
        name: "grant_type",
        in: "query",
        required: true,
        schema: { type: "string", enum: ["password", "refresh_token"] },
      }],
      requestBody: {
        required: true,
        content: json({
          ...password,
          required: [],
          properties: { ...password.properties, refresh_token: text },
        }),
      },
      responses: { 200: session, default: refused },
    },
  },
  "/auth/v1/user": {
    get: {
      ...tag,
      operationId: "who_am_i",
      summary: "The account that a token is of",
      security: [{ apikey: [], bearer: [] }],
      responses: {
        200: { description: "The account", content: json({ type: "object" }) },
        default: refused,
      },
    },
    put: {
      ...signedIn,
      operationId: "change_account",
      summary: "Change how you sign in",
      description:
        "Another address or number counts once the code that goes there was used. Whoever has a second factor changes these in a session that was raised by it.",
      ...body({
        email,
        phone,
        password: password.properties.password,
        data: { type: "object", properties: { display_name: text } },
      }),
      responses: {
        200: { description: "The account", content: json({ type: "object" }) },
        default: refused,
      },
    },
  },
  "/auth/v1/otp": {
    post: {
      ...signedOut,
      operationId: "send_code",
      summary: "Send a code to sign in by",
      description:
        "By SMS to a phone or by e-mail to an address, one of them. Whoever has no account gets one, unless create_user is false. The e-mail holds a link as well.",
      ...body({
        phone,
        email,
        create_user: { type: "boolean", default: true },
        data: { type: "object", properties: { display_name: text } },
      }),
      responses: { 200: sent, default: refused },
    },
  },
  "/auth/v1/verify": {
    post: {
      ...signedOut,
      operationId: "use_code",
      summary: "Use a code",
      description:
        "type: sms for a code by SMS; email for one by e-mail; recovery, email_change, phone_change, signup and invite for theirs. Used once, for some minutes, and not after too many wrong ones. In place of phone or email and token: token_hash, which a link carries.",
      ...body({
        type: {
          type: "string",
          enum: [
            "sms",
            "email",
            "magiclink",
            "recovery",
            "email_change",
            "phone_change",
            "signup",
            "invite",
          ],
        },
        phone,
        email,
        token: { type: "string", description: "The code" },
        token_hash: text,
      }, ["type"]),
      responses: { 200: session, default: refused },
    },
  },
  "/auth/v1/resend": {
    post: {
      ...signedOut,
      operationId: "send_code_again",
      summary: "Send a code again",
      ...body({
        type: { type: "string", enum: ["signup", "sms", "email_change", "phone_change"] },
        phone,
        email,
      }, ["type"]),
      responses: { 200: sent, default: refused },
    },
  },
  "/auth/v1/recover": {
    post: {
      ...signedOut,
      operationId: "recover_password",
      summary: "Send a code to whoever forgot the password",
      description: "Used with the type recovery; the session that it opens sets another password.",
      ...body({ email }, ["email"]),
      responses: { 200: sent, default: refused },
    },
  },
  "/auth/v1/factors": {
    post: {
      ...signedIn,
      operationId: "add_factor",
      summary: "Begin a second factor",
      description:
        "An authenticator app: show totp.qr_code or totp.secret. It counts once a code of it was verified. Which acts ask for one, docs/decisions/0035 says.",
      ...body({
        factor_type: { type: "string", enum: ["totp"] },
        friendly_name: text,
        issuer: text,
      }, ["factor_type"]),
      responses: {
        200: {
          description: "The factor",
          content: json({
            type: "object",
            properties: {
              id: { type: "string", format: "uuid" },
              type: text,
              friendly_name: text,
              totp: { type: "object", properties: { qr_code: text, secret: text, uri: text } },
            },
          }),
        },
        default: refused,
      },
    },
  },
  "/auth/v1/factors/{factor_id}": {
    delete: {
      ...signedIn,
      ...factorPath,
      operationId: "remove_factor",
      summary: "Remove a second factor",
      description: "One that counts, in a session that was raised by it.",
      responses: {
        200: {
          description: "Removed",
          content: json({ type: "object", properties: { id: text } }),
        },
        default: refused,
      },
    },
  },
  "/auth/v1/factors/{factor_id}/challenge": {
    post: {
      ...signedIn,
      ...factorPath,
      operationId: "challenge_factor",
      summary: "Ask for a code of the second factor",
      responses: {
        200: {
          description: "Which question the code answers, until expires_at (seconds since 1970)",
          content: json({
            type: "object",
            properties: { id: text, type: text, expires_at: { type: "integer" } },
          }),
        },
        default: refused,
      },
    },
  },
  "/auth/v1/factors/{factor_id}/verify": {
    post: {
      ...signedIn,
      ...factorPath,
      operationId: "verify_factor",
      summary: "Give a code of the second factor",
      description: "The session is raised to aal2; go on with the tokens of the answer.",
      ...body({ challenge_id: { type: "string", format: "uuid" }, code: text }, [
        "challenge_id",
        "code",
      ]),
      responses: { 200: session, default: refused },
    },
  },
  "/auth/v1/logout": {
    post: {
      ...tag,
      operationId: "sign_out",
      summary: "End the sessions of the account",
      security: [{ apikey: [], bearer: [] }],
      responses: { 204: { description: "Signed out" }, default: refused },
    },
  },
};
