/** Error answers in Paystack's documented shape. */
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";

type ErrorType = "api_error" | "validation_error";

const NEXT_STEPS = {
  "missing_params": "Ensure that you're passing the correct value for this parameter",
  "invalid_params": "Ensure that the value passed is in the documented form",
  "duplicate_reference": "Generate a new reference for this transaction",
  "transaction_not_found": "Ensure that the reference or id belongs to a transaction you created",
  "refund_not_found": "Ensure that the id belongs to a refund you created",
  "invalid_bank_code": "Provide a bank code from the List Banks endpoint",
  "unresolved_account": "Ensure that the account number belongs to the bank",
  "rate_limited": "Wait a few minutes and try the API call again",
  "unknown": "Use test bank codes or try again tomorrow",
} as const;

/** The codes the sandbox answers with. */
export type ErrorCode = keyof typeof NEXT_STEPS;

/** Answers `status` with the error envelope `{status:false, message, meta, type, code}`. */
export function apiError(
  c: Context,
  status: ContentfulStatusCode,
  code: ErrorCode,
  message: string,
  type: ErrorType = "validation_error",
): Response {
  const meta = { nextStep: NEXT_STEPS[code] };
  return c.json({ status: false, message, meta, type, code }, status);
}

/** Answers 401 as for an unknown or missing secret key. */
export function invalidKey(c: Context): Response {
  return c.json({ status: false, message: "Invalid key" }, 401);
}

/** Answers 429 with the headers that say when to come back. */
export function rateLimited(c: Context): Response {
  c.header("retry-after", "60");
  c.header("x-ratelimit-limit", "100");
  c.header("x-ratelimit-remaining", "0");
  c.header("x-ratelimit-reset", "60");
  return apiError(c, 429, "rate_limited", "Rate limit exceeded!", "api_error");
}
