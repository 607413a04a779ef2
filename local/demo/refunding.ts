/** What was paid twice goes back: asked for, approved, sent by the provider, and booked when it has gone. */
import {
  approveRefund,
  EstateError,
  listReceipts,
  listRefunds,
  listReturns,
  requestRefund,
} from "@estate/sdk";
import { eventually, type Narrator, refused } from "./narrator.ts";
import type { Person, Project } from "./people.ts";

/** Tells it of a payment that was credit. */
export async function tellRefunding(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
  paymentId: string,
): Promise<void> {
  const { owner, tenant, stranger } = people;
  tell.step(`${owner.name} gives back what was paid twice`);
  const [receipt] = await listReceipts(tenant.estate, paymentId);
  const wanted = {
    paymentId,
    amountKobo: receipt?.amount_kobo ?? 0,
    reason: "The diesel was paid twice",
    clientId: crypto.randomUUID(),
  };
  const meddling = await refused(
    "the payer asking for themselves",
    requestRefund(tenant.estate, wanted),
  );
  tell.expect(meddling instanceof EstateError, `the payer sends nothing: ${meddling.message}`);
  const asked = await requestRefund(owner.estate, wanted);
  const again = await requestRefund(owner.estate, wanted);
  tell.expect(asked.id === again.id, "sent twice, the request is one refund");
  const alone = await refused("approving one's own", approveRefund(owner.estate, asked.id));
  tell.expect(
    alone instanceof EstateError && alone.code === "refund.same_person",
    `two people are asked: ${alone.message}`,
  );
  const approved = await approveRefund(owner.estate, asked.id, { iAmAlone: true });
  tell.expect(
    approved.approved_alone,
    "in an organization of one the owner says so, and the refund keeps it",
  );

  tell.step("Paystack takes it on, and tells when the money has gone");
  const pending = await eventually("the provider having it", async () => {
    const [refund] = await listRefunds(tenant.estate, { paymentId });
    return refund?.status === "pending" ? refund : undefined;
  });
  const before = await listReturns(tenant.estate, paymentId);
  tell.expect(before.length === 0, `refund ${pending.provider_refund_id} is on its way`);
  const response = await fetch(
    `${project.url}/sandbox/paystack/_control/refunds/${pending.provider_refund_id}`,
    {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ status: "processed" }),
    },
  );
  if (!response.ok) throw new Error(`Cannot control the sandbox: ${response.status}`);
  await response.body?.cancel();
  await eventually("the refund", async () => {
    const [refund] = await listRefunds(tenant.estate, { paymentId });
    return refund?.status === "succeeded" || undefined;
  });
  const [gone] = await listReturns(tenant.estate, paymentId);
  const [voided] = await listReceipts(tenant.estate, paymentId);
  tell.expect(
    gone?.amount_kobo === wanted.amountKobo && voided?.void !== null,
    `${gone?.amount_kobo} kobo went back; receipt ${voided?.number} is void: ${voided?.void?.reason}`,
  );
  tell.expect(
    (await listRefunds(stranger.estate, { paymentId })).length === 0,
    "a stranger sees nothing of it",
  );
}
