/** What becomes of the tenants of a home that is sold. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { date } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Money } from "../../ui/money.tsx";
import type { WholeSale } from "./sale_query.ts";

/** The card; nothing of a home that was empty. */
export function Handovers(
  { orgId, whole: { sale, handovers } }: { readonly orgId: string; readonly whole: WholeSale },
) {
  if (!sale.is_tenanted && handovers.length === 0) return null;
  return (
    <Card title={t`Tenants`}>
      {handovers.length === 0
        ? (
          <p>
            {sale.status === "closed"
              ? (
                <Trans>
                  The buyer takes the home with its tenants. They pass over once the buyer says into
                  which organization.
                </Trans>
              )
              : (
                <Trans>
                  Somebody lives there. At completion their tenancy goes on with the buyer, with
                  rent and deposit, unless it ends before.
                </Trans>
              )}
          </p>
        )
        : (
          <ul className="divide-y divide-line">
            {handovers.map((it) => (
              <li key={it.id} className="py-2">
                <Link
                  to="/org/$orgId/lettings/$tenancyId"
                  params={{ orgId, tenancyId: it.tenancy_id }}
                  className="underline"
                >
                  <Trans>Passed to {it.other_name} on {date(it.handed_over_on)}</Trans>
                </Link>
                {it.deposit_kobo > 0 && (
                  <span className="block text-14 text-muted">
                    <Trans>
                      with a caution deposit of <Money kobo={it.deposit_kobo} />
                    </Trans>
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
    </Card>
  );
}
