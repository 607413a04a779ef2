/** A property in the tree: what it is and how full; opened, what stands in it. */
import { plural, t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { ChevronDown, ChevronRight } from "lucide-react";
import { LinkButton } from "../../ui/button.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import type { Counts, Place } from "./tree.ts";
import { Units } from "./units.tsx";

/** The line, as an item of a list. It is open when it, or something in it, is. */
export function PropertyLine(
  { orgId, place, open }: {
    readonly orgId: string;
    readonly place: Place;
    readonly open?: string;
  },
) {
  const { property, inside, counts } = place;
  const isOpen = holds(place, open);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  const parent = property.parent_id ?? undefined;
  const next = isOpen ? parent : property.id;
  return (
    <li className="rounded-card border border-line bg-ground">
      <Link
        to="/org/$orgId/homes"
        params={{ orgId }}
        search={next === undefined ? {} : { open: next }}
        resetScroll={false}
        replace
        aria-expanded={isOpen}
        className="flex min-h-16 items-center gap-3 rounded-card p-4 hover:bg-raised"
      >
        <Chevron aria-hidden="true" className="size-5 shrink-0 text-muted" />
        <span className="min-w-0 flex-1">
          <span className="block font-semibold">{property.name}</span>
          <span className="block text-14 text-muted">
            {[property.area, property.state].join(", ")}
          </span>
        </span>
        <Filled counts={counts} />
      </Link>
      {isOpen && (
        <div className="border-t border-line p-3 sm:p-4">
          {inside.length > 0 && (
            <ul className="mb-3 flex flex-col gap-3 last:mb-0">
              {inside.map((it) => (
                <PropertyLine
                  key={it.property.id}
                  orgId={orgId}
                  place={it}
                  {...(open === undefined ? {} : { open })}
                />
              ))}
            </ul>
          )}
          <Units orgId={orgId} propertyId={property.id} quiet={inside.length > 0} />
          <LinkButton
            look="secondary"
            to="/org/$orgId/homes/$propertyId"
            params={{ orgId, propertyId: property.id }}
            className="mt-3"
            aria-label={t`All about it: ${property.name}`}
          >
            <Trans>All about it</Trans>
          </LinkButton>
        </div>
      )}
    </li>
  );
}

const holds = ({ property, inside }: Place, open: string | undefined): boolean =>
  open !== undefined && (property.id === open || inside.some((it) => holds(it, open)));

function Filled({ counts: { units, vacant } }: { readonly counts: Counts }) {
  if (units === 0) {
    return (
      <span className="text-14 text-muted">
        <Trans>no units</Trans>
      </span>
    );
  }
  return (
    <span className="flex shrink-0 flex-col items-end gap-1 text-right">
      <span className="text-14">{plural(units, { one: "# unit", other: "# units" })}</span>
      {vacant === 0
        ? <StatusChip meaning="good">{t`All in use`}</StatusChip>
        : (
          <StatusChip meaning="warn">
            {plural(vacant, { one: "# empty", other: "# empty" })}
          </StatusChip>
        )}
    </span>
  );
}
