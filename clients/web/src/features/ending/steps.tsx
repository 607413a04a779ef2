/** What is still to be done before a home is given back. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import type { TenancyHome } from "@estate/sdk";
import { Banknote, ClipboardCheck, MessageCircle } from "lucide-react";
import { naira } from "../../format/naira.ts";
import { chargesQuery, inspectionsQuery } from "../../session/home_queries.ts";
import { LinkLine, LinkList } from "../../ui/link_list.tsx";
import { Missed } from "../../ui/missed.tsx";

/** Lines that lead on, each with how it stands. */
export function Steps({ home }: { readonly home: TenancyHome }) {
  const charges = useQuery(chargesQuery(home.id));
  const inspections = useQuery(inspectionsQuery(home.id));
  const open = charges.data?.filter((it) => it.status !== "reversed")
    .reduce((sum, it) => sum + Math.max(it.payable_kobo ?? 0, 0), 0);
  const last = inspections.data?.find((it) => it.kind === "move_out" && it.status !== "cancelled");
  const at = `/home/${home.id}`;
  return (
    <section>
      <h2 className="mb-2 text-18 font-semibold">
        <Trans>Before you give the home back</Trans>
      </h2>
      <Missed of={[charges, inspections]} className="mb-4" />
      <LinkList>
        <LinkLine
          to={`${at}/pay`}
          icon={<Banknote />}
          title={t`Pay what is open`}
          {...(open === undefined
            ? {}
            : { more: open === 0 ? t`Nothing is open` : t`${naira(open)} is open` })}
        />
        <LinkLine
          to={last === undefined ? `${at}/inspections` : `${at}/inspections/${last.id}`}
          icon={<ClipboardCheck />}
          title={t`Inspection at moving out`}
          {...(inspections.data === undefined ? {} : {
            more: last === undefined
              ? t`Not offered yet: ask your landlord for a day`
              : last.status === "signed"
              ? t`Signed by both sides`
              : t`Waits to be signed`,
          })}
        />
        <LinkLine
          to="/messages"
          icon={<MessageCircle />}
          title={t`Agree on the day and the keys`}
          more={t`Write to your landlord, so that both have it in writing`}
        />
      </LinkList>
    </section>
  );
}
