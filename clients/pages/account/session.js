/** Who is signed in, for as long as the tab is open: a code by SMS or e-mail proves the number or address. */
import { project } from "../check/settings.js";
import { refusalOf, Refused } from "./refused.js";

/** @typedef {{ access_token: string, refresh_token: string, expires_at: number }} Session expires_at in seconds */

const kept = "estate.session";

/** @returns {Session | undefined} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(kept) ?? "") ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {Session} session */
function keep({ access_token, refresh_token, expires_at }) {
  sessionStorage.setItem(kept, JSON.stringify({ access_token, refresh_token, expires_at }));
}

/** Whether somebody signed in. */
export const isSignedIn = () => read() !== undefined;

/** Ends the session of this tab; another is not signed out. */
export async function signOut() {
  const session = read();
  sessionStorage.removeItem(kept);
  if (session === undefined) return;
  const { url, publishableKey } = await project();
  // It ends by itself where this does not arrive.
  await fetch(`${url}/auth/v1/logout?scope=local`, {
    method: "POST",
    credentials: "omit",
    headers: { apikey: publishableKey, authorization: `Bearer ${session.access_token}` },
  }).catch(() => {});
}

/**
 * @param {string} path
 * @param {Record<string, unknown>} body
 * @returns {Promise<any>}
 * @throws {Refused}
 */
async function askAuth(path, body) {
  const { url, publishableKey } = await project();
  const response = await fetch(`${url}/auth/v1/${path}`, {
    method: "POST",
    credentials: "omit",
    headers: { apikey: publishableKey, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(15_000),
  });
  if (!response.ok) throw await refusalOf(response);
  return response.status === 204 ? {} : await response.json();
}

/**
 * What a person typed as their number or address; undefined: it is neither. Eleven digits that begin with 0 are Nigerian.
 * @param {string} typed
 * @returns {{ phone: string } | { email: string } | undefined}
 */
export function contactOf(typed) {
  const text = typed.trim();
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(text)) return { email: text };
  const digits = text.replaceAll(/[\s().-]/g, "");
  if (/^0[789]\d{9}$/.test(digits)) return { phone: `+234${digits.slice(1)}` };
  if (/^\+?234[789]\d{9}$/.test(digits)) return { phone: `+${digits.replace("+", "")}` };
  return /^\+[1-9]\d{7,14}$/.test(digits) ? { phone: digits } : undefined;
}

/**
 * Has a code sent. Who has no account gets one with it.
 * @param {{ phone: string } | { email: string }} contact
 * @throws {Refused}
 */
export const sendCode = (contact) => askAuth("otp", { ...contact, create_user: true });

/**
 * Signs in by a code.
 * @param {{ phone: string } | { email: string }} contact
 * @param {string} code
 * @throws {Refused}
 */
export async function signIn(contact, code) {
  const type = "phone" in contact ? "sms" : "email";
  keep(await askAuth("verify", { ...contact, token: code.replaceAll(/\D/g, ""), type }));
}

/** @type {Promise<string> | undefined} */
let renewing;

/**
 * The token of who is signed in, good for half a minute at least.
 * @returns {Promise<string>}
 * @throws {Refused} 401 when nobody is signed in any more
 */
export async function accessToken() {
  const session = read();
  if (session === undefined) throw new Refused(401, "auth.required", "Sign in to go on.");
  if (session.expires_at > Date.now() / 1000 + 30) return session.access_token;
  // A refresh token is good once: whoever asks at the same moment waits for the same answer.
  renewing ??= askAuth("token?grant_type=refresh_token", { refresh_token: session.refresh_token })
    .then((renewed) => {
      keep(renewed);
      return renewed.access_token;
    })
    .catch((error) => {
      if (!(error instanceof Refused) || error.status >= 500 || error.status === 429) throw error;
      signOut();
      throw new Refused(401, "auth.required", "Sign in again to go on.");
    })
    .finally(() => renewing = undefined);
  return await renewing;
}
