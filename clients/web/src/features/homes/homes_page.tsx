/** All homes as a tree: properties, what stands in them, their units and what each is used for today. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Building2 } from "lucide-react";
import { useMemo } from "react";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkButton } from "../../ui/button.tsx";
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
  const mayWrite = useMay(orgId, "properties.write");
  return (
    <Page
      title={t`Homes`}
      width="wide"
      {...(mayWrite && tree.length > 0 ? { action: <AddHomes orgId={orgId} /> } : {})}
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
              <EmptyState
                icon={<Building2 className="size-6" />}
                title={t`No homes yet`}
                {...(mayWrite ? { action: <AddHomes orgId={orgId} /> } : {})}
              >
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

/** One, or a file of many. */
function AddHomes({ orgId }: { readonly orgId: string }) {
  return (
    <span className="acts justify-center">
      <LinkButton to="/org/$orgId/homes/new" params={{ orgId }}>
        <Trans>Add a home</Trans>
      </LinkButton>
      <LinkButton look="secondary" to="/org/$orgId/import" params={{ orgId }}>
        <Trans>Many from a file</Trans>
      </LinkButton>
    </span>
  );
}
