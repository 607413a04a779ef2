/** One address for everything, as Supabase's gateway gives it: routes by the path's first two parts. */

/** Answers requests. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** What is mounted where: a handler for each path prefix, such as /rest/v1. */
export type Routes = Readonly<Record<string, Handler>>;

const cors = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "GET,HEAD,POST,PUT,PATCH,DELETE,OPTIONS",
  "access-control-allow-headers":
    "authorization,apikey,x-client-info,content-type,prefer,range,accept-profile,content-profile,idempotency-key,x-upsert,cache-control,x-retry-count",
  "access-control-max-age": "600",
};

/** The gateway over `routes`; one failing handler answers 500 and takes nothing down with it. */
export function createGateway(routes: Routes, log: (message: string) => void): Handler {
  const prefixes = Object.keys(routes).sort((a, b) => b.length - a.length);
  return async (request) => {
    const { pathname } = new URL(request.url);
    const prefix = prefixes.find((it) => pathname === it || pathname.startsWith(`${it}/`));
    const handler = prefix === undefined ? undefined : routes[prefix];
    if (handler === undefined) {
      return Response.json({ message: `Nothing is served at ${pathname}` }, { status: 404 });
    }
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: cors });
    try {
      const response = await handler(request);
      if (response.status === 101) return response;
      const headers = new Headers(response.headers);
      headers.set("access-control-allow-origin", "*");
      headers.set("access-control-expose-headers", "*");
      return new Response(response.body, { status: response.status, headers });
    } catch (error) {
      log(`${request.method} ${pathname} failed: ${error instanceof Error ? error.stack : error}`);
      return Response.json({ message: "Internal error of the local gateway" }, { status: 500 });
    }
  };
}
