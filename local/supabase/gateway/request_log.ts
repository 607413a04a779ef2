/** A line for each request that a service of the stack answered: never its query, headers or body. */
import type { Handler } from "./gateway.ts";

/** `handler`, with a line for each answer: method, path, status, the code of a refusal, and how long it took. */
export function logged(handler: Handler, log: (line: string) => void): Handler {
  return async (request) => {
    const started = performance.now();
    const { pathname } = new URL(request.url);
    const line = (outcome: string) =>
      log(`${request.method} ${pathname} ${outcome} ${Math.round(performance.now() - started)} ms`);
    try {
      const response = await handler(request);
      const code = response.status < 400 ? undefined : await codeOf(response);
      line(code === undefined ? `${response.status}` : `${response.status} ${code}`);
      return response;
    } catch (error) {
      line("failed");
      throw error;
    }
  };
}

/** The code of an error in JSON: of a problem of ours, of PostgREST or of Auth. It is a word, and repeats no input. */
async function codeOf(response: Response): Promise<string | undefined> {
  if (!/\bjson\b/.test(response.headers.get("content-type") ?? "")) return undefined;
  const body: unknown = await response.clone().json().catch(() => undefined);
  const { hint, code, error_code } = (body ?? {}) as Record<string, unknown>;
  return [hint, error_code, code]
    .map((it) => typeof it === "number" ? String(it) : it)
    .find((it): it is string => typeof it === "string" && /^[A-Za-z0-9_.]{1,60}$/.test(it));
}
