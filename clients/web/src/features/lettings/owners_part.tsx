/** By which mandate an agency signs for a home, and what of its letting the owner does. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { NamedMandate } from "@estate/sdk";
import { lastDay } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";

/** The card. `collects`: the agency has a mandate to collect as well; `readsMoney`: who reads this may see what it collects. */
export function OwnersPart(
  { orgId, tenancyId, mandate, collects, readsMoney }: {
    readonly orgId: string;
    readonly tenancyId: string;
    readonly mandate: NamedMandate;
    readonly collects: boolean;
    readonly readsMoney: boolean;
  },
) {
  const owner = mandate.owner ?? t`another organization`;
  const last = date(lastDay(mandate.ends_on));
  return (
    <Card title={t`For ${owner}`}>
      <p>
        <Trans>
          You act in the owner's name until{" "}
          {last}. They are told of what you offer, and of notices that you give.
        </Trans>
      </p>
      <h3 className="mt-4 font-semibold">
        <Trans>The owner does</Trans>
      </h3>
      <ul className="mt-1 list-disc pl-5">
        <li>
          <Trans>terms that end more than three years from now, which need a deed</Trans>
        </li>
        <li>
          <Trans>naming other tenants, and saying on which paper they agreed</Trans>
        </li>
        <li>
          <Trans>inspections, and giving the deposit back</Trans>
        </li>
        <li>
          <Trans>saying when the keys came back</Trans>
        </li>
        {!collects && (
          <li>
            <Trans>rent and other money: your mandate does not let you collect</Trans>
          </li>
        )}
      </ul>
      {collects && readsMoney && (
        <div className="mt-4">
          <LinkButton
            to="/org/$orgId/money/tenancies/$tenancyId"
            params={{ orgId, tenancyId }}
            look="secondary"
          >
            <Trans>Its money</Trans>
          </LinkButton>
        </div>
      )}
    </Card>
  );
}
