/** One address for everything, as Supabase's gateway gives it: routes by the path's first two parts. */

/** Answers requests. */
export type Handler = (request: Request) => Response | Promise<Response>;

/** What is mounted at a path prefix. */
export interface Route {
  readonly handler: Handler;
  /** Whether the handler answers browsers' questions about other origins itself, as edge functions must. */
  readonly ownCors?: boolean;
}

/** A route for each path prefix, such as /rest/v1. */
export type Routes = Readonly<Record<string, Handler | Route>>;

/** The gateway over `routes`; one failing handler answers 500 and takes nothing down with it. */
export function createGateway(routes: Routes, log: (message: string) => void): Handler {
  const mounted = Object.entries(routes)
    .map(([prefix, route]) => ({
      prefix,
      ...typeof route === "function" ? { handler: route } : route,
    }))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  return async (request) => {
    const { pathname } = new URL(request.url);
    const route = mounted.find(({ prefix }) =>
      pathname === prefix || pathname.startsWith(`${prefix}/`)
    );
    if (route === undefined) {
      return Response.json({ message: `Nothing is served at ${pathname}` }, { status: 404 });
    }
    if (request.method === "OPTIONS" && route.ownCors !== true) return allowAll(request);
    try {
      const response = await route.handler(request);
      if (response.status === 101 || route.ownCors === true) return response;
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

/** The services of Supabase let every page send what it asks to send. */
function allowAll(request: Request): Response {
  const asked = request.headers.get("access-control-request-headers");
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET,HEAD,PUT,PATCH,POST,DELETE,OPTIONS",
      ...(asked === null ? {} : { "access-control-allow-headers": asked }),
      "access-control-max-age": "600",
    },
  });
}

/** `handler` without the path that it is mounted under. */
export function mounted(prefix: string, handler: Handler): Handler {
  return (request) => {
    const url = new URL(request.url);
    url.pathname = url.pathname.slice(prefix.length) || "/";
    return handler(new Request(url, request));
  };
}
