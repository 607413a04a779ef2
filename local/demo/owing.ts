/** What is owed: schedules beside the rent, instalments, a correction, and what paying late costs. */
import {
  addChargeSchedule,
  announce,
  demandCharge,
  divideCharge,
  EstateError,
  listAgeing,
  listAnnouncementRecipients,
  listAnnouncements,
  listCharges,
  listReminders,
  nigerianDate,
  previewReminders,
  readAnnouncement,
  remindTenancy,
  reverseCharge,
  setLateFee,
  setReminderRule,
} from "@estate/sdk";
import { type Narrator, refused } from "./narrator.ts";
import type { Person } from "./people.ts";

/** Tells it of a tenancy whose rent is charged and not paid. */
export async function tellOwing(
  tell: Narrator,
  people: { owner: Person; tenant: Person; stranger: Person },
  home: { tenancyId: string; orgId: string; rentKobo: number },
): Promise<void> {
  const { owner, tenant, stranger } = people;
  const { tenancyId, orgId } = home;

  tell.step("The owner charges diesel by the month, due on its fifth day; nobody else may");
  const diesel = {
    tenancyId,
    kind: "utility" as const,
    amountKobo: 2_500_000,
    period: "month" as const,
    label: "Diesel",
    dueOnDay: 5,
    clientId: crypto.randomUUID(),
  };
  const schedule = await addChargeSchedule(owner.estate, diesel);
  const again = await addChargeSchedule(owner.estate, diesel);
  const charges = await listCharges(tenant.estate, tenancyId);
  const fuel = charges.filter((it) => it.kind === "utility");
  tell.expect(
    again.id === schedule.id && fuel.length === 1 && fuel[0]?.amount_kobo === 2_500_000,
    `₦25,000.00 for ${fuel[0]?.period}, due ${fuel[0]?.due_on}; sent twice it is one`,
  );
  const meddling = await refused(
    "a stranger's schedule",
    addChargeSchedule(stranger.estate, { ...diesel, clientId: crypto.randomUUID() }),
  );
  tell.expect(meddling instanceof EstateError, `a stranger: ${meddling.message}`);

  tell.step("The year's rent is divided into two instalments, as the tenant asked");
  const rent = charges.find((it) => it.kind === "rent");
  const dueOn = rent?.due_on ?? "";
  const parts = await divideCharge(owner.estate, rent?.charge_id ?? "", [
    { dueOn, amountKobo: home.rentKobo / 2 },
    { dueOn: `${Number(dueOn.slice(0, 4)) + 1}-01-01`, amountKobo: home.rentKobo / 2 },
  ]);
  const divided = await listCharges(tenant.estate, tenancyId);
  tell.expect(
    parts.length === 2 &&
      divided.find((it) => it.charge_id === rent?.charge_id)?.status === "reversed",
    parts.map((it) => it.description).join("; "),
  );

  tell.step("A demand that was wrong is taken back with a reason, and paying late gets a price");
  const wrong = await demandCharge(owner.estate, {
    tenancyId,
    kind: "utility",
    amountKobo: 900_000,
    dueOn: nigerianDate(),
    description: "Water of another flat",
  });
  const reversal = await reverseCharge(owner.estate, wrong.id, "Billed to the wrong flat");
  tell.expect(reversal.amount_kobo === -900_000, reversal.description);
  const rule = await setLateFee(owner.estate, tenancyId, { graceDays: 7, bps: 500 });
  tell.expect(rule.bps === 500, "five percent of what is open, a week after it was due");
  const [ageing] = await listAgeing(owner.estate, { orgId, tenancyId });
  tell.expect(
    ageing?.overdue_kobo === 0 && ageing.not_due_kobo === home.rentKobo + 2_500_000,
    "and the books know how old each debt is",
  );

  tell.step("What falls due soon is remembered once, with a link that pays, until it is paid");
  const days = await setReminderRule(owner.estate, orgId, [-7, -1, 0, 3]);
  const soon = await demandCharge(owner.estate, {
    tenancyId,
    kind: "utility",
    amountKobo: 400_000,
    dueOn: nigerianDate(5),
    description: "Repair of the borehole",
  });
  const planned = await previewReminders(owner.estate, orgId);
  tell.expect(
    days.length === 4 &&
      planned.some((it) => it.tenancy_id === tenancyId && it.stage === -1 && it.people === 1),
    "the owner sees which reminder goes when, and to how many people",
  );
  await remindTenancy(owner.estate, tenancyId);
  await remindTenancy(owner.estate, tenancyId);
  const reminded = (await listReminders(tenant.estate, tenancyId))
    .filter((it) => it.due_on === soon.due_on);
  const { data: notes } = await tenant.estate.from("notifications").select("title, payload")
    .eq("kind", "rent_due").eq("subject_id", tenancyId);
  const note = notes?.find((it) => JSON.stringify(it.payload).includes(soon.id));
  tell.expect(
    reminded.length === 1 && JSON.stringify(note?.payload).includes(`/tenancies/${tenancyId}/pay`),
    `asked twice it is told once: ${note?.title}`,
  );
  await reverseCharge(owner.estate, soon.id, "The borehole is under guarantee");
  await remindTenancy(owner.estate, tenancyId);
  tell.expect(
    (await listReminders(tenant.estate, tenancyId)).length === reminded.length,
    "taken back, it is not remembered again",
  );

  tell.step("The water is cut: the tenants of the house read it in their language, and say so");
  const water = {
    orgId,
    clientId: crypto.randomUUID(),
    tenancyIds: [tenancyId],
    isImportant: true,
    texts: {
      en: {
        title: "Water is off on Saturday",
        body: "From eight until noon the pump is serviced.",
      },
      pcm: { title: "Water no dey Saturday", body: "From eight reach noon dem dey service pump." },
    },
  };
  const said = await announce(owner.estate, water);
  const saidAgain = await announce(owner.estate, water);
  const [heard] = (await listAnnouncements(tenant.estate, orgId)).filter((it) => it.id === said.id);
  tell.expect(
    saidAgain.id === said.id && said.people === 1 &&
      heard?.announcement_texts.some((it) => it.title === water.texts.pcm.title) === true,
    `${heard?.announcement_texts.map((it) => it.title).join(" / ")}; sent twice it is said once`,
  );
  await readAnnouncement(tenant.estate, said.id, { acknowledge: true });
  const [reader] = await listAnnouncementRecipients(owner.estate, said.id);
  tell.expect(
    reader?.user_id === tenant.id && reader.acknowledged_at !== null,
    "the owner sees who read it and when",
  );
  tell.expect(
    (await listAnnouncements(stranger.estate, orgId)).length === 0,
    "a stranger reads nothing of it",
  );
}
