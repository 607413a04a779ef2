/** One kind of news by each channel. */
import type { MessageMode, NotificationSetting } from "@estate/sdk";
import { kindWords } from "./kind_words.ts";
import { ModeSelect } from "./mode_select.tsx";
import { modesFor } from "./modes.ts";
import { channelName } from "./preference_words.ts";

/** The line. */
export function KindLine(
  { settings, isBusy, onChoose }: {
    readonly settings: readonly NotificationSetting[];
    readonly isBusy: boolean;
    readonly onChoose: (setting: NotificationSetting, mode: MessageMode) => void;
  },
) {
  const words = kindWords(settings[0]?.kind ?? "");
  const about = words ?? settings[0]?.about ?? "";
  return (
    <li className="py-3">
      <p {...(words === undefined ? { lang: "en" } : {})} className="mb-2">{about}</p>
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
