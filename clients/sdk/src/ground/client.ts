import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { EstateError } from "./estate_error.ts";
import { given } from "./given.ts";
import { tellingOrganization } from "./organization_header.ts";
import type { Database } from "../generated/database.types.ts";

/** A connection to a project, with the session of whoever signed in on it. */
export type Estate = SupabaseClient<Database>;

/**
 * Connects to the project at `url` with its publishable key. Calls say which organization's data they are about
 * (`x-estate-org`) where they name it.
 * @param options `organization` tells the one that somebody works for at the moment: for the calls that name none
 */
export function createEstate(
  url: string,
  publishableKey: string,
  options: { persistSession?: boolean; organization?: () => string | undefined } = {},
): Estate {
  return createClient<Database>(url, publishableKey, {
    auth: { persistSession: options.persistSession ?? false, detectSessionInUrl: false },
    global: { fetch: tellingOrganization(options.organization) },
  });
}

/** What came of a sign-up. */
export type SignUp =
  | { readonly state: "signed_in"; readonly userId: string }
  /**
   * The project confirms addresses: a link went to this one, and who follows it can sign in. An address that has
   * an account already looks the same, so that nobody learns that it has one.
   */
  | { readonly state: "confirm_email" };

/**
 * Makes an account, and signs in where the project does not ask for a confirmed address first.
 * @param person `confirmedAt` is where the link in the e-mail leads; the project's own site when left out
 * @throws {EstateError}
 */
export async function signUp(
  estate: Estate,
  person: { email: string; password: string; displayName: string; confirmedAt?: string },
): Promise<SignUp> {
  const { data, error } = await estate.auth.signUp({
    email: person.email,
    password: person.password,
    options: {
      data: { display_name: person.displayName },
      ...given({ emailRedirectTo: person.confirmedAt }),
    },
  });
  if (error !== null) throw authError(error);
  if (data.session === null) return { state: "confirm_email" };
  await estate.realtime.setAuth();
  return { state: "signed_in", userId: data.session.user.id };
}

/** Signs in with e-mail and password. Returns the user's id. @throws {EstateError} */
export async function signIn(estate: Estate, email: string, password: string): Promise<string> {
  const { data, error } = await estate.auth.signInWithPassword({ email, password });
  if (error !== null || data.user === null) throw authError(error);
  await estate.realtime.setAuth();
  return data.user.id;
}

function authError(
  error: { message: string; code?: string | undefined; status?: number | undefined } | null,
) {
  return new EstateError(
    error?.message ?? "Cannot sign in: no user came back",
    error?.code ?? "auth.failed",
    error?.status ?? 400,
  );
}
