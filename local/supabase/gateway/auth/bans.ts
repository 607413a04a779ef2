/** Who is banned gets no token, by whatever way: @supabase/lite asks that only where another company signs people in. */
import type { Database } from "../../database/database.ts";
import type { Handler } from "../gateway.ts";
import { refuse } from "./admin.ts";

/** `auth`, which takes back the session that it opened for somebody who is banned. */
export function honouringBans(auth: Handler, database: Database): Handler {
  return async (request) => {
    const response = await auth(request);
    const { pathname } = new URL(request.url);
    if (!response.ok || !/^\/auth\/v1\/(token|verify|signup)$/.test(pathname)) return response;
    const body = await response.clone().json().catch(() => undefined) as
      | { user?: { id?: string }; access_token?: string }
      | undefined;
    const id = body?.user?.id;
    if (id === undefined || body?.access_token === undefined) return response;
    const banned = await database.query(
      "select from auth.users where id = $1 and banned_until > now()",
      [id],
    );
    if (banned.length === 0) return response;
    await database.query("delete from auth.sessions where user_id = $1", [id]);
    return refuse(400, "user_banned", "User is banned");
  };
}
