/** The other homes of somebody who has several. */
import { t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { TenancyHome } from "@estate/sdk";
import { homeName } from "../../format/home_name.ts";

/** A row of them, the one that is shown marked. */
export function HomeSwitcher(
  { homes, current }: { readonly homes: readonly TenancyHome[]; readonly current: string },
) {
  return (
    <nav aria-label={t`Your homes`} className="-mx-4 overflow-x-auto px-4 sm:mx-0 sm:px-0">
      <ul className="flex min-w-max gap-2">
        {homes.map((it) => (
          <li key={it.id}>
            <Link
              to="/home/$tenancyId"
              params={{ tenancyId: it.id }}
              aria-current={it.id === current ? "page" : undefined}
              className="flex min-h-11 items-center rounded-chip border border-edge px-4 hover:bg-raised aria-[current=page]:border-brand aria-[current=page]:bg-brand-soft aria-[current=page]:font-semibold aria-[current=page]:text-brand-ink"
            >
              {homeName(it)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
