/** What we ask of a company that knows who somebody is: whether a number is theirs. Registers and banks alike. */
import type { ProviderAnswer } from "./http_client.ts";
import { Problem } from "./problem.ts";
import { ProviderError } from "./provider_error.ts";

/** What is asked about. */
export const identityKinds = ["bank_account", "bvn", "nin", "vnin"] as const;

/** One of them. */
export type IdentityKind = typeof identityKinds[number];

/** Companies that may be asked, by the names that the database orders them by. */
export type IdentityProviderName =
  | "paystack"
  | "flutterwave"
  | "dojah"
  | "prembly";

/** Is this number this person's? */
export interface IdentityQuestion {
  readonly kind: IdentityKind;
  /** The whole number: never logged, never part of an error. */
  readonly number: string;
  readonly firstName: string;
  readonly lastName: string;
  /** For bank accounts. */
  readonly bankCode?: string | undefined;
}

/** What a register says. Photos, addresses, next of kin and the like are never read. */
export type IdentityAnswer =
  | { readonly outcome: "not_found"; readonly reference?: string | undefined }
  | {
    readonly outcome: "found";
    /** The name that it has; undefined where it only says how well ours fits. */
    readonly officialName?: string | undefined;
    /** How well our name fits, 0 to 100, where it says that itself. */
    readonly agreement?: number | undefined;
    /** YYYY-MM-DD. */
    readonly dateOfBirth?: string | undefined;
    readonly reference?: string | undefined;
  };

/** A company that knows. */
export interface IdentityProvider {
  /** Kinds that it answers. */
  readonly kinds: readonly IdentityKind[];
  /**
   * Asks once: nothing is repeated, since each question may be billed.
   * @throws {NoAnswer}
   */
  ask(question: IdentityQuestion): Promise<IdentityAnswer>;
  /** Whether it makes sense to ask it just now. */
  admits(): Promise<boolean>;
}

/** Those that are set up. */
export type IdentityProviders = Readonly<
  Partial<Record<IdentityProviderName, IdentityProvider>>
>;

/** No answer came. Says nothing of what was asked. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";

  constructor(
    /** Whether the question may have been carried out, and billed, all the same. */
    readonly isUnknown: boolean,
    /** Why: `timeout`, `network`, `circuit_open`, `wallet_empty`, `register_down`, `http_503`. */
    readonly errorClass: string,
  ) {
    super(`No answer: ${errorClass}`);
  }
}

/** Refused before it was carried out. */
const notCarriedOut = new Set([401, 402, 403, 408, 424, 429]);
const classes: Readonly<Record<number, string>> = {
  401: "bad_key",
  402: "wallet_empty",
  403: "bad_key",
  424: "register_down",
  429: "too_many",
};

/**
 * Makes one call and turns everything that is no answer into NoAnswer. The call's own error is left behind: a failed fetch
 * may name its address, and the address holds the number.
 * @throws {NoAnswer}
 */
export async function askOnce(
  call: () => Promise<ProviderAnswer>,
): Promise<ProviderAnswer> {
  let answer: ProviderAnswer;
  try {
    answer = await call();
  } catch (error) {
    throw noAnswerOf(error);
  }
  if (notCarriedOut.has(answer.status)) throw noAnswer(answer.status);
  return answer;
}

/** Why a call gave no answer. */
export function noAnswerOf(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error;
  if (error instanceof Problem && error.code === "upstream.circuit_open") {
    return new NoAnswer(false, "circuit_open");
  }
  if (error instanceof ProviderError) {
    if (error.httpStatus !== undefined) return noAnswer(error.httpStatus);
    return new NoAnswer(true, error.code ?? "network");
  }
  return new NoAnswer(true, "unexpected");
}

/** An answer that cannot be understood: whether it was billed, nobody knows. */
export function unreadable(status: number): NoAnswer {
  return new NoAnswer(true, `unreadable_${status}`);
}

function noAnswer(status: number): NoAnswer {
  return new NoAnswer(
    !notCarriedOut.has(status),
    classes[status] ?? `http_${status}`,
  );
}

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");

/** A day as registers write it (2000-06-28, 28-06-2000, 28-Jun-2000, 28-June-2000, with slashes), as YYYY-MM-DD. */
export function readBirthday(
  written: string | null | undefined,
): string | undefined {
  const text = written?.trim() ?? "";
  const [, y1, m1, d1] = /^(\d{4})[-/](\d{2})[-/](\d{2})/.exec(text) ?? [];
  const [, d2, m2, y2] = /^(\d{2})[-/](\d{2}|[A-Za-z]{3,9})[-/](\d{4})$/.exec(text) ?? [];
  const [year, month, day] = [y1 ?? y2, m1 ?? m2, d1 ?? d2];
  if (year === undefined || month === undefined || day === undefined) {
    return undefined;
  }
  const place = /^\d/.test(month)
    ? Number(month)
    : months.indexOf(month.slice(0, 3).toLowerCase()) + 1;
  const iso = `${year}-${String(place).padStart(2, "0")}-${day}`;
  const at = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(iso) ? iso : undefined;
}

/** The parts of a name that are there, with single spaces. */
export function wholeName(
  parts: readonly (string | null | undefined)[],
): string {
  return parts.map((part) => part?.trim() ?? "").filter((part) => part !== "")
    .join(" ")
    .replaceAll(/\s+/g, " ");
}
