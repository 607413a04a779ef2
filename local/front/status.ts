/** What a running stack says of itself, at `/`: to people as a page, to programs as JSON. */

/** One part of the stack, asked a moment ago. */
export interface Part {
  readonly name: string;
  readonly ok: boolean;
  /** What it said, in a few words. */
  readonly detail: string;
  /** How long it took to say so, in milliseconds. */
  readonly ms: number;
}

/** Somewhere to go. */
export interface Link {
  readonly name: string;
  readonly href: string;
  readonly what: string;
}

/** A stack. */
export interface StackStatus {
  readonly name: "Estate";
  /** Its process on this machine. */
  readonly pid: number;
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  readonly database: {
    readonly engine: "pglite" | "postgres";
    /** Where psql finds the embedded one; null on a server, whose address whoever started the stack knows. */
    readonly url: string | null;
  };
  /** The database's time, how far it is ahead of the machine's, and whether `task clock` moves it. */
  readonly time: { readonly now: string; readonly aheadMs: number; readonly movable: boolean };
  readonly parts: readonly Part[];
  readonly links: readonly Link[];
  /** Who may sign in with the demo password; empty without demo data. */
  readonly demo: { readonly password: string; readonly logins: readonly DemoLogin[] };
}

/** Somebody of the demo data. */
export interface DemoLogin {
  readonly email: string;
  readonly who: string;
  /** The secret of its authenticator app, where it has one. */
  readonly totpSecret?: string;
}
