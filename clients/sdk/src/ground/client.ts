import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { EstateError } from "./estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** A connection to a project, with the session of whoever signed in on it. */
export type Estate = SupabaseClient<Database>;

/** How to connect. */
export interface EstateOptions {
  /** Whether the session outlives the page; not, when left out. */
  readonly persistSession?: boolean;
  /**
   * Where visitors read from: the address of a standby of the project, or of the load balancer before several. Whoever
   * is signed in reads from the project itself, for a standby lags behind what they have just written.
   */
  readonly readUrl?: string;
}

/** For a client that was given a standby, the client that reads there, as nobody. */
const readers = new WeakMap<Estate, Estate>();

/** Connects to the project at `url` with its publishable key. */
export function createEstate(
  url: string,
  publishableKey: string,
  options: EstateOptions = {},
): Estate {
  const estate = createClient<Database>(url, publishableKey, {
    auth: { persistSession: options.persistSession ?? false, detectSessionInUrl: false },
  });
  if (options.readUrl !== undefined) {
    const reader = createClient<Database>(options.readUrl, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    });
    readers.set(estate, reader);
  }
  return estate;
}

/** The client to read with: the standby's, while nobody is signed in. */
export async function readerOf(estate: Estate): Promise<Estate> {
  const reader = readers.get(estate);
  if (reader === undefined) return estate;
  const { data } = await estate.auth.getSession();
  return data.session === null ? reader : estate;
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
