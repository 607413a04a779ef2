/** Money goes out: a bank account, a second person, a cooling-off time, and a payout that arrives. */
import {
  acceptInvitation,
  accountBalances,
  addPayeeAccount,
  approvePayeeAccount,
  approvePayout,
  declinePayeeAccount,
  EstateError,
  inviteMember,
  listMySignals,
  listPayouts,
  payoutFunds,
  requestPayout,
} from "@estate/sdk";
import { tellGoingStraight } from "./going_straight.ts";
import type { Letting } from "./letting.ts";
import { eventually, type Narrator, refused } from "./narrator.ts";
import { arrive, leave, type Person, type Project } from "./people.ts";
import { proveByNin } from "./proving.ts";
import { takeSecondFactor } from "./second_factor.ts";

const payoutKobo = 1_000_000;

/** Tells it of what came in through Flutterwave. */
export async function tellPayingOut(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  const { owner, stranger } = people;
  const { orgId } = letting;

  tell.step(
    "An accountant comes and adds a bank account; the bank says whose it is, and a second person approves",
  );
  const accountant = await arrive(project, "Amaka Nwosu");
  const { data: account } = await accountant.estate.auth.getUser();
  const { token } = await inviteMember(owner.estate, orgId, "accountant", {
    email: account.user?.email ?? "",
  });
  await acceptInvitation(accountant.estate, token);
  const given = {
    orgId,
    provider: "flutterwave",
    bankCode: "044",
    // In her name, and another one each time: one account behind two landlords is held.
    accountNumber: `07${String(Math.floor(Math.random() * 1e8)).padStart(8, "0")}`,
  } as const;
  const weak = await refused(
    "adding one by password alone",
    addPayeeAccount(accountant.estate, given),
  );
  tell.expect(
    weak instanceof EstateError && weak.code === "auth.insufficient_assurance",
    weak.message,
  );
  for (const member of [accountant, owner]) {
    await takeSecondFactor(member.estate);
  }
  await proveByNin(project, accountant);
  tell.fact("Both set up an authenticator app and bring its code; Amaka has proven who she is too");
  const wrong = await addPayeeAccount(accountant.estate, { ...given, accountNumber: "0690000040" });
  const heldBack = (await listMySignals(owner.estate)).find((it) =>
    it.kind === "payee_name" && it.subject_id === wrong.id
  );
  tell.expect(
    wrong.account_name === "Alexis Sanchez" && wrong.name_check === "differs" &&
      heldBack?.held_until !== null,
    `${wrong.account_name} is not ${owner.name}: ${heldBack?.says}, until ${heldBack?.held_until} at most`,
  );
  await declinePayeeAccount(owner.estate, wrong.id, "That is nobody of ours");
  const added = await addPayeeAccount(accountant.estate, given);
  tell.expect(
    added.account_name === "ADEYEMI FOLAKE" && added.status === "proposed" &&
      added.name_check === "matches",
    `${added.bank_name} ····${added.last_four}, ${added.account_name}: the name is ${owner.name}'s`,
  );
  await refused("a stranger adding one", addPayeeAccount(stranger.estate, given));
  const own = await refused(
    "approving one's own",
    approvePayeeAccount(accountant.estate, added.id),
  );
  tell.expect(own instanceof EstateError && own.code === "payee_account.own", own.message);
  const approved = await approvePayeeAccount(owner.estate, added.id);
  const ask = () =>
    requestPayout(owner.estate, {
      orgId,
      payeeAccountId: added.id,
      amountKobo: payoutKobo,
      note: "Rents of November",
    });
  const early = await refused("a payout at once", ask());
  tell.expect(
    early instanceof EstateError && early.code === "payout.cooling_off",
    `${early.message} (from ${approved.payable_from})`,
  );

  tell.step("A payout is asked for by one, approved by the other, and arrives once");
  const fundsOf = async () =>
    (await payoutFunds(owner.estate, orgId)).find((it) => it.provider === "flutterwave");
  const before = await fundsOf();
  const payout = await eventually("the end of the cooling-off time", async () => {
    try {
      return await ask();
    } catch (error) {
      if (error instanceof EstateError && error.code === "payout.cooling_off") return undefined;
      throw error;
    }
  });
  const held = await fundsOf();
  tell.expect(
    payout.status === "requested" &&
      (held?.available_kobo ?? 0) <= (before?.available_kobo ?? 0) - payoutKobo,
    `₦10,000.00 are held back at once; Flutterwave holds ₦${(before?.available_kobo ?? 0) / 100}`,
  );
  const alone = await refused("approving one's own payout", approvePayout(owner.estate, payout.id));
  tell.expect(alone instanceof EstateError && alone.code === "payout.own", alone.message);
  // Who came a moment ago is no second person yet; on demo data that is over in two seconds.
  await approvePayout(accountant.estate, payout.id);
  const paid = await eventually("the payout arriving", async () => {
    const [newest] = await listPayouts(owner.estate, orgId, { limit: 1 });
    return newest?.status === "paid" ? newest : undefined;
  });
  const bank = (await accountBalances(owner.estate, orgId)).find((it) => it.kind === "bank");
  tell.expect(
    paid.id === payout.id && (bank?.debit_kobo ?? 0) >= payoutKobo,
    `paid under ${paid.reference}, for a fee of ₦${(paid.fee_kobo ?? 0) / 100}, and booked`,
  );
  tell.expect(
    (await listPayouts(stranger.estate, orgId)).length === 0,
    "a stranger sees nothing of it",
  );
  await tellGoingStraight(tell, { ...people, accountant }, letting, added.id);
  await leave([accountant.estate]);
}
