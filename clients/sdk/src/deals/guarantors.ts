import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** Who would answer for an applicant, and whether they said so; never their token. */
export type Guarantor = Omit<
  Database["public"]["Tables"]["application_guarantors"]["Row"],
  "token_hash"
>;
/** For whom and for what home a guarantor is asked. */
export type GuaranteeTerms = Database["public"]["Functions"]["read_guarantee"]["Returns"][number];

/** A guarantor's token just made. Send it to them now: it is told only once. */
export interface NewGuarantee {
  readonly guarantor_id: string;
  readonly token: string;
  readonly expires_at: string;
}

const columns = "id, org_id, application_id, full_name, phone, email, relationship, status, " +
  "token_expires_at, answered_at, answered_by, created_at, updated_at";

/** Somebody who would answer for an applicant. */
export interface NewGuarantor {
  readonly full_name: string;
  /** E.164. */
  readonly phone: string;
  /** What they are to the applicant, such as uncle. */
  readonly relationship: string;
  readonly email?: string;
}

/**
 * Names another guarantor for an application that was sent, until it is over; the same person again is who is named already.
 * @throws {EstateError} guarantor.not_open, guarantor.too_many, application.bad_fact
 */
export async function nameGuarantor(
  estate: Estate,
  applicationId: string,
  guarantor: NewGuarantor,
): Promise<Guarantor> {
  return dataAs<Guarantor>(
    await estate.rpc("name_guarantor", { application_id: applicationId, ...guarantor })
      .select(columns).single(),
  );
}

/** Makes the token with which a guarantor of yours answers; an earlier one is worth nothing any more. */
export async function askGuarantor(
  estate: Estate,
  guarantorId: string,
  validDays = 14,
): Promise<NewGuarantee> {
  return dataAs<NewGuarantee>(
    await estate.rpc("ask_guarantor", { guarantor_id: guarantorId, valid_days: validDays }),
  );
}

/** For whom, what home and what rent (kobo) you are asked to be guarantor. */
export async function readGuarantee(
  estate: Estate,
  token: string,
): Promise<GuaranteeTerms | undefined> {
  return dataOf(await estate.rpc("read_guarantee", { token }))[0];
}

/**
 * Answers as the guarantor, from an account with their phone number or e-mail address; once.
 * @throws {EstateError} guarantor.not_for_you, guarantor.answered, guarantor.expired, guarantor.closed
 */
export async function answerGuarantee(
  estate: Estate,
  token: string,
  accept: boolean,
): Promise<Guarantor["status"]> {
  return dataOf(await estate.rpc("answer_guarantee", { token, accept }));
}

/** The guarantors of an application; for members none once it is over for 90 days. */
export async function listGuarantors(
  estate: Estate,
  applicationId: string,
): Promise<Guarantor[]> {
  const answer = await estate.from("application_guarantors").select(columns)
    .eq("application_id", applicationId).order("id").overrideTypes<
    Guarantor[],
    { merge: false }
  >();
  return dataOf(answer);
}
