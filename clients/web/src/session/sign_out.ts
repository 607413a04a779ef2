/** Ends the session on this phone; what was kept of it goes with it. */
import { emptyOutbox } from "../offline/outbox_store.ts";
import { estate } from "./estate.ts";
import { signedInAs, tellSession } from "./session.ts";
import { removeTokens } from "./tokens.ts";

/** Also without a line: the session is forgotten here at least. */
export async function signOut(): Promise<void> {
  const userId = signedInAs();
  try {
    const client = await estate();
    await client.auth.signOut({ scope: "local" });
  } catch {
    // The client may not have come for want of a line: its session is taken away all the same.
  }
  try {
    removeTokens(localStorage);
  } catch { /* No storage: nothing was kept. */ }
  tellSession(undefined);
  // Not where a session ends by itself: what waits to be sent is sent when its writer is back.
  if (userId !== undefined) await emptyOutbox(userId);
}
