/** Authenticator apps of people of the story and of tests: a phone that shows codes. */
import { bringSecondFactor, enrolSecondFactor, type Estate } from "@estate/sdk";
import { totpCode } from "../supabase/gateway/auth/totp.ts";

export { totpCode };

/** Sets up an authenticator app for whoever is signed in, brings its code, and returns its secret. */
export async function takeSecondFactor(estate: Estate): Promise<string> {
  const app = await enrolSecondFactor(estate, "Phone");
  await bringSecondFactor(estate, totpCode(app.secret), app.id);
  return app.secret;
}
