/** Signals: what may be fraud, with its evidence; what it holds waits for this. */
import { t } from "@lingui/core/macro";
import type { OpenedSignal, SignalToReview } from "@estate/sdk";
import { dateOf } from "../../format/date.ts";
import { shownName } from "../../format/shown_name.ts";
import { Decision } from "./decision.tsx";
import { Facts, factsOf } from "./facts.tsx";
import { type CaseProps, headed, plain, type Queue } from "./queue.ts";
import { ReasonFirst } from "./reason_first.tsx";
import { sdk, signalsQuery } from "./staff_query.ts";

/** The queue. */
export const signalsQueue: Queue<SignalToReview> = {
  title: () => t`Signals`,
  lead: () => t`Appeals first, then the gravest, then what is held and ends soonest.`,
  query: signalsQuery,
  line: (row) => ({
    id: row.id,
    title: row.about,
    since: row.opened_at,
    chip: row.is_appeal
      ? { meaning: "warn", words: t`Appeal` }
      : { meaning: row.weight >= 70 ? "bad" : "info", words: t`Weight ${row.weight}` },
  }),
  Case: SignalCase,
};

function SignalCase({ row, onDone }: CaseProps<SignalToReview>) {
  const heldUntil = row.held_until as string | null;
  return (
    <>
      <Facts
        title={t`What it is`}
        facts={[
          [t`Kind`, plain(row.kind)],
          [t`About`, plain(row.subject)],
          [t`Concerns`, plain(row.concerns)],
          [t`Holds until`, heldUntil === null ? t`nothing` : dateOf(heldUntil)],
          [t`Suspended already`, row.is_suspended ? t`yes` : null],
          [t`Confirmed before`, row.confirmed_before],
          [t`Others open`, row.also_open],
        ]}
      />
      <ReasonFirst<OpenedSignal>
        open={async (reason) => {
          const [client, { readSignal }] = await sdk();
          return await readSignal(client, row.id, reason);
        }}
      >
        {(opened) => <Opened opened={opened} onDone={onDone} />}
      </ReasonFirst>
    </>
  );
}

function Opened(
  { opened, onDone }: { readonly opened: OpenedSignal; readonly onDone: () => void },
) {
  return (
    <>
      <Facts
        title={t`Whom it concerns`}
        facts={[
          [t`Organization`, opened.org_name],
          [t`Person`, opened.display_name && shownName(opened.display_name)],
          [t`Decided before`, opened.decision === null ? null : plain(opened.decision)],
          [t`For this reason`, opened.decision_reason],
          [t`Their appeal`, opened.appeal],
        ]}
      />
      <Facts title={t`Evidence`} facts={factsOf(opened.evidence, headed)} />
      <Facts title={t`What else is known`} facts={factsOf(opened.context, headed)} />
      <Decision
        choices={[
          { value: "dismissed", label: t`All is well: let it go on` },
          { value: "confirmed", label: t`It is as it seems` },
        ]}
        hint={t`Those whom it concerns read this.`}
        decide={async (decision, reason) => {
          const [client, { decideSignal }] = await sdk();
          await decideSignal(client, opened.id, decision, reason);
        }}
        onDone={onDone}
      />
    </>
  );
}
