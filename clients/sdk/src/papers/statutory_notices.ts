/** Notices of the law: computed before they are given, issued with their rules, checked, served with proof. */
import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import { downloadScan } from "../ground/scans.ts";
import type { Database } from "../generated/database.types.ts";

type Tables = Database["public"]["Tables"];
type Enums = Database["public"]["Enums"];

/** quit, recovery, abandoned or inspection. */
export type NoticeForm = Enums["notice_form"];
/** How a notice is served; which modes count is in {@linkcode NoticeAnswer.modes}. */
export type ServiceMode = Enums["service_mode"];
/** A notice as it was issued; `computed` is the answer by which it was, without its warnings. */
export type StatutoryNotice = Tables["statutory_notices"]["Row"];
/** That a notice is withdrawn, and why. */
export type NoticeWithdrawal = Tables["notice_withdrawals"]["Row"];
/** What a lawyer found of a notice. */
export type NoticeCheck = Tables["notice_checks"]["Row"];
/** An attempt at service or a courtesy copy, whether the notice counts as served by it, and why not. */
export type NoticeService = Tables["notice_services"]["Row"];
/** That a record of service was wrong, and why. */
export type NoticeServiceCorrection = Tables["notice_service_corrections"]["Row"];
/** Who opened a notice when, and said so. */
export type NoticeReading = Tables["notice_readings"]["Row"];
/** issued, served, matured, lapsed or withdrawn, and since when. */
export type NoticeStanding = Database["public"]["Views"]["notice_standings"]["Row"];
/** A record of service with whether it was taken back. */
export type ListedNoticeService = NoticeService & {
  readonly correction: NoticeServiceCorrection | null;
};
/** A notice with whether it is withdrawn. */
export type ListedStatutoryNotice = StatutoryNotice & {
  readonly withdrawal: NoticeWithdrawal | null;
};

/** A notice with the agency that gave it by its mandate; null: the owner's own people did. */
export type OrgStatutoryNotice = ListedStatutoryNotice & { readonly given_by: string | null };

/** What would make a notice defective. */
export interface NoticeFault {
  /** A code of docs/problems/statutory_notice.md. */
  readonly code: string;
  readonly field: string;
  readonly message: string;
}

/** What the law says of a notice. Dates are YYYY-MM-DD. */
export interface NoticeAnswer {
  readonly form: NoticeForm;
  readonly nature: Enums["tenancy_nature"];
  readonly ruleset_id: string;
  readonly ruleset_version: number;
  readonly jurisdiction: string;
  readonly certainty: Enums["legal_certainty"];
  readonly source: string;
  readonly section: string | null;
  readonly form_name: string | null;
  /** Such as "6 months", and by which rule or agreement. */
  readonly length: string | null;
  readonly length_basis: string | null;
  readonly is_business: boolean;
  readonly serve_on: string;
  readonly earliest_on: string | null;
  readonly takes_effect_on: string | null;
  /** The last day on which it can be served. */
  readonly serve_by: string | null;
  readonly determined_on: string | null;
  readonly determined_by: string | null;
  readonly needs_lawyers_check: boolean;
  readonly warnings: readonly string[];
  /** None: it can be issued. */
  readonly faults: readonly NoticeFault[];
  readonly body: string | null;
  readonly modes: readonly {
    readonly mode: ServiceMode;
    readonly is_lawful: boolean;
    readonly needs_witness: boolean;
    readonly needs_reference: boolean;
    readonly section: string;
  }[];
}

/** A notice to be given. */
export interface NewNotice {
  readonly tenancyId: string;
  readonly form: NoticeForm;
  /** YYYY-MM-DD; the earliest when it is left out of a preview. */
  readonly takesEffectOn?: string;
  /** The day on which it will be served; today when left out. */
  readonly serveOn?: string;
  readonly grounds?: string;
}

/** What the law says of a notice before it is given, with what would make it defective. */
export async function previewStatutoryNotice(
  estate: Estate,
  notice: NewNotice,
): Promise<NoticeAnswer> {
  return dataAs<NoticeAnswer>(
    await estate.rpc("preview_statutory_notice", {
      tenancy_id: notice.tenancyId,
      form: notice.form,
      ...given({
        takes_effect_on: notice.takesEffectOn,
        serve_on: notice.serveOn,
        grounds: notice.grounds,
      }),
    }),
  );
}

/**
 * Issues a notice; what would be defective is refused. Have a lawyer check it, then have it served. Safe to send again
 * with the same `clientId`.
 * @throws {EstateError} statutory_notice.* with the faults
 */
export async function issueStatutoryNotice(
  estate: Estate,
  notice: Required<Omit<NewNotice, "serveOn">> & {
    readonly clientId: string;
    readonly serveOn?: string;
  },
): Promise<StatutoryNotice> {
  return dataOf(
    await estate.rpc("issue_statutory_notice", {
      tenancy_id: notice.tenancyId,
      form: notice.form,
      takes_effect_on: notice.takesEffectOn,
      grounds: notice.grounds,
      client_id: notice.clientId,
      ...given({ serve_on: notice.serveOn }),
    }),
  );
}

/** The notices of a tenancy, the newest first. */
export async function listStatutoryNotices(
  estate: Estate,
  tenancyId: string,
): Promise<ListedStatutoryNotice[]> {
  return dataAs<ListedStatutoryNotice[]>(
    await estate.from("statutory_notices").select("*, withdrawal:notice_withdrawals(*)")
      .eq("tenancy_id", tenancyId).order("id", { ascending: false }),
  );
}

/** How the notices of a tenancy stand. */
export async function noticeStandings(
  estate: Estate,
  tenancyId: string,
): Promise<NoticeStanding[]> {
  return dataOf(
    await estate.from("notice_standings").select().eq("tenancy_id", tenancyId).order("notice_id"),
  );
}

/** The notices of an organization, the newest first; at most two hundred. */
export async function listOrgStatutoryNotices(
  estate: Estate,
  orgId: string,
): Promise<OrgStatutoryNotice[]> {
  type Embedded = ListedStatutoryNotice & {
    readonly mandate: { readonly agent_org_id: string } | null;
  };
  const found = dataAs<Embedded[]>(
    await estate.from("statutory_notices").select(
      "*, withdrawal:notice_withdrawals(*), " +
        "mandate:mandates!statutory_notices_org_id_mandate_id_fkey(agent_org_id)",
    ).eq("org_id", orgId).order("id", { ascending: false }).limit(200),
  );
  return found.map(({ mandate, ...it }) => ({ ...it, given_by: mandate?.agent_org_id ?? null }));
}

/** How the notices of an organization stand, the newest first; at most two hundred. */
export async function orgNoticeStandings(
  estate: Estate,
  orgId: string,
): Promise<NoticeStanding[]> {
  return dataOf(
    await estate.from("notice_standings").select().eq("org_id", orgId)
      .order("notice_id", { ascending: false }).limit(200),
  );
}

/** What lawyers found of a notice, the newest first: the first one counts. For the owner's side. */
export async function listNoticeChecks(
  estate: Estate,
  noticeId: string,
): Promise<NoticeCheck[]> {
  return dataOf(
    await estate.from("notice_checks").select().eq("notice_id", noticeId)
      .order("id", { ascending: false }),
  );
}

/** Who opened a notice, and who said so. */
export async function listNoticeReadings(
  estate: Estate,
  noticeId: string,
): Promise<NoticeReading[]> {
  return dataOf(
    await estate.from("notice_readings").select().eq("notice_id", noticeId).order("user_id"),
  );
}

/** The paper that holds, for signing and serving: of one that is withdrawn, the one that says so. */
export function downloadNotice(
  estate: Estate,
  notice: Pick<StatutoryNotice, "id" | "org_id">,
  isWithdrawn = false,
): Promise<Blob> {
  return downloadScan(
    estate,
    "letters",
    `${notice.org_id}/${notice.id}/${isWithdrawn ? "withdrawn" : "sent"}.pdf`,
  );
}

/** Records what a lawyer found of a notice; tenants do not see it. */
export async function recordNoticeCheck(
  estate: Estate,
  check: {
    readonly noticeId: string;
    readonly lawyerName: string;
    readonly isGood: boolean;
    readonly enrolmentNumber?: string;
    readonly note?: string;
  },
): Promise<NoticeCheck> {
  return dataOf(
    await estate.rpc("record_notice_check", {
      notice_id: check.noticeId,
      lawyer_name: check.lawyerName,
      is_good: check.isGood,
      ...given({ enrolment_number: check.enrolmentNumber, note: check.note }),
    }),
  );
}

/** Withdraws a notice, for a reason that the tenants read. Safe to repeat. */
export async function withdrawStatutoryNotice(
  estate: Estate,
  noticeId: string,
  reason: string,
): Promise<NoticeWithdrawal> {
  return dataOf(await estate.rpc("withdraw_statutory_notice", { notice_id: noticeId, reason }));
}

/** Notes that you have opened a notice to you, and with `acknowledge` that you say so. It agrees to nothing. */
export async function readStatutoryNotice(
  estate: Estate,
  noticeId: string,
  how: { readonly acknowledge?: boolean } = {},
): Promise<NoticeReading> {
  return dataOf(
    await estate.rpc("read_statutory_notice", {
      notice_id: noticeId,
      ...given({ acknowledge: how.acknowledge }),
    }),
  );
}

/**
 * Records an attempt to serve a notice. `counts` of the answer says whether the notice counts as served by it: by a mode
 * that the law names, that came off, in time, with a document of the tenancy that shows it.
 * @throws {EstateError} statutory_notice.bad_service, statutory_notice.unknown_document,
 *   statutory_notice.unfit_document, statutory_notice.withdrawn, statutory_notice.passed_on, statutory_notice.already_used
 */
export async function recordNoticeService(
  estate: Estate,
  service: {
    readonly noticeId: string;
    readonly mode: ServiceMode;
    readonly clientId: string;
    readonly attemptedAt: Date;
    /** Who did it, by name. */
    readonly servedBy: string;
    /** Whether it came off. */
    readonly isEffective: boolean;
    /** Into whose hands. */
    readonly recipient?: string;
    readonly witness?: string;
    /** The courier's. */
    readonly reference?: string;
    readonly documentId?: string;
    readonly note?: string;
  },
): Promise<NoticeService> {
  return dataOf(
    await estate.rpc("record_notice_service", {
      notice_id: service.noticeId,
      mode: service.mode,
      client_id: service.clientId,
      attempted_at: service.attemptedAt.toISOString(),
      served_by: service.servedBy,
      is_effective: service.isEffective,
      ...given({
        recipient: service.recipient,
        witness: service.witness,
        reference: service.reference,
        document_id: service.documentId,
        note: service.note,
      }),
    }),
  );
}

/** Takes a wrong record of service back: it stays, and counts no more. Safe to repeat. */
export async function correctNoticeService(
  estate: Estate,
  serviceId: string,
  reason: string,
): Promise<NoticeServiceCorrection> {
  return dataOf(await estate.rpc("correct_notice_service", { service_id: serviceId, reason }));
}

/** What was tried to serve a notice, oldest first. */
export async function listNoticeServices(
  estate: Estate,
  noticeId: string,
): Promise<ListedNoticeService[]> {
  return dataAs<ListedNoticeService[]>(
    await estate.from("notice_services").select("*, correction:notice_service_corrections(*)")
      .eq("notice_id", noticeId).order("attempted_at").order("id"),
  );
}
