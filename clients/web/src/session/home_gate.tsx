/** A tenant's screen: it is shown to who lives there, and says what is the matter to everybody else. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { type ReactNode, useEffect, useState } from "react";
import { LinkButton } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty_state.tsx";
import { Page } from "../ui/page.tsx";
import { Problem } from "../ui/problem.tsx";
import { Loading, Skeleton } from "../ui/skeleton.tsx";
import { hatsQuery } from "./hats_query.ts";
import { homesQuery } from "./home_queries.ts";
import { useSignedInAs } from "./session.ts";

/** `children` gets the home, and all homes of the person. `title` is the screen's while there is none. */
export function HomeGate(
  { tenancyId, title, children }: {
    readonly tenancyId: string;
    readonly title: string;
    readonly children: (home: TenancyHome, homes: readonly TenancyHome[]) => ReactNode;
  },
) {
  const hats = useQuery(hatsQuery(useSignedInAs()));
  const ids = hats.data?.tenancies.map((it) => it.tenancy_id);
  const homes = useQuery(homesQuery(ids));
  const home = homes.data?.find((it) => it.id === tenancyId);
  // What is kept may be a minute old, and the home offered since: it is asked for anew before it is denied.
  const [asked, setAsked] = useState<string>();
  const isUnknown = ids !== undefined && !ids.includes(tenancyId);
  const { refetch } = hats;
  useEffect(() => {
    if (isUnknown && asked !== tenancyId) void refetch().then(() => setAsked(tenancyId));
  }, [isUnknown, asked, tenancyId, refetch]);
  if (home !== undefined) return children(home, homes.data ?? []);
  const error = hats.error ?? homes.error;
  const retry = () => void (hats.error === null ? homes.refetch() : hats.refetch());
  if (error !== null) {
    return (
      <Page title={title}>
        <Problem error={error} onRetry={retry} />
      </Page>
    );
  }
  const isDenied = isUnknown
    ? asked === tenancyId || hats.fetchStatus === "paused"
    : homes.data !== undefined;
  if (isDenied) {
    return <NotYours title={title} />;
  }
  return (
    <Page title={title}>
      <Loading onRetry={retry}>
        <div className="flex flex-col gap-4">
          <Skeleton className="h-44" />
          <Skeleton className="h-28" />
          <Skeleton className="h-28" />
        </div>
      </Loading>
    </Page>
  );
}

function NotYours({ title }: { readonly title: string }) {
  return (
    <Page title={title}>
      <EmptyState
        title={<Trans>This home is not among yours</Trans>}
        action={
          <LinkButton to="/home">
            <Trans>Your homes</Trans>
          </LinkButton>
        }
      >
        <Trans>
          Only its tenants see it. If you live there, ask your landlord to invite you with the phone
          number or e-mail that you sign in with.
        </Trans>
      </EmptyState>
    </Page>
  );
}
