/** Money goes straight to the payee's bank: the provider splits it, the platform takes its fee, and the books say so. */
import {
  accountBalances,
  approveDirectSettlement,
  demandCharge,
  EstateError,
  listDirectSettlements,
  listPaymentTerms,
  listPlatformFees,
  nigerianDate,
  paymentByReference,
  platformFeeQuote,
  requestDirectSettlement,
  startCheckout,
} from "@estate/sdk";
import type { Letting } from "./letting.ts";
import { eventually, type Narrator, refused } from "./narrator.ts";
import type { Person } from "./people.ts";

const rentKobo = 5_000_000;

/** Tells it of an account with Flutterwave to which money may go. */
export async function tellGoingStraight(
  tell: Narrator,
  people: { owner: Person; tenant: Person; accountant: Person; stranger: Person },
  letting: Letting,
  payeeAccountId: string,
): Promise<void> {
  const { owner, tenant, accountant, stranger } = people;
  const { orgId } = letting;
  tell.step("Rents are to go straight to the bank: what it costs is shown, and two people decide");
  const quote = (await platformFeeQuote(owner.estate, orgId, rentKobo)).find((it) =>
    it.paid === "split"
  );
  tell.expect(
    (quote?.fee_kobo ?? 0) > 0,
    `of ₦50,000.00 the platform takes ₦${(quote?.fee_kobo ?? 0) / 100}`,
  );
  const asked = await requestDirectSettlement(owner.estate, orgId, payeeAccountId);
  const alone = await refused(
    "approving one's own",
    approveDirectSettlement(owner.estate, asked.id),
  );
  tell.expect(
    alone instanceof EstateError && alone.code === "direct_settlement.own",
    alone.message,
  );
  await approveDirectSettlement(accountant.estate, asked.id);
  await eventually("the provider knowing the account", async () => {
    const [newest] = await listDirectSettlements(owner.estate, orgId);
    return newest?.status === "active" ? newest : undefined;
  });

  tell.step(`${tenant.name} pays, and the landlord's share is not held by anybody`);
  const balance = async (kind: string) =>
    (await accountBalances(owner.estate, orgId)).find((it) => it.kind === kind)?.balance_kobo ?? 0;
  const before = await balance("paid_to_bank");
  const charge = await demandCharge(owner.estate, {
    tenancyId: letting.tenancyId,
    kind: "utility",
    amountKobo: rentKobo,
    dueOn: nigerianDate(14),
    description: "Generator",
  });
  const checkout = await startCheckout(
    tenant.estate,
    [charge.id],
    crypto.randomUUID(),
    "flutterwave",
  );
  const paid = await fetch(checkout.checkout_url + "/pay", { method: "POST", redirect: "manual" });
  await paid.body?.cancel();
  await eventually("the payment settling", async () => {
    const standing = await paymentByReference(tenant.estate, checkout.reference);
    return standing?.status === "succeeded" ? standing : undefined;
  });
  const [terms] = await listPaymentTerms(owner.estate, orgId, 1);
  const today = { fromOn: nigerianDate(-1), toOn: nigerianDate(1) };
  const fee = (await listPlatformFees(owner.estate, orgId, today))
    .find((it) => it.reference === checkout.reference);
  tell.expect(
    await balance("paid_to_bank") - before === terms?.paid_kobo &&
      terms?.paid_kobo === terms?.payee_kobo && fee?.fee_kobo === quote?.fee_kobo,
    `₦${(terms?.paid_kobo ?? 0) / 100} to the bank, ₦${
      (fee?.fee_kobo ?? 0) / 100
    } to the platform, the rest is Flutterwave's`,
  );
  tell.expect(
    (await listDirectSettlements(stranger.estate, orgId)).length === 0 &&
      (await listPaymentTerms(tenant.estate, orgId)).length === 0,
    "a stranger sees nothing of it, and the tenant not what the landlord pays for it",
  );
}
