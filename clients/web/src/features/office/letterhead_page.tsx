/** What stands on letters and notices, and who signs them. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { LetterheadForm } from "./letterhead_form.tsx";
import { LetterheadLook } from "./letterhead_look.tsx";
import { letterheadQuery } from "./letterhead_query.ts";

/** The page. */
export function LetterheadPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="organization.read" title={t`Letterhead`}>
      <LetterheadScreen orgId={orgId} />
    </WorkGate>
  );
}

function LetterheadScreen({ orgId }: { readonly orgId: string }) {
  const query = useQuery(letterheadQuery(orgId));
  const may = useMay(orgId, "organization.write");
  return (
    <Page
      title={t`Letterhead`}
      lead={<Trans>What went out keeps the letterhead that it had.</Trans>}
      width="wide"
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(paper) =>
          may
            ? <LetterheadForm key={paper.head?.id ?? "none"} orgId={orgId} paper={paper} />
            : (
              <div className="flex max-w-2xl flex-col gap-4">
                <Callout meaning="info" title={t`You can look, not change it`}>
                  <Trans>Owners of your organization set the letterhead.</Trans>
                </Callout>
                <LetterheadLook
                  orgId={orgId}
                  name={paper.name}
                  address={paper.address}
                  head={paper.head ?? {}}
                />
              </div>
            )}
      </Loaded>
    </Page>
  );
}
