/** Reporting a payment under the key of its draft, for as long as the key stands for this report and no other. */
import { EstateError } from "@estate/sdk/catalogue";
import type { OfflinePayment } from "@estate/sdk";
import { type Draft, dropKey, keyFor, type Shelf } from "./draft_key.ts";

/** What came to nothing: who reports now means another payment than the one that the key made. */
const over: readonly OfflinePayment["status"][] = ["rejected", "expired", "reversed"];

/**
 * Sends a report. After a lost answer the same key finds what was made; where that is over by now, or the key was used for
 * other facts, the key goes. @throws {EstateError}
 */
export async function reportOnce(
  shelf: Shelf,
  draft: Draft,
  send: (clientId: string) => Promise<Pick<OfflinePayment, "status">>,
): Promise<void> {
  const attempt = async () => {
    const key = keyFor(shelf, draft, () => false);
    try {
      const { status } = await send(key);
      dropKey(shelf, key);
      return status;
    } catch (error) {
      if (error instanceof EstateError && error.code === "offline_payment.client_id_used") {
        dropKey(shelf, key);
      }
      throw error;
    }
  };
  if (over.includes(await attempt())) await attempt();
}
