/** A home that is given back: inspected when it was taken and left, a part of the deposit kept and disputed, the rest to be returned. */
import {
  addInspectionPhoto,
  beginMoveOut,
  deductFromDeposit,
  demandCharge,
  disputeDeduction,
  endTenancy,
  type Estate,
  type Inspection,
  listInspectionItems,
  offerInspection,
  readDeposit,
  recordDepositReturn,
  saveInspection,
  scheduleInspection,
  signInspection,
} from "@estate/sdk";
import { picture } from "../../../supabase/functions/media/testing/pictures.ts";
import type { Stack } from "../../../local/stack.ts";
import { as } from "./as_login.ts";

const rooms = (door: "good" | "damaged", cost?: number) => [
  { room: "Kitchen", item: "Sink", condition: "good" as const },
  { room: "Kitchen", item: "Cupboards", condition: "fair" as const, note: "One hinge is loose" },
  {
    room: "Bedroom",
    item: "Door",
    condition: door,
    ...(door === "damaged" ? { note: "The lock is broken" } : {}),
    ...(cost === undefined ? {} : { estimated_cost_kobo: cost }),
  },
];

/** An inspection at moving in, with a photo, that waits for both sides. */
export async function offeredInspection(by: Estate, tenancyId: string): Promise<Inspection> {
  const { id } = await scheduleInspection(by, {
    tenancyId,
    kind: "move_in",
    scheduledFor: new Date(),
  });
  await saveInspection(by, id, {
    items: rooms("good"),
    meterReadings: [{ meter: "electricity", number: "0412", value: 1234.5, unit: "kWh" }],
    note: "The keys of both doors were handed over.",
  });
  const [sink] = await listInspectionItems(by, id);
  const photo = new Blob([await picture("jpeg", 800, 600)], { type: "image/jpeg" });
  await addInspectionPhoto(by, id, photo, { itemId: sink!.id, caption: "The sink" });
  return await offerInspection(by, id);
}

/**
 * The home of tenant7: inspected twice, given back, two parts of the deposit kept and one of them disputed, most of the rest said to
 * be returned in two.
 */
export async function giveBack(stack: Stack, tenancyId: string): Promise<void> {
  const signed = async ({ id, content_hash: hash }: Inspection) => {
    await as(stack, "tenant7", (tenant) => signInspection(tenant, id, hash ?? ""));
    await as(stack, "agency", (agency) => signInspection(agency, id, hash ?? ""));
  };
  await signed(await as(stack, "agency", (agency) => offeredInspection(agency, tenancyId)));
  const out = await as(stack, "agency", async (agency) => {
    const { id } = await beginMoveOut(agency, tenancyId);
    await saveInspection(agency, id, { items: rooms("damaged", 1_500_000) });
    return await offerInspection(agency, id);
  });
  await signed(out);
  const lock = await as(stack, "agency", async (agency) => {
    await endTenancy(agency, tenancyId, "Moved to Ibadan");
    const door = (await listInspectionItems(agency, out.id)).find((it) => it.item === "Door");
    const kept = { tenancyId, amountKobo: 1_500_000, reason: "The lock of the bedroom door" };
    const lock = await deductFromDeposit(agency, {
      ...kept,
      itemId: door!.id,
      clientId: crypto.randomUUID(),
    });
    const day = new Date(Date.now() + 3_600_000).toISOString().slice(0, 10);
    const diesel = await demandCharge(agency, {
      tenancyId,
      kind: "utility",
      amountKobo: 300_000,
      dueOn: day,
      description: "Diesel of the last month",
    });
    await deductFromDeposit(agency, {
      tenancyId,
      amountKobo: 300_000,
      reason: "Diesel of the last month",
      chargeId: diesel.id,
      clientId: crypto.randomUUID(),
    });
    const held = (await readDeposit(agency, tenancyId))!.held_kobo;
    for (const [amountKobo, bankReference] of [[1_000_000, "GTB-1"], [held - 3_000_000, "GTB-2"]]) {
      await recordDepositReturn(agency, {
        tenancyId,
        amountKobo: amountKobo as number,
        method: "bank_transfer",
        returnedOn: day,
        bankReference: bankReference as string,
        clientId: crypto.randomUUID(),
      });
    }
    return lock.id;
  });
  await as(
    stack,
    "tenant7",
    (tenant) =>
      disputeDeduction(tenant, lock, { reason: "It was loose when I moved in: see the photo." }),
  );
}
