/** How one is called. */
import type { Estate } from "../ground/client.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";

/** What the database calls whoever has not said their name. */
const unsaid = "New user";

/** The name that somebody said; undefined: they have not. */
export function saidName(displayName: string | null | undefined): string | undefined {
  const name = displayName?.trim();
  return name === undefined || name === "" || name === unsaid ? undefined : name;
}

/** Says how you are called, from now on: others read it where they deal with you. 1 to 120 characters. */
export async function sayName(estate: Estate, name: string): Promise<void> {
  const { data, error } = await estate.auth.getSession();
  if (error !== null || data.session === null) {
    throw new EstateError("Cannot say a name: sign in first", "auth.required", 401);
  }
  dataOf(
    await estate.from("profiles").update({ display_name: name.trim() })
      .eq("id", data.session.user.id).select("id").single(),
  );
}
