import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import { given } from "../ground/given.ts";
import type { Database, Json } from "../generated/database.types.ts";
import type { SearchCriteria } from "../market/listings.ts";

type Enums = Database["public"]["Enums"];

/** A search that you saved. */
export type SavedSearch = Database["public"]["Tables"]["saved_searches"]["Row"];
/** A listing that met a saved search. */
export type SearchAlert = Database["public"]["Tables"]["search_alerts"]["Row"];

/** What to look for: as in a search, but without nights and what it costs to move in, and at most one place. */
export type SavedCriteria =
  & Omit<
    SearchCriteria,
    | "purpose"
    | "free_from"
    | "free_until"
    | "within"
    | "area"
    | "min_move_in_kobo"
    | "max_move_in_kobo"
  >
  & { readonly area?: string }
  & Required<Pick<SearchCriteria, "purpose">>;

/** Saves a search, or changes the saved one with `searchId`; new listings that meet it are told of. */
export async function saveSearch(
  estate: Estate,
  name: string,
  criteria: SavedCriteria,
  options: { frequency?: Enums["alert_frequency"]; searchId?: string } = {},
): Promise<SavedSearch> {
  return dataOf(
    await estate.rpc("save_search", {
      name,
      criteria: criteria as unknown as Json,
      ...given({ frequency: options.frequency, search_id: options.searchId }),
    }),
  );
}

/** Your saved searches, newest first. */
export async function listSavedSearches(estate: Estate): Promise<SavedSearch[]> {
  return dataOf(
    await estate.from("saved_searches").select("*").order("id", { ascending: false }),
  );
}

/** Pauses a saved search, or takes it up again. */
export async function setSearchActive(
  estate: Estate,
  searchId: string,
  isActive: boolean,
): Promise<void> {
  dataOf(
    await estate.from("saved_searches").update({ is_active: isActive }).eq("id", searchId)
      .select("id").single(),
  );
}

/** Deletes a saved search and its alerts. Safe to repeat. */
export async function deleteSavedSearch(estate: Estate, searchId: string): Promise<void> {
  dataOf(await estate.from("saved_searches").delete().eq("id", searchId).select("id"));
}

/** What met a saved search, newest first. */
export async function listSearchAlerts(estate: Estate, searchId: string): Promise<SearchAlert[]> {
  return dataOf(
    await estate.from("search_alerts").select("*").eq("search_id", searchId)
      .order("created_at", { ascending: false }),
  );
}
