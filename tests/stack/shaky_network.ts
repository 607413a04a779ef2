/** A client of the project whose network a test takes away and gives back. */
import { createEstate, type Estate, signUp } from "@estate/sdk";

/** Where a call of a client to the API breaks. */
export type Break = "before it is sent" | "before its answer comes";

/** Somebody on a network that fails. */
export interface ShakyPerson {
  readonly estate: Estate;
  readonly id: string;
  /** How often a connection for live channels was opened. */
  readonly connections: () => number;
  /** Cuts what is connected, as a dead cell does: nobody says goodbye. New connections fail until `up`. */
  down(): void;
  up(): void;
  /** Lets calls of an address that holds these words fail, so many times. */
  breakCalls(words: string, times: number, where: Break): void;
}

/** Signs up over such a network. */
export async function arriveShaky(
  project: { url: string; publishableKey: string },
  name: string,
): Promise<ShakyPerson> {
  const sockets = new Set<WebSocket>();
  let opened = 0;
  let isDown = false;
  let breaking: { words: string; times: number; where: Break } | undefined;
  class Transport extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      // Nobody listens on port 1.
      super(isDown ? "ws://127.0.0.1:1" : address, protocols);
      opened++;
      sockets.add(this);
      this.addEventListener("close", () => sockets.delete(this));
    }
  }
  const trueFetch = globalThis.fetch;
  const shaky: typeof fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input);
    if (isDown) throw new TypeError("network is down");
    if (breaking !== undefined && breaking.times > 0 && address.includes(breaking.words)) {
      breaking.times--;
      if (breaking.where === "before its answer comes") {
        await (await trueFetch(input, init)).body?.cancel();
      }
      throw new TypeError("network is down");
    }
    return await trueFetch(input, init);
  };
  // The client takes the fetch that is there when it is made.
  globalThis.fetch = shaky;
  let estate: Estate;
  try {
    estate = createEstate(project.url, project.publishableKey, { transport: Transport });
  } finally {
    globalThis.fetch = trueFetch;
  }
  const made = await signUp(estate, {
    email: `${name.toLowerCase()}.${crypto.randomUUID().slice(0, 8)}@example.ng`,
    password: "correct-horse-battery",
    displayName: name,
  });
  if (made.state !== "signed_in") throw new Error(`${name} must confirm their address first`);
  return {
    estate,
    id: made.userId,
    connections: () => opened,
    down() {
      isDown = true;
      for (const socket of sockets) socket.close();
    },
    up() {
      isDown = false;
    },
    breakCalls(words, times, where) {
      breaking = { words, times, where };
    },
  };
}
