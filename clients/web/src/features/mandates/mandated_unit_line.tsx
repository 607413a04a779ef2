/** A unit that an agency works on: how its listings and its rent stand, or the way to list it. */
import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ListedHome, MandatedLetting, MandatedRent, MandatedUnit } from "@estate/sdk";
import { lastDay } from "../../format/calendar.ts";
import { date } from "../../format/date.ts";
import { bedroomsWord, kindName } from "../../format/home_words.ts";
import { listingStatus } from "../../format/listing_words.ts";
import { naira } from "../../format/naira.ts";
import { LinkButton } from "../../ui/button.tsx";
import { StatusChip } from "../../ui/status_chip.tsx";
import { listingsOfUnit } from "./unit_listings.ts";

/** The line, as an item of a list. */
export function MandatedUnitLine(
  { orgId, unit, listings, ours, mayList, lettings, rent }: {
    readonly orgId: string;
    readonly unit: MandatedUnit;
    readonly listings: readonly ListedHome[];
    readonly ours: ReadonlySet<string>;
    readonly mayList: boolean;
    /** Its tenancies, where the agency signs. */
    readonly lettings: readonly MandatedLetting[];
    /** What is collected of it, where the agency does. */
    readonly rent: MandatedRent | undefined;
  },
) {
  const { ours: written, isListedByOthers } = listingsOfUnit(unit.id, listings, ours);
  return (
    <li className="flex min-h-14 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line py-2 first:border-t-0">
      <span className="min-w-0">
        <span className="block font-semibold">{unit.label}</span>
        <span className="block text-14 text-muted">
          {unit.bedrooms > 0
            ? t`${kindName(unit.kind)}, ${bedroomsWord(unit.bedrooms)}`
            : kindName(unit.kind)}
        </span>
      </span>
      <span className="flex flex-wrap items-center gap-2">
        {rent !== undefined && <Collected orgId={orgId} unit={unit.label} rent={rent} />}
        {lettings.map((it) => <Let key={it.id} orgId={orgId} letting={it} />)}
        {written.map((it) => <Listed key={it.id} orgId={orgId} listing={it} />)}
        {written.length === 0 && isListedByOthers && (
          <span className="text-14 text-muted">
            <Trans>listed, not by you</Trans>
          </span>
        )}
        {written.length === 0 && !isListedByOthers && mayList && rent === undefined &&
          lettings.length === 0 && (
          <LinkButton
            look="secondary"
            to="/org/$orgId/listings/new"
            params={{ orgId }}
            search={{ unit: unit.id }}
            aria-label={t`List it: ${unit.label}`}
          >
            <Trans>List it</Trans>
          </LinkButton>
        )}
      </span>
    </li>
  );
}

function Collected(
  { orgId, unit, rent }: {
    readonly orgId: string;
    readonly unit: string;
    readonly rent: MandatedRent;
  },
) {
  const last = date(lastDay(rent.ends_on));
  return (
    <>
      {rent.overdue_kobo > 0
        ? <StatusChip meaning="bad">{t`${naira(rent.overdue_kobo)} overdue`}</StatusChip>
        : <StatusChip meaning="good">{t`Nothing overdue`}</StatusChip>}
      <LinkButton
        look="secondary"
        to="/org/$orgId/money/tenancies/$tenancyId"
        params={{ orgId, tenancyId: rent.tenancy_id }}
        aria-label={t`Let until ${last}: the rent of ${unit}`}
      >
        <Trans>Let until {last}</Trans>
      </LinkButton>
    </>
  );
}

function Listed({ orgId, listing }: { readonly orgId: string; readonly listing: ListedHome }) {
  const state = listingStatus(listing.status);
  return (
    <Link
      to="/org/$orgId/listings/$id"
      params={{ orgId, id: listing.id }}
      aria-label={t`${state.words}: ${listing.title}`}
      className="flex min-h-11 items-center rounded-control underline"
    >
      <StatusChip meaning={state.meaning}>{state.words}</StatusChip>
    </Link>
  );
}

function Let({ orgId, letting }: { readonly orgId: string; readonly letting: MandatedLetting }) {
  const { id, status, parties, unit } = letting;
  const names = parties.map(({ tenant }) => tenant.full_name).join(", ");
  return (
    <LinkButton
      look="secondary"
      to="/org/$orgId/lettings/$tenancyId"
      params={{ orgId, tenancyId: id }}
      aria-label={t`The tenancy of ${unit.label}: ${names}`}
    >
      {status === "offered" ? <Trans>Tenancy offered</Trans> : <Trans>Tenancy</Trans>}
    </LinkButton>
  );
}
