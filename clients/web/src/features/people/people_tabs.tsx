/** The parts of people: who asks, who comes to look, who applies, who offers, whose rental record may be seen. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { TabLink, Tabs } from "../../ui/tabs.tsx";

/** Above each of them. */
export function PeopleTabs({ orgId }: { readonly orgId: string }) {
  const params = { orgId };
  return (
    <Tabs label={t`People`}>
      <TabLink
        to="/org/$orgId/people"
        params={params}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        <Trans>Questions</Trans>
      </TabLink>
      <TabLink
        to="/org/$orgId/people/viewings"
        params={params}
        activeOptions={{ includeSearch: false }}
      >
        <Trans>Viewings</Trans>
      </TabLink>
      <TabLink
        to="/org/$orgId/people/applications"
        params={params}
        activeOptions={{ includeSearch: false }}
      >
        <Trans>Applications</Trans>
      </TabLink>
      <TabLink
        to="/org/$orgId/people/offers"
        params={params}
        activeOptions={{ includeSearch: false }}
      >
        <Trans>Offers</Trans>
      </TabLink>
      <TabLink
        to="/org/$orgId/people/records"
        params={params}
        activeOptions={{ includeSearch: false }}
      >
        <Trans>Rental records</Trans>
      </TabLink>
    </Tabs>
  );
}
