// What an integrator writes, in plain JavaScript: the same in Node, Deno and a browser.
import {
  addProperty,
  addUnit,
  createEstate,
  createListing,
  createOrganization,
  EstateError,
  joinConversation,
  moveListing,
  openConversation,
  searchListings,
  sendMessage,
  signUp,
} from "@estate/sdk";
import { createCatalogue, EstateError as CatalogueError } from "@estate/sdk/catalogue";

/** From sign-up to a live message, and by the code of the package's page to a receipt; answers what it saw. */
export async function run({ url, key, transport, fromSignUpToReceipt }) {
  const options = transport === undefined ? {} : { transport };
  const [owner, seeker] = [
    createEstate(url, key, options),
    createEstate(url, key, options),
  ];
  const arrive = (estate, name) =>
    signUp(estate, {
      email: `${name}-${crypto.randomUUID()}@example.ng`,
      password: "correct-horse-battery",
      displayName: name,
    });
  await Promise.all([arrive(owner, "Owner"), arrive(seeker, "Seeker")]);
  const { id: org_id } = await createOrganization(owner, {
    kind: "owner",
    name: "Adeyemi Homes",
    address: "12 Herbert Macaulay Way, Yaba, Lagos",
  });
  const place = { longitude: 3.3792, latitude: 6.5095 };
  const property_id = await addProperty(owner, {
    org_id,
    kind: "building",
    use: "residential",
    name: "Commercial Avenue Court",
    street: "5 Commercial Avenue",
    area: "Yaba",
    lga: "Lagos Mainland",
    state: "Lagos",
    ...place,
  });
  const unit_id = await addUnit(owner, {
    org_id,
    property_id,
    kind: "flat",
    label: "Flat 1",
    bedrooms: 2,
  });
  const listingId = await createListing(owner, {
    org_id,
    unit_id,
    purpose: "rent",
    price_per: "year",
    price_kobo: 120_000_000,
    title: "Two-bedroom flat",
  });
  await moveListing(owner, listingId, "published");

  const near = { near: place, radius_m: 3000 };
  const found = await searchListings(seeker, near);
  const catalogue = createCatalogue(url);
  const shown = await catalogue.search(near);
  const page = await catalogue.listing(listingId);
  const refusals = await Promise.all([
    searchListings(seeker, { near: { ...place, latitude: 91 } }).catch((
      error,
    ) => error),
    catalogue.listing(crypto.randomUUID()).catch((error) => error),
  ]);

  const talk = await openConversation(seeker, { listingId });
  const heard = new Promise((resolve) => {
    void joinConversation(owner, talk.id, {
      onMessage: ({ body }) => resolve(body),
    })
      .then(
        () => sendMessage(seeker, talk, "Is it still free?"),
        (error) => resolve(error.code),
      );
  });
  const answer = {
    found: found.some(({ id }) => id === listingId),
    shown: shown.some(({ id }) => id === listingId),
    title: page.title,
    refusals: refusals.map((error) => error instanceof EstateError && error.code),
    oneError: EstateError === CatalogueError,
    heard: await heard,
    receipt: await fromSignUpToReceipt(url, key, options),
  };
  await Promise.all([owner, seeker].map(async (estate) => {
    await estate.removeAllChannels();
    await estate.auth.signOut();
  }));
  return answer;
}
