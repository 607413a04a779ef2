/** What the law says of a notice: its rule and dates, what is missing, what to ask a lawyer, and the text. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { NoticeAnswer, NoticeFault } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { LinkButton } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Callout } from "../../ui/status_chip.tsx";
import { modeName } from "./notice_words.tsx";
import { sentence } from "./notice_draft.ts";
import { Facts } from "./facts.tsx";

/** `others`: faults that stand at no field. */
export function TheLaw(
  { orgId, answer, others }: {
    readonly orgId: string;
    readonly answer: NoticeAnswer;
    readonly others: readonly NoticeFault[];
  },
) {
  const isIssuable = answer.faults.length === 0;
  return (
    <>
      <div role="status">
        {isIssuable
          ? (
            <Callout meaning="good" title={t`Nothing is missing`}>
              <Trans>By the rules as they are written down here it can be issued.</Trans>
            </Callout>
          )
          : (
            <Callout meaning="bad" title={t`It cannot be issued like this`}>
              <ul className="list-disc pl-5">
                {answer.faults.map((it) => (
                  <li key={`${it.code} ${it.field}`}>{sentence(it.message)}</li>
                ))}
              </ul>
              {others.some(({ field }) => field === "letterhead") && (
                <LinkButton
                  look="secondary"
                  to="/org/$orgId/settings/letterhead"
                  params={{ orgId }}
                  className="mt-2"
                >
                  <Trans>Set the letterhead</Trans>
                </LinkButton>
              )}
            </Callout>
          )}
      </div>
      <Card title={t`What the law says`}>
        <Facts
          facts={[
            [t`Form`, answer.form_name],
            [t`Law`, [answer.source, answer.section].filter(Boolean).join(", ")],
            [
              t`How sure`,
              answer.certainty === "law"
                ? t`The text of the law`
                : t`No text of a law was read for it`,
            ],
            [t`Length`, [answer.length, answer.length_basis].filter(Boolean).join(" · ")],
            [
              t`Takes effect on`,
              answer.takes_effect_on === null ? null : date(answer.takes_effect_on),
            ],
            [t`To be served by`, answer.serve_by === null ? null : date(answer.serve_by)],
            [
              t`The tenancy is over since`,
              answer.determined_on === null
                ? null
                : `${date(answer.determined_on)} (${answer.determined_by ?? ""})`,
            ],
          ]}
        />
        <h3 className="mt-4 font-semibold">
          <Trans>It counts as served</Trans>
        </h3>
        <ul className="list-disc pl-5">
          {answer.modes.filter(({ is_lawful }) => is_lawful).map((it) => (
            <li key={it.mode}>
              {modeName(it.mode)}
              {it.needs_witness && (
                <>
                  {", "}
                  <Trans>with a witness</Trans>
                </>
              )}
              {it.needs_reference && (
                <>
                  {", "}
                  <Trans>with the courier's reference</Trans>
                </>
              )}
              <span className="text-14 text-muted">{` (${it.section})`}</span>
            </li>
          ))}
        </ul>
      </Card>
      {answer.warnings.length > 0 && (
        <Callout meaning="warn" title={t`To ask your lawyer`}>
          <ul className="list-disc pl-5">
            {answer.warnings.map((it) => <li key={it}>{it}</li>)}
          </ul>
        </Callout>
      )}
      {answer.body !== null && (
        <Card title={t`The text`}>
          <article lang="en" className="whitespace-pre-line break-words">{answer.body}</article>
        </Card>
      )}
    </>
  );
}
