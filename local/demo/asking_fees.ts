/** A fee for applying: refused where the law says who bears it, else demanded, paid and receipted. */
import {
  demandApplicationFee,
  EstateError,
  listApplicationFees,
  listReceipts,
  startCheckout,
} from "@estate/sdk";
import { eventually, type Narrator, refused } from "./narrator.ts";
import { control } from "./paying.ts";
import type { Person, Project } from "./people.ts";

/** Tells it of an application that was received in Lagos. */
export async function tellAskingFees(
  tell: Narrator,
  project: Project,
  people: { owner: Person; stranger: Person },
  applicationId: string,
): Promise<void> {
  const { owner, stranger } = people;
  tell.step("A fee for applying is asked where the law allows it");
  const fee = {
    applicationId,
    kind: "processing" as const,
    amountKobo: 500_000,
    reason: "For the paper work",
    isRefundable: true,
    clientId: crypto.randomUUID(),
  };
  const unlawful = await refused(
    "a credit check at the applicant's cost",
    demandApplicationFee(owner.estate, {
      ...fee,
      kind: "credit_check",
      clientId: crypto.randomUUID(),
    }),
  );
  tell.expect(
    unlawful instanceof EstateError && unlawful.code === "application.unlawful_fee",
    unlawful.message,
  );
  const charge = await demandApplicationFee(owner.estate, fee);
  const [seen] = await listApplicationFees(stranger.estate, applicationId);
  tell.expect(
    seen?.charge_id === charge.id && seen.is_refundable,
    `${stranger.name} reads: ${charge.description}, ₦5,000.00, back if turned down`,
  );
  const checkout = await startCheckout(stranger.estate, [charge.id]);
  await control(`${project.url}/sandbox/paystack`, `pay/${checkout.reference}`, {});
  const paid = await eventually("the fee settling", async () => {
    const { data } = await stranger.estate.from("payments").select("id, status")
      .eq("reference", checkout.reference).single();
    return data?.status === "succeeded" ? data : undefined;
  });
  const [receipt] = await listReceipts(stranger.estate, paid.id);
  tell.expect(receipt?.application_id === applicationId, `paid, receipt ${receipt?.number}`);
}
