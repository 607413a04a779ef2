/** How long ago, in words of ours: a browser says "-3 d" in Yoruba and Igbo. */
import { plural, t } from "@lingui/core/macro";
import { ago } from "./calendar.ts";

/** An instant as "3 days ago". */
export function relative(instant: string | number | Date, now?: number): string {
  const since = ago(instant, now);
  if (since.unit === "now") return t`just now`;
  const { count } = since;
  switch (since.unit) {
    case "minute":
      return plural(count, { one: "# minute ago", other: "# minutes ago" });
    case "hour":
      return plural(count, { one: "# hour ago", other: "# hours ago" });
    case "day":
      return count === 1 ? t`yesterday` : plural(count, { one: "# day ago", other: "# days ago" });
    case "month":
      return plural(count, { one: "# month ago", other: "# months ago" });
    case "year":
      return plural(count, { one: "# year ago", other: "# years ago" });
  }
}
