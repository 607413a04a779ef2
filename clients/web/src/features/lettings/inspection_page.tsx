/** An inspection: written down room by room with photos, offered to both sides, signed. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { dateTime } from "../../format/date.ts";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { Findings } from "./findings.tsx";
import { inspectionQuery, type WholeInspection } from "./inspection_query.ts";
import { inspectionKind, inspectionState } from "./letting_words.ts";
import { RecordForm } from "./record_form.tsx";
import { SigningCard } from "./signing_card.tsx";

type Shown = { readonly orgId: string; readonly tenancyId: string; readonly id: string };

/** The page. */
export function InspectionPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="tenancies.read" title={t`Inspection`}>
      <InspectionScreen {...shown} />
    </WorkGate>
  );
}

function InspectionScreen({ orgId, tenancyId, id }: Shown) {
  const query = useQuery(inspectionQuery(tenancyId, id));
  const may = useMay(orgId, "tenancies.write");
  const back = (
    <LinkButton
      to="/org/$orgId/lettings/$tenancyId"
      params={{ orgId, tenancyId }}
      look="secondary"
    >
      <Trans>To the tenancy</Trans>
    </LinkButton>
  );
  const kind = query.data?.inspection.kind;
  return (
    <Page
      title={kind === undefined ? t`Inspection` : t`Inspection: ${inspectionKind(kind)}`}
      action={back}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(whole) =>
          whole === null
            ? <EmptyState title={t`There is no such inspection of this tenancy`} />
            : <Inspected whole={whole} may={may} />}
      </Loaded>
    </Page>
  );
}

function Inspected({ whole, may }: { readonly whole: WholeInspection; readonly may: boolean }) {
  const { inspection, signatures } = whole;
  const state = inspectionState(inspection.status);
  const open = inspection.status === "draft" || inspection.status === "disputed";
  const said = signatures.filter((it) =>
    it.outcome === "disputed" && it.round === inspection.round
  );
  return (
    <div className="flex flex-col gap-4">
      <p className="flex flex-wrap items-center gap-3">
        <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
        <span className="text-14 text-muted">{dateTime(inspection.scheduled_for)}</span>
      </p>
      {inspection.status === "disputed" &&
        said.map((it) => (
          <Callout key={it.id} meaning="bad" title={t`What is not right`}>
            {it.remark ?? <Trans>Nothing was said about it.</Trans>}
          </Callout>
        ))}
      {open && may ? <RecordForm key={inspection.round} whole={whole} /> : (
        <>
          {inspection.status === "ready" && may && <SigningCard whole={whole} />}
          <Findings whole={whole} />
        </>
      )}
    </div>
  );
}
