/** Screens of an organization are for its members: to everybody else its lists would look empty, which they are not. */
import { EstateError } from "@estate/sdk/catalogue";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import type { Permission } from "@estate/sdk";
import { Page } from "../ui/page.tsx";
import { Problem } from "../ui/problem.tsx";
import { Loading, Skeleton } from "../ui/skeleton.tsx";
import { hatsQuery } from "./hats_query.ts";
import { useSignedInAs } from "./session.ts";

/** Shows the screen called `title` to whoever has the permission there. */
export function WorkGate(
  { orgId, needs, title, children }: {
    readonly orgId: string;
    readonly needs: Permission;
    readonly title: string;
    readonly children: ReactNode;
  },
) {
  const { data: hats, error, refetch, fetchStatus } = useQuery(hatsQuery(useSignedInAs()));
  const member = hats?.memberships.find((it) => it.org_id === orgId);
  const isIn = member?.permissions.includes(needs) === true;
  // What the phone kept may be older than the membership: nobody is refused by it before it was asked anew.
  const [asked, setAsked] = useState(false);
  const isUnsure = hats !== undefined && !isIn && !asked;
  useEffect(() => {
    if (isUnsure) void refetch().finally(() => setAsked(true));
  }, [isUnsure]);
  if (isIn) return children;
  return (
    <Page title={title} width="wide">
      {hats !== undefined && (asked || fetchStatus === "paused")
        ? <Problem error={new EstateError("Not a member", "auth.forbidden", 403)} />
        : error !== null
        ? <Problem error={error} onRetry={() => void refetch()} />
        : (
          <Loading onRetry={() => void refetch()}>
            <Skeleton className="h-96" />
          </Loading>
        )}
    </Page>
  );
}
