/** One report: its days, what it says, and the files of it. */
import { Trans } from "@lingui/react/macro";
import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { WorkGate } from "../../session/work_gate.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { Page } from "../../ui/page.tsx";
import { AgeingReport } from "./ageing_report.tsx";
import { CollectionsReport } from "./collections_report.tsx";
import { FeesReport } from "./fees_report.tsx";
import { OwnerReport } from "./owner_report.tsx";
import { type Days, type PeriodAddress, readPeriod } from "./period.ts";
import { PeriodPicker } from "./period_picker.tsx";
import { PropertyPicker } from "./property_picker.tsx";
import { isOfToday, type ReportName } from "./report_names.ts";
import { fileOf } from "./report_query.ts";
import { reportWords } from "./report_words.ts";
import { RollReport } from "./roll_report.tsx";
import { ServiceReport } from "./service_report.tsx";

/** What the address says beside the name: the days, and of a statement whose. */
export interface ReportAddress extends PeriodAddress {
  readonly property?: string;
}

interface Shown {
  readonly orgId: string;
  readonly name: ReportName;
  readonly address: ReportAddress;
}

/** The page. */
export function ReportPage(shown: Shown) {
  return (
    <WorkGate orgId={shown.orgId} needs="money.read" title={reportWords(shown.name).title}>
      <ReportScreen {...shown} />
    </WorkGate>
  );
}

function ReportScreen({ orgId, name, address }: Shown) {
  const navigate = useNavigate();
  const days = readPeriod(address, today());
  const { title, asks } = reportWords(name);
  const go = (search: ReportAddress) =>
    void navigate({
      to: "/org/$orgId/reports/$name",
      params: { orgId, name },
      search,
      resetScroll: false,
    });
  const { property } = address;
  const file = (format: "csv" | "pdf") => () => fileOf(name, orgId, days, property, format);
  const called = isOfToday(name) ? `${name}-${today()}` : `${name}-${days.fromOn}-${days.toOn}`;
  const files = (
    <div className="mt-6 acts">
      <FileButton name={`${called}.pdf`} load={file("pdf")}>
        <Trans>Paper (PDF)</Trans>
      </FileButton>
      <FileButton name={`${called}.csv`} load={file("csv")}>
        <Trans>Spreadsheet (CSV)</Trans>
      </FileButton>
    </div>
  );
  return (
    <Page title={title} lead={asks} width="wide" action={files}>
      <div className="mb-6 flex flex-col gap-4">
        {isOfToday(name)
          ? (
            <p className="text-muted">
              <Trans>As it stands on {date(today())}.</Trans>
            </p>
          )
          : (
            <PeriodPicker
              address={address}
              days={days}
              onPick={(period) =>
                go({ ...period, ...(property === undefined ? {} : { property }) })}
            />
          )}
        {name === "owner-statement" && (
          <PropertyPicker
            orgId={orgId}
            value={property}
            onPick={(picked) => {
              const { property: _, ...rest } = address;
              go(picked === undefined ? rest : { ...rest, property: picked });
            }}
          />
        )}
      </div>
      <Body orgId={orgId} name={name} days={days} property={property} />
      <p className="mt-6">
        <Link
          to="/org/$orgId/reports"
          params={{ orgId }}
          className="inline-flex min-h-11 items-center gap-1 text-brand"
        >
          <ChevronLeft aria-hidden="true" className="size-5" />
          <Trans>All reports</Trans>
        </Link>
      </p>
    </Page>
  );
}

function Body(
  { orgId, name, days, property }: {
    readonly orgId: string;
    readonly name: ReportName;
    readonly days: Days;
    readonly property: string | undefined;
  },
) {
  switch (name) {
    case "rent-roll":
      return <RollReport orgId={orgId} />;
    case "ageing":
      return <AgeingReport orgId={orgId} />;
    case "collections":
      return <CollectionsReport orgId={orgId} days={days} />;
    case "owner-statement":
      return <OwnerReport orgId={orgId} days={days} property={property} />;
    case "service-charges":
      return <ServiceReport orgId={orgId} days={days} />;
    case "platform-fees":
      return <FeesReport orgId={orgId} days={days} />;
  }
}
