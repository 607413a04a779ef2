import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { EstateError } from "./estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** A connection to a project, with the session of whoever signed in on it. */
export type Estate = SupabaseClient<Database>;

/** Connects to the project at `url` with its publishable key. */
export function createEstate(
  url: string,
  publishableKey: string,
  options: { persistSession?: boolean } = {},
): Estate {
  return createClient<Database>(url, publishableKey, {
    auth: { persistSession: options.persistSession ?? false, detectSessionInUrl: false },
  });
}

/** Makes an account and signs in. Returns the user's id. @throws {EstateError} */
export async function signUp(
  estate: Estate,
  person: { email: string; password: string; displayName: string },
): Promise<string> {
  const { data, error } = await estate.auth.signUp({
    email: person.email,
    password: person.password,
    options: { data: { display_name: person.displayName } },
  });
  if (error !== null || data.user === null) throw authError(error);
  await estate.realtime.setAuth();
  return data.user.id;
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
