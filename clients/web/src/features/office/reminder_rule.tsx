/** Chooses the stages; what would go out by them stands below before they are kept. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { Callout, StatusChip } from "../../ui/status_chip.tsx";
import { toast } from "../../ui/toast.tsx";
import { Tick, tickCardClass } from "../../ui/tick.tsx";
import { sdk } from "./addressees_query.ts";
import { toggled } from "./audience.ts";
import { isSame, mostStages, offered } from "./reminder_days.ts";
import { RemindersToCome } from "./reminders_to_come.tsx";
import { stageName } from "./stage_words.ts";

/** The card, and what would go out. */
export function ReminderRule(
  { orgId, rule }: {
    readonly orgId: string;
    readonly rule: { readonly days: readonly number[]; readonly is_own: boolean };
  },
) {
  const queries = useQueryClient();
  const [days, setDays] = useState(rule.days);
  const save = useMutation({
    mutationFn: async (kept: readonly number[] | undefined) => {
      const [client, { setReminderRule }] = await sdk();
      await setReminderRule(client, orgId, kept);
    },
    onSuccess: () => {
      toast(t`The reminders are set.`);
      return queries.invalidateQueries({ queryKey: ["charges"] });
    },
  });
  const isChanged = !isSame(days, rule.days);
  return (
    <div className="flex flex-col gap-6">
      <Card
        title={t`When tenants are reminded`}
        action={rule.is_own
          ? <StatusChip meaning="info">{t`Your own rule`}</StatusChip>
          : <StatusChip meaning="info">{t`As usual`}</StatusChip>}
      >
        <fieldset>
          <legend className="mb-3 text-muted">
            <Trans>Counted from the day on which the money is due.</Trans>
          </legend>
          <div className="grid gap-2 sm:flex sm:flex-wrap">
            {offered(rule.days).map((it) => (
              <label
                key={it}
                className={`flex min-h-11 items-center gap-3 rounded-control px-3 has-checked:font-semibold has-checked:text-brand-ink ${tickCardClass}`}
              >
                <Tick
                  type="checkbox"
                  onCard
                  checked={days.includes(it)}
                  disabled={!days.includes(it) && days.length >= mostStages}
                  onChange={() => setDays(toggled(days, it))}
                />
                {stageName(it)}
              </label>
            ))}
          </div>
        </fieldset>
        {days.length === 0 && (
          <div className="mt-4">
            <Callout meaning="warn" title={t`Nobody would be reminded`}>
              <Trans>Tenants then hear of what they owe only when they look.</Trans>
            </Callout>
          </div>
        )}
        {save.isError && (
          <div className="mt-4">
            <Problem error={save.error} />
          </div>
        )}
        <div className="mt-4 acts">
          <Button
            disabled={!isChanged}
            busy={save.isPending}
            onClick={() => save.mutate(days)}
          >
            <Trans>Keep these stages</Trans>
          </Button>
          {isChanged && (
            <Button look="quiet" onClick={() => setDays(rule.days)}>
              <Trans>Undo</Trans>
            </Button>
          )}
          {rule.is_own && !isChanged && (
            <Button
              look="quiet"
              busy={save.isPending}
              onClick={() => save.mutate(undefined)}
            >
              <Trans>Back to what is usual</Trans>
            </Button>
          )}
        </div>
      </Card>
      <RemindersToCome orgId={orgId} days={days} />
    </div>
  );
}
