/** Every problem code that functions raise themselves. Codes never change; the database brings its own. */

/** Code → status and title. */
export const problemCatalogue = {
  "request.malformed": [400, "The request cannot be read"],
  "request.invalid": [422, "The request does not fit its description"],
  "request.unsupported_media_type": [415, "The body must be JSON"],
  "request.too_large": [413, "The body is too large"],
  "request.not_found": [404, "There is nothing at this address"],
  "request.timeout": [504, "The answer took too long"],
  "auth.missing_token": [401, "Sign in first"],
  "auth.invalid_token": [401, "The token is not valid"],
  "auth.expired_token": [401, "The token has expired"],
  "auth.insufficient_assurance": [403, "A second factor is needed"],
  "auth.forbidden": [403, "You may not do this"],
  "auth.unavailable": [503, "Tokens cannot be checked just now"],
  "idempotency.key_missing": [400, "An Idempotency-Key is needed"],
  "idempotency.in_progress": [409, "The first request with this key is still running"],
  "idempotency.payload_mismatch": [422, "This key was used for another request"],
  "rate_limit.exceeded": [429, "Too many requests"],
  "webhook.bad_signature": [401, "The signature is wrong"],
  "webhook.malformed": [400, "The event cannot be read"],
  "upstream.unavailable": [503, "A provider does not answer"],
  "upstream.timeout": [504, "A provider took too long"],
  "upstream.circuit_open": [503, "A provider is down"],
  "upstream.refused": [502, "A provider refused the request"],
  "payment.checkout_lost": [409, "The checkout was lost on the way"],
  "payment.provider_off": [400, "This provider is not offered"],
  "media.upload_not_found": [404, "There is no such upload"],
  "media.too_large": [422, "The file is too large"],
  "media.wrong_type": [422, "The file is not what it says it is"],
  "media.unreadable": [422, "The photo cannot be read"],
  "document.upload_not_found": [404, "There is no such upload"],
  "document.too_large": [422, "The file is too large"],
  "document.wrong_type": [422, "The file is not what it says it is"],
  "database.not_found": [404, "There is no such record"],
  "database.conflict": [409, "This is there already"],
  "database.invalid": [422, "The data breaks a rule"],
  "database.busy": [503, "Try again in a moment"],
  "internal.unexpected": [500, "Something went wrong on our side"],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** A code of the catalogue. */
export type ProblemCode = keyof typeof problemCatalogue;
