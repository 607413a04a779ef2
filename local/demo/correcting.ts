/** Putting right what was wrong, by something new beside it: nothing that was said is edited. */
import { listReceipts, verifyReceipt, voidReceipt } from "@estate/sdk";
import type { Letting } from "./letting.ts";
import type { Narrator } from "./narrator.ts";
import { type Person, type Project, visit } from "./people.ts";

/** Tells it. */
export async function tellCorrecting(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person },
  letting: Letting,
): Promise<void> {
  const { owner, tenant } = people;
  tell.step("A receipt that was wrong is void, and another takes its place");
  const { data: paid } = await owner.estate.from("payments").select("id")
    .eq("tenancy_id", letting.tenancyId).eq("status", "succeeded").order("id").limit(1).single();
  const payment = paid?.id ?? "";
  const [wrong] = await listReceipts(owner.estate, payment);
  await voidReceipt(owner.estate, wrong?.id ?? "", "The name was misspelt", { reissue: true });
  const [old, right] = await listReceipts(tenant.estate, payment);
  tell.expect(
    old?.void?.reason === "The name was misspelt" && right?.replaces_id === old.id &&
      right.amount_kobo === old.amount_kobo && right.serial > old.serial,
    `${right?.number} in place of ${old?.number}, of the same money`,
  );
  const checked = await Promise.all(
    [old, right].map((it) => verifyReceipt(visit(project), it?.token ?? "")),
  );
  tell.expect(
    checked[0]?.status === "void" && checked[1]?.status === "valid",
    "the code on the one says void, that on the other valid",
  );
}
