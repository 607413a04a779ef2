/** /rest/v1 by @supabase/lite, mended where it answers otherwise than PostgREST. */
import type { Handler } from "../gateway.ts";
import { type BearerRules, checkBearer } from "./bearer.ts";
import { keepDigits } from "./body.ts";
import { duringRequest } from "./request_settings.ts";

/** What `createRest` needs. */
export interface RestOptions extends BearerRules {
  /** Lite's own answer, over a `restConnection`. */
  readonly answer: Handler;
  readonly apiKeys: readonly string[];
}

/** REST as Supabase answers it. */
export function createRest({ answer, apiKeys, ...rules }: RestOptions): Handler {
  return async (request) => {
    // The key is asked for before anything else, and lite does that well.
    if (!apiKeys.includes(apiKeyOf(request))) return await answer(request);
    const headers = new Headers(request.headers);
    const token = bearerOf(request.headers.get("authorization"));
    // A key in place of a token says no more than the apikey header does.
    if (token === undefined || token.startsWith("sb_")) headers.delete("authorization");
    else {
      const refusal = await checkBearer(token, rules);
      if (refusal !== undefined) return refusal;
      headers.set("authorization", `Bearer ${token}`);
    }
    const asked = await keepDigits(new Request(request, { headers }));
    if (request.method !== "HEAD") return await duringRequest(asked, () => answer(asked));
    // Lite knows HEAD for tables only; for functions too it is GET without the body.
    const got = await duringRequest(asked, () => answer(new Request(asked, { method: "GET" })));
    await got.body?.cancel();
    return new Response(null, { status: got.status, headers: got.headers });
  };
}

/** The token of an Authorization header; undefined without one, and for schemes other than Bearer. */
function bearerOf(header: string | null): string | undefined {
  const found = /^bearer(?:\s+(.*))?$/is.exec(header ?? "");
  return found === null ? undefined : (found[1] ?? "").trim();
}

function apiKeyOf(request: Request): string {
  return request.headers.get("apikey") ?? new URL(request.url).searchParams.get("apikey") ?? "";
}
