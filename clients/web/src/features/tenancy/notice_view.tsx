/** A notice of the law: what it says, from when, by which rule; the English text governs. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ListedStatutoryNotice, TenancyHome } from "@estate/sdk";
import { date, dateOf } from "../../format/date.ts";
import { sdk, standingsQuery } from "../../session/home_queries.ts";
import { Card } from "../../ui/card.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { Missed } from "../../ui/missed.tsx";
import { Page } from "../../ui/page.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { Acknowledge } from "./acknowledge.tsx";
import { PaperText } from "./paper_text.tsx";

/** What was computed of it, as far as it is shown. */
interface Computed {
  readonly section?: string | null;
  readonly source?: string | null;
  readonly length?: string | null;
  readonly length_basis?: string | null;
}

/** The notice. */
export function NoticeView(
  { home, notice }: { readonly home: TenancyHome; readonly notice: ListedStatutoryNotice },
) {
  const { withdrawal, number } = notice;
  const standings = useQuery(standingsQuery(home.id));
  const served = standings.data?.find((it) => it.notice_id === notice.id)?.served_on ?? null;
  const computed = notice.computed as Computed | null;
  const rule = [computed?.source, computed?.section].filter((it) => it !== null && it !== undefined)
    .join(", ");
  return (
    <Page title={t`Notice ${number}`} lead={`${notice.sender_name} · ${date(notice.written_on)}`}>
      <div className="flex flex-col gap-6">
        {withdrawal !== null && (
          <Callout
            meaning="good"
            title={<Trans>Withdrawn on {dateOf(withdrawal.withdrawn_at)}: it holds no more</Trans>}
          >
            {withdrawal.reason}
          </Callout>
        )}
        <Missed of={[standings]} />
        <Card title={<FormName form={notice.form} />}>
          <dl className="flex flex-col gap-3">
            <Line name={t`Takes effect on`} value={date(notice.takes_effect_on)} />
            {standings.data !== undefined && (
              <Line
                name={t`Served`}
                value={served === null ? t`not yet, as far as is recorded` : date(served)}
              />
            )}
            {computed?.length !== null && computed?.length !== undefined && (
              <Line
                name={t`Length`}
                value={[computed.length, computed.length_basis].filter(Boolean).join(" · ")}
              />
            )}
            {rule !== "" && <Line name={t`Rule`} value={rule} />}
            <Line name={t`Why`} value={notice.grounds} />
          </dl>
        </Card>
        <p className="text-14 text-muted">
          <Trans>
            The English text below decides. If you do not agree, or do not understand it, ask a
            lawyer or the Legal Aid Council before the day comes. Nobody may put you out without a
            court.
          </Trans>
        </p>
        <PaperText body={notice.body} language="en" number={number} />
        <FileButton
          name={`${number}.pdf`}
          load={async () => {
            const { client, downloadNotice } = await sdk();
            return await downloadNotice(client, notice, withdrawal !== null);
          }}
        >
          <Trans>Get the PDF</Trans>
        </FileButton>
        <Acknowledge
          id={notice.id}
          said={t`You said that you have it.`}
          note={t`You say only that you have it. You agree to nothing by it, and it does not count as served by it.`}
          onRead={async (acknowledge) => {
            const { client, readStatutoryNotice } = await sdk();
            await readStatutoryNotice(client, notice.id, { acknowledge });
          }}
        />
      </div>
    </Page>
  );
}

function FormName({ form }: { readonly form: ListedStatutoryNotice["form"] }) {
  switch (form) {
    case "quit":
      return <Trans>Notice to quit</Trans>;
    case "recovery":
      return <Trans>Owner's intention to recover possession</Trans>;
    case "abandoned":
      return <Trans>Recovery of a home that was left</Trans>;
    case "inspection":
      return <Trans>Notice of an inspection</Trans>;
  }
}

function Line({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt className="text-14 text-muted">{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
