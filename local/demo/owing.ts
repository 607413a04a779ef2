/** What is owed: schedules beside the rent, instalments, a correction, and what paying late costs. */
import {
  addChargeSchedule,
  demandCharge,
  divideCharge,
  EstateError,
  listAgeing,
  listCharges,
  nigerianDate,
  reverseCharge,
  setLateFee,
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
}
