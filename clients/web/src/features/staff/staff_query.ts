/** What staff read. Nothing of it is kept on the phone: no query here says `keep`. */
import { queryOptions } from "@tanstack/react-query";
import { estate } from "../../session/estate.ts";

/** The client and the SDK. */
export const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

type Sdk = Awaited<ReturnType<typeof sdk>>;

function staffQuery<Row>(name: string, read: (...sdk: Sdk) => Promise<Row[]>) {
  return queryOptions({
    queryKey: ["staff", name],
    queryFn: async () => await read(...await sdk()),
    gcTime: 0,
    staleTime: 10_000,
  });
}

/** One of the queries here. */
export type StaffQuery<Row> = ReturnType<typeof staffQuery<Row>>;

/** Listings that wait for review, oldest first. */
export const listingsQuery = () =>
  staffQuery("listings", (client, { listingsToReview }) => listingsToReview(client));

/** What visitors would see of a listing as it was last changed at that time, or later. */
export const listingShownQuery = (id: string, shownChangedAt: string) =>
  queryOptions({
    queryKey: ["staff", "listing shown", id, shownChangedAt],
    queryFn: async () => {
      const [client, { getListingUnderReview }] = await sdk();
      return await getListingUnderReview(client, id);
    },
    gcTime: 0,
    staleTime: 10_000,
  });

/** Title documents that nobody has compared yet. */
export const titlesQuery = () =>
  staffQuery(
    "titles",
    (client, { titleDocumentsToReview }) => titleDocumentsToReview(client),
  );

/** Verifications that wait for a person. */
export const identityQuery = () =>
  staffQuery("identity", (client, { verificationsToReview }) => verificationsToReview(client));

/** Signals, appeals first. */
export const signalsQuery = () =>
  staffQuery("fraud", (client, { signalsToReview }) => signalsToReview(client));

async function readReports(client: Sdk[0], { listReportsToReview, moderationQueue }: Sdk[1]) {
  const [rows, messages] = await Promise.all([
    moderationQueue(client),
    listReportsToReview(client),
  ]);
  return rows.map((row) => ({ ...row, message: messages.find(({ id }) => id === row.id) }));
}

/** A report or an appeal; of a message that was reported, with what was said. */
export type Report = Awaited<ReturnType<typeof readReports>>[number];

/** Reports and appeals, oldest first. */
export const reportsQuery = () => staffQuery("reports", readReports);

/** What is wrong with payments. */
export const exceptionsQuery = () =>
  staffQuery("payments", (client, { listPaymentExceptions }) => listPaymentExceptions(client));

/** Events of providers that were given up. */
export const deadEventsQuery = () =>
  staffQuery(
    "dead events",
    (client, { listProviderEvents }) => listProviderEvents(client, { status: "failed" }),
  );

/** SMS and e-mails that failed. */
export const undeliveredQuery = () =>
  staffQuery("undelivered", (client, { listUndelivered }) => listUndelivered(client));

/** How the work goes. */
export const healthQuery = () =>
  staffQuery("health", (client, { listWorkHealth }) => listWorkHealth(client));

/** Requests to be forgotten over which staff have to decide, the longest waiting first. */
export const erasuresQuery = () =>
  staffQuery("erasures", async (client, { listErasures }) => {
    const all = await listErasures(client, { most: 200 });
    return all.filter(({ state }) => state === "waits_for_staff")
      .sort((one, other) => one.waits_since.localeCompare(other.waits_since));
  });

/** What providers hold for us beside our books, of the newest days. */
export const balancesQuery = () =>
  staffQuery("balances", (client, { listProviderBalances }) => listProviderBalances(client));

/** Kinds of signals with their weight, and how often staff agreed with them. */
export const signalFiguresQuery = () =>
  staffQuery("signal figures", (client, { signalFigures }) => signalFigures(client));

/** What is wrong with the record of acts: nothing where it is whole. */
export const actFaultsQuery = () =>
  staffQuery("act faults", async (client, { checkActs }) => [...await checkActs(client)]);
