/** A failure that the person who runs the stack can mend: what failed, and what to do. */
export class StackError extends Error {
  override readonly name = "StackError";

  constructor(message: string, readonly remedy: string, options?: ErrorOptions) {
    super(message, options);
  }
}
