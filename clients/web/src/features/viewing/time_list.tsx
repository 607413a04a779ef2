/** Times by day, each a button. */
import { plural } from "@lingui/core/macro";
import type { ViewingTime } from "@estate/sdk";
import { date, time as clock } from "../../format/date.ts";
import { weekdayOf } from "../../format/weekday.ts";
import { Button } from "../../ui/button.tsx";
import { byDay } from "./days.ts";

/** `busy` is the slot that is being booked. */
export function TimeList(
  { times, busy, onChoose }: {
    readonly times: readonly ViewingTime[];
    readonly busy?: string;
    readonly onChoose: (time: ViewingTime) => void;
  },
) {
  return (
    <div className="flex flex-col gap-6">
      {byDay(times).map(({ day, times }) => (
        <section key={day}>
          <h2 className="mb-2 text-18 font-semibold">
            {weekdayOf(times[0]?.starts_at ?? day)}, {date(day)}
          </h2>
          <ul className="flex flex-col gap-2">
            {times.map((it) => (
              <li key={it.slot_id}>
                <Button
                  look="secondary"
                  wide
                  busy={busy === it.slot_id}
                  disabled={busy !== undefined || it.seats_left < 1}
                  onClick={() => onChoose(it)}
                >
                  <span className="flex w-full items-center justify-between gap-4">
                    <span className="money">{clock(it.starts_at)}–{clock(it.ends_at)}</span>
                    <span className="text-14 font-normal text-muted">
                      {plural(it.seats_left, { one: "# place left", other: "# places left" })}
                    </span>
                  </span>
                </Button>
                {it.note !== null && it.note !== "" && (
                  <p className="mt-1 text-14 text-muted">{it.note}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
