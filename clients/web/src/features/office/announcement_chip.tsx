/** How an announcement stands, as a chip. */
import { t } from "@lingui/core/macro";
import type { Announcement } from "@estate/sdk";
import { StatusChip } from "../../ui/status_chip.tsx";
import { stateOf } from "./announcement_state.ts";

/** The chip. */
export function AnnouncementChip({ announcement }: { readonly announcement: Announcement }) {
  switch (stateOf(announcement)) {
    case "planned":
      return <StatusChip meaning="wait">{t`Planned`}</StatusChip>;
    case "told":
      return <StatusChip meaning="good">{t`Told`}</StatusChip>;
    case "over":
      return <StatusChip meaning="info">{t`Its time is over`}</StatusChip>;
    case "withdrawn":
      return <StatusChip meaning="warn">{t`Withdrawn`}</StatusChip>;
  }
}
