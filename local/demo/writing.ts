/** A letter on the owner's letterhead, and a notice of the law with its paper and its proof of service. */
import {
  addDocument,
  addLogo,
  downloadLetter,
  downloadNotice,
  EstateError,
  issueStatutoryNotice,
  listLetterReadings,
  listLetters,
  listNoticeServices,
  nigerianDate,
  noticeStandings,
  previewLetters,
  previewStatutoryNotice,
  readLetter,
  readStatutoryNotice,
  recordNoticeCheck,
  recordNoticeService,
  saveLetterDraft,
  saveLetterTemplate,
  sendLetters,
  setLetterhead,
  withdrawStatutoryNotice,
} from "@estate/sdk";
import { picture } from "../../supabase/functions/media/testing/pictures.ts";
import type { Letting } from "./letting.ts";
import { eventually, type Narrator, refused } from "./narrator.ts";
import type { Person } from "./people.ts";

const isPaper = async (paper: Blob) => (await paper.slice(0, 5).text()) === "%PDF-";

/** Tells it of the tenancy, which goes on as it was. */
export async function tellWriting(
  tell: Narrator,
  people: { owner: Person; tenant: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  await tellLetter(tell, people, letting);
  await tellNotice(tell, people, letting);
}

async function tellLetter(
  tell: Narrator,
  { owner, tenant, stranger }: { owner: Person; tenant: Person; stranger: Person },
  { orgId, tenancyId }: Letting,
): Promise<void> {
  tell.step(`${owner.name} sets a letterhead, and writes a letter from a template`);
  const logo = await addLogo(
    owner.estate,
    orgId,
    new Blob([await picture("png", 320, 120)], { type: "image/png" }),
  );
  await setLetterhead(owner.estate, orgId, {
    signatory_name: owner.name,
    signatory_title: "Landlord",
    phone: "+2348031234567",
    website: "adeyemihomes.ng",
    logo_id: logo.id,
  });
  const template = await saveLetterTemplate(owner.estate, {
    orgId,
    clientId: crypto.randomUUID(),
    name: "Borehole",
    fields: { day: "date", price_kobo: "kobo?" },
    texts: {
      en: {
        subject: "The borehole on {{day}}",
        body:
          "Dear {{tenant_names}},\n\nthe borehole of {{property}} is serviced on {{day}}. Please keep some water.\nA tanker for that day costs {{price_kobo}}.\n\nThank you.",
      },
      yo: {
        subject: "Kànga omi ní {{day}}",
        body: "Ẹ káàbọ̀ {{tenant_names}},\n\na ó tún kànga omi {{property}} ṣe ní {{day}}.",
      },
    },
  });
  const draft = await saveLetterDraft(owner.estate, {
    orgId,
    clientId: crypto.randomUUID(),
    templateId: template.id,
    facts: { day: nigerianDate(5) },
    tenancyIds: [tenancyId],
  });
  const [preview] = await previewLetters(owner.estate, draft.id);
  tell.expect(
    preview?.letters === 1 && !preview.body.includes("tanker"),
    `before it goes: “${preview?.subject}”; the line whose price is missing is left out`,
  );
  await sendLetters(owner.estate, draft.id);
  const again = await sendLetters(owner.estate, draft.id);
  const [letter] = await listLetters(tenant.estate, { tenancy_id: tenancyId });
  if (letter === undefined) throw new Error("The tenant sees no letter");
  tell.expect(again.letters === 1, `${letter.number} went out once, to ${letter.addressee}`);
  const paper = await eventually(
    "the letter's paper",
    () => downloadLetter(tenant.estate, letter).catch(() => undefined),
  );
  tell.expect(await isPaper(paper), `the tenant has it as PDF on the letterhead: ${paper.size} B`);
  await refused("a stranger's download", downloadLetter(stranger.estate, letter));
  await readLetter(tenant.estate, letter.id, { acknowledge: true });
  const [reading] = await listLetterReadings(owner.estate, letter.id);
  tell.expect(typeof reading?.acknowledged_at === "string", "the owner sees that it was read");
}

async function tellNotice(
  tell: Narrator,
  { owner, tenant }: { owner: Person; tenant: Person; stranger: Person },
  { tenancyId }: Letting,
): Promise<void> {
  tell.step(`${owner.name} asks what the law says before giving notice to quit`);
  const grounds = "The owner's family will live in the flat.";
  const early = await previewStatutoryNotice(owner.estate, {
    tenancyId,
    form: "quit",
    takesEffectOn: nigerianDate(30),
    grounds,
  });
  tell.expect(
    early.faults[0]?.code === "statutory_notice.too_short",
    `a month would be defective: ${early.faults[0]?.message}`,
  );
  const answer = await previewStatutoryNotice(owner.estate, { tenancyId, form: "quit", grounds });
  tell.fact(
    `${answer.form_name}, ${answer.source} ${answer.section}: ${answer.length}, ${answer.takes_effect_on} at the earliest, to be served by ${answer.serve_by}`,
  );
  tell.fact(answer.warnings.join(" "));
  const notice = await issueStatutoryNotice(owner.estate, {
    tenancyId,
    form: "quit",
    takesEffectOn: answer.takes_effect_on ?? "",
    grounds,
    clientId: crypto.randomUUID(),
  });
  const sevenDays = await refused(
    "a seven days' notice at once",
    issueStatutoryNotice(owner.estate, {
      tenancyId,
      form: "recovery",
      takesEffectOn: nigerianDate(10),
      grounds,
      clientId: crypto.randomUUID(),
    }),
  );
  tell.expect(
    sevenDays instanceof EstateError && sevenDays.code === "statutory_notice.too_early",
    `the seven days' notice has to wait: ${sevenDays.message}`,
  );
  const paper = await eventually(
    "the notice's paper",
    () => downloadNotice(owner.estate, notice).catch(() => undefined),
  );
  tell.expect(await isPaper(paper), `${notice.number} is on paper, for signing and serving`);
  await recordNoticeCheck(owner.estate, {
    noticeId: notice.id,
    lawyerName: "Barr. Ngozi Eze",
    isGood: true,
  });

  tell.step("The notice is served, with proof");
  const served = (documentId?: string) =>
    recordNoticeService(owner.estate, {
      noticeId: notice.id,
      mode: "personal",
      clientId: crypto.randomUUID(),
      attemptedAt: new Date(),
      servedBy: "Musa Ibrahim, bailiff",
      isEffective: true,
      recipient: tenant.name,
      ...(documentId === undefined ? {} : { documentId }),
    });
  const unproved = await served();
  tell.expect(!unproved.counts, `without evidence it does not count: ${unproved.why_not}`);
  const photo = await addDocument(
    owner.estate,
    { tenancy_id: tenancyId, kind: "notice", title: "Service of the notice to quit" },
    new Blob([await picture("jpeg", 400, 300)], { type: "image/jpeg" }),
  );
  const proved = await served(photo.id);
  const [standing] = await noticeStandings(owner.estate, tenancyId);
  tell.expect(
    proved.counts && standing?.status === "served",
    `with a photo it is served, on ${standing?.served_on}`,
  );
  const tried = await listNoticeServices(tenant.estate, notice.id);
  tell.fact(
    tried.map((it) => `${it.mode}: ${it.counts ? "counts" : it.why_not.join(", ")}`).join(" · "),
  );
  await readStatutoryNotice(tenant.estate, notice.id, { acknowledge: true });
  await withdrawStatutoryNotice(owner.estate, notice.id, "We agreed that the tenants stay");
  const [now] = await noticeStandings(tenant.estate, tenancyId);
  tell.expect(now?.status === "withdrawn", "they agree, and it is withdrawn: the tenancy goes on");
}
