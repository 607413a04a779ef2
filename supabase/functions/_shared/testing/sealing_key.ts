/** A key for tests, which seals nothing that is secret. */
import type { SealingKey } from "../sealed.ts";

export const testKey: SealingKey = { id: "test", bytes: new Uint8Array(32).fill(7) };
