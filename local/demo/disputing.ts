/** A payment that its payer's bank disputes: what shows that it is right goes to the provider, and the money stays. */
import { addDocument, answerDispute, listDisputes, nigerianDate, startCheckout } from "@estate/sdk";
import type { Letting } from "./letting.ts";
import { eventually, type Narrator, refused } from "./narrator.ts";
import { control } from "./paying.ts";
import type { Person, Project } from "./people.ts";

/** Tells it of a payment of the tenancy. */
export async function tellDisputing(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  const { owner, tenant, stranger } = people;
  const { orgId, tenancyId } = letting;
  const sandbox = `${project.url}/sandbox/paystack`;
  tell.step("The bank of a payer disputes a payment; a paper shows that it is right");
  const { data: charge, error } = await owner.estate.rpc("demand_charge", {
    tenancy_id: tenancyId,
    kind: "utility",
    amount_kobo: 900_000,
    due_on: nigerianDate(),
    description: "Diesel of the month",
    client_id: crypto.randomUUID(),
  });
  if (error !== null) throw error;
  const { reference } = await startCheckout(tenant.estate, [charge.id], crypto.randomUUID());
  await control(sandbox, `pay/${reference}`, {});
  const payment = await eventually("the payment", async () => {
    const { data } = await owner.estate.from("payments").select("id, status")
      .eq("reference", reference).maybeSingle();
    return data?.status === "succeeded" ? data : undefined;
  });
  await control(sandbox, `disputes/${reference}`, {});
  const disputeOf = async () =>
    (await listDisputes(owner.estate, { orgId })).find((it) => it.payment_id === payment.id);
  const open = await eventually("the dispute", disputeOf);
  tell.expect(
    open.status === "open" && open.answer_by !== null,
    `${open.amount_kobo} kobo are disputed, to be answered until ${open.answer_by}`,
  );
  await refused(
    "a stranger answering it",
    answerDispute(stranger.estate, open.id, "accept", "They are right"),
  );
  const shown = await addDocument(
    owner.estate,
    { tenancy_id: tenancyId, kind: "letter", title: "The tenant's thanks for the diesel" },
    new Blob(["%PDF-1.7\nThe diesel came, thank you\n%%EOF\n"], { type: "application/pdf" }),
  );
  await answerDispute(
    owner.estate,
    open.id,
    "contest",
    "The diesel came, see the letter",
    shown.id,
  );
  await eventually(
    "the answer at the bank",
    async () => (await disputeOf())?.status === "answered" || undefined,
  );
  const id = (await disputeOf())?.provider_dispute_id;
  await control(sandbox, `disputes/${id}/decide`, { outcome: "won" });
  const won = await eventually("the bank's word", async () => {
    const found = await disputeOf();
    return found?.status === "won" ? found : undefined;
  });
  tell.expect(
    won.document_id === shown.id,
    "the letter went to Paystack with the answer; the bank decides for the landlord, no money moved",
  );
}
