/**
 * Mounts the edge functions under /functions/v1/<name>, each with verify_jwt of config.toml, as Supabase's
 * runtime would. A function that throws answers 500 and the others go on.
 */
import { decodeProtectedHeader, jwtVerify } from "jose";
import type { ProjectConfig } from "../../settings.ts";

/** Answers a request; the path starts with the function's name. */
export type FunctionHandler = (request: Request) => Response | Promise<Response>;

/** Builds a function from its environment. */
export interface FunctionModule {
  readonly create: (env: Readonly<Record<string, string>>) => FunctionHandler;
}

/** What `createFunctionsHost` needs. */
export interface FunctionsHostOptions {
  readonly config: ProjectConfig;
  readonly modules: Readonly<Record<string, FunctionModule>>;
  readonly env: Readonly<Record<string, string>>;
  readonly jwtSecret: string;
  readonly log: (message: string) => void;
}

/** The host: give it requests whose path starts with /functions/v1/. */
export function createFunctionsHost(options: FunctionsHostOptions): FunctionHandler {
  const secret = new TextEncoder().encode(options.jwtSecret);
  const handlers = new Map<string, FunctionHandler>();

  const allowed = async (request: Request, name: string): Promise<boolean> => {
    if (request.method === "OPTIONS") return true;
    if (options.config.functions[name]?.verify_jwt === false) return true;
    const token = /^Bearer (\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (token === undefined) return false;
    try {
      if (decodeProtectedHeader(token).alg !== "HS256") return false;
      await jwtVerify(token, secret, { algorithms: ["HS256"] });
      return true;
    } catch {
      return false;
    }
  };

  // The platform's own refusals reach every page; what a function answers, its own headers decide.
  const refuse = (status: number, code: string | number, message: string) =>
    Response.json({ code, message }, { status, headers: { "access-control-allow-origin": "*" } });

  return async (request) => {
    const url = new URL(request.url);
    const path = url.pathname.replace(/^\/functions\/v1/, "");
    const name = path.split("/")[1] ?? "";
    const module = options.modules[name];
    if (module === undefined) {
      return refuse(404, "NOT_FOUND", "Requested function was not found");
    }
    if (!await allowed(request, name)) {
      return refuse(401, 401, "Invalid JWT");
    }
    try {
      let handler = handlers.get(name);
      if (handler === undefined) {
        handler = module.create(options.env);
        handlers.set(name, handler);
      }
      url.pathname = path;
      return await handler(new Request(url, request));
    } catch (error) {
      options.log(`Function ${name} failed: ${error instanceof Error ? error.message : error}`);
      return refuse(500, "WORKER_ERROR", "Function exited due to an error (please check logs)");
    }
  };
}
