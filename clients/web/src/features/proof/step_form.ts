/** What a form of a step says, read strictly: what is wrong with which field, or what to have verified. */
import type { ConsentToGive, NewVerification, VerificationKind } from "@estate/sdk";
import { type Numbered, numbered, readNumber } from "./number_rule.ts";

/** Kinds that are a case; a phone and an address are proven by codes. */
export type StepKind = Exclude<VerificationKind, "phone" | "email">;

/** What to say of a field. */
export interface StepTexts {
  readonly number: string;
  readonly name: string;
  readonly needed: string;
  readonly consent: string;
}

/** Reads it. Names of fields are those of the identity function, which may refuse them too. */
export function readStep(
  kind: StepKind,
  fields: FormData,
  consent: Pick<ConsentToGive, "version" | "language">,
  texts: StepTexts,
): { readonly wanted: NewVerification } | { readonly errors: Readonly<Record<string, string>> } {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const errors: Record<string, string> = {};
  for (const name of ["first_name", "last_name"]) {
    if (said(name) === "" || /\d/.test(said(name))) errors[name] = texts.name;
  }
  if (said("consent_version") !== consent.version) errors["consent_version"] = texts.consent;
  const about = {
    firstName: said("first_name"),
    lastName: said("last_name"),
    consent: { version: consent.version, language: consent.language },
  };
  const isNumbered = (it: StepKind): it is Numbered => numbered.some((one) => one === it);
  if (!isNumbered(kind)) {
    for (const name of ["licensed_by", "licence_number"]) {
      if (said(name).length < 2) errors[name] = texts.needed;
    }
    if (Object.keys(errors).length > 0) return { errors };
    const [licensedBy, licenceNumber] = [said("licensed_by"), said("licence_number")];
    return { wanted: { ...about, kind, licensedBy, licenceNumber } };
  }
  const number = readNumber(kind, said("number"));
  if (number === undefined) errors["number"] = texts.number;
  if (kind === "bank_account" && said("bank_code") === "") errors["bank_code"] = texts.needed;
  if (number === undefined || Object.keys(errors).length > 0) return { errors };
  return {
    wanted: kind === "bank_account"
      ? { ...about, kind, number, bankCode: said("bank_code") }
      : { ...about, kind, number },
  };
}
