import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database } from "../generated/database.types.ts";

/** A listing that you keep; `is_available` is false once it left the market. */
export type Favourite = Database["public"]["Views"]["my_favourites"]["Row"];

/** Keeps a listing that you can see. Safe to repeat. */
export async function addFavourite(
  estate: Estate,
  listingId: string,
  note?: string,
): Promise<void> {
  const row = { listing_id: listingId, ...given({ note }) };
  // The database fills the columns that a favourite copies; the generated type cannot know.
  const answer = await estate.from("favourites").upsert(
    row as Database["public"]["Tables"]["favourites"]["Insert"],
    { onConflict: "user_id,listing_id", ignoreDuplicates: true },
  ).select("listing_id");
  dataOf(answer);
}

/** Lets go of a listing. Safe to repeat. */
export async function removeFavourite(estate: Estate, listingId: string): Promise<void> {
  dataOf(
    await estate.from("favourites").delete().eq("listing_id", listingId).select("listing_id"),
  );
}

/** Your favourites, newest first; those gone from the market show what they last said. */
export async function listFavourites(estate: Estate): Promise<Favourite[]> {
  return dataOf(
    await estate.from("my_favourites").select("*").order("created_at", { ascending: false }),
  );
}
