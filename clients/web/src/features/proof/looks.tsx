/** When somebody of the staff looked at who one is, and what for. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { dateTime } from "../../format/date.ts";
import { Card } from "../../ui/card.tsx";
import { Missed } from "../../ui/missed.tsx";
import { looksQuery } from "./proof_query.ts";
import { lookWords } from "./step_words.ts";

/** The card. */
export function Looks() {
  const query = useQuery(looksQuery());
  const { data } = query;
  if (data === undefined) return <Missed of={[query]} />;
  return (
    <Card title={t`Who looked`}>
      {data.length === 0
        ? (
          <p className="text-muted">
            <Trans>
              Nobody of our staff has looked you up. When somebody does, it stands here.
            </Trans>
          </p>
        )
        : (
          <ul className="flex flex-col gap-1">
            {data.map((look) => (
              <li key={look.id}>{lookWords(look.purpose, dateTime(look.looked_at))}</li>
            ))}
          </ul>
        )}
    </Card>
  );
}
