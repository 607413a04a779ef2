/** What providers say they hold for us, beside our books. For staff. */
import type { Estate } from "../ground/client.ts";
import { dataOf } from "../ground/estate_error.ts";
import type { Database } from "../generated/database.types.ts";

/** One provider's balance of one day, in kobo. */
export type ProviderBalance = Database["public"]["Tables"]["provider_balances"]["Row"];

/** The balances of the newest days, at most 60 rows; nobody but staff sees any. */
export async function listProviderBalances(estate: Estate): Promise<ProviderBalance[]> {
  return dataOf(
    await estate.from("provider_balances").select("*").order("on_day", { ascending: false })
      .order("provider").limit(60),
  );
}
