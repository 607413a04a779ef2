/** A message that did not go, or of which nobody knows whether it went. */

/**
 * What became of it: `refused` never will go (a bad number, one on the do-not-disturb list, a sender that is not
 * approved), `not_sent` surely did not go and may be tried again, `unknown` may have gone.
 */
export type SendOutcome = "refused" | "not_sent" | "unknown";

/** Thrown by every sender, and nothing else is. */
export class SendFailure extends Error {
  override readonly name = "SendFailure";

  constructor(
    readonly outcome: SendOutcome,
    /** What went wrong in a word, such as `invalid_sender` or `smtp_550`: never anything about a person. */
    readonly code: string,
    options: { readonly detail?: string; readonly cause?: unknown } = {},
  ) {
    super(`${outcome}: ${options.detail ?? code}`, { cause: options.cause });
  }
}
