/** Above the lists of homes of an agency: its own, and those of owners that it works on. Nothing for who works for nobody else. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useLocation } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMembership } from "../../session/membership.ts";
import { TabLink, Tabs } from "../../ui/tabs.tsx";

/** Around each screen of homes; one home has no tabs above it. */
export function HomesFrame(
  { orgId, children }: { readonly orgId: string; readonly children: ReactNode },
) {
  const kind = useMembership(orgId)?.kind;
  const isList = useLocation({
    select: ({ pathname }) => /\/homes(\/mandated)?\/?$/.test(pathname),
  });
  const isAgent = kind === "agency" || kind === "manager";
  return (
    <>
      {isAgent && isList && (
        <div className="mx-auto w-full max-w-6xl px-4 pt-2 sm:px-6">
          <Tabs label={t`Homes`}>
            <TabLink
              to="/org/$orgId/homes"
              params={{ orgId }}
              activeOptions={{ exact: true, includeSearch: false }}
            >
              <Trans>Your own</Trans>
            </TabLink>
            <TabLink to="/org/$orgId/homes/mandated" params={{ orgId }}>
              <Trans>Of owners</Trans>
            </TabLink>
          </Tabs>
        </div>
      )}
      {children}
    </>
  );
}
