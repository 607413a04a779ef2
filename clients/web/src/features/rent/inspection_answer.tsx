/** An inspection that waits for the tenant's signature. */
import { Trans } from "@lingui/react/macro";
import type { Inspection, TenancyHome } from "@estate/sdk";
import { inspectionKind } from "../../format/tenancy_words.ts";
import { LinkButton } from "../../ui/button.tsx";

/** Leads to it: nobody signs what they have not looked at. */
export function InspectionAnswer(
  { home, inspection: { id, kind } }: {
    readonly home: TenancyHome;
    readonly inspection: Inspection;
  },
) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{inspectionKind(kind)}</p>
        <p className="text-14 text-muted">
          <Trans>What was found, to be signed by both sides</Trans>
        </p>
      </div>
      <LinkButton
        to="/home/$tenancyId/inspections/$id"
        params={{ tenancyId: home.id, id }}
        search={{}}
        look="secondary"
      >
        <Trans>Look at it</Trans>
      </LinkButton>
    </div>
  );
}
