/** What is to be done with a notice now: have it checked, signed and served. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { ListedStatutoryNotice, NoticeStanding } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { Button } from "../../ui/button.tsx";
import { FileButton } from "../../ui/file_button.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { sdk } from "./addressees_query.ts";
import type { NoticeSay } from "./notice_says.ts";
import { noticeRecordQuery } from "./notices_query.ts";

/** The next step, and the buttons. */
export function NoticeNext(
  { notice, standing, says, onSay }: {
    readonly notice: ListedStatutoryNotice;
    readonly standing: NoticeStanding | undefined;
    /** What who looks may do. */
    readonly says: readonly NoticeSay[];
    readonly onSay: (what: NoticeSay) => void;
  },
) {
  const { data: record } = useQuery(noticeRecordQuery(notice.id));
  const isChecked = record?.checks[0]?.is_good === true;
  const isOpen = notice.withdrawal === null;
  const toServe = isOpen && standing?.status === "issued";
  return (
    <>
      {toServe && (
        <Callout meaning="warn" title={<Trans>Have it served by {date(notice.serve_by)}</Trans>}>
          {isChecked
            ? <Trans>A lawyer found it good. Print and sign it, and hand it over.</Trans>
            : (
              <Trans>Have a lawyer check it first; then print and sign it, and hand it over.</Trans>
            )}
        </Callout>
      )}
      {standing?.status === "lapsed" && (
        <Callout meaning="bad" title={t`It was not served in time`}>
          <Trans>It holds for nothing. Prepare a new one with a later day.</Trans>
        </Callout>
      )}
      <div className="acts">
        {isOpen && says.includes("serve") && (
          <Button
            look={toServe ? "primary" : "secondary"}
            onClick={() => onSay("serve")}
          >
            <Trans>Record the service</Trans>
          </Button>
        )}
        <FileButton
          name={`${notice.number}.pdf`}
          load={async () => {
            const [client, { downloadNotice }] = await sdk();
            return await downloadNotice(client, notice, !isOpen);
          }}
        >
          <Trans>Get the PDF</Trans>
        </FileButton>
        {isOpen && says.includes("check") && (
          <Button
            look="secondary"
            onClick={() => onSay("check")}
          >
            <Trans>Record a lawyer's check</Trans>
          </Button>
        )}
        {isOpen && says.includes("withdraw") && (
          <Button
            look="danger"
            onClick={() => onSay("withdraw")}
          >
            <Trans>Withdraw it</Trans>
          </Button>
        )}
      </div>
    </>
  );
}
