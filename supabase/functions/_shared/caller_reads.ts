/** Reading as the caller: with their own token, so that row-level security decides what they get. */
import { createClient } from "@supabase/supabase-js";
import { problemOf } from "./database_problem.ts";
import { Problem } from "./problem.ts";

/** Rows as the caller may see them. */
export interface CallerReads {
  /**
   * All rows of a function of schema `public` that only reads; what is undefined is left out.
   * @param most more than so many are an error: report.too_long
   * @throws {Problem} what the database refused, or database.busy when it cannot be reached
   */
  rows<Row>(
    token: string,
    name: string,
    parameters: Readonly<Record<string, unknown>>,
    most: number,
  ): Promise<Row[]>;
}

/** The Data API gives no more rows at once: max_rows of supabase/config.toml. */
const page = 1000;
/** No statement of a person's runs this long. */
const timeoutMs = 20_000;

/** Reads from the Data API at `url`. */
export function createCallerReads(
  url: string,
  publishableKey: string,
  send: typeof fetch = fetch,
): CallerReads {
  return {
    async rows<Row>(
      token: string,
      name: string,
      parameters: Readonly<Record<string, unknown>>,
      most: number,
    ) {
      const client = createClient(url, publishableKey, {
        auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
        accessToken: () => Promise.resolve(token),
        global: { fetch: send },
      });
      const given = Object.fromEntries(
        Object.entries(parameters).filter(([, value]) => value !== undefined),
      );
      const rows: Row[] = [];
      while (true) {
        const { data, error, status } = await client.rpc(name, given, { get: true })
          .range(rows.length, rows.length + page - 1)
          .abortSignal(AbortSignal.timeout(timeoutMs));
        if (error !== null) {
          if (status === 0 || [502, 503, 504].includes(status) && !error.code) {
            throw Problem.of("database.busy", { retryAfterSeconds: 1, cause: error });
          }
          throw problemOf(error);
        }
        const more = data as Row[];
        rows.push(...more);
        if (rows.length > most) throw Problem.of("report.too_long");
        if (more.length < page) return rows;
      }
    },
  };
}
