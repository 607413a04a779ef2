/** One topic: a choice for all of it by each channel, and, when it is opened, for each kind of news. */
import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import type { MessageMode, NotificationSetting } from "@estate/sdk";
import { Card } from "../../ui/card.tsx";
import { Problem } from "../../ui/problem.tsx";
import { KindLine } from "./kind_line.tsx";
import { ModeSelect } from "./mode_select.tsx";
import { changesTo, modeOfAll, modesForAll } from "./modes.ts";
import { channelName, topicName } from "./preference_words.ts";
import { choose, settingsQuery } from "./preferences_query.ts";

const channels = ["email", "sms"] as const;

/** The card. */
export function TopicCard(
  { topic, settings }: {
    readonly topic: string;
    readonly settings: readonly NotificationSetting[];
  },
) {
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const change = useMutation({
    // What is chosen at once is of one channel.
    mutationFn: ({ of, mode }: { of: readonly NotificationSetting[]; mode: MessageMode }) =>
      choose(of[0]?.channel ?? "email", changesTo(of, mode).map(({ kind }) => kind), mode),
    onSettled: () => queries.invalidateQueries({ queryKey: settingsQuery().queryKey }),
  });
  const kinds = [...new Set(settings.map(({ kind }) => kind))];
  return (
    <Card title={topicName(topic)}>
      <div className="grid gap-3 sm:grid-cols-2">
        {channels.map((channel) => {
          const of = settings.filter((it) => it.channel === channel);
          return of.length === 0 ? null : (
            <ModeSelect
              key={channel}
              name={`${topic}_${channel}`}
              label={channelName(channel)}
              of={topicName(topic)}
              value={modeOfAll(of)}
              modes={modesForAll(of)}
              isBusy={change.isPending}
              onChoose={(mode) => change.mutate({ of, mode })}
            />
          );
        })}
      </div>
      {change.error !== null && <Problem error={change.error} />}
      {kinds.length > 1 && (
        <details
          className="mt-3"
          onToggle={(event) => setOpen(event.currentTarget.open)}
        >
          <summary className="flex min-h-11 cursor-pointer items-center font-semibold text-brand">
            <ChevronDown aria-hidden="true" className="mr-1 size-5 group-open:rotate-180" />
            {t`One by one (${kinds.length})`}
          </summary>
          {isOpen && (
            <ul className="flex flex-col divide-y divide-line">
              {kinds.map((kind) => (
                <KindLine
                  key={kind}
                  settings={settings.filter((it) => it.kind === kind)}
                  isBusy={change.isPending}
                  onChoose={(setting, mode) => change.mutate({ of: [setting], mode })}
                />
              ))}
            </ul>
          )}
        </details>
      )}
    </Card>
  );
}
