/** The rent that one paid in a calendar year, by receipts that hold: what the tax office asks for rent relief. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { dayOf, today } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { sdk } from "../../session/home_queries.ts";
import { Card } from "../../ui/card.tsx";
import { EmptyState } from "../../ui/empty_state.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { Money } from "../../ui/money.tsx";
import { Select } from "../../ui/select.tsx";
import { Table } from "../../ui/table.tsx";
import { Loaded } from "./loaded.tsx";
import { reliefQuery } from "./receipts_query.ts";

/** The statement; `year` is this one when the address names none. */
export function Relief(
  { tenancyId, year }: { readonly tenancyId: string; readonly year: number | undefined },
) {
  const now = dayOf(today()).year;
  const shown = year ?? now;
  const query = useQuery(reliefQuery(shown));
  const navigate = useNavigate();
  const years = [...new Set([now, now - 1, now - 2, now - 3, shown])].sort((a, b) => b - a);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <div className="w-40">
          <Select
            name="year"
            label={t`Year`}
            value={String(shown)}
            onChange={(event) =>
              void navigate({
                to: "/home/$tenancyId/money",
                params: { tenancyId },
                search: { tab: "relief", year: Number(event.target.value) },
                resetScroll: false,
              })}
            choices={years.map((it) => ({ value: String(it), label: String(it) }))}
          />
        </div>
        {(query.data?.length ?? 0) > 0 && (
          <FileButton
            name={`rent-relief-${shown}.pdf`}
            load={async () => {
              const { client, downloadReport } = await sdk();
              return await downloadReport(client, { report: "rent-relief", year: shown }, "pdf");
            }}
          >
            <Trans>Get the PDF</Trans>
          </FileButton>
        )}
      </div>
      <Loaded
        query={query}
        empty={
          <EmptyState title={<Trans>There is no receipt for rent in {shown}</Trans>}>
            <Trans>Choose another year, or come back when your rent is paid.</Trans>
          </EmptyState>
        }
      >
        {(rows) => (
          <>
            <Summary
              count={rows.length}
              kobo={rows[0]?.rent_in_year_kobo ?? 0}
              relief={rows[0]?.relief_kobo ?? null}
            />
            <Table
              caption={t`Receipts for rent in ${shown}`}
              rows={rows}
              rowKey={(it) => it.number}
              columns={[
                { head: t`Number`, title: true, cell: (it) => it.number },
                { head: t`Received`, cell: (it) => date(it.received_on) },
                { head: t`Landlord`, cell: (it) => it.landlord_name },
                { head: t`Home`, cell: (it) => it.premises },
                { head: t`Amount`, number: true, cell: (it) => <Money kobo={it.amount_kobo} /> },
              ]}
            />
          </>
        )}
      </Loaded>
    </div>
  );
}

function Summary(
  { count, kobo, relief }: {
    readonly count: number;
    readonly kobo: number;
    readonly relief: number | null;
  },
) {
  return (
    <Card className="mb-4">
      <p className="text-muted">
        {plural(count, { one: "Rent by # receipt", other: "Rent by # receipts" })}
      </p>
      <Money kobo={kobo} size="hero" />
      {relief !== null && (
        <p className="mt-3">
          <Trans>
            The most that may be taken off your income for it: <Money kobo={relief} />
          </Trans>
        </p>
      )}
      <p className="mt-1 text-14 text-muted">
        <Trans>Of all your homes here. Not tax advice: the tax office decides.</Trans>
      </p>
    </Card>
  );
}
