/** Asks the checks function, and says in what way it did not answer. No cookie and no address of this page goes along. */
import { project } from "./settings.js";

/**
 * @typedef {{ kind: "found", value: Record<string, unknown> }
 *   | { kind: "unknown" }
 *   | { kind: "busy", waitS: number }
 *   | { kind: "unreachable" }} Answer
 */

/** @returns {Promise<string>} */
const whereFunctionsAre = async () => `${(await project()).url}/functions/v1`;

/**
 * Asks for one thing.
 * @param {"receipts" | "payments"} what
 * @param {string} name its token or reference
 * @returns {Promise<Answer>}
 */
export async function ask(what, name) {
  try {
    const url = `${await whereFunctionsAre()}/checks/${what}/${encodeURIComponent(name)}`;
    const response = await fetch(url, {
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal: AbortSignal.timeout(15_000),
    });
    if (response.ok) return { kind: "found", value: await response.json() };
    if (response.status === 404) {
      // What is not ours to answer with, a gateway's own 404 for instance, says nothing about the receipt.
      const problem = await response.json();
      return String(problem.code).endsWith(".unknown")
        ? { kind: "unknown" }
        : { kind: "unreachable" };
    }
    if (response.status === 422) return { kind: "unknown" };
    if (response.status === 429) {
      const waitS = Number(response.headers.get("retry-after"));
      return { kind: "busy", waitS: waitS > 0 && waitS < 3600 ? waitS : 5 };
    }
    return { kind: "unreachable" };
  } catch {
    return { kind: "unreachable" };
  }
}

/**
 * What the address of this page names: the part after `prefix`, else the first of `parameters` that is there.
 * @param {URL} address
 * @param {string} prefix such as /r/
 * @param {readonly string[]} parameters
 * @returns {string} empty when it names nothing
 */
export function namedBy(address, prefix, parameters) {
  const rest = address.pathname.startsWith(prefix) ? address.pathname.slice(prefix.length) : "";
  const inPath = rest.replace(/\/$/, "").replace(/^index\.html$/, "");
  if (inPath !== "") {
    try {
      return decodeURIComponent(inPath);
    } catch {
      return inPath;
    }
  }
  for (const parameter of parameters) {
    const given = address.searchParams.get(parameter);
    if (given !== null && given !== "") return given;
  }
  return "";
}

/**
 * Leaves a kind of e-mail.
 * @param {string} token of its link
 * @returns {Promise<{ kind: "left", what: string } | { kind: "unknown" | "kept" | "busy" | "unreachable" }>}
 */
export async function leave(token) {
  try {
    const url = `${await whereFunctionsAre()}/messages/unsubscribe/${encodeURIComponent(token)}`;
    const response = await fetch(url, {
      method: "POST",
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(15_000),
    });
    if (response.ok) return { kind: "left", what: String((await response.json()).left) };
    if (response.status === 404) {
      const problem = await response.json();
      return { kind: problem.code === "notification.bad_token" ? "unknown" : "unreachable" };
    }
    if (response.status === 409) return { kind: "kept" };
    if (response.status === 422) return { kind: "unknown" };
    return { kind: response.status === 429 ? "busy" : "unreachable" };
  } catch {
    return { kind: "unreachable" };
  }
}
