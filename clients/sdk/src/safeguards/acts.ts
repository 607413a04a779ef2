/** The record of privileged acts, for auditors on the staff; and the one door by which staff see who a person is. */
import type { Database } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";

type Enums = Database["public"]["Enums"];
/** What staff look a person up for. */
export type LookPurpose = Enums["look_purpose"];

/** A privileged act. */
export interface Act {
  readonly id: string;
  readonly occurred_at: string;
  /** Null for SQL in Studio. */
  readonly actor_id: string | null;
  readonly actor: string | null;
  /** Their role on the staff then; null for members of organizations. */
  readonly staff_role: string | null;
  readonly assurance: string;
  readonly act: string;
  readonly subject_id: string | null;
  readonly org_id: string | null;
  readonly reason: string | null;
  /** What it changed; words are redacted. */
  readonly changes: readonly {
    readonly action: "INSERT" | "UPDATE" | "DELETE";
    readonly table: string;
    readonly row_id: string;
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
  }[];
}

/** Where each chain of the record ends: to be kept outside the database. */
export type ActHeads = Readonly<Record<string, { readonly seq: number; readonly hash: string }>>;

/** Something that is wrong with the record. */
export interface ActFault {
  readonly chain: string;
  readonly seq: number | null;
  readonly act_id: string | null;
  readonly fault: Enums["act_fault"];
}

/** For staff with the permission audit: privileged acts, newest first. */
export async function listActs(
  estate: Estate,
  of: { subjectId?: string; orgId?: string; actorId?: string } = {},
  page: { beforeId?: string; most?: number } = {},
): Promise<readonly Act[]> {
  return dataAs<readonly Act[]>(
    await estate.rpc("list_acts", {
      ...(of.subjectId === undefined ? {} : { of_subject: of.subjectId }),
      ...(of.orgId === undefined ? {} : { of_org: of.orgId }),
      ...(of.actorId === undefined ? {} : { by_actor: of.actorId }),
      ...(page.beforeId === undefined ? {} : { before_id: page.beforeId }),
      ...(page.most === undefined ? {} : { max_results: page.most }),
    }),
  );
}

/** For staff with the permission audit: where each chain ends now. */
export async function actHeads(estate: Estate): Promise<ActHeads> {
  return dataAs<ActHeads>(await estate.rpc("act_heads"));
}

/**
 * For staff with the permission audit: what is wrong with the record; nothing where it is whole.
 * @param copies heads that were kept outside the database
 */
export async function checkActs(estate: Estate, copies?: ActHeads): Promise<readonly ActFault[]> {
  return dataAs<readonly ActFault[]>(
    await estate.rpc("check_acts", copies === undefined ? {} : { copies }),
  );
}

/** Whom staff found. */
export interface FoundPerson {
  readonly person_id: string;
  readonly display_name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly created_at: string;
  readonly last_sign_in_at: string | null;
  readonly suspended_until: string | null;
  readonly memberships: readonly {
    readonly org_id: string;
    readonly name: string;
    readonly role: Enums["member_role"];
  }[];
  readonly tenancies: readonly {
    readonly tenancy_id: string;
    readonly org_id: string;
    readonly status: Enums["tenancy_status"];
  }[];
}

/** For staff with the permission people.read: who a person is. That they looked, and why, is kept; the person sees when. */
export async function lookUpPerson(
  estate: Estate,
  by: { personId: string } | { email: string } | { phone: string },
  purpose: LookPurpose,
  reason: string,
): Promise<FoundPerson> {
  return dataAs<FoundPerson>(
    await estate.rpc("look_up_person", {
      purpose,
      reason,
      ...("personId" in by ? { person_id: by.personId } : by),
    }),
  );
}

/** When staff looked you up, and what for; newest first. */
export async function myLooks(
  estate: Estate,
  page: { beforeId?: string; most?: number } = {},
): Promise<readonly { id: string; looked_at: string; purpose: LookPurpose }[]> {
  return dataOf(
    await estate.rpc("my_looks", {
      ...(page.beforeId === undefined ? {} : { before_id: page.beforeId }),
      ...(page.most === undefined ? {} : { max_results: page.most }),
    }),
  );
}
