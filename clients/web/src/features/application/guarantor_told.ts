/** What is told of a guarantor who is named later, and what is wrong with it before it is sent. */
import type { Guarantor, NewGuarantor } from "@estate/sdk";

/** missing: nothing stands there. declined, named: of the phone number, that its owner said no, or is named already. */
export type Fault = "missing" | "declined" | "named";

/** What the form says; empty fields are empty words. */
export function toldOf(fields: FormData): NewGuarantor {
  const told = (field: string) => String(fields.get(field) ?? "").trim();
  const email = told("email");
  return {
    full_name: told("full_name"),
    phone: told("phone"),
    relationship: told("relationship"),
    ...email === "" ? {} : { email },
  };
}

/** By field; nothing where all of it can be sent. */
export function faultsOf(
  told: NewGuarantor,
  known: readonly Pick<Guarantor, "phone" | "status">[],
): Readonly<Record<string, Fault>> {
  const missing = (["full_name", "phone", "relationship"] as const)
    .filter((field) => told[field] === "")
    .map((field) => [field, "missing"] as const);
  const same = known.find(({ phone }) => phone === told.phone);
  return {
    ...Object.fromEntries(missing),
    ...(same === undefined ? {} : { phone: same.status === "declined" ? "declined" : "named" }),
  };
}
