/** Mandates that an organization gave or was offered, and what is done about them. */
import { queryOptions } from "@tanstack/react-query";
import type { Mandate, MandateScope, NamedMandate } from "@estate/sdk";
import { estate } from "../../session/estate.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/** All of them, newest first. */
export const mandatesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["mandates", orgId],
    queryFn: async (): Promise<readonly NamedMandate[]> => {
      const [client, { listNamedMandates }] = await sdk();
      return await listNamedMandates(client, orgId);
    },
  });

/** Properties that a mandate can be about. */
export const ownPropertiesQuery = (orgId: string) =>
  queryOptions({
    queryKey: ["homes", orgId, "to give"],
    queryFn: async () => {
      const [client, { listProperties }] = await sdk();
      return await listProperties(client, orgId);
    },
  });

/** What is offered. */
export interface Offer {
  readonly orgId: string;
  readonly agentOrgId: string;
  readonly scopes: MandateScope[];
  readonly feeBps: number;
  readonly feePayer: Mandate["fee_payer"];
  readonly startsOn: string;
  readonly endsOn: string;
  readonly propertyId?: string;
}

/** Offers it; one that stands open for the same agency, place and days is not offered twice. */
export async function offer(it: Offer, known: readonly Mandate[]): Promise<void> {
  const isThere = known.some((one) =>
    one.status === "offered" && one.agent_org_id === it.agentOrgId &&
    (one.property_id ?? undefined) === it.propertyId && one.starts_on === it.startsOn &&
    one.ends_on === it.endsOn
  );
  if (isThere) return;
  const [client, { offerMandate }] = await sdk();
  await offerMandate(client, it);
}

/** Accepts or declines. */
export async function answer(mandateId: string, accept: boolean): Promise<void> {
  const [client, { answerMandate }] = await sdk();
  await answerMandate(client, mandateId, accept);
}

/** Takes it back at once. */
export async function end(mandateId: string, reason: string): Promise<void> {
  const [client, { revokeMandate }] = await sdk();
  await revokeMandate(client, mandateId, reason);
}

/** Says whether online payments go to the agency. */
export async function setCollecting(mandateId: string, agentCollects: boolean): Promise<void> {
  const [client, { setMandateCollecting }] = await sdk();
  await setMandateCollecting(client, mandateId, agentCollects);
}
