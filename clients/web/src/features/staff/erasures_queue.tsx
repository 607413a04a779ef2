/** Requests to be forgotten where something open concerns the person: go on all the same, or hold it for a time. */
import { t } from "@lingui/core/macro";
import type { ErasureRecord } from "@estate/sdk";
import { dateTime } from "../../format/date.ts";
import { Decision } from "./decision.tsx";
import { Facts } from "./facts.tsx";
import { holdUntil } from "./hold_until.ts";
import { type CaseProps, headed, type Queue } from "./queue.ts";
import { erasuresQuery, sdk } from "./staff_query.ts";

/** The queue. */
export const erasuresQueue: Queue<ErasureRecord> = {
  title: () => t`Requests to be forgotten`,
  lead: () => t`Something open concerns these people. The longest waiting first, without names.`,
  query: erasuresQuery,
  line: (row) => ({
    id: row.id,
    title: row.matters.map(headed).join(", ") || t`Something is open`,
    since: row.waits_since,
  }),
  Case: ErasureCase,
};

function ErasureCase({ row, onDone }: CaseProps<ErasureRecord>) {
  return (
    <>
      <Facts
        title={t`What is open`}
        facts={[
          [t`Concerns them`, row.matters.map(headed).join(", ")],
          [t`Asked`, dateTime(row.asked_at)],
          [t`Was to be deleted`, dateTime(row.erase_at)],
          [t`Decided before`, row.decision_reason],
          [t`Person`, row.person_id],
        ]}
      />
      <Decision<"erase" | "30" | "90" | "365">
        choices={[
          { value: "erase", label: t`Delete it all the same` },
          { value: "30", label: t`Hold it for 30 days` },
          { value: "90", label: t`Hold it for 90 days` },
          { value: "365", label: t`Hold it for a year` },
        ]}
        hint={t`The person reads this. Do not say what concerns them if they may not know of it.`}
        decide={async (decision, reason) => {
          const [client, { decideErasure }] = await sdk();
          await (decision === "erase"
            ? decideErasure(client, row.id, "erase", reason)
            : decideErasure(client, row.id, "hold", reason, holdUntil(Number(decision))));
        }}
        onDone={onDone}
      />
    </>
  );
}
