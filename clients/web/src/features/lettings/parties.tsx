/** Who rents together, how they are reached, and whether they have said yes. */
import { t } from "@lingui/core/macro";
import type { Letting, LettingParty } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { phone } from "../../format/phone.ts";
import { Card } from "../../ui/card.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { Invite } from "./invite.tsx";

/** The card. `may`: who reads it may change the tenancy. */
export function Parties(
  { letting, may }: { readonly letting: Letting; readonly may: boolean },
) {
  return (
    <Card title={t`Tenants`}>
      <ul className="divide-y divide-line">
        {letting.parties.map((party) => (
          <li key={party.tenant_id} className="py-3 first:pt-0 last:pb-0">
            <Party party={party} />
            {may && party.tenant.user_id === null && <Invite tenant={party.tenant} />}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Party(
  { party: { tenant, accepted_at, agreed_on_paper } }: { readonly party: LettingParty },
) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-2">
      <div className="min-w-0">
        <p className="font-semibold">{tenant.full_name}</p>
        {tenant.phone !== null && (
          <a href={`tel:${tenant.phone}`} className="block text-14 underline">
            {phone(tenant.phone)}
          </a>
        )}
        {tenant.email !== null && <p className="break-words text-14">{tenant.email}</p>}
        <p className="text-14 text-muted">{tenant.address}</p>
      </div>
      {accepted_at === null
        ? <StatusChip meaning="wait">{t`Has not said yes`}</StatusChip>
        : (
          <StatusChip meaning="good">
            {agreed_on_paper
              ? t`Agreed on paper, as your side recorded on ${dateOf(accepted_at)}`
              : t`Said yes on ${dateOf(accepted_at)}`}
          </StatusChip>
        )}
    </div>
  );
}
