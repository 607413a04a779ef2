/** Ways to pay that need no pressing each time: the home's own account number, and autopay. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import type { TenancyHome } from "@estate/sdk";
import { Repeat } from "lucide-react";
import { LinkLine, LinkList } from "../../ui/link_list.tsx";
import { OwnAccount } from "./own_account.tsx";

/** Below what is paid now; nothing of a home that is not lived in. */
export function OtherWays({ home }: { readonly home: TenancyHome }) {
  if (!["active", "notice_given", "holding_over"].includes(home.status)) return null;
  return (
    <section className="mt-10 flex flex-col gap-4">
      <h2 className="text-18 font-semibold">
        <Trans>For the next time</Trans>
      </h2>
      <LinkList>
        <LinkLine
          to={`/home/${home.id}/autopay`}
          icon={<Repeat />}
          title={t`Autopay`}
          more={t`Let your card pay by itself, up to a limit of yours`}
        />
      </LinkList>
      <OwnAccount home={home} />
    </section>
  );
}
