/** Calls to the project by who is signed in. */
import { project } from "../check/settings.js";
import { refusalOf } from "./refused.js";
import { accessToken } from "./session.js";

/**
 * @param {string} path after the project's address
 * @param {{ method?: string, body?: unknown, headers?: Record<string, string> }} [how]
 * @returns {Promise<any>} what was answered
 * @throws {import("./refused.js").Refused}
 */
async function call(path, { method = "GET", body, headers = {} } = {}) {
  const { url, publishableKey } = await project();
  const response = await fetch(`${url}${path}`, {
    method,
    credentials: "omit",
    cache: "no-store",
    headers: {
      apikey: publishableKey,
      authorization: `Bearer ${await accessToken()}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw await refusalOf(response);
  return response.status === 204 ? undefined : await response.json();
}

/**
 * Rows of a table, as PostgREST takes the question.
 * @param {string} query such as charge_balances?tenancy_id=eq.…
 * @returns {Promise<any[]>}
 */
export const rows = (query) => call(`/rest/v1/${query}`);

/**
 * Calls a function of the database.
 * @param {string} name
 * @param {Record<string, unknown>} args
 * @returns {Promise<any>}
 */
export const rpc = (name, args) => call(`/rest/v1/rpc/${name}`, { method: "POST", body: args });

/**
 * Opens a checkout for charges; with the same key there is one, however often it is asked for.
 * @param {string} provider
 * @param {readonly string[]} chargeIds
 * @param {string} key
 * @returns {Promise<{ checkout_url: string }>}
 */
export const openCheckout = (provider, chargeIds, key) =>
  call("/functions/v1/payments/checkouts", {
    method: "POST",
    headers: { "idempotency-key": key },
    body: { provider, charge_ids: chargeIds },
  });
