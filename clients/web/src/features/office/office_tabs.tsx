/** What an organization sends to people: letters, announcements, notices of the law, and reminders. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { TabLink, Tabs } from "../../ui/tabs.tsx";

/** Above each of them. */
export function OfficeTabs({ orgId }: { readonly orgId: string }) {
  const params = { orgId };
  return (
    <Tabs label={t`Letters`}>
      <TabLink
        to="/org/$orgId/letters"
        params={params}
        activeOptions={{ exact: true, includeSearch: false }}
      >
        <Trans>Letters</Trans>
      </TabLink>
      <TabLink to="/org/$orgId/announcements" params={params}>
        <Trans>Announcements</Trans>
      </TabLink>
      <TabLink to="/org/$orgId/notices" params={params}>
        <Trans>Notices</Trans>
      </TabLink>
      <TabLink to="/org/$orgId/letters/reminders" params={params}>
        <Trans>Reminders</Trans>
      </TabLink>
      <TabLink
        to="/org/$orgId/letters/sent"
        params={params}
        activeOptions={{ includeSearch: false }}
      >
        <Trans>Sent messages</Trans>
      </TabLink>
    </Tabs>
  );
}
