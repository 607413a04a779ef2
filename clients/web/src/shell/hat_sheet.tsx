/** Everything that somebody is here, to go to; and the way out. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Building2, House, KeyRound, Search, Settings, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { hatsQuery } from "../session/hats_query.ts";
import { signOut } from "../session/sign_out.ts";
import { Button } from "../ui/button.tsx";
import { Problem } from "../ui/problem.tsx";
import { Sheet } from "../ui/sheet.tsx";
import { homeOf } from "./hat.ts";
import { roleName } from "./role_names.ts";

/** The sheet. */
export default function HatSheet(
  { userId, onClose }: { readonly userId: string; readonly onClose: () => void },
) {
  const { data: hats, error, refetch } = useQuery(hatsQuery(userId));
  const navigate = useNavigate();
  const go = (to: string) => {
    onClose();
    void navigate({ to });
  };
  return (
    <Sheet
      title={hats?.person?.display_name ?? t`You`}
      isOpen
      onClose={onClose}
      footer={
        <Button
          look="secondary"
          wide
          onClick={() => {
            onClose();
            void signOut().then(() => navigate({ to: "/" }));
          }}
        >
          <Trans>Sign out</Trans>
        </Button>
      }
    >
      {error !== null && <Problem error={error} onRetry={() => void refetch()} />}
      <ul className="flex flex-col gap-1">
        {hats?.tenancies.map((it) => (
          <Line
            key={it.tenancy_id}
            icon={<House />}
            title={<Trans>Your home</Trans>}
            more={it.landlord}
            onPress={() => go(homeOf({ kind: "tenant", tenancyId: it.tenancy_id }))}
          />
        ))}
        {hats?.memberships.map((it) => (
          <Line
            key={it.org_id}
            icon={<Building2 />}
            title={it.name}
            more={roleName(it.role)}
            onPress={() => go(homeOf({ kind: "work", orgId: it.org_id }))}
          />
        ))}
        {hats?.is_staff === true && (
          <Line
            icon={<ShieldCheck />}
            title={<Trans>Staff of Estate</Trans>}
            onPress={() => go("/staff")}
          />
        )}
        <Line icon={<Search />} title={<Trans>Look for a home</Trans>} onPress={() => go("/")} />
        {hats !== undefined && (
          <Line
            icon={<KeyRound />}
            title={<Trans>Let, sell or manage homes</Trans>}
            onPress={() => go("/org/new")}
          />
        )}
        <Line
          icon={<Settings />}
          title={<Trans>You and your settings</Trans>}
          onPress={() => go("/me")}
        />
      </ul>
    </Sheet>
  );
}

function Line(
  { icon, title, more, onPress }: {
    readonly icon: ReactNode;
    readonly title: ReactNode;
    readonly more?: ReactNode;
    readonly onPress: () => void;
  },
) {
  return (
    <li>
      <button
        type="button"
        onClick={onPress}
        className="flex min-h-14 w-full items-center gap-3 rounded-control px-3 py-2 text-left hover:bg-raised"
      >
        <span aria-hidden="true" className="text-brand">{icon}</span>
        <span className="min-w-0">
          <span className="block font-semibold">{title}</span>
          {more !== undefined && <span className="block text-14 text-muted">{more}</span>}
        </span>
      </button>
    </li>
  );
}
