/** Opens sessions through @supabase/lite, which opens them for whoever brings a recovery token: one is put there for it. */
import type { Database } from "../../database/database.ts";
import type { Handler } from "../gateway.ts";
import { findAccount } from "./code_table.ts";

/** Opens sessions. */
export interface Sessions {
  /** Signs an account in, and answers as Auth's verify does. */
  open(request: Request, id: string): Promise<Response>;
  /**
   * Leads a browser to where a link goes: signed in as the account, with a word when another must confirm (undefined), or
   * with an error when the link was no good (null).
   */
  lead(request: Request, type: string, id: string | undefined | null): Promise<Response>;
}

const accepted =
  "Confirmation link accepted. Please proceed to confirm link sent to the other email";

/** Creates it. */
export function createSessions(lite: Handler, database: Database): Sessions {
  /** Lets lite take a token of ours for one that it made, and leaves a code that is out as it was. */
  const withToken = async (id: string, work: (token: string) => Promise<Response>) => {
    const token = `session-${crypto.randomUUID()}`;
    const [before] = await database.query<{ token: string | null; at: string | null }>(
      `with old as (select id, recovery_token, recovery_sent_at from auth.users where id = $1 for update)
       update auth.users as u set recovery_token = $2, recovery_sent_at = $3 from old where u.id = old.id
       returning old.recovery_token as token, old.recovery_sent_at::text as at`,
      // By the machine's clock, which lite goes by.
      [id, token, new Date().toISOString()],
    );
    try {
      return await work(token);
    } finally {
      await database.query(
        `update auth.users set recovery_token = $2, recovery_sent_at = $3::timestamptz where id = $1`,
        [id, before?.token ?? "", before?.at ?? null],
      );
    }
  };

  return {
    open: (request, id) =>
      withToken(id, async (token) => {
        const headers = new Headers(request.headers);
        headers.delete("content-length");
        const response = await lite(
          new Request(new URL("/auth/v1/verify", request.url), {
            method: "POST",
            headers,
            body: JSON.stringify({ type: "recovery", token_hash: token }),
          }),
        );
        if (!response.ok) return response;
        const session = await response.json() as Record<string, unknown>;
        const account = await findAccount(database, "u.id = $1", [id]);
        return Response.json({ ...session, user: JSON.parse(account?.user ?? "null") });
      }),

    async lead(request, type, id) {
      const url = new URL(request.url);
      url.searchParams.set("type", "recovery");
      const through = async (token: string) => {
        url.searchParams.set("token", token);
        return await lite(new Request(url, { headers: request.headers }));
      };
      const response = id === null || id === undefined
        ? await through("none")
        : await withToken(id, through);
      const to = response.headers.get("location");
      if (to === null) return response;
      await response.body?.cancel();
      const [place = "", fragment = ""] = to.split("#");
      const led = id === undefined
        ? new URLSearchParams({ message: accepted })
        : new URLSearchParams(fragment);
      if (led.get("type") === "recovery") led.set("type", type);
      return new Response(null, { status: 303, headers: { location: `${place}#${led}` } });
    },
  };
}
