/** The worker's own world, of which the types of a page know nothing. */

/** An event that may take a while. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

/** A page asks for something. */
export interface Asked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

interface Told extends Lasting {
  readonly data: unknown;
}

interface Events {
  readonly install: Lasting;
  readonly activate: Lasting;
  readonly fetch: Asked;
  readonly message: Told;
}

interface Scope {
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(
      of: { readonly type: "window"; readonly includeUncontrolled?: boolean },
    ): Promise<readonly { postMessage(words: unknown): void }[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(
    name: Name,
    listener: (event: Events[Name]) => void,
  ): void;
}

/** It. */
export const scope = globalThis as unknown as Scope;
