/** An inspection: what was found, photos of both sides, and the tenant's yes or no. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { Inspection, TenancyHome } from "@estate/sdk";
import { lazy, Suspense } from "react";
import { date, dateOf } from "../../format/date.ts";
import { homeName } from "../../format/home_name.ts";
import { inspectionKind } from "../../format/tenancy_words.ts";
import { HomeGate } from "../../session/home_gate.tsx";
import { inspectionsQuery, type OwnInspection } from "../../session/home_queries.ts";
import { LinkButton } from "../../ui/button.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import type { Answer } from "./answer_sheet.tsx";
import { Found } from "./found.tsx";
import { partsQuery } from "./inspections_query.ts";
import { Said } from "./said.tsx";
import { standingOf } from "./standing.ts";
import { Answers, Standing } from "./standing_words.tsx";

const AnswerSheet = lazy(() => import("./answer_sheet.tsx"));

type Shown = { readonly tenancyId: string; readonly id: string; readonly say?: Answer };

/** The page. */
export function InspectionPage({ tenancyId, ...shown }: Shown) {
  return (
    <HomeGate tenancyId={tenancyId} title={t`Inspection`}>
      {(home) => <OfHome home={home} {...shown} />}
    </HomeGate>
  );
}

type OfHomeProps = { readonly home: TenancyHome; readonly id: string; readonly say?: Answer };

function OfHome({ home, id, ...rest }: OfHomeProps) {
  const query = useQuery(inspectionsQuery(home.id));
  const inspection = query.data?.find((it) => it.id === id);
  return (
    <Page
      title={inspection === undefined ? t`Inspection` : inspectionKind(inspection.kind)}
      lead={inspection === undefined
        ? homeName(home)
        : `${homeName(home)} · ${lookedOn(inspection)}`}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-64" />}>
        {() =>
          inspection === undefined
            ? (
              <EmptyState
                title={<Trans>There is no such inspection of this home</Trans>}
                action={
                  <LinkButton to="/home/$tenancyId/inspections" params={{ tenancyId: home.id }}>
                    <Trans>Inspections</Trans>
                  </LinkButton>
                }
              />
            )
            : <Whole home={home} inspection={inspection} {...rest} />}
      </Loaded>
    </Page>
  );
}

const lookedOn = ({ inspected_on, scheduled_for }: Inspection) =>
  inspected_on === null ? dateOf(scheduled_for) : date(inspected_on);

function Whole(
  { home, inspection, say }: {
    readonly home: TenancyHome;
    readonly inspection: OwnInspection;
    readonly say?: Answer;
  },
) {
  const query = useQuery(partsQuery(inspection.id));
  const navigate = useNavigate();
  const close = () =>
    void navigate({
      to: "/home/$tenancyId/inspections/$id",
      params: { tenancyId: home.id, id: inspection.id },
      search: {},
      replace: true,
      resetScroll: false,
    });
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-64" />}>
      {({ items, signatures, photos }) => {
        const standing = standingOf(inspection);
        const mine = standing === "to_sign";
        return (
          <div className="flex flex-col gap-4">
            <Standing standing={standing} signatures={signatures} />
            <Found inspection={inspection} items={items} photos={photos} mayAdd={mine} />
            <Said signatures={signatures} round={inspection.round} />
            {mine && <Answers home={home} inspection={inspection} />}
            {mine && say !== undefined && (
              <Suspense>
                <AnswerSheet
                  key={say}
                  inspection={inspection}
                  items={items}
                  answer={say}
                  onClose={close}
                />
              </Suspense>
            )}
          </div>
        );
      }}
    </Loaded>
  );
}
