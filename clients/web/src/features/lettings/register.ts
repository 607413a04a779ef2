/** Registers somebody who rents already: their record, and the tenancy that they are to accept or agreed to on paper. */
import type { Tenancy } from "@estate/sdk";
import { sdk } from "../../session/home_queries.ts";
import { ownShelf } from "../../session/own_shelf.ts";

/** What was filled in. */
export interface Registration {
  readonly orgId: string;
  readonly unitId: string;
  readonly fullName: string;
  readonly phone: string;
  readonly address: string;
  readonly rentKobo: number;
  readonly rentPer: Tenancy["rent_per"];
  readonly startsOn: string;
  readonly termMonths: number;
}

const name = (orgId: string) => `estate.register.${orgId}`;

/** Who was written down by a try that came no further: a second one must not write them down again. */
function known(it: Registration): string | undefined {
  try {
    const kept = JSON.parse(ownShelf.getItem(name(it.orgId)) ?? "null");
    return kept?.fullName === it.fullName && kept?.phone === it.phone ? kept.tenantId : undefined;
  } catch {
    return undefined;
  }
}

function keep(it: Registration, tenantId: string): void {
  try {
    const { fullName, phone } = it;
    ownShelf.setItem(name(it.orgId), JSON.stringify({ fullName, phone, tenantId }));
  } catch { /* Then a try that breaks off half way leaves a record that nothing is let to. */ }
}

/** Does both; the tenancy is offered then. */
export async function register(it: Registration): Promise<Tenancy> {
  const { client, addTenant, offerTenancy } = await sdk();
  let tenantId = known(it);
  if (tenantId === undefined) {
    const { orgId, fullName, address, phone } = it;
    tenantId = (await addTenant(client, { orgId, fullName, address, phone })).id;
    keep(it, tenantId);
  }
  const tenancy = await offerTenancy(client, {
    unitId: it.unitId,
    tenantIds: [tenantId],
    startsOn: it.startsOn,
    rentKobo: it.rentKobo,
    rentPer: it.rentPer,
    termMonths: it.termMonths,
  });
  try {
    ownShelf.removeItem(name(it.orgId));
  } catch { /* It is about a registration that is done. */ }
  return tenancy;
}
