/** A card that is kept, what it may pay by itself, and who sees nothing of it. */
import {
  allowAutopay,
  EstateError,
  listConsentTexts,
  listSavedCards,
  listTenanciesOnAutopay,
  nigerianDate,
  removeSavedCard,
  startCheckout,
  stopAutopay,
} from "@estate/sdk";
import type { Letting } from "./letting.ts";
import { eventually, type Narrator, refused } from "./narrator.ts";
import type { Person, Project } from "./people.ts";

/** Tells it of the tenancy. */
export async function tellRemembering(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
  letting: Letting,
): Promise<void> {
  const { owner, tenant, stranger } = people;
  tell.step(`${tenant.name} pays for water by card, and lets it be kept`);
  const { data: charge, error } = await owner.estate.rpc("demand_charge", {
    tenancy_id: letting.tenancyId,
    kind: "utility",
    amount_kobo: 1_500_000,
    due_on: nigerianDate(),
    description: "Water",
    client_id: crypto.randomUUID(),
  });
  if (error !== null) throw error;
  const [text] = await listConsentTexts(tenant.estate, "save_authorization");
  tell.fact(text?.body ?? "");
  const wrong = await refused(
    "agreeing to a text that nobody was shown",
    startCheckout(tenant.estate, [charge.id], crypto.randomUUID(), "paystack", {
      version: "2020-01",
      language: "en",
    }),
  );
  tell.expect(
    wrong instanceof EstateError && wrong.code === "consent.unknown_text",
    `an old text is refused: ${wrong.message}`,
  );
  const checkout = await startCheckout(
    tenant.estate,
    [charge.id],
    crypto.randomUUID(),
    "paystack",
    text,
  );
  await fetch(`${project.url}/sandbox/paystack/_control/pay/${checkout.reference}`, {
    method: "POST",
    body: "{}",
  });
  const card = await eventually(
    "the card being kept",
    async () => (await listSavedCards(tenant.estate)).at(0),
  );
  tell.expect(
    card.status === "usable" && card.last_four === "4081",
    `kept: ${card.brand} …${card.last_four}, until ${card.expires_on}; what charges it nobody can read`,
  );
  tell.expect(
    (await listSavedCards(owner.estate)).length === 0 &&
      (await listSavedCards(stranger.estate)).length === 0,
    "neither the landlord nor a stranger sees it",
  );

  tell.step("Autopay, within limits, and no more of it for the landlord than that it is on");
  const [agreed] = await listConsentTexts(tenant.estate, "autopay");
  const terms = {
    tenancyId: letting.tenancyId,
    cardId: card.id,
    kinds: ["rent", "utility"] as ("rent" | "utility")[],
    mostPerChargeKobo: 130_000_000,
    mostPerMonthKobo: 150_000_000,
    agreed: { version: agreed?.version ?? "", language: agreed?.language ?? "" },
  };
  await refused("a stranger paying for this home", allowAutopay(stranger.estate, terms));
  const autopay = await allowAutopay(tenant.estate, terms);
  tell.expect(
    autopay.status === "on" &&
      (await listTenanciesOnAutopay(owner.estate, letting.orgId)).includes(letting.tenancyId),
    "on: each charge is announced days before it is taken",
  );
  await removeSavedCard(tenant.estate, card.id);
  const stopped = await stopAutopay(tenant.estate, letting.tenancyId);
  tell.expect(
    stopped.status === "ended" &&
      (await listTenanciesOnAutopay(owner.estate, letting.orgId)).length === 0,
    "the tenant takes the card away and stops it: nothing is charged any more",
  );
}
