/**
 * The part of Auth that the secret key opens: accounts made, listed, read, changed, banned and deleted, as supabase-js's
 * auth.admin asks for it. @supabase/lite has none of it.
 */
import { z } from "zod";
import type { Database } from "../../database/database.ts";
import type { Handler } from "../gateway.ts";
import { factorsOf, findFactor, removeFactor } from "./factors.ts";

const prefix = "/auth/v1/admin/users";

const attributes = z.object({
  id: z.uuid(),
  email: z.email().transform((email) => email.toLowerCase()),
  phone: z.string().regex(/^\+?[1-9]\d{6,14}$/).transform((phone) => phone.replace("+", "")),
  password: z.string().min(6).max(72),
  email_confirm: z.boolean(),
  phone_confirm: z.boolean(),
  user_metadata: z.record(z.string(), z.unknown()),
  app_metadata: z.record(z.string(), z.unknown()),
  ban_duration: z.string().regex(/^(none|(\d+(\.\d+)?(h|m|s))+)$/),
}).partial();
/** What an account is made of. */
export type Attributes = z.infer<typeof attributes>;

/** What the admin's handler needs. */
export interface AuthAdminOptions {
  readonly database: Database;
  readonly secretKey: string;
}

/** Answers everything under /auth/v1/admin. */
export function createAuthAdmin({ database, secretKey }: AuthAdminOptions): Handler {
  return async (request) => {
    const given = request.headers.get("authorization")?.replace(/^Bearer /i, "") ??
      request.headers.get("apikey");
    if (given !== secretKey) return refuse(403, "not_admin", "User not allowed");
    const { pathname, searchParams } = new URL(request.url);
    const [, id, factors, factorId] =
      /^\/auth\/v1\/admin\/users\/([^/]+)(\/factors(?:\/([^/]+))?)?$/.exec(
        pathname,
      ) ?? [];
    if (pathname === prefix && request.method === "GET") {
      return await list(database, searchParams);
    }
    if (id !== undefined && !z.uuid().safeParse(id).success) {
      return refuse(404, "validation_failed", "user_id must be an UUID");
    }
    if (id !== undefined && factors !== undefined) {
      return await answerFactors(database, request.method, id, factorId);
    }
    if (id !== undefined && request.method === "GET") {
      return await answer(database, id);
    }
    const body = await request.json().catch(() => ({}));
    if (id !== undefined && request.method === "DELETE") {
      return await remove(
        database,
        id,
        (body as { should_soft_delete?: unknown }).should_soft_delete === true,
      );
    }
    const isNew = pathname === prefix && request.method === "POST";
    if (!isNew && (id === undefined || request.method !== "PUT")) {
      return refuse(404, "not_found", "Nothing is here");
    }
    const read = attributes.safeParse(body);
    if (!read.success) {
      const [issue] = read.error.issues;
      return refuse(400, "validation_failed", `${issue?.path.join(".")}: ${issue?.message}`);
    }
    return isNew
      ? await create(database, read.data)
      : await change(database, id as string, read.data);
  };
}

async function create(database: Database, given: Attributes): Promise<Response> {
  if (given.email === undefined && given.phone === undefined) {
    return refuse(
      400,
      "validation_failed",
      "Cannot create a user without either an email or phone",
    );
  }
  return await writing(async () => await answer(database, await makeUser(database, given)));
}

/** Makes an account as Auth does, and returns its id. @throws SQLSTATE 23505 when its address or number is taken */
export async function makeUser(database: Database, given: Attributes): Promise<string> {
  const id = given.id ?? crypto.randomUUID();
  const providers = given.email === undefined ? "phone" : "email";
  await database.transaction(async (tx) => {
    await tx.query(
      `insert into auth.users (id, aud, role, email, phone, raw_app_meta_data, raw_user_meta_data,
         confirmation_token, recovery_token, email_change, email_change_token_new, email_change_token_current)
       values ($1, 'authenticated', 'authenticated', $2, $3, $4::text::jsonb, '{}', '', '', '', '', '')`,
      [
        id,
        given.email ?? null,
        given.phone ?? null,
        JSON.stringify({ provider: providers, providers: [providers] }),
      ],
    );
    await apply(tx, id, given);
    await tx.query(
      `insert into auth.identities (id, provider, provider_id, user_id, identity_data, created_at, updated_at)
       values (gen_random_uuid(), $2, $4, $1::uuid, $3::text::jsonb, now(), now())`,
      [id, providers, JSON.stringify({ sub: id, email: given.email, phone: given.phone }), id],
    );
    // The profile is named by what the metadata say, which a trigger reads when the row is made.
    await tx.query(
      `update public.profiles set display_name = $2 where id = $1 and $2::text is not null`,
      [id, nameOf(given)],
    );
  });
  return id;
}

const nameOf = ({ user_metadata }: Attributes) => {
  const name = user_metadata?.["display_name"];
  return typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, 120) : null;
};

async function change(database: Database, id: string, given: Attributes): Promise<Response> {
  return await writing(async () => {
    await database.transaction((tx) => apply(tx, id, given));
    return await answer(database, id);
  });
}

/** Sets what was given; what was not stays. */
async function apply(tx: Pick<Database, "query">, id: string, given: Attributes): Promise<void> {
  await tx.query(
    `update auth.users set
       email = coalesce($2, email), phone = coalesce($3, phone),
       encrypted_password = coalesce(extensions.crypt($4, extensions.gen_salt('bf', 10)), encrypted_password),
       email_confirmed_at = case when $5::boolean then coalesce(email_confirmed_at, now()) else email_confirmed_at end,
       phone_confirmed_at = case when $6::boolean then coalesce(phone_confirmed_at, now()) else phone_confirmed_at end,
       raw_user_meta_data = coalesce(raw_user_meta_data, '{}') || coalesce($7::text::jsonb, '{}'),
       raw_app_meta_data = coalesce(raw_app_meta_data, '{}') || coalesce($8::text::jsonb, '{}'),
       updated_at = now()
     where id = $1`,
    [
      id,
      given.email ?? null,
      given.phone ?? null,
      given.password ?? null,
      given.email_confirm ?? false,
      given.phone_confirm ?? false,
      given.user_metadata === undefined ? null : JSON.stringify(given.user_metadata),
      given.app_metadata === undefined ? null : JSON.stringify(given.app_metadata),
    ],
  );
  if (given.ban_duration === undefined) return;
  await tx.query(
    "update auth.users set banned_until = now() + $2 * interval '1 second' where id = $1",
    [id, given.ban_duration === "none" ? null : secondsOf(given.ban_duration)],
  );
}

/** Of a duration as Go writes it, such as 24h or 1h30m. */
function secondsOf(duration: string): number {
  const seconds = { h: 3600, m: 60, s: 1 } as const;
  return [...duration.matchAll(/([\d.]+)(h|m|s)/g)]
    .reduce(
      (sum, [, count, unit]) => sum + Number(count) * seconds[unit as keyof typeof seconds],
      0,
    );
}

async function remove(database: Database, id: string, softly: boolean): Promise<Response> {
  const [user] = await database.query("select from auth.users where id = $1", [id]);
  if (user === undefined) return refuse(404, "user_not_found", "User not found");
  try {
    await database.query(
      softly
        ? `update auth.users set deleted_at = now(), banned_until = 'infinity', encrypted_password = null,
             email = encode(sha256(convert_to(email, 'utf8')), 'hex'), phone = null where id = $1`
        : "delete from auth.users where id = $1",
      [id],
    );
    await database.query("delete from auth.sessions where user_id = $1", [id]);
    await database.query("delete from auth.mfa_factors where user_id = $1", [
      id,
    ]);
    return Response.json({});
  } catch (error) {
    // Whose money or words others need: staff delete by delete_person().
    return refuse(
      500,
      "unexpected_failure",
      `Database error deleting user: ${(error as Error).message}`,
    );
  }
}

/** An account as Auth tells it, of a row u of auth.users. */
export const userJson = `json_build_object(
  'id', u.id, 'aud', u.aud, 'role', u.role, 'email', u.email, 'phone', coalesce(u.phone, ''),
  'email_confirmed_at', u.email_confirmed_at, 'phone_confirmed_at', u.phone_confirmed_at, 'confirmed_at', u.confirmed_at,
  'last_sign_in_at', u.last_sign_in_at, 'app_metadata', u.raw_app_meta_data, 'user_metadata', u.raw_user_meta_data,
  'identities', coalesce((select json_agg(json_build_object(
    'id', i.provider_id, 'user_id', i.user_id, 'identity_data', i.identity_data, 'provider', i.provider,
    'created_at', i.created_at, 'updated_at', i.updated_at)) from auth.identities as i where i.user_id = u.id), '[]'),
  'created_at', u.created_at, 'updated_at', u.updated_at, 'is_anonymous', u.is_anonymous,
  'banned_until', u.banned_until, 'deleted_at', u.deleted_at)::text as "user"`;

async function answer(database: Database, id: string): Promise<Response> {
  const [found] = await database.query<{ user: string }>(
    `select ${userJson} from auth.users as u where u.id = $1`,
    [id],
  );
  return found === undefined
    ? refuse(404, "user_not_found", "User not found")
    : new Response(found.user, { headers: { "content-type": "application/json" } });
}

async function list(database: Database, asked: URLSearchParams): Promise<Response> {
  const number = (name: string, usual: number) =>
    Math.max(1, Math.trunc(Number(asked.get(name)) || usual));
  const [page, size] = [number("page", 1), Math.min(1000, number("per_page", 50))];
  const [total] = await database.query<{ count: number }>(
    "select count(*)::int as count from auth.users",
  );
  const found = await database.query<{ user: string }>(
    `select ${userJson} from auth.users as u order by u.created_at desc, u.id limit $1 offset $2`,
    [size, (page - 1) * size],
  );
  const last = Math.max(1, Math.ceil(total!.count / size));
  const link = (to: number, rel: string) => `<${prefix}?page=${to}&per_page=${size}>; rel="${rel}"`;
  return new Response(`{"users":[${found.map(({ user }) => user).join()}],"aud":"authenticated"}`, {
    headers: {
      "content-type": "application/json",
      "x-total-count": `${total!.count}`,
      link: [...(page < last ? [link(page + 1, "next")] : []), link(last, "last")].join(", "),
    },
  });
}

/** Lists the second factors of an account, or takes one away from somebody who lost their phone. */
async function answerFactors(
  database: Database,
  method: string,
  userId: string,
  factorId: string | undefined,
): Promise<Response> {
  if (factorId === undefined && method === "GET") {
    return Response.json(await factorsOf(database, userId));
  }
  const known = z.uuid().safeParse(factorId).success &&
    await findFactor(database, userId, factorId as string) !== undefined;
  if (!known || method !== "DELETE") {
    return refuse(404, "mfa_factor_not_found", "Factor not found");
  }
  await database.transaction((tx) => removeFactor(tx, userId, factorId as string));
  return Response.json({ id: factorId });
}

/** `work`, with a second account of one address refused as Auth does. */
async function writing(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if ((error as { code?: string }).code !== "23505") throw error;
    return refuse(
      422,
      "email_exists",
      "A user with this email address has already been registered",
    );
  }
}

/** A refusal in Auth's words. */
export function refuse(status: number, code: string, message: string): Response {
  return Response.json({ code: status, error_code: code, msg: message }, { status });
}
