/** Who is in the sale, named as in the deed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { SaleParty } from "@estate/sdk";
import { Card } from "../../ui/card.tsx";

function roleName(role: SaleParty["role"]): string {
  switch (role) {
    case "seller":
      return t`Seller`;
    case "buyer":
      return t`Buyer`;
    case "seller_agent":
      return t`Agent of the seller`;
    case "seller_solicitor":
      return t`Solicitor of the seller`;
    case "buyer_solicitor":
      return t`Solicitor of the buyer`;
  }
}

const order: readonly SaleParty["role"][] = [
  "buyer",
  "seller",
  "buyer_solicitor",
  "seller_solicitor",
  "seller_agent",
];

/** The card. */
export function PartiesCard(
  { parties, mayChange }: {
    readonly parties: readonly SaleParty[];
    /** The contract is not signed yet. */
    readonly mayChange: boolean;
  },
) {
  const sorted = [...parties].sort((one, other) =>
    order.indexOf(one.role) - order.indexOf(other.role)
  );
  return (
    <Card title={<Trans>Who is in it</Trans>}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-2">
        {sorted.map((it) => (
          <div key={it.id} className="contents">
            <dt className="text-muted">{roleName(it.role)}</dt>
            <dd className="break-words">
              {it.full_name}
              {it.address !== null && <span className="block text-14 text-muted">{it.address}
              </span>}
            </dd>
          </div>
        ))}
      </dl>
      {mayChange && (
        <p className="mt-3 text-14 text-muted">
          <Trans>
            Is your name not as it should be in the deed? Tell the seller before the contract.
          </Trans>
        </p>
      )}
    </Card>
  );
}
