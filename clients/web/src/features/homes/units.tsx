/** The units of a property, and what each is used for today. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { UnitOccupancy } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { bedroomsWord, kindName } from "../../format/home_words.ts";
import { Loaded } from "../../ui/loaded.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { unitsQuery } from "./homes_query.ts";
import { occupancyWords } from "./unit_words.ts";

/** The list. `quiet`: says nothing where there is none, for something else stands there. */
export function Units(
  { orgId, propertyId, quiet }: {
    readonly orgId: string;
    readonly propertyId: string;
    readonly quiet: boolean;
  },
) {
  const query = useQuery(unitsQuery(orgId, propertyId));
  return (
    <Loaded query={query} skeleton={<Skeleton className="h-24" />}>
      {(units) => {
        if (units.length === 0) {
          return quiet ? null : (
            <p className="text-muted">
              <Trans>It has no units yet.</Trans>
            </p>
          );
        }
        return (
          <ul>
            {units.map((unit) => (
              <li key={unit.id} className="border-t border-line first:border-t-0">
                <Link
                  to="/org/$orgId/homes/units/$unitId"
                  params={{ orgId, unitId: unit.id }}
                  className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 hover:text-brand"
                >
                  <span className="min-w-0">
                    <span className="block font-semibold">{unit.label}</span>
                    <span className="block text-14 text-muted">
                      {unit.bedrooms > 0
                        ? t`${kindName(unit.kind)}, ${bedroomsWord(unit.bedrooms)}`
                        : kindName(unit.kind)}
                    </span>
                  </span>
                  <Use today={unit.today} />
                </Link>
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}

function Use({ today }: { readonly today: UnitOccupancy | undefined }) {
  if (today === undefined) return null;
  const { meaning, words } = occupancyWords(today.status);
  return (
    <span className="flex flex-wrap items-center gap-2">
      {today.next_free_on !== null && (
        <span className="text-14 text-muted">
          <Trans>free from {date(today.next_free_on)}</Trans>
        </span>
      )}
      <StatusChip meaning={meaning}>{words}</StatusChip>
    </span>
  );
}
