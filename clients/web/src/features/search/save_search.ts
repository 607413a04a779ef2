/** Keeps a search, to be told of new homes that meet it. */
import { EstateError } from "@estate/sdk/catalogue";
import type { SavedCriteria } from "@estate/sdk";
import { t } from "@lingui/core/macro";
import { estate } from "../../session/estate.ts";
import { type SearchAddress } from "./search_address.ts";
import { criteriaOf } from "./search_criteria.ts";

/** @throws {EstateError} */
export async function saveThisSearch(name: string, address: SearchAddress): Promise<void> {
  if (address.by === "move_in" || address.from !== undefined) {
    throw new EstateError(
      t`A search by nights or by what it costs to move in cannot be saved. Save it without that.`,
      "search.cannot_save",
      422,
    );
  }
  const { purpose = "rent", area: _, ...criteria } = criteriaOf(address);
  const [client, { saveSearch }] = await Promise.all([estate(), import("@estate/sdk")]);
  const saved = { purpose, ...criteria, ...(address.in === undefined ? {} : { area: address.in }) };
  await saveSearch(client, name, saved as SavedCriteria);
}
