/** Paying offline: a proof, a bank statement, a person who confirms, and an alert that was false. */
import {
  acknowledgePayment,
  confirmOfflinePayment,
  downloadPaymentProof,
  EstateError,
  importStatement,
  listCharges,
  listOfflinePayments,
  listPaymentProofs,
  listReceipts,
  listReportedPayments,
  listStatementMatches,
  matchStatementRow,
  nigerianDate,
  orgToday,
  parseStatementCsv,
  recordOfflinePayment,
  reportOfflinePayment,
  saveStatementAccount,
  type StatementColumns,
  takeBackPayment,
} from "@estate/sdk";
import type { Letting } from "./letting.ts";
import { type Narrator, refused } from "./narrator.ts";
import type { Person } from "./people.ts";

const diesel = 4_500_000;

/** Tells it of the tenancy. */
export async function tellTransferring(
  tell: Narrator,
  people: { owner: Person; tenant: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  const { owner, tenant, stranger } = people;
  const today = nigerianDate();
  const demand = async (description: string) => {
    const { data, error } = await owner.estate.rpc("demand_charge", {
      tenancy_id: letting.tenancyId,
      kind: "utility",
      amount_kobo: diesel,
      due_on: today,
      description,
      client_id: crypto.randomUUID(),
    });
    if (error !== null) throw error;
    return data.id;
  };
  const openOf = async (charge: string) =>
    (await listCharges(tenant.estate, letting.tenancyId))
      .find((it) => it.charge_id === charge)?.open_kobo;
  const slip = (text: string) =>
    new Blob([`%PDF-1.7\n${text}\n%%EOF`], { type: "application/pdf" });

  tell.step(`${tenant.name} pays ₦45,000.00 for diesel by transfer and shows a proof`);
  const charge = await demand("Diesel of November");
  const told = { chargeIds: [charge], amountKobo: diesel, paidOn: today } as const;
  const reported = await reportOfflinePayment(
    tenant.estate,
    { ...told, method: "bank_transfer", bankReference: "NIP-000451-7788" },
    slip("Transfer successful: 45,000.00"),
  );
  const [waiting] = await listOfflinePayments(owner.estate, {
    orgId: letting.orgId,
    status: "submitted",
  });
  const [proof] = await listPaymentProofs(owner.estate, reported.id);
  const shown = await downloadPaymentProof(owner.estate, proof ?? { storage_path: "" });
  tell.expect(
    waiting?.id === reported.id && (await shown.text()).includes("45,000.00") &&
      await openOf(charge) === diesel,
    "the owner sees it and reads the slip; nothing is settled by a picture",
  );
  const { needs } = await orgToday(owner.estate, letting.orgId);
  const [beside] = await listReportedPayments(owner.estate, letting.orgId, ["submitted"]);
  tell.expect(
    needs.payments?.rows.some(({ id, kobo }) => id === reported.id && kobo === diesel) === true &&
      beside?.charges[0]?.charge_id === charge && beside.charges[0].expected_kobo === diesel,
    "it is among what needs the owner today, and stands beside what was expected",
  );
  await refused(
    "a stranger looking at what needs the owner today",
    orgToday(stranger.estate, letting.orgId),
  );
  await refused(
    "a stranger reading the slip",
    downloadPaymentProof(stranger.estate, proof ?? { storage_path: "" }),
  );
  tell.expect(
    (await listOfflinePayments(stranger.estate)).length === 0,
    "a stranger sees nothing of it",
  );
  const own = await refused(
    "the payer confirming their own payment",
    confirmOfflinePayment(tenant.estate, reported.id, { amountKobo: diesel, receivedOn: today }),
  );
  tell.expect(own instanceof EstateError, `the payer confirms nothing: ${own.message}`);
  const twice = await refused(
    "the same transfer for another payment",
    reportOfflinePayment(
      tenant.estate,
      { ...told, method: "bank_transfer", bankReference: "nip 0004517788" },
      slip("Another picture of it"),
    ),
  );
  tell.expect(
    twice instanceof EstateError && twice.code === "offline_payment.evidence_used",
    `the same transfer again: ${twice.message}`,
  );

  tell.step("The bank's statement proposes which money it was; the owner says yes");
  const date = today.split("-").reverse().join("/");
  const csv = `Account Name:,ADEYEMI HOMES\nAccount No:,******2345\n\n` +
    `Trans. Date,Value Date,Reference,Debits,Credits,Balance,Remarks\n` +
    `${date},${date},,"52.50",,"9,947.50",EMT LEVY\n` +
    `${date},${date},0004517788,,"45,000.00","54,947.50",NIP INWARD ${tenant.name}\n`;
  const account = await saveStatementAccount(owner.estate, letting.orgId, {
    bankName: "GTBank",
    label: "Rents",
    lastFour: "2345",
    columns: parseStatementCsv(csv).guess as StatementColumns,
  });
  const imported = await importStatement(owner.estate, account.id, csv, "november.csv");
  const again = await importStatement(owner.estate, account.id, csv, "november.csv");
  tell.expect(
    imported.new_count === 1 && again.new_count === 0 && again.known_count === 1,
    "one row of money that came in, however often the file is sent",
  );
  const [match] = await listStatementMatches(owner.estate, account.id);
  tell.expect(
    match?.offline_payment_id === reported.id,
    `proposed with ${match?.score} of 100: ${match?.reasons.join(", ")}`,
  );
  await matchStatementRow(owner.estate, match?.row_id ?? "", reported.id);
  const [settled] = await listOfflinePayments(tenant.estate, {
    subjectId: letting.tenancyId,
    status: "confirmed",
  });
  const receipts = await listReceipts(tenant.estate, settled?.payment_id ?? "");
  tell.expect(
    await openOf(charge) === 0 && receipts.length === 1 && receipts[0]?.amount_kobo === diesel,
    `settled as all money is, with receipt ${receipts[0]?.number}`,
  );

  tell.step("Cash waits for the tenant's word; a false alert is taken back");
  const second = await demand("Diesel of December");
  const cash = await recordOfflinePayment(owner.estate, {
    chargeIds: [second],
    method: "cash",
    amountKobo: diesel,
    paidOn: today,
  });
  tell.expect(
    cash.status === "recorded" && await openOf(second) === diesel,
    `recorded by the owner, waits until ${cash.answer_by}`,
  );
  await acknowledgePayment(tenant.estate, cash.id);
  tell.expect(await openOf(second) === 0, "acknowledged by the tenant: settled");
  const taken = await takeBackPayment(owner.estate, cash.id, "The notes were counterfeit");
  tell.expect(
    taken.status === "reversed" && await openOf(second) === diesel,
    "taken back with a reason: what it paid is open again, and nothing is erased",
  );
}
