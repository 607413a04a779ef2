/** Finding a home: photos, search, the catalogue, what it costs, a viewing, a colleague, favourites. */
import {
  acceptInvitation,
  addFavourite,
  addPhoto,
  bookViewing,
  coverAddress,
  EstateError,
  findListings,
  getFacets,
  getListingCosts,
  getListingPage,
  getViewingPlace,
  inviteMember,
  listFavourites,
  offerViewing,
  saveSearch,
  searchListings,
  setListingFee,
} from "@estate/sdk";
import { picture } from "../../supabase/functions/media/testing/pictures.ts";
import { type Narrator, refused } from "./narrator.ts";
import { arrive, leave, type Person, type Project, visit } from "./people.ts";

/** Tells it about a published listing and a draft of the owner's. */
export async function tellFinding(
  tell: Narrator,
  project: Project,
  people: { owner: Person; tenant: Person; stranger: Person },
  place: {
    orgId: string;
    listingId: string;
    draftId: string;
    near: { longitude: number; latitude: number };
  },
): Promise<void> {
  const { owner, tenant } = people;
  const { listingId, near } = place;
  const visitor = visit(project);

  tell.step("The owner adds a photo; a file that lies about its type is refused");
  const jpeg = await picture("jpeg", 1200, 900);
  await addPhoto(owner.estate, listingId, new Blob([jpeg], { type: "image/jpeg" }), {
    alt: "The front",
  });
  const png = await picture("png", 40, 30);
  const liar = await refused(
    "a PNG that calls itself a JPEG",
    addPhoto(owner.estate, listingId, new Blob([png], { type: "image/jpeg" })),
  );
  tell.expect(
    liar instanceof EstateError && liar.code === "media.wrong_type",
    `refused: ${liar.message}`,
  );

  tell.step("A visitor types carelessly, and draws an area on the map");
  const typed = await searchListings(visitor, { words: "two bedrom comercial", near });
  tell.expect(typed.some((it) => it.id === listingId), '"two bedrom comercial" finds it');
  const found = await findListings(visitor, { words: "2 bedroom flat yabba under 5m" });
  tell.expect(
    found.listings.length > 0 && found.listings.every((it) => it.area === "Yaba"),
    `"2 bedroom flat yabba under 5m" is read as: ${found.understood.says}`,
  );
  const nowhere = await findListings(visitor, { words: "castle in VI" });
  tell.expect(nowhere.nothing_for.includes("castle"), '"castle in VI": nothing is called castle');
  const { longitude, latitude } = near;
  const around = (away: number) => ({
    type: "Polygon" as const,
    coordinates: [[
      [longitude - away, latitude - away],
      [longitude + away, latitude - away],
      [longitude, latitude + away * 2],
      [longitude - away, latitude - away],
    ]],
  });
  const drawn = await searchListings(visitor, { polygon: around(0.02) }, { limit: 100 });
  tell.expect(drawn.some((it) => it.id === listingId), "a triangle around Yaba holds it");
  const bowTie = {
    type: "Polygon" as const,
    coordinates: [[[3, 6], [4, 7], [4, 6], [3, 7], [3, 6]]],
  };
  const crossed = await refused("a bow tie", searchListings(visitor, { polygon: bowTie }));
  tell.expect(
    crossed instanceof EstateError && crossed.field === "criteria.polygon",
    `an area that crosses itself: ${crossed.message}`,
  );

  tell.step("The catalogue says how long its answers hold, and 304 to who has the answer");
  const facets = await getFacets(visitor, { near, radius_m: 3000, min_bedrooms: 2 });
  tell.fact(`${facets.total} within 3 km with two bedrooms or more`);
  const page = await getListingPage(visitor, listingId);
  tell.expect(
    page.photos.length === 1 && page.listed_by === "Adeyemi Homes",
    `page: ${page.title}`,
  );
  const address = `${project.url}/functions/v1/catalogue/listings/${listingId}`;
  const first = await fetch(address);
  const tag = first.headers.get("etag") ?? "";
  await first.body?.cancel();
  const again = await fetch(address, { headers: { "if-none-match": tag } });
  await again.body?.cancel();
  tell.expect(
    first.headers.get("cache-control")?.startsWith("public, max-age=") === true &&
      again.status === 304,
    `${tag} still holds: 304 without a body`,
  );
  const draft = await refused("the page of a draft", getListingPage(visitor, place.draftId));
  tell.expect(draft instanceof EstateError && draft.status === 404, "a draft has no page");

  tell.step("The fees are put on the listing, and all that it costs to move in is shown");
  await setListingFee(owner.estate, listingId, { kind: "agency", bps: 1000, payer: "occupier" });
  await setListingFee(owner.estate, listingId, {
    kind: "caution_deposit",
    amount_kobo: 20_000_000,
    payer: "occupier",
    is_refundable: true,
  });
  const costs = await getListingCosts(visitor, listingId);
  tell.expect(
    costs.move_in_kobo === 152_000_000 && costs.refundable_kobo === 20_000_000,
    "₦1,520,000.00 to move in, of which ₦200,000.00 comes back",
  );
  tell.expect(costs.marks.length === 0, "nothing exceeds the law of Lagos");
  const affordable = await searchListings(
    visitor,
    { near, radius_m: 3000, max_move_in_kobo: costs.move_in_kobo },
    { sortBy: "move_in", limit: 100 },
  );
  const hit = affordable.find(({ id }) => id === listingId);
  tell.expect(
    hit?.move_in_kobo === costs.move_in_kobo &&
      affordable.every((it, n) => it.move_in_kobo >= (affordable[n - 1]?.move_in_kobo ?? 0)),
    "search sorts and filters by that sum, least first",
  );
  const shown = hit?.cover && await fetch(coverAddress(project.url, hit.cover, 320));
  await shown?.body?.cancel();
  tell.expect(
    shown?.ok === true && Date.parse(hit?.confirmed_at ?? "") <= Date.now(),
    `and shows its cover; confirmed ${hit?.confirmed_at.slice(0, 10)}, ${
      hit?.checked.length === 0 ? "its title not checked yet" : "its title checked"
    }`,
  );

  tell.step(`${tenant.name} books the only seat of a viewing, and learns the exact place`);
  const startsAt = new Date(Date.now() + 86_400_000);
  const slotId = await offerViewing(owner.estate, {
    listingId,
    startsAt,
    endsAt: new Date(startsAt.getTime() + 3_600_000),
  });
  const viewing = await bookViewing(tenant.estate, slotId);
  const exact = await getViewingPlace(tenant.estate, viewing.id);
  tell.expect(exact?.street === "5 Commercial Avenue", `come to ${exact?.street}`);
  const late = await refused("a second booking", bookViewing(people.stranger.estate, slotId));
  tell.expect(
    late instanceof EstateError && late.code === "viewing.full",
    `a second person: ${late.message}`,
  );

  tell.step("The owner invites a manager; the token works once, for one person");
  const manager = await arrive(project, "Ngozi Eze");
  const { data: account } = await manager.estate.auth.getUser();
  const { token } = await inviteMember(owner.estate, place.orgId, "manager", {
    email: account.user?.email ?? "",
  });
  const accepted = await acceptInvitation(manager.estate, token);
  tell.expect(accepted.role === "manager", `${manager.name} is a manager now`);
  const same = await acceptInvitation(manager.estate, token);
  tell.expect(same.id === accepted.id, "a second tap is given the same answer");
  const other = await refused("somebody else's use", acceptInvitation(tenant.estate, token));
  tell.expect(
    other instanceof EstateError && other.code === "invitation.not_for_you" &&
      other.field === "token",
    `somebody else: ${other.message}`,
  );
  await leave([manager.estate]);

  tell.step(`${tenant.name} keeps it as a favourite and saves the search`);
  await addFavourite(tenant.estate, listingId);
  const kept = await listFavourites(tenant.estate);
  tell.expect(kept.length === 1 && kept[0]?.is_available === true, "it is available");
  await saveSearch(tenant.estate, "Two bedrooms in Yaba", {
    purpose: "rent",
    min_bedrooms: 2,
    area: "Yaba",
  });
}
