/** The signed-in client, fetched when it is first needed. */
import type { Estate } from "@estate/sdk";

let made: Promise<Estate> | undefined;

/** The one client of this tab. Every query of somebody signed in begins with `await estate()`. */
export function estate(): Promise<Estate> {
  made ??= import("./client.ts").then(({ connect }) => connect()).catch((error) => {
    // The chunk may come with the next try.
    made = undefined;
    throw error;
  });
  return made;
}
