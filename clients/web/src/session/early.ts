/** The question that index.html asked before the app was there: its answer is taken once, by whoever asks the same. */

declare global {
  var estateEarly: {
    readonly url: string;
    readonly answer: Promise<Response>;
    /** Whether its homes were shown before the app is there: src/first. */
    readonly shown?: Promise<boolean>;
  } | undefined;
  /** Whether the app has taken the place of what was shown before it. */
  var estateMounted: boolean | undefined;
  /** The browser said that the app can be put on the phone: session/use_install.ts. */
  var estateInstall: Event | undefined;
}

/** `fetch`, with that answer where it fits. */
export const earlyFetch: typeof fetch = (input, init) => {
  const early = globalThis.estateEarly;
  if (early !== undefined && String(input) === early.url) {
    globalThis.estateEarly = undefined;
    // What failed then may go well now.
    return early.answer.catch(() => fetch(input, init));
  }
  return fetch(input, init);
};
