import type { Estate } from "../ground/client.ts";
import { dataOf, functionData } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** What can be verified of a person. */
export type VerificationKind = Database["public"]["Enums"]["verification_kind"];
/** A verification and how it stands: begun, waiting for a company or a person, decided. */
export type VerificationCase = Database["public"]["Tables"]["verification_cases"]["Row"];
/** One step: what is asked for, why, what is kept, and how far the caller is with it. */
export type VerificationStep =
  Database["public"]["Functions"]["my_verifications"]["Returns"][number];
/** A verification that waits for a person of the staff: why, and not whose. */
export type VerificationToReview =
  Database["public"]["Functions"]["verifications_to_review"]["Returns"][number];
/** A verification as staff see it who opened it: whose, and what the register says. */
export type OpenedVerification =
  Database["public"]["Functions"]["read_verification_case"]["Returns"][number];
/** What staff decide. */
export type VerificationDecision = Exclude<
  Database["public"]["Enums"]["verification_decision"],
  "withdrawn"
>;
/** How a company that knows identities did in the last 24 hours. */
export type IdentityProviderFigures =
  Database["public"]["Functions"]["identity_provider_figures"]["Returns"][number];

/** What the identity function answers of a case. */
export type StartedVerification = Pick<
  VerificationCase,
  "id" | "kind" | "status" | "last_four" | "next_try_at" | "verified_at" | "expires_at" | "decision"
>;

/** A text to agree to before anything is sent to anybody. */
export interface ConsentToGive {
  readonly version: string;
  readonly language: string;
  readonly body: string;
}

/** What a person says of themselves, with the consent that they gave. */
export type NewVerification =
  & {
    readonly firstName: string;
    readonly lastName: string;
    /** The text that was shown and agreed to: `consentFor`. */
    readonly consent: Pick<ConsentToGive, "version" | "language">;
  }
  & (
    | { readonly kind: "bvn" | "nin" | "vnin"; readonly number: string }
    /** By Paystack's code: `listBanks(estate, "paystack")`. */
    | { readonly kind: "bank_account"; readonly number: string; readonly bankCode: string }
    | {
      readonly kind: "agent_licence";
      readonly licensedBy: string;
      readonly licenceNumber: string;
    }
  );

/**
 * Step by step what can be verified: what is asked for, why, what is kept of it, whether it is verified of the caller
 * and until when, and how the latest attempt stands.
 */
export async function listVerificationSteps(estate: Estate): Promise<VerificationStep[]> {
  return dataOf(await estate.rpc("my_verifications"));
}

/** The cases of yours against whose refusal you have appealed: of each a person looks once. */
export async function listVerificationAppeals(estate: Estate): Promise<string[]> {
  return dataOf(await estate.rpc("my_verification_appeals"));
}

/** The text to show before a step, newest in force; in English where there is none in the language. */
export async function consentFor(
  estate: Estate,
  step: Pick<VerificationStep, "consent_purpose">,
  language = "en",
): Promise<ConsentToGive> {
  const texts = dataOf(
    await estate.from("consent_texts").select("version, language, body")
      .eq("purpose", step.consent_purpose).eq("is_in_force", true)
      .in("language", [language, "en"]).order("version", { ascending: false }),
  );
  const text = texts.find((it) => it.language === language) ?? texts[0];
  if (text === undefined) throw new RangeError("Telephone and e-mail are proven by a code");
  return text;
}

/**
 * Has something verified. The number is used and not kept. The answer is how it stands after the companies that know were
 * asked: `verified`; `provider_pending` when none had an answer, asked again by itself; `manual_review` when a person
 * looks at it; `failed`, which `appealVerification` brings to a person.
 * @throws {EstateError} verification.open, verification.too_many, consent.unknown_text, and what else docs/problems says
 */
export async function startVerification(
  estate: Estate,
  wanted: NewVerification,
  idempotencyKey: string = crypto.randomUUID(),
): Promise<StartedVerification> {
  return await functionData(
    await estate.functions.invoke<StartedVerification>("identity/cases", {
      method: "POST",
      headers: { "idempotency-key": idempotencyKey },
      body: {
        kind: wanted.kind,
        first_name: wanted.firstName,
        last_name: wanted.lastName,
        consent_version: wanted.consent.version,
        consent_language: wanted.consent.language,
        ...(wanted.kind === "agent_licence"
          ? { licensed_by: wanted.licensedBy, licence_number: wanted.licenceNumber }
          : { number: wanted.number }),
        ...(wanted.kind === "bank_account" ? { bank_code: wanted.bankCode } : {}),
      },
    }),
  );
}

/** Your verifications, newest first. */
export async function listVerifications(estate: Estate): Promise<VerificationCase[]> {
  return dataOf(
    await estate.from("verification_cases").select("*").order("id", { ascending: false }),
  );
}

/**
 * Says that a refusal is wrong, and why: a person looks at it and decides with a reason.
 * @throws {EstateError} verification.not_appealable, verification.consent_withdrawn, verification.appealed, verification.appeal_too_late
 */
export async function appealVerification(
  estate: Estate,
  caseId: string,
  reason: string,
): Promise<VerificationCase> {
  return dataOf(await estate.rpc("appeal_verification", { case_id: caseId, reason }));
}

/** Takes your consent back: what waits ends, and what was verified is so no longer. */
export async function withdrawVerification(
  estate: Estate,
  caseId: string,
): Promise<VerificationCase> {
  return dataOf(await estate.rpc("withdraw_verification", { case_id: caseId }));
}

/** For staff: what waits for a person, oldest first, `afterId` the last review of the page before. */
export async function verificationsToReview(
  estate: Estate,
  options: { readonly afterId?: string; readonly most?: number } = {},
): Promise<VerificationToReview[]> {
  return dataOf(
    await estate.rpc("verifications_to_review", {
      ...(options.afterId === undefined ? {} : { after_id: options.afterId }),
      ...(options.most === undefined ? {} : { most: options.most }),
    }),
  );
}

/**
 * For staff: opens a verification. Why is kept; whoever is in it sees that staff looked, and what for.
 * @throws {EstateError} staff.bad_reason, verification.own
 */
export async function readVerificationCase(
  estate: Estate,
  caseId: string,
  reason: string,
): Promise<OpenedVerification> {
  return dataOf(
    await estate.rpc("read_verification_case", { case_id: caseId, reason }).single(),
  );
}

/**
 * For staff: decides what waits, with a reason. `moved` gives an identity to who lost the account that held it.
 * @throws {EstateError} verification.held_elsewhere where `verified` would give one identity two profiles
 */
export async function decideVerification(
  estate: Estate,
  caseId: string,
  decision: VerificationDecision,
  reason: string,
): Promise<VerificationCase> {
  return dataOf(await estate.rpc("decide_verification", { case_id: caseId, decision, reason }));
}

/** For staff: how each company did in the last 24 hours, and whether its circuit is open. */
export async function identityProviderFigures(
  estate: Estate,
): Promise<IdentityProviderFigures[]> {
  return dataOf(await estate.rpc("identity_provider_figures"));
}
