/** Who takes the money: another provider, and a second tab. */
import { createClient } from "@supabase/supabase-js";
import { demandCharge, listCharges, listReceipts, nigerianDate, startCheckout } from "@estate/sdk";
import type { Letting } from "./letting.ts";
import { eventually, type Narrator } from "./narrator.ts";
import type { Person, Project } from "./people.ts";

const dieselKobo = 4_500_050;

/** Tells it of a charge of the tenancy; returns the payment that came once too often. */
export async function tellChoosing(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person },
  letting: Letting,
): Promise<{ paidTwice: string }> {
  const { owner, tenant } = people;
  tell.step("Diesel is paid with Flutterwave, in naira there and in kobo here");
  const charge = await demandCharge(owner.estate, {
    tenancyId: letting.tenancyId,
    kind: "utility",
    amountKobo: dieselKobo,
    dueOn: nigerianDate(14),
    description: "Diesel",
  });
  const checkout = await startCheckout(
    tenant.estate,
    [charge.id],
    crypto.randomUUID(),
    "flutterwave",
  );
  const otherTab = await startCheckout(tenant.estate, [charge.id]);
  tell.fact(`${checkout.reference}: ${checkout.checkout_url}`);
  const page = await (await fetch(checkout.checkout_url)).text();
  tell.expect(page.includes("₦45,000.50"), "the page asks for ₦45,000.50");
  await payOn(checkout.checkout_url);
  const first = await settled(tenant, checkout.reference);
  const paid = (await listCharges(tenant.estate, letting.tenancyId))
    .find((it) => it.charge_id === charge.id);
  tell.expect(
    paid?.paid_kobo === dieselKobo && paid.status === "paid",
    `the charge is paid: ${paid?.paid_kobo} kobo`,
  );
  const [receipt] = await listReceipts(tenant.estate, first);
  tell.expect(
    receipt?.method === "flutterwave" && receipt.amount_kobo === dieselKobo,
    `receipt ${receipt?.number}`,
  );

  tell.step("The same charge was open in a second tab, with Paystack, and is paid once more");
  await payOn(otherTab.checkout_url);
  const second = await settled(tenant, otherTab.reference);
  const [credit] = await listReceipts(tenant.estate, second);
  tell.expect(
    credit?.amount_kobo === dieselKobo &&
      JSON.stringify(credit.items).includes("Credit on account"),
    `nobody's money disappears: receipt ${credit?.number} says credit on account`,
  );
  const staff = createClient(project.url, project.secretKey, { auth: { persistSession: false } });
  const { data: told } = await staff.from("payment_exceptions").select("kind, suggested_action")
    .eq("reference", otherTab.reference);
  tell.expect(told?.length === 1 && told[0]?.kind === "overpaid", "and staff are told");
  tell.fact(`suggested: ${told?.[0]?.suggested_action}`);
  return { paidTwice: second };
}

/** Presses the Pay button of a checkout's page. */
async function payOn(page: string): Promise<void> {
  const response = await fetch(`${page}/pay`, { method: "POST", redirect: "manual" });
  await response.body?.cancel();
}

/** The payment of a reference, once it has settled. */
async function settled(payer: Person, reference: string): Promise<string> {
  return await eventually(`${reference} settling`, async () => {
    const { data } = await payer.estate.from("payments").select("id, status")
      .eq("reference", reference).single();
    return data?.status === "succeeded" ? data.id : undefined;
  });
}
