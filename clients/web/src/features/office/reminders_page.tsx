/** Reminders of what falls due: at which stages they go, and which are to come. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "../../session/membership.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { Loaded } from "../../ui/loaded.tsx";
import { Page } from "../../ui/page.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { OfficeTabs } from "./office_tabs.tsx";
import { ReminderRule } from "./reminder_rule.tsx";
import { reminderRuleQuery } from "./reminders_query.ts";
import { RemindersToCome } from "./reminders_to_come.tsx";

/** The page. */
export function RemindersPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="money.read" title={t`Reminders`}>
      <RemindersScreen orgId={orgId} />
    </WorkGate>
  );
}

function RemindersScreen({ orgId }: { readonly orgId: string }) {
  const query = useQuery(reminderRuleQuery(orgId));
  const may = useMay(orgId, "money.write");
  return (
    <Page
      title={t`Reminders`}
      lead={<Trans>Tenants are told by themselves what falls due; each stage goes once.</Trans>}
      width="wide"
    >
      <OfficeTabs orgId={orgId} />
      <Loaded query={query} skeleton={<Skeleton className="h-96" />}>
        {(rule) =>
          may
            ? <ReminderRule key={rule.days.join()} orgId={orgId} rule={rule} />
            : <RemindersToCome orgId={orgId} days={rule.days} />}
      </Loaded>
    </Page>
  );
}
