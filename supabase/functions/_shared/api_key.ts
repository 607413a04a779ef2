/** How our own services are shown an API key of the project. */

/**
 * The headers that carry `key`. A new-style key (`sb_secret_…`) is no token: Storage answers "Invalid Compact
 * JWS" to it as a bearer, and the project's gateway makes a token of the `apikey` where there is none. An
 * old-style key is a token and goes as both.
 */
export function apiKeyHeaders(key: string): Readonly<Record<string, string>> {
  return key.startsWith("sb_") ? { apikey: key } : { apikey: key, authorization: `Bearer ${key}` };
}
