/** What every visitor may read, asked as a visitor: by GET, of the project's own Data API or of a standby's. */
import { problemOf } from "../_shared/database_problem.ts";
import { Problem } from "../_shared/problem.ts";

/** An answer of the database. */
export interface Read {
  readonly value: unknown;
  /** For how long it may be kept, as the function that made it says; null: not at all. */
  readonly cacheControl: string | null;
}

/** Calls functions of schema `public` that only read. */
export interface VisitorReads {
  /**
   * Calls a function; what is undefined is left out.
   * @throws {Problem} what the database refused, or database.busy when it cannot be reached
   */
  read(name: string, parameters: Readonly<Record<string, unknown>>): Promise<Read>;
}

/** Longer addresses do not get through every gateway: what is longer goes in a body, which only the primary takes. */
const longestAddress = 7_000;
/** No statement of a visitor's runs this long. */
const timeoutMs = 20_000;

/** Reads from the Data API at `url` with the publishable key: as a visitor, and without writing anything. */
export function createVisitorReads(
  url: string,
  publishableKey: string,
  send: typeof fetch = fetch,
): VisitorReads {
  return {
    async read(name, parameters) {
      const address = new URL(`rest/v1/rpc/${name}`, url.endsWith("/") ? url : `${url}/`);
      const bare = address.href;
      for (const [key, value] of Object.entries(parameters)) {
        if (value === undefined) continue;
        address.searchParams.set(key, typeof value === "string" ? value : JSON.stringify(value));
      }
      const headers = { apikey: publishableKey, accept: "application/json" };
      const request = address.href.length <= longestAddress
        ? new Request(address, { headers })
        : new Request(bare, {
          method: "POST",
          headers: { ...headers, "content-type": "application/json" },
          body: JSON.stringify(parameters),
        });
      let response: Response;
      let text: string;
      try {
        response = await send(request, { signal: AbortSignal.timeout(timeoutMs) });
        text = await response.text();
      } catch (cause) {
        throw Problem.of("database.busy", { retryAfterSeconds: 1, cause });
      }
      if (response.ok) {
        return { value: JSON.parse(text), cacheControl: response.headers.get("cache-control") };
      }
      throw refusal(response.status, text);
    },
  };
}

function refusal(status: number, text: string): Problem {
  let error: { code?: string; message?: string; details?: string; hint?: string } = {};
  try {
    error = JSON.parse(text) as typeof error;
  } catch {
    // A gateway's page: the status alone says what happened.
  }
  if ([502, 503, 504].includes(status) && !error.code) {
    return Problem.of("database.busy", { retryAfterSeconds: 1, cause: { status, text } });
  }
  return problemOf({ ...error, message: error.message ?? text });
}
