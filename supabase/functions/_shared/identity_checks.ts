/**
 * Asks about one case after another, as the database hands them out: each question is written down there before it is
 * asked, and decided there by what comes back. Used by the function that begins a case and by the job for those that wait.
 */
import {
  type IdentityKind,
  type IdentityProviderName,
  type IdentityProviders,
  NoAnswer,
} from "./identity_provider.ts";
import type { IdentityNumbers } from "./identity_numbers.ts";
import type { Log } from "./log.ts";
import { matchNames } from "./names/name_match.ts";
import type { ServiceDatabase } from "./service_database.ts";

/** What asking needs. */
export interface IdentityCheckDeps {
  readonly database: ServiceDatabase;
  /** Without any, and without what digests numbers, cases wait. */
  readonly identityProviders?: IdentityProviders | undefined;
  readonly identityNumbers?: IdentityNumbers | undefined;
}

interface Claimed {
  attempt_id: string;
  case_id: string;
  kind: IdentityKind;
  provider: IdentityProviderName;
  first_name: string;
  last_name: string;
  bank_code: string | null;
  place: string;
  sealed: string;
  /** Under which name somebody whose account it is is verified, if they are. */
  verified_name?: string | null;
}

/** How long it is believed who can be asked. */
const believedMs = 1_000;

/** Which cases, and for how long. */
export interface IdentityCheckScope {
  /** This one; without it, all that wait. */
  readonly caseId?: string;
  /** No new question is begun after this, by performance.now(). */
  readonly until: number;
}

/** Asks until nothing waits or time is up. Returns how many questions were asked. */
export async function askIdentities(
  deps: IdentityCheckDeps,
  scope: IdentityCheckScope,
  log: Log,
): Promise<number> {
  const { database, identityProviders = {}, identityNumbers } = deps;
  if (identityNumbers === undefined) return 0;
  let asked = 0;
  let ready: readonly string[] = [];
  let readAt = -Infinity;
  /** Whose company was silent: who asked goes on with the next. */
  let unanswered: string | undefined;
  while (performance.now() < scope.until) {
    if (performance.now() > readAt + believedMs) {
      ready = await admitting(identityProviders);
      readAt = performance.now();
    }
    const named = scope.caseId ?? unanswered;
    const [claimed] = await database.call<Claimed[] | null>("claim_identity_check", {
      ready,
      ...(named === undefined ? {} : { only_case: named }),
    }) ?? [];
    if (claimed === undefined) {
      if (unanswered === undefined || scope.caseId !== undefined) break;
      unanswered = undefined;
      continue;
    }
    asked += 1;
    const outcome = await ask(
      { database, identityProviders },
      identityNumbers,
      claimed,
    );
    if (outcome === "found" || outcome === "not_found") {
      // The one that was to be asked about is decided.
      if (scope.caseId !== undefined) break;
      unanswered = undefined;
    } else {
      unanswered = claimed.case_id;
      readAt = -Infinity; // Silence may have opened its circuit.
    }
    log.info("identity.asked", {
      caseId: claimed.case_id,
      provider: claimed.provider,
      outcome,
    });
  }
  return asked;
}

/** Whom it makes sense to ask just now. */
async function admitting(
  providers: IdentityProviders,
): Promise<readonly string[]> {
  const admits = await Promise.all(
    Object.entries(providers).map(async ([name, provider]) =>
      await provider.admits() ? [name] : []
    ),
  );
  return admits.flat();
}

async function ask(
  { database, identityProviders }: {
    readonly database: ServiceDatabase;
    readonly identityProviders: IdentityProviders;
  },
  numbers: IdentityNumbers,
  claimed: Claimed,
): Promise<string> {
  const { attempt_id, kind, first_name, last_name, verified_name } = claimed;
  const silent = async (isUnknown: boolean, errorClass: string) => {
    await database.call("record_identity_silence", {
      attempt_id,
      is_unknown: isUnknown,
      error_class: errorClass,
    });
    return errorClass;
  };
  let number: string;
  try {
    number = await numbers.open(claimed.sealed, claimed.place);
  } catch {
    // A key that went: until the number is forgotten it may come back.
    return await silent(false, "cannot_open");
  }
  const provider = identityProviders[claimed.provider];
  if (provider === undefined) return await silent(false, "not_set_up");
  try {
    const answer = await provider.ask({
      kind,
      number,
      firstName: first_name,
      lastName: last_name,
      bankCode: claimed.bank_code ?? undefined,
    });
    const facts = answer.outcome === "found"
      ? {
        official_name: answer.officialName ?? null,
        ...scoresOf(
          `${first_name} ${last_name}`,
          verified_name ?? undefined,
          answer,
        ),
        person_digest: await numbers.personDigest(answer.officialName, answer.dateOfBirth) ??
          null,
      }
      : {
        official_name: null,
        score: null,
        verified_score: null,
        reasons: null,
        person_digest: null,
      };
    await database.call("record_identity_answer", {
      attempt_id,
      outcome: answer.outcome,
      ...facts,
      provider_reference: answer.reference ?? null,
    });
    return answer.outcome;
  } catch (error) {
    // What the database does not take down is unknown once the lease is over: asked of no one again.
    if (!(error instanceof NoAnswer)) throw error;
    return await silent(error.isUnknown, error.errorClass);
  }
}

/**
 * By our own comparison where the register gives a name; else by how sure it says that it is. Whoever types another's account
 * types the other's name with it: so that of somebody whose identity is verified is compared as well, and the lower counts.
 */
function scoresOf(
  claimed: string,
  verified: string | undefined,
  { officialName, agreement }: {
    officialName?: string | undefined;
    agreement?: number | undefined;
  },
) {
  const { score, reasons } = scoreOf(claimed, officialName, agreement);
  if (verified === undefined) return { score, reasons, verified_score: null };
  const known = matchNames(verified, officialName ?? claimed);
  return {
    score,
    reasons: known.score < score ? [...known.reasons, { code: "verified_name_differs" }] : reasons,
    verified_score: known.score,
  };
}

function scoreOf(
  claimed: string,
  official: string | undefined,
  agreement: number | undefined,
): { score: number; reasons: readonly { readonly code: string }[] } {
  if (official !== undefined) {
    const { score, reasons } = matchNames(claimed, official);
    return { score, reasons: [...reasons] };
  }
  return { score: agreement ?? 0, reasons: [{ code: "compared_by_register" }] };
}
