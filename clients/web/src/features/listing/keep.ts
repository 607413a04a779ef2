/** Keeping a home. */
import { estate } from "../../session/estate.ts";

/** Safe to repeat. @throws {EstateError} */
export async function keep(listingId: string): Promise<void> {
  const [client, { addFavourite }] = await Promise.all([estate(), import("@estate/sdk")]);
  await addFavourite(client, listingId);
}
