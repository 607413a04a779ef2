/** All homes as a tree: properties, what stands in them, their units and what each is used for today. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useMemo } from "react";
import { WorkGate } from "../../session/work_gate.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { homesQuery } from "./homes_query.ts";
import { PropertyLine } from "./property_line.tsx";
import { countsOf, treeOf } from "./tree.ts";

type Shown = { readonly orgId: string; readonly open?: string };

/** The page. `open` is the property whose units are shown. */
export function HomesPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="properties.read" title={t`Homes`}>
      <HomesScreen {...shown} />
    </WorkGate>
  );
}

function HomesScreen({ orgId, open }: Shown) {
  const query = useQuery(homesQuery(orgId));
  const tree = useMemo(
    () => treeOf(query.data?.properties ?? [], query.data?.occupancy ?? []),
    [query.data],
  );
  const { units, vacant } = countsOf(tree);
  return (
    <Page
      title={t`Homes`}
      width="wide"
      {...(units > 0
        ? {
          lead: (
            <>
              {plural(units, { one: "# unit", other: "# units" })}
              {", "}
              {plural(vacant, { one: "# of them empty", other: "# of them empty" })}
            </>
          ),
        }
        : {})}
    >
      <Loaded
        query={query}
        skeleton={
          <div className="flex flex-col gap-3">
            <Skeleton className="h-20" />
            <Skeleton className="h-20" />
            <Skeleton className="h-20" />
          </div>
        }
      >
        {() =>
          tree.length === 0
            ? (
              <EmptyState icon={<Building2 className="size-6" />} title={t`No homes yet`}>
                <Trans>
                  Houses, blocks and estates stand here with their units, once they are added.
                </Trans>
              </EmptyState>
            )
            : (
              <ul className="flex flex-col gap-3">
                {tree.map((place) => (
                  <PropertyLine
                    key={place.property.id}
                    orgId={orgId}
                    place={place}
                    {...(open === undefined ? {} : { open })}
                  />
                ))}
              </ul>
            )}
      </Loaded>
    </Page>
  );
}
