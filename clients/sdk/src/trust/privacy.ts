/** A copy of all data about you, and having it deleted. */
import type { Database, Json } from "../generated/database.types.ts";
import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf, EstateError } from "../ground/estate_error.ts";
import { downloadScan } from "../ground/scans.ts";

type Functions = Database["public"]["Functions"];

/** How an export stands: `failed` means that you ask again. */
export type DataExportState = "under_way" | "ready" | "expired" | "failed";
/** A file of an export; part 0 is its index. */
export interface DataExportFile {
  readonly path: string;
  readonly part: number;
  readonly size_bytes: number;
  readonly sha256: string;
}
/** An export that you asked for. */
export type DataExport =
  & Omit<Functions["my_data_exports"]["Returns"][number], "state" | "files">
  & { readonly state: DataExportState; readonly files: readonly DataExportFile[] | null };

/** What an export holds. */
export interface DataExportContents {
  /** The account, what is in the tables, and what was withheld and why. */
  readonly index: {
    readonly account: Readonly<Record<string, Json>>;
    readonly contents: readonly {
      readonly name: string;
      readonly about: string;
      readonly rows: number;
      /** Only which rows, whose and when: what you did for an organization is its record. */
      readonly is_reduced: boolean;
      readonly left_out: readonly string[];
    }[];
    readonly withheld: readonly {
      readonly name: string;
      readonly about: string;
      readonly why: string;
    }[];
  };
  /** Rows by table and the column that names you. */
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, Json>>[]>>;
}

/** What would become of your data, or did. */
export interface ErasurePreview {
  readonly cooling_off_days: number;
  /** Something open concerns you, so that a person decides when it comes to it. */
  readonly is_decided_by_staff: boolean;
  /** What stands in the way now. */
  readonly blockers: readonly {
    readonly code: string;
    readonly message: string;
    readonly field: string;
    readonly subject_id: string;
    readonly amount_kobo: number | null;
  }[];
  readonly categories: readonly {
    readonly category: string;
    readonly about: string;
    readonly erased: number;
    readonly kept: number;
    readonly kept_why: string | null;
    /** Null: as long as the other side keeps its own record. */
    readonly kept_until: string | null;
  }[];
}

/** How a request to be forgotten stands. */
export type ErasureState =
  | "cooling_off"
  | "due"
  | "waits_for_staff"
  | "erasing_files"
  | "done"
  | "revoked"
  | "refused";
/** Your request to be forgotten. */
export interface Erasure {
  readonly id: string;
  readonly asked_at: string;
  readonly erase_at: string;
  readonly state: ErasureState;
  /** The code of a problem. */
  readonly refusal: string | null;
  readonly decision: ErasureDecision | null;
  readonly decision_reason: string | null;
}
/** What staff decide where something open concerns the person. */
export type ErasureDecision = Database["public"]["Enums"]["erasure_decision"];
/** A request as staff see it: without names. */
export type ErasureRecord = Functions["list_erasures"]["Returns"][number];

/**
 * Asks for a copy of all data about you; returns its id. You are told when it is ready, and can fetch it for a week.
 * @throws {EstateError} auth.stale_sign_in, auth.insufficient_assurance: sign in anew, with your second factor if you have one
 */
export async function requestDataExport(estate: Estate): Promise<string> {
  return dataOf(await estate.rpc("request_data_export"));
}

/** The exports that you asked for, newest first. */
export async function listDataExports(estate: Estate): Promise<DataExport[]> {
  return dataAs<DataExport[]>(await estate.rpc("my_data_exports"));
}

/**
 * The files of an export that is ready, one after another, each as it was made; the index first.
 * @throws {EstateError} auth.stale_sign_in, auth.insufficient_assurance: as for asking for it
 */
export async function* dataExportFiles(
  estate: Estate,
  ready: Pick<DataExport, "files">,
): AsyncGenerator<{ readonly file: DataExportFile; readonly content: Blob }> {
  for (const file of ready.files ?? []) {
    const content = await download(estate, file.path);
    const digest = await crypto.subtle.digest("SHA-256", await content.arrayBuffer());
    const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
    if (hex.join("") !== file.sha256) {
      throw new EstateError(
        "Cannot use the file: it is not as it was made",
        "storage.damaged",
        502,
        "sha256",
      );
    }
    yield { file, content };
  }
}

/** Storage says only that there is no such file for the caller: what they have to do about it is said here. */
async function download(estate: Estate, path: string): Promise<Blob> {
  try {
    return await downloadScan(estate, "data-exports", path);
  } catch (cause) {
    // Without a status nothing was answered, as on a line that is gone.
    const { status } = (cause as { cause?: { status?: number } }).cause ?? {};
    if (status === undefined || ![400, 403, 404].includes(status)) throw cause;
    const { data } = await estate.auth.mfa.getAuthenticatorAssuranceLevel();
    throw data?.nextLevel === "aal2" && data.currentLevel !== "aal2"
      ? new EstateError(
        "Cannot fetch the copy without your second factor: bring its code, and repeat it",
        "auth.insufficient_assurance",
        403,
        undefined,
        { cause },
      )
      : new EstateError(
        "Cannot fetch the copy by an old session: sign in anew, and repeat it",
        "auth.stale_sign_in",
        403,
        undefined,
        { cause },
      );
  }
}

/** All that an export holds, in one: for somebody with very much, go through `dataExportFiles` instead. */
export async function readDataExport(
  estate: Estate,
  ready: Pick<DataExport, "files">,
): Promise<DataExportContents> {
  let index: DataExportContents["index"] = { account: {}, contents: [], withheld: [] };
  const tables: Record<string, Record<string, Json>[]> = {};
  for await (const { file, content } of dataExportFiles(estate, ready)) {
    const said = JSON.parse(await content.text());
    if (file.part === 0) index = said;
    else {
      for (const [name, rows] of Object.entries(said.tables as typeof tables)) {
        (tables[name] ??= []).push(...rows);
      }
    }
  }
  return { index, tables };
}

/** What would be deleted if you asked to be forgotten, what is kept, why and until when, and what stands in the way. */
export async function previewErasure(estate: Estate): Promise<ErasurePreview> {
  return dataAs<ErasurePreview>(await estate.rpc("erasure_preview"));
}

/**
 * Asks to have your account and your data deleted, after `previewErasure` was shown and understood. Until `erase_at` you
 * may take it back.
 * @throws {EstateError} auth.insufficient_assurance, auth.stale_sign_in, erasure.open_tenancy, erasure.money_owed,
 * erasure.money_held, erasure.open_deal, membership.last_owner
 */
export async function requestErasure(
  estate: Estate,
  given: { readonly understood: true; readonly reason?: string },
): Promise<Erasure> {
  return dataAs<Erasure>(
    await estate.rpc("request_erasure", {
      understood: given.understood,
      ...(given.reason === undefined ? {} : { reason: given.reason }),
    }),
  );
}

/** Takes it back. @throws {EstateError} erasure.not_found, erasure.too_late */
export async function revokeErasure(estate: Estate): Promise<Erasure> {
  return dataAs<Erasure>(await estate.rpc("revoke_erasure"));
}

/** Your last request to be forgotten; null when there is none. */
export async function myErasure(estate: Estate): Promise<Erasure | null> {
  return dataAs<Erasure | null>(await estate.rpc("my_erasure"));
}

/** For staff: requests to be forgotten and what came of them, newest first; the last id of a page is `beforeId` of the next. */
export async function listErasures(
  estate: Estate,
  { beforeId, most = 50 }: { readonly beforeId?: string; readonly most?: number } = {},
): Promise<ErasureRecord[]> {
  return dataOf(
    await estate.rpc("list_erasures", {
      max_results: most,
      ...(beforeId === undefined ? {} : { before_id: beforeId }),
    }),
  );
}

/**
 * For staff: lets a request go on although something open concerns the person, or holds it until a moment, with a reason
 * that the person reads.
 * @throws {EstateError} erasure.bad_hold, erasure.over, moderation.own
 */
export async function decideErasure(
  estate: Estate,
  requestId: string,
  decision: ErasureDecision,
  reason: string,
  holdUntil?: string,
): Promise<void> {
  dataOf(
    await estate.rpc("decide_erasure", {
      request_id: requestId,
      decision,
      reason,
      ...(holdUntil === undefined ? {} : { look_again_at: holdUntil }),
    }),
  );
}
