/** The applicants of one listing side by side: a table on a wide screen, cards on a phone. */
import { plural, t } from "@lingui/core/macro";
import { Link } from "@tanstack/react-router";
import type { AppliedListing, PersonCheck, ReceivedApplication } from "@estate/sdk";
import { date } from "../../format/date.ts";
import { StatusChip } from "../../ui/status_chip.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import {
  applicationState,
  householdWords,
  incomeWords,
  shareWords,
  termWords,
} from "./applicant_words.ts";
import { checkWord } from "./check_word.ts";
import { guarantorState } from "./guarantor_state.ts";
import { personName } from "./person_name.ts";
import { rentShare } from "./rent_share.ts";

type Known = ReadonlyMap<string, readonly PersonCheck[]> | undefined;

/** The table. */
export function ApplicantTable(
  { orgId, listing, all, checks }: {
    readonly orgId: string;
    readonly listing: AppliedListing;
    readonly all: readonly ReceivedApplication[];
    readonly checks: Known;
  },
) {
  return (
    <Table
      caption={t`Applications for ${listing.title}`}
      columns={columns(orgId, listing, checks)}
      rows={all}
      rowKey={({ id }) => id}
    />
  );
}

function columns(
  orgId: string,
  listing: AppliedListing,
  checks: Known,
): readonly Column<ReceivedApplication>[] {
  return [
    {
      head: t`Who`,
      title: true,
      cell: (it) => (
        <>
          <Link
            to="/org/$orgId/people/applications/$id"
            params={{ orgId, id: it.id }}
            className="flex min-h-11 items-center underline sm:min-h-0"
          >
            {personName(it.applicant)}
          </Link>
          <span className="mb-1 block text-14 font-normal text-muted">{it.occupation}</span>
          <Chip {...applicationState(it.status)} />
        </>
      ),
    },
    {
      head: t`Income`,
      cell: (it) => {
        if (it.income_band === null) return "";
        const share = rentShare(it.income_band, listing);
        return (
          <span className="flex flex-col items-end gap-1 sm:items-start">
            {incomeWords(it.income_band)}
            {share !== undefined && <Chip {...shareWords(share)} />}
          </span>
        );
      },
    },
    {
      head: t`Household`,
      cell: (it) =>
        it.has_pets ? t`${householdWords(it.household)}, animals` : householdWords(it.household),
    },
    {
      head: t`From, for`,
      cell: (it) => (
        <>
          <span className="block">{it.move_in_on === null ? "" : date(it.move_in_on)}</span>
          <span className="block text-14 text-muted">
            {it.term_months === null ? "" : termWords(it.term_months)}
          </span>
        </>
      ),
    },
    {
      head: t`What was checked`,
      cell: (it) => {
        const known = checks?.get(it.applicant_id);
        if (known === undefined) return "";
        if (known.length === 0) return <span className="text-muted">{t`Nothing`}</span>;
        return known.map(({ what, on }) => (
          <span key={what} className="block text-14">
            {checkWord(what)} <span className="text-muted">· {date(on)}</span>
          </span>
        ));
      },
    },
    {
      head: t`Guarantor, papers`,
      cell: (it) => (
        <span className="flex flex-col items-end gap-1 sm:items-start">
          <BestGuarantor application={it} />
          {it.documents.length === 0
            ? <span className="text-14 text-muted">{t`No papers`}</span>
            : plural(it.documents.length, { one: "# paper", other: "# papers" })}
        </span>
      ),
    },
  ];
}

/** Of several the one who is surest. */
function BestGuarantor(
  { application: { guarantors } }: { readonly application: ReceivedApplication },
) {
  const rank = (it: (typeof guarantors)[number]) =>
    it.status === "confirmed" ? (it.is_phone_proven ? 0 : 1) : it.status === "named" ? 2 : 3;
  const best = guarantors.toSorted((a, b) => rank(a) - rank(b))[0];
  if (best === undefined) return <span className="text-muted">{t`No guarantor`}</span>;
  return <Chip {...guarantorState(best)} />;
}

function Chip({ meaning, words }: ReturnType<typeof applicationState>) {
  return (
    <span className="text-left font-normal sm:whitespace-nowrap">
      <StatusChip meaning={meaning}>{words}</StatusChip>
    </span>
  );
}
