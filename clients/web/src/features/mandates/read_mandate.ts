/** What a form says of a mandate, as it is sent; and what of it is missing. */
import type { Mandate, MandateScope } from "@estate/sdk";

/** What can be wrong. */
export type WrongOfMandate = "agent" | "scopes" | "fee" | "starts_on" | "last_on";

/** Everything but whose. */
export interface MandateTerms {
  readonly agentOrgId: string;
  readonly scopes: MandateScope[];
  readonly feeBps: number;
  readonly feePayer: Mandate["fee_payer"];
  readonly startsOn: string;
  /** First day after it. */
  readonly endsOn: string;
  readonly propertyId?: string;
  /** The paper behind it. */
  readonly evidence?: string;
}

/** The id of an agency in what somebody pasted: its code, or a whole message with it. */
export function readAgentCode(pasted: string): string | undefined {
  return /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i.exec(pasted)?.[0]
    .toLowerCase();
}

/** Reads it. People say the last day of a mandate; the project keeps the first day after it. */
export function readMandate(
  fields: FormData,
  scopes: MandateScope[],
): { readonly terms: MandateTerms; readonly wrong: readonly WrongOfMandate[] } {
  const said = (name: string) => String(fields.get(name) ?? "").trim();
  const agent = readAgentCode(said("agent_id"));
  const fee = Number(said("fee").replace(/%$/, "").replace(",", ".") || "0");
  const payers = ["owner", "tenant", "buyer"] as const;
  const last = said("last_on");
  const wrong: WrongOfMandate[] = [];
  if (agent === undefined) wrong.push("agent");
  if (scopes.length === 0) wrong.push("scopes");
  if (!(fee >= 0 && fee <= 100)) wrong.push("fee");
  if (said("starts_on") === "") wrong.push("starts_on");
  if (last === "" || last < said("starts_on")) wrong.push("last_on");
  const property = said("property_id");
  const paper = said("evidence");
  return {
    terms: {
      agentOrgId: agent ?? "",
      scopes,
      feeBps: Math.round(fee * 100),
      feePayer: payers.find((it) => it === said("fee_payer")) ?? "owner",
      startsOn: said("starts_on"),
      endsOn: last === "" ? "" : new Date(Date.parse(last) + 86_400_000).toISOString().slice(0, 10),
      ...(property === "" ? {} : { propertyId: property }),
      ...(paper === "" || !scopes.includes("sign") ? {} : { evidence: paper }),
    },
    wrong,
  };
}
