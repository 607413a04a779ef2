/** Of Supabase's Auth, what a client needs to sign up and in. The rest is in Supabase's own reference. */
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
