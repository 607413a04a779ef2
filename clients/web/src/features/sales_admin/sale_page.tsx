/** The course of a sale: contract, deposit, completion, deed, and the tenants who pass to the buyer. */
import { t } from "@lingui/core/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { Course } from "./course.tsx";
import { Handovers } from "./handovers.tsx";
import { actsOf, type SaleAct } from "./sale_acts.ts";
import { SaleParties } from "./sale_parties.tsx";
import { saleQuery } from "./sale_query.ts";

const CourseSheet = lazy(() => import("./course_sheet.tsx"));
const PartySheet = lazy(() => import("./party_sheet.tsx"));

/** What the address says: what is being done. */
export interface SaleAddress {
  readonly act?: SaleAct;
}

type Shown = { readonly orgId: string; readonly id: string; readonly address: SaleAddress };

/** The page. */
export function SalePage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="deals.read" title={t`Sale`}>
      <SaleScreen {...shown} />
    </WorkGate>
  );
}

function SaleScreen({ orgId, id, address }: Shown) {
  const query = useQuery(saleQuery(id));
  const may = useMay(orgId, "deals.write");
  const navigate = useNavigate();
  const go = (search: SaleAddress, replace = false) =>
    void navigate({
      to: "/org/$orgId/people/sales/$id",
      params: { orgId, id },
      search,
      replace,
      resetScroll: false,
    });
  const close = () => go({}, true);
  const whole = query.data ?? undefined;
  const acts = whole === undefined || !may ? [] : actsOf(whole.sale.status);
  const act = address.act !== undefined && acts.includes(address.act) ? address.act : undefined;
  return (
    <Page
      title={t`Sale`}
      {...(whole?.listing ? { lead: whole.listing.title } : {})}
    >
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(whole) =>
          whole === null
            ? <EmptyState title={t`There is no such sale of yours`} />
            : (
              <div className="flex flex-col gap-4">
                <Course orgId={orgId} whole={whole} acts={acts} onAct={(act) => go({ act })} />
                <SaleParties
                  parties={whole.parties}
                  {...(acts.includes("party") ? { onAdd: () => go({ act: "party" }) } : {})}
                />
                <Handovers orgId={orgId} whole={whole} />
              </div>
            )}
      </Loaded>
      {whole !== undefined && act !== undefined && (
        <Suspense>
          {act === "party"
            ? <PartySheet saleId={id} onClose={close} />
            : <CourseSheet sale={whole.sale} act={act} onClose={close} />}
        </Suspense>
      )}
    </Page>
  );
}
