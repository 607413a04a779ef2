/** Living there: moving in, papers, where the rent stands, renewal and notice. */
import {
  acceptTenancy,
  addDocument,
  addInspectionPhoto,
  answerHistoryRequest,
  disputeInspection,
  downloadDocument,
  EstateError,
  giveNotice,
  listHistoryViews,
  listInspectionContents,
  listInspectionItems,
  listRentStatus,
  nigerianDate,
  offerInspection,
  offerRenewal,
  readSharedHistory,
  requestHistory,
  revokeHistory,
  saveInspection,
  scheduleInspection,
  shareDocument,
  signInspection,
  unshareDocument,
  verifyInspectionContent,
} from "@estate/sdk";
import { picture } from "../../supabase/functions/media/testing/pictures.ts";
import type { Letting } from "./letting.ts";
import { type Narrator, refused } from "./narrator.ts";
import { tellOwing } from "./owing.ts";
import type { Person } from "./people.ts";

/** Tells it of the paid tenancy. */
export async function tellLiving(
  tell: Narrator,
  people: { owner: Person; tenant: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  const { owner, tenant, stranger } = people;
  const { tenancyId, orgId } = letting;

  tell.step("Moving in is inspected, disputed, corrected, and signed by both");
  const inspection = await scheduleInspection(owner.estate, {
    tenancyId,
    kind: "move_in",
    scheduledFor: new Date(),
  });
  const seen = (condition: "good" | "damaged") => ({
    items: [
      { room: "Kitchen", item: "Sink", condition: "good" as const },
      { room: "Bedroom", item: "Door", condition },
    ],
    meterReadings: [{ meter: "electricity" as const, value: 1234.5, unit: "kWh" }],
  });
  await saveInspection(owner.estate, inspection.id, seen("good"));
  const photo = new Blob([await picture("jpeg", 800, 600)], { type: "image/jpeg" });
  await addInspectionPhoto(owner.estate, inspection.id, photo);
  await offerInspection(owner.estate, inspection.id);
  const [, door] = await listInspectionItems(tenant.estate, inspection.id);
  await disputeInspection(tenant.estate, inspection.id, "The door is broken", [door?.id ?? ""]);
  await saveInspection(owner.estate, inspection.id, seen("damaged"));
  const corrected = await offerInspection(owner.estate, inspection.id);
  const hash = corrected.content_hash ?? "";
  await signInspection(tenant.estate, inspection.id, hash);
  const signed = await signInspection(owner.estate, inspection.id, hash);
  const contents = await listInspectionContents(tenant.estate, inspection.id);
  const last = contents.at(-1);
  tell.expect(
    signed.status === "signed" && last !== undefined && await verifyInspectionContent(last),
    `signed by both: ${hash.slice(0, 16)}…`,
  );

  tell.step("A paper is shared until a time; taken back, it cannot be read any more");
  const agreement = await addDocument(
    owner.estate,
    { tenancy_id: tenancyId, kind: "agreement", title: "Tenancy agreement" },
    new Blob(["%PDF-1.7\nTenancy agreement\n%%EOF\n"], { type: "application/pdf" }),
  );
  const grant = await shareDocument(
    owner.estate,
    agreement.id,
    { tenancy_id: tenancyId },
    new Date(Date.now() + 3_600_000),
  );
  const copy = await downloadDocument(tenant.estate, agreement);
  tell.expect(copy.size > 0, "the tenant reads the agreement");
  await refused("a stranger's download", downloadDocument(stranger.estate, agreement));
  await unshareDocument(owner.estate, grant.id);
  const gone = await refused("a download afterwards", downloadDocument(tenant.estate, agreement));
  tell.expect(gone instanceof EstateError, `afterwards: ${gone.message}`);
  const liar = await refused(
    "a page that calls itself a PDF",
    addDocument(
      owner.estate,
      { tenancy_id: tenancyId, kind: "other", title: "Not what it says" },
      new Blob(["<html></html>"], { type: "application/pdf" }),
    ),
  );
  tell.expect(
    liar instanceof EstateError && liar.field === "upload_path",
    `a page that calls itself a PDF: ${liar.message}`,
  );

  tell.step("Both see where the rent stands, and agree to go on for another year");
  const [standing] = await listRentStatus(tenant.estate, { tenancyId });
  tell.expect(
    standing?.is_in_arrears === false && standing.paid_kobo === standing.charged_kobo,
    `paid through ${standing?.paid_through}, nothing owed`,
  );
  const early = await refused(
    "notice within the agreed year",
    giveNotice(owner.estate, tenancyId, nigerianDate(30), "We want to move in ourselves"),
  );
  tell.expect(
    early instanceof EstateError && early.code === "notice.too_short",
    `notice for next month: ${early.message}`,
  );
  const renewal = await offerRenewal(owner.estate, tenancyId, { rentKobo: 132_000_000 });
  const renewed = await acceptTenancy(tenant.estate, renewal.id);
  const [next] = await listRentStatus(owner.estate, { orgId, tenancyId: renewal.id });
  tell.expect(
    renewed.status === "active" && next?.next_due_kobo === 132_000_000,
    `renewed from ${renewed.starts_on}; ₦1,320,000.00 due on ${next?.next_due_on}`,
  );
  await tellOwing(tell, people, { tenancyId: renewal.id, orgId, rentKobo: 132_000_000 });

  tell.step("A rental history is the tenant's own; an owner sees it by consent, for a time");
  const asked = await requestHistory(owner.estate, orgId, tenant.id, "Before we renew again");
  const blind = await refused("a look without consent", readSharedHistory(owner.estate, asked.id));
  tell.expect(blind instanceof EstateError, `before the answer: ${blind.message}`);
  await answerHistoryRequest(tenant.estate, asked.id, true);
  const [shared] = await readSharedHistory(owner.estate, asked.id);
  tell.expect(
    shared?.rent_kobo === null && (await listHistoryViews(tenant.estate, asked.id)).length === 1,
    `granted: ${shared?.area}, ${shared?.status}; rent stays hidden, and the look is noted`,
  );
  await revokeHistory(tenant.estate, asked.id);
  const over = await refused("a look afterwards", readSharedHistory(owner.estate, asked.id));
  tell.expect(over instanceof EstateError && over.code === "history.not_granted", "taken back");
}
