/** What the project did not do, and why, in words for people. */

export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} code of the problem pages, or of Auth
   * @param {string} detail
   */
  constructor(status, code, detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }
}

/**
 * Reads the refusals of functions (problem+json), of REST (the code is in hint) and of Auth.
 * @param {Response} response
 * @returns {Promise<Refused>}
 */
export async function refusalOf(response) {
  const body = await response.json().catch(() => ({}));
  const code = body.hint ?? body.code ?? body.error_code ?? "";
  const detail = body.detail ?? body.message ?? body.msg ?? body.error_description ?? body.title;
  return new Refused(
    response.status,
    String(code),
    response.status === 429
      ? "Too often just now. Please wait a little and try again."
      : String(detail ?? "Estate did not answer as it should. Please try again."),
  );
}

/**
 * What to show of anything that was thrown: a network that is gone is no fault of the reader's.
 * @param {unknown} error
 */
export function wordsOf(error) {
  return error instanceof Refused
    ? error.message
    : "Estate cannot be reached just now. Please try again.";
}
