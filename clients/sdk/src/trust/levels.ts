/** What each act needs to be verified of a person, and what was checked of others. */
import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";

/** What is proven of a person, each more than the one before. */
export type TrustLevel = Database["public"]["Enums"]["trust_level"];
/** What needs a level. */
export type TrustAct = Database["public"]["Enums"]["trust_act"];
/** What an act needs, from which day on, the caller's level, and what to verify where that is not enough. */
export type TrustNeed = Database["public"]["Functions"]["my_trust"]["Returns"][number];

/** What was checked of somebody, on which Nigerian day, and until when that is good. */
export interface PersonCheck {
  /** phone, email, bank_account, bvn, nin, vnin, agent_licence; of an organization's owner with "owner_" before it. */
  readonly what: string;
  /** YYYY-MM-DD. */
  readonly on: string;
  /** YYYY-MM-DD; null: for as long as it stays so. */
  readonly until: string | null;
}

/** A rule that staff set. */
export interface NewTrustRule {
  readonly act: TrustAct;
  /** From which amount on, in kobo. */
  readonly fromKobo: number;
  readonly level: TrustLevel;
  readonly reason: string;
  /** An instant; left out: from now on. */
  readonly holdsFrom?: string;
}

/**
 * What each act needs of you, now or from a day that is set. What is refused for it says so as `trust.level_missing`, with
 * `level`, `has` and `verify` in its details: verify any one of these.
 */
export async function listTrustNeeds(estate: Estate): Promise<TrustNeed[]> {
  return dataOf(await estate.rpc("my_trust"));
}

/** What was checked of people whose profile you may see; at most 200. Of whom nothing is said you may not know. */
export async function badgesOfPeople(
  estate: Estate,
  people: readonly string[],
): Promise<ReadonlyMap<string, readonly PersonCheck[]>> {
  const rows = dataOf(await estate.rpc("badges_of_people", { people: [...people] }));
  return new Map(rows.map((row) => [row.user_id, row.checked as unknown as PersonCheck[]]));
}

/** What was checked of the owners of organizations that are on the market; for a page of listings ask once, at most 200. */
export async function badgesOfOrganizations(
  estate: Estate,
  organizations: readonly string[],
): Promise<ReadonlyMap<string, readonly PersonCheck[]>> {
  const rows = dataOf(
    await estate.rpc("badges_of_organizations", { organizations: [...organizations] }),
  );
  return new Map(rows.map((row) => [row.org_id, row.checked as unknown as PersonCheck[]]));
}

/** The level that an organization asks of applicants; "none" where it asks for nothing. */
export async function applicantLevel(estate: Estate, orgId: string): Promise<TrustLevel> {
  const rows = dataOf(await estate.from("applicant_levels").select("level").eq("org_id", orgId));
  return rows[0]?.level ?? "none";
}

/** Asks a level of whoever submits an application to your organization from now on. */
export async function setApplicantLevel(
  estate: Estate,
  orgId: string,
  level: TrustLevel,
): Promise<void> {
  dataOf(await estate.rpc("set_applicant_level", { org_id: orgId, level }));
}

/** For staff: which level an act needs from an amount on, from a moment on. */
export async function setTrustRule(estate: Estate, rule: NewTrustRule): Promise<void> {
  dataOf(
    await estate.rpc("set_trust_rule", {
      act: rule.act,
      from_kobo: rule.fromKobo,
      level: rule.level,
      reason: rule.reason,
      ...(rule.holdsFrom === undefined ? {} : { holds_from: rule.holdsFrom }),
    }),
  );
}
