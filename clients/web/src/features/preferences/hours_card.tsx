/** When one is left alone, and when the day's news come. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { MessageHours } from "@estate/sdk";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Form } from "../../ui/form.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Select } from "../../ui/select.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { toast } from "../../ui/toast.tsx";
import { hoursQuery, keepHours } from "./preferences_query.ts";

/** The card. */
export function HoursCard() {
  const { data, error, refetch } = useQuery(hoursQuery());
  return (
    <Card title={t`Hours`}>
      {data === undefined
        ? error === null
          ? <Skeleton className="h-40" />
          : <Problem error={error} onRetry={() => void refetch()} />
        : <Hours key={JSON.stringify(data)} hours={data} />}
    </Card>
  );
}

const every = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, "0")}:00`,
}));

function Hours({ hours }: { readonly hours: MessageHours | null }) {
  const [isQuiet, setQuiet] = useState(hours !== null && hours.quiet_from !== null);
  const queries = useQueryClient();
  const keep = useMutation({
    mutationFn: keepHours,
    onSuccess: () => {
      toast(t`Your hours are kept.`);
      return queries.invalidateQueries({ queryKey: ["notifications", "hours"] });
    },
  });
  const submit = (fields: FormData) =>
    keep.mutate({
      digestAt: Number(fields.get("digest_at")),
      ...(isQuiet
        ? {
          quietFrom: Number(fields.get("quiet_from")),
          quietUntil: Number(fields.get("quiet_until")),
        }
        : {}),
    });
  return (
    <Form onSubmit={submit} error={keep.error}>
      {hours === null && (
        <p className="text-14 text-muted">
          <Trans>You have not chosen any: SMS do not come at night.</Trans>
        </p>
      )}
      <Checkbox
        label={t`Leave me alone at night`}
        hint={t`What is urgent comes all the same.`}
        checked={isQuiet}
        onChange={(event) => setQuiet(event.target.checked)}
      />
      {isQuiet && (
        <div className="grid grid-cols-2 gap-3">
          <Select
            name="quiet_from"
            label={t`From`}
            choices={every}
            defaultValue={String(hours?.quiet_from ?? 22)}
          />
          <Select
            name="quiet_until"
            label={t`Until`}
            choices={every}
            defaultValue={String(hours?.quiet_until ?? 7)}
          />
        </div>
      )}
      <Select
        name="digest_at"
        label={t`The day's news come at`}
        hint={t`One e-mail with all that can wait.`}
        choices={every}
        defaultValue={String(hours?.digest_at ?? 8)}
      />
      <div className="acts">
        <Button type="submit" look="secondary" busy={keep.isPending}>
          <Trans>Keep these hours</Trans>
        </Button>
      </div>
    </Form>
  );
}
