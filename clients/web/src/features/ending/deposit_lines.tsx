/** Each line of a deposit; what was kept leads to the inspection or the paper that shows why. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { DeductionDispute, DepositDeduction, DepositLine, TenancyHome } from "@estate/sdk";
import { today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { useSignedInAs } from "../../session/session.ts";
import { FileButton } from "../../ui/file_button.tsx";
import { Money } from "../../ui/money.tsx";
import { DisputeOfDeduction } from "./deduction_dispute.tsx";
import { DisputeForm } from "./dispute_form.tsx";
import { papersQuery } from "./ending_query.ts";
import { mayDispute, type OfDeposit } from "./may_dispute.ts";

/** What was read of the deposit. */
interface Found extends OfDeposit {
  readonly lines: readonly DepositLine[];
  readonly deductions: readonly DepositDeduction[];
  readonly disputes: readonly DeductionDispute[];
}

/** Oldest first. */
export function DepositLines(
  { home, found }: { readonly home: TenancyHome; readonly found: Found },
) {
  const me = useSignedInAs();
  const { lines, deductions, disputes } = found;
  const disputable = deductions.filter((it) => mayDispute(it, found, me, Date.now(), today()))
    .map((it) => it.id);
  if (lines.length === 0) return null;
  return (
    <div>
      <h3 className="font-semibold">
        <Trans>Line by line</Trans>
      </h3>
      <ul className="divide-y divide-line">
        {lines.map((it) => (
          <li key={it.line_no} className="py-3 last:pb-0">
            <div className="flex items-baseline justify-between gap-4">
              <span className="min-w-0">
                <Entry entry={it.entry} />
                <span className="block text-14 text-muted">{date(it.on_day)}</span>
              </span>
              <Money kobo={it.amount_kobo} className="shrink-0 font-semibold" />
            </div>
            <p className="text-14">{it.description}</p>
            <Evidence home={home} line={it} deductions={deductions} />
            {disputes.filter(({ stands_id }) => stands_id !== null && stands_id === it.deduction_id)
              .map((it) => <DisputeOfDeduction key={it.id} dispute={it} />)}
            {it.dispute === null && disputable.includes(it.deduction_id) && (
              <DisputeForm tenancyId={home.id} deductionId={it.deduction_id} />
            )}
          </li>
        ))}
      </ul>
      {lines.some((it) =>
        it.entry === "deducted" && it.dispute === null && !disputable.includes(it.deduction_id)
      ) && (
        <p className="mt-3 text-14 text-muted">
          <Trans>
            If you do not agree with what was kept, write to your landlord: they can take a
            deduction back, and what you wrote stays with the home.
          </Trans>{" "}
          <Link to="/messages" className="font-semibold text-brand underline">
            <Trans>Write to your landlord</Trans>
          </Link>
        </p>
      )}
    </div>
  );
}

function Entry({ entry }: { readonly entry: string }) {
  switch (entry) {
    case "paid":
      return <Trans>Paid</Trans>;
    case "deducted":
      return <Trans>Kept</Trans>;
    case "returned":
      return <Trans>Given back</Trans>;
    case "taken_over":
      return <Trans>Taken over by the new owner</Trans>;
    default:
      return <Trans>Passed to the new owner</Trans>;
  }
}

function Evidence(
  { home, line, deductions }: {
    readonly home: TenancyHome;
    readonly line: DepositLine;
    readonly deductions: readonly DepositDeduction[];
  },
) {
  const { data: papers = [] } = useQuery({
    ...papersQuery(home.id),
    enabled: line.document_id !== null,
  });
  const paper = papers.find((it) => it.id === line.document_id);
  const inspectionId = line.item_id === null
    ? undefined
    : deductions.find((it) => it.item_id === line.item_id)?.inspection_id ?? undefined;
  if (inspectionId === undefined && paper === undefined) return null;
  return (
    <div className="mt-2 acts">
      {inspectionId !== undefined && (
        <Link
          to="/home/$tenancyId/inspections/$id"
          params={{ tenancyId: home.id, id: inspectionId }}
          search={{}}
          className="text-14 font-semibold text-brand underline"
        >
          <Trans>See the inspection</Trans>
        </Link>
      )}
      {paper !== undefined && (
        <FileButton
          name={paper.title}
          look="quiet"
          load={async () => {
            const { client, downloadDocument } = await sdk();
            return await downloadDocument(client, paper);
          }}
        >
          {paper.title}
        </FileButton>
      )}
    </div>
  );
}
