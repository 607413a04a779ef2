import type { Estate } from "../ground/client.ts";
import { dataAs, dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

type Tables = Database["public"]["Tables"];

/** A look at a let unit. Signatures count for its `round`, and name its `content_hash`. */
export type Inspection = Omit<Tables["inspections"]["Row"], "meter_readings"> & {
  readonly meter_readings: readonly MeterReading[];
};
/** One thing that was looked at. */
export type InspectionItem = Tables["inspection_items"]["Row"];
/** Who agreed or disputed, in which round. */
export type InspectionSignature = Tables["inspection_signatures"]["Row"];
/** What was offered in a round, word for word. */
export type InspectionContent = Tables["inspection_contents"]["Row"];
/** An item at moving in and at moving out. Money in kobo. */
export type ComparedItem = Database["public"]["Views"]["inspection_comparison"]["Row"];

/** What a meter showed. */
export interface MeterReading {
  readonly meter: "electricity" | "water" | "gas" | "diesel";
  /** The meter's own number. */
  readonly number?: string;
  readonly value: number;
  readonly unit?: string;
}

/** What was found of an item; without a condition it is still to be looked at. */
export interface InspectedItem {
  readonly room: string;
  /** Once in a room; by room and name it is found again at moving out. */
  readonly item: string;
  readonly condition?: InspectionItem["condition"];
  readonly note?: string | null;
  /** What putting it right would cost, in kobo: at moving out, of what is poor, damaged or missing. */
  readonly estimated_cost_kobo?: number | null;
}

/**
 * Schedules an inspection; the same again gives the one that is there. Tenants are told of a routine one, which
 * needs 24 hours' notice and a time between 06:00 and 18:00 in Nigeria.
 * @throws {EstateError} inspection.bad_time, inspection.already_there
 */
export async function scheduleInspection(
  estate: Estate,
  inspection: { tenancyId: string; kind: Inspection["kind"]; scheduledFor: Date },
): Promise<Inspection> {
  return dataAs<Inspection>(
    await estate.rpc("schedule_inspection", {
      tenancy_id: inspection.tenancyId,
      kind: inspection.kind,
      scheduled_for: inspection.scheduledFor.toISOString(),
    }),
  );
}

/** The move-out inspection, with the rooms and items of the signed move-in one. A repeat gives the same one. */
export async function beginMoveOut(
  estate: Estate,
  tenancyId: string,
  scheduledFor?: Date,
): Promise<Inspection> {
  return dataAs<Inspection>(
    await estate.rpc("begin_move_out", {
      tenancy_id: tenancyId,
      ...given({ scheduled_for: scheduledFor?.toISOString() }),
    }),
  );
}

/**
 * Writes down what was seen, while it is recorded or corrected: `items` and `meterReadings` replace what was
 * there, and what is left out stays.
 * @throws {EstateError} inspection.bad_fact, whose field is such as items.3.condition; inspection.frozen
 */
export async function saveInspection(
  estate: Estate,
  inspectionId: string,
  seen: {
    items?: readonly InspectedItem[];
    meterReadings?: readonly MeterReading[];
    /** Empty takes the note away. */
    note?: string;
    /** Nigerian date, such as 2026-12-01; the day of the offer when never told. */
    inspectedOn?: string;
  },
): Promise<Inspection> {
  return dataAs<Inspection>(
    await estate.rpc("save_inspection", {
      inspection_id: inspectionId,
      ...given({
        items: seen.items?.map((item) => ({ ...item })),
        meter_readings: seen.meterReadings?.map((reading) => ({ ...reading })),
        note: seen.note,
        inspected_on: seen.inspectedOn,
      }),
    }),
  );
}

/** Offers what was recorded, or corrected after a dispute, to both sides for signing; it is frozen from then on. */
export async function offerInspection(estate: Estate, inspectionId: string): Promise<Inspection> {
  return dataAs<Inspection>(
    await estate.rpc("offer_inspection", { inspection_id: inspectionId }),
  );
}

/**
 * Agrees to what you looked at, named by its hash. It is signed once a member and every tenant with an account
 * agreed.
 * @throws {EstateError} inspection.content_changed when it was corrected meanwhile; inspection.not_ready
 */
export async function signInspection(
  estate: Estate,
  inspectionId: string,
  contentHash: string,
  remark?: string,
): Promise<Inspection> {
  return dataAs<Inspection>(
    await estate.rpc("sign_inspection", {
      inspection_id: inspectionId,
      content_hash: contentHash,
      ...given({ remark }),
    }),
  );
}

/** Says that what is offered is not right, as a whole or in these items; it is then open for correction. */
export async function disputeInspection(
  estate: Estate,
  inspectionId: string,
  remark: string,
  itemIds: string[] = [],
): Promise<Inspection> {
  return dataAs<Inspection>(
    await estate.rpc("dispute_inspection", {
      inspection_id: inspectionId,
      remark,
      item_ids: itemIds,
    }),
  );
}

/** Cancels an inspection that is not signed. */
export async function cancelInspection(
  estate: Estate,
  inspectionId: string,
  reason?: string,
): Promise<Inspection> {
  return dataAs<Inspection>(
    await estate.rpc("cancel_inspection", {
      inspection_id: inspectionId,
      ...given({ reason }),
    }),
  );
}

/** The inspections of a tenancy that you may see, oldest first; tenants see those that were offered. */
export async function listInspections(estate: Estate, tenancyId: string): Promise<Inspection[]> {
  return dataAs<Inspection[]>(
    await estate.from("inspections").select("*").eq("tenancy_id", tenancyId).order("id"),
  );
}

/** The items of an inspection in their order. */
export async function listInspectionItems(
  estate: Estate,
  inspectionId: string,
): Promise<InspectionItem[]> {
  return dataOf(
    await estate.from("inspection_items").select("*").eq("inspection_id", inspectionId)
      .order("position"),
  );
}

/** Everything that was said of an inspection, of every round, oldest first. */
export async function listInspectionSignatures(
  estate: Estate,
  inspectionId: string,
): Promise<InspectionSignature[]> {
  return dataOf(
    await estate.from("inspection_signatures").select("*").eq("inspection_id", inspectionId)
      .order("id"),
  );
}

/** What was offered in each round, oldest first. */
export async function listInspectionContents(
  estate: Estate,
  inspectionId: string,
): Promise<InspectionContent[]> {
  return dataOf(
    await estate.from("inspection_contents").select("*").eq("inspection_id", inspectionId)
      .order("round"),
  );
}

/** Computes on this machine whether a content is the one that its hash, and so a signature, names. */
export async function verifyInspectionContent(
  content: Pick<InspectionContent, "content" | "content_hash">,
): Promise<boolean> {
  const bytes = new TextEncoder().encode(content.content);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex === content.content_hash;
}

/** Each item at moving in and at moving out, and what its repair may cost the tenant, in kobo. */
export async function compareInspections(
  estate: Estate,
  tenancyId: string,
): Promise<ComparedItem[]> {
  return dataOf(
    await estate.from("inspection_comparison").select("*").eq("tenancy_id", tenancyId)
      .order("position").order("room").order("item"),
  );
}
