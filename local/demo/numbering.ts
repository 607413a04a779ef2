/** A bank account number of the tenancy's own: whoever transfers to it pays the rent, without an app. */
import {
  askVirtualAccount,
  listCharges,
  listReceipts,
  listVirtualAccounts,
  nigerianDate,
  startTransfer,
} from "@estate/sdk";
import type { Letting } from "./letting.ts";
import { eventually, type Narrator, refused } from "./narrator.ts";
import { control } from "./paying.ts";
import type { Person, Project } from "./people.ts";

const waterKobo = 450_000;

/** Tells it of the tenancy. */
export async function tellNumbering(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  const { owner, tenant, stranger } = people;
  const { tenancyId } = letting;
  tell.step("The tenancy gets a bank account number of its own, and a transfer to it pays");
  await refused("a stranger asking for one", askVirtualAccount(stranger.estate, tenancyId));
  const asked = await askVirtualAccount(tenant.estate, tenancyId);
  const again = await askVirtualAccount(owner.estate, tenancyId);
  tell.expect(asked.id === again.id, "both sides ask, there is one");
  const account = await eventually("the account number", async () => {
    const [found] = await listVirtualAccounts(owner.estate, tenancyId);
    return found?.status === "open" ? found : undefined;
  });
  tell.fact(`${account.bank_name} ${account.account_number}, ${account.account_name}`);
  const { error } = await owner.estate.rpc("demand_charge", {
    tenancy_id: tenancyId,
    kind: "utility",
    amount_kobo: waterKobo,
    due_on: nigerianDate(),
    description: "Water of the month",
    client_id: crypto.randomUUID(),
  });
  if (error !== null) throw error;
  const owed = async () =>
    (await listCharges(tenant.estate, tenancyId)).reduce(
      (sum, it) => sum + (it.payable_kobo ?? 0),
      0,
    );
  const before = await owed();
  const newest = async () =>
    (await tenant.estate.from("payments").select("id, status").eq("tenancy_id", tenancyId)
      .order("id", { ascending: false }).limit(1)).data?.at(0);
  const known = await newest();
  await control(`${project.url}/sandbox/paystack`, `credit/${account.account_number}`, {
    amount: waterKobo,
  });
  const paid = await eventually("the transfer", async () => {
    const found = await newest();
    return found?.id !== known?.id && found?.status === "succeeded" ? found : undefined;
  });
  const [receipt] = await listReceipts(tenant.estate, paid.id);
  tell.expect(
    before - await owed() === waterKobo && receipt?.amount_kobo === waterKobo,
    `what was due first is paid, with receipt ${receipt?.number}; nobody opened a checkout`,
  );
  tell.expect(
    (await listVirtualAccounts(stranger.estate, tenancyId)).length === 0,
    "a stranger sees no number",
  );

  tell.step("Flutterwave gives a number for one payment, of its amount and for an hour");
  const { data: cleaning, error: refusal } = await owner.estate.rpc("demand_charge", {
    tenancy_id: tenancyId,
    kind: "utility",
    amount_kobo: waterKobo,
    due_on: nigerianDate(),
    description: "Cleaning of the month",
    client_id: crypto.randomUUID(),
  });
  if (refusal !== null) throw refusal;
  const transfer = await startTransfer(tenant.estate, [cleaning.id]);
  tell.fact(`${transfer.bank_name} ${transfer.account_number}, until ${transfer.expires_at}`);
  const flutterwave = `${project.url}/sandbox/flutterwave`;
  await refused(
    "another amount",
    control(flutterwave, `credit/${transfer.account_number}`, { amount: waterKobo - 1 }),
  );
  await control(flutterwave, `credit/${transfer.account_number}`, { amount: waterKobo });
  await eventually("the transfer", async () => {
    const found = await newest();
    return found?.id === transfer.payment_id && found.status === "succeeded" || undefined;
  });
  const [own] = await listReceipts(tenant.estate, transfer.payment_id);
  tell.expect(
    own?.amount_kobo === waterKobo,
    `paid by transfer from any bank, with receipt ${own?.number}`,
  );
}
