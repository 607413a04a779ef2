/** The reports: each by the question that it answers. */
import { t } from "@lingui/core/macro";
import {
  CalendarClock,
  Coins,
  FileText,
  type LucideIcon,
  ReceiptText,
  Rows3,
  Wrench,
} from "lucide-react";
import { WorkGate } from "../../session/work_gate.tsx";
import { LinkLine, LinkList } from "../../ui/link_list.tsx";
import { Page } from "../../ui/page.tsx";
import { type ReportName, reportNames } from "./report_names.ts";
import { reportWords } from "./report_words.ts";

const icons: Readonly<Record<ReportName, LucideIcon>> = {
  "rent-roll": Rows3,
  collections: Coins,
  ageing: CalendarClock,
  "owner-statement": FileText,
  "service-charges": Wrench,
  "platform-fees": ReceiptText,
};

/** The page. */
export function ReportsPage({ orgId }: { readonly orgId: string }) {
  return (
    <WorkGate orgId={orgId} needs="money.read" title={t`Reports`}>
      <Page title={t`Reports`} lead={t`Each as figures, chart and table, and as a file to keep.`}>
        <LinkList>
          {reportNames.map((name) => {
            const { title, asks } = reportWords(name);
            const Icon = icons[name];
            return (
              <LinkLine
                key={name}
                to={`/org/${orgId}/reports/${name}`}
                icon={<Icon />}
                title={title}
                more={asks}
              />
            );
          })}
        </LinkList>
      </Page>
    </WorkGate>
  );
}
