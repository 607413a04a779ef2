/** Ends the session on this phone; what was kept of it goes with it. */
import { estate } from "./estate.ts";
import { tellSession } from "./session.ts";

/** Also without a line: the session is forgotten here at least. */
export async function signOut(): Promise<void> {
  try {
    const client = await estate();
    await client.auth.signOut({ scope: "local" });
  } finally {
    tellSession(undefined);
  }
}
