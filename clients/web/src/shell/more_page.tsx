/** What the bar of a phone has no room for. */
import { t } from "@lingui/core/macro";
import { LinkLine, LinkList } from "../ui/link_list.tsx";
import { Page } from "../ui/page.tsx";
import type { Hat } from "./hat.ts";
import { placesOf } from "./nav.ts";

/** The page of a hat. */
export function MorePage({ hat }: { readonly hat: Hat }) {
  return (
    <Page title={t`More`}>
      <LinkList>
        {placesOf(hat).filter((it) => it.isForRail === true).map(({ to, label, Icon }) => (
          <LinkLine key={to} to={to} icon={<Icon />} title={label} />
        ))}
      </LinkList>
    </Page>
  );
}
