/** Somebody of the demo data, by the SDK. */
import { createEstate, type Estate, signIn } from "@estate/sdk";
import { demoPassword } from "../../../local/front/demo_logins.ts";
import type { Stack } from "../../../local/stack.ts";

/** Acts as a demo login. Its other sessions, such as one in a browser, go on. */
export async function as<Result>(
  stack: Pick<Stack, "url" | "publishableKey">,
  login: string,
  act: (estate: Estate) => Promise<Result>,
): Promise<Result> {
  const estate = createEstate(stack.url, stack.publishableKey);
  try {
    await signIn(estate, `${login}@demo.estate.ng`, demoPassword);
    return await act(estate);
  } finally {
    await estate.auth.signOut({ scope: "local" });
  }
}
