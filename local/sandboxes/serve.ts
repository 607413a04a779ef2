/** Serves one API call of a sandbox under the faults that apply to it. */
import { delay } from "@std/async/delay";
import type { Context } from "hono";
import type { Faults } from "./faults.ts";

const BAD_GATEWAY_PAGE = `<html>
<head><title>502 Bad Gateway</title></head>
<body><center><h1>502 Bad Gateway</h1></center></body>
</html>
`;

type Answer = Response | Promise<Response>;

/** What a provider says when it is busy, in its own words. */
export interface ProviderWords {
  rateLimited(c: Context): Response;
  unavailable(c: Context): Response;
}

/** What serving needs to know. */
export interface Serving {
  readonly faults: Faults;
  readonly words: ProviderWords;
  /** Ends every wait; the answers then go out at once. */
  readonly stop: AbortSignal;
}

/**
 * Serves one API call about a reference (null: none in particular) under its faults. A delayed call does its work
 * first: a caller that gave up must find out what became of it.
 */
export async function serveWithFaults(
  serving: Serving,
  c: Context,
  reference: string | null,
  answer: () => Answer,
): Promise<Response> {
  const { delayMs = 0 } = serving.faults.of(reference);
  const response = await answered(serving, c, reference, answer);
  if (delayMs > 0) await delay(delayMs, { signal: serving.stop }).catch(() => undefined);
  return response;
}

async function answered(
  { faults, words }: Serving,
  c: Context,
  reference: string | null,
  answer: () => Answer,
): Promise<Response> {
  if (faults.meets(reference, "status502Html")) return c.html(BAD_GATEWAY_PAGE, 502);
  if (faults.meets(reference, "rateLimited")) return words.rateLimited(c);
  const response = await answer();
  if (response.ok && faults.meets(reference, "fail503AfterSuccess")) return words.unavailable(c);
  return response;
}
