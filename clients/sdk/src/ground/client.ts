import {
  createClient,
  type SupabaseClient,
  type SupabaseClientOptions,
} from "@supabase/supabase-js";
import { EstateError } from "./estate_error.ts";
import { given } from "./given.ts";
import { tellingOrganization } from "./organization_header.ts";
import type { Database } from "../generated/database.types.ts";

/** A connection to a project, with the session of whoever signed in on it. */
export type Estate = SupabaseClient<Database>;

/** What opens live connections where the runtime has no WebSocket of its own: the default export of npm's `ws` in Node 20. */
export type Transport = new (address: string, protocols?: string | string[]) => object;

type RealtimeTransport = NonNullable<
  NonNullable<SupabaseClientOptions<"public">["realtime"]>["transport"]
>;

/** How to connect. */
export interface EstateOptions {
  /** Whether the session outlives the page; not, when left out. */
  readonly persistSession?: boolean;
  /** Tells the organization that somebody works for at the moment: for the calls that name none. */
  readonly organization?: () => string | undefined;
  /**
   * Where visitors read from: the address of a standby of the project, or of the load balancer before several. Whoever
   * is signed in reads from the project itself, for a standby lags behind what they have just written.
   */
  readonly readUrl?: string;
  /** Only where there is no WebSocket, as in Node 20; without it, all but live channels works there too. */
  readonly transport?: Transport;
}

/** Stands where a runtime has no WebSocket and none was given: without one the client would refuse to be made at all. */
class NoTransport {}

/** The clients that cannot listen live. */
const mute = new WeakSet<Estate>();

function transportOf(options: EstateOptions): { realtime?: { transport: RealtimeTransport } } {
  const transport = options.transport ??
    (typeof globalThis.WebSocket === "undefined" ? NoTransport : undefined);
  return transport === undefined
    ? {}
    : { realtime: { transport: transport as unknown as RealtimeTransport } };
}

/** @throws {EstateError} realtime.no_transport when this client cannot listen live */
export function requireTransport(estate: Estate): void {
  if (!mute.has(estate)) return;
  throw new EstateError(
    "Cannot listen live: this runtime has no WebSocket, so give createEstate() a transport, such as that of npm's ws",
    "realtime.no_transport",
    0,
  );
}

/** The publishable keys of clients: what an upload that supabase-js does not send must bring. */
const keys = new WeakMap<Estate, string>();

/** The publishable key of a client that `createEstate` made. */
export function publishableKeyOf(estate: Estate): string | undefined {
  return keys.get(estate);
}

/** For a client that was given a standby, the client that reads there, as nobody. */
const readers = new WeakMap<Estate, Estate>();

/**
 * Connects to the project at `url` with its publishable key. Calls say which organization's data they are about
 * (`x-estate-org`) where they name it.
 */
export function createEstate(
  url: string,
  publishableKey: string,
  options: EstateOptions = {},
): Estate {
  const estate = createClient<Database>(url, publishableKey, {
    auth: { persistSession: options.persistSession ?? false, detectSessionInUrl: false },
    global: { fetch: tellingOrganization(options.organization) },
    ...transportOf(options),
  });
  keys.set(estate, publishableKey);
  if (options.transport === undefined && typeof globalThis.WebSocket === "undefined") {
    mute.add(estate);
  }
  if (options.readUrl !== undefined) {
    const reader = createClient<Database>(options.readUrl, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
      ...transportOf(options),
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

/**
 * Whether a question that every visitor asks alike goes to the catalogue, whose answers are kept on the way: of who is
 * not signed in, and was given no standby to read from.
 */
export async function asksCatalogue(estate: Estate): Promise<boolean> {
  if (readers.has(estate)) return false;
  const { data } = await estate.auth.getSession();
  return data.session === null;
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
