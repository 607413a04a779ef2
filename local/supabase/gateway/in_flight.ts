/** Requests that are being answered, so that nothing is closed that they still need. */
import type { Handler } from "./gateway.ts";

/** A handler that knows what it is busy with. */
export interface CountedHandler {
  readonly handler: Handler;
  /** Until every request is answered; no longer than `patienceMs`. */
  idle(patienceMs: number): Promise<void>;
}

/** Counts the requests that `handler` is answering. */
export function countRequests(handler: Handler): CountedHandler {
  const answering = new Set<Promise<unknown>>();
  return {
    async handler(request) {
      const answer = Promise.resolve(handler(request));
      answering.add(answer);
      try {
        return await answer;
      } finally {
        answering.delete(answer);
      }
    },
    async idle(patienceMs) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const patience = new Promise((resolve) => timer = setTimeout(resolve, patienceMs));
      await Promise.race([Promise.allSettled([...answering]), patience]);
      clearTimeout(timer);
    },
  };
}
