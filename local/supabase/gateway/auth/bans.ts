/** Who is banned gets no token, by whatever way: @supabase/lite asks that only where another company signs people in. */
import { decodeJwt } from "jose";
import type { Database } from "../../database/database.ts";
import type { Handler } from "../gateway.ts";
import { refuse } from "./admin.ts";

/** `auth`, which takes back the session that it opened for somebody who is banned. */
export function honouringBans(auth: Handler, database: Database): Handler {
  return async (request) => {
    const response = await auth(request);
    if (!/^\/auth\/v1\/(token|verify|signup)$/.test(new URL(request.url).pathname)) return response;
    const id = await whomItSignsIn(response);
    if (id === undefined) return response;
    const banned = await database.query(
      "select from auth.users where id = $1 and banned_until > now()",
      [id],
    );
    if (banned.length === 0) return response;
    await database.query("delete from auth.sessions where user_id = $1", [id]);
    const address = response.headers.get("location");
    if (address === null) return refuse(400, "user_banned", "User is banned");
    // A link of a mail leads back to the app: what is wrong is told there, as Auth tells it.
    const back = new URL(address);
    back.hash = new URLSearchParams({
      error: "access_denied",
      error_code: "user_banned",
      error_description: "User is banned",
    }).toString();
    return new Response(null, { status: 303, headers: { location: back.href } });
  };
}

/** Whose session an answer opens: its body has it, or the address to which a link of a mail leads. */
async function whomItSignsIn(response: Response): Promise<string | undefined> {
  const address = response.headers.get("location");
  if (address !== null) {
    const token = new URLSearchParams(URL.parse(address)?.hash.slice(1)).get("access_token");
    return token === null ? undefined : decodeJwt(token).sub;
  }
  if (!response.ok) return undefined;
  const body = await response.clone().json().catch(() => undefined) as
    | { user?: { id?: string }; access_token?: string }
    | undefined;
  return body?.access_token === undefined ? undefined : body.user?.id;
}
