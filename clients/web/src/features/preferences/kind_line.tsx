/** One kind of news by each channel. */
import type { MessageMode, NotificationSetting } from "@estate/sdk";
import { ModeSelect } from "./mode_select.tsx";
import { modesFor } from "./modes.ts";
import { channelName } from "./preference_words.ts";

/** The line. What it tells stands in the project's own words. */
export function KindLine(
  { settings, isBusy, onChoose }: {
    readonly settings: readonly NotificationSetting[];
    readonly isBusy: boolean;
    readonly onChoose: (setting: NotificationSetting, mode: MessageMode) => void;
  },
) {
  const about = settings[0]?.about ?? "";
  return (
    <li className="py-3">
      <p lang="en" className="mb-2">{about}</p>
      <div className="grid grid-cols-2 gap-3">
        {settings.toSorted((one, other) => one.channel.localeCompare(other.channel)).map((
          setting,
        ) => (
          <ModeSelect
            key={setting.channel}
            name={`${setting.kind}_${setting.channel}`}
            label={channelName(setting.channel)}
            of={about}
            value={setting.mode}
            modes={modesFor(setting)}
            isBusy={isBusy}
            onChoose={(mode) => onChoose(setting, mode)}
          />
        ))}
      </div>
    </li>
  );
}
