/** What the platform's staff do about people and organizations; each keeps who did it and why. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";

/**
 * For staff: no sign-in any more, nothing is written with a token that is still out, and the person is told why. Once more
 * for the same reason changes nothing.
 * @throws {EstateError} person.already_suspended for another reason
 */
export async function suspendPerson(
  estate: Estate,
  personId: string,
  reason: string,
): Promise<void> {
  dataOf(await estate.rpc("suspend_person", { person_id: personId, reason }));
}

/**
 * For staff: lifts a suspension.
 * @throws {EstateError} person.not_suspended where there is none, person.deleted for an account that was deleted
 */
export async function restorePerson(
  estate: Estate,
  personId: string,
  reason: string,
): Promise<void> {
  dataOf(await estate.rpc("restore_person", { person_id: personId, reason }));
}

/**
 * For staff, when a person asks for it: the account is gone for good. What is theirs alone is deleted; what others need
 * stays without their name.
 * @param despiteOpenMatters although a tenancy, money or a deal of theirs is open
 * @throws {EstateError} person.open_matters, membership.last_owner while an organization has no other owner,
 * person.deleted the second time
 */
export async function deletePerson(
  estate: Estate,
  personId: string,
  reason: string,
  despiteOpenMatters = false,
): Promise<void> {
  dataOf(
    await estate.rpc("delete_person", {
      person_id: personId,
      reason,
      despite_open_matters: despiteOpenMatters,
    }),
  );
}

/**
 * For staff: takes what an organization offers off the market, also what it lists for others, until it is restored. Once
 * more for the same reason changes nothing.
 * @throws {EstateError} organization.already_suspended for another reason
 */
export async function suspendOrganization(
  estate: Estate,
  orgId: string,
  reason: string,
): Promise<void> {
  dataOf(await estate.rpc("suspend_organization", { org_id: orgId, reason }));
}

/**
 * For staff: lifts the suspension, and that of the listings that were suspended with it.
 * @throws {EstateError} organization.not_suspended where there is none
 */
export async function restoreOrganization(
  estate: Estate,
  orgId: string,
  reason: string,
): Promise<void> {
  dataOf(await estate.rpc("restore_organization", { org_id: orgId, reason }));
}
