/** Termii's JSON. It writes the number of a message as a number, and that is longer than any that JavaScript holds. */

/** What `bytes` say, with a message's number as the digits that were sent; undefined when they are no JSON. */
export function exactJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return JSON.parse(
      text.replace(/("message_id(?:_str)?"\s*:\s*)(\d+)/g, '$1"$2"'),
    );
  } catch {
    return undefined;
  }
}
