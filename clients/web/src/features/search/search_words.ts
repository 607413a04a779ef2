/** A search in words. */
import { t } from "@lingui/core/macro";
import { featureName, kindName } from "../../format/home_words.ts";
import { nairaShort } from "../../format/naira.ts";
import { date } from "../../format/date.ts";
import { listOf } from "./read_parameters.ts";
import { type Filter, type SearchAddress } from "./search_address.ts";
import { features, kinds, type Purpose } from "./search_choices.ts";

/** "Rent", "Buy", "Short stay". */
export function purposeName(purpose: Purpose): string {
  switch (purpose) {
    case "rent":
      return t({ message: "Rent", context: "what is looked for" });
    case "sale":
      return t({ message: "Buy", context: "what is looked for" });
    case "shortlet":
      return t({ message: "Short stay", context: "what is looked for" });
  }
}

/** Title of the page of results. */
export function titleOfSearch({ purpose, in: place }: SearchAddress): string {
  if (place === undefined) {
    switch (purpose) {
      case "sale":
        return t`Homes to buy`;
      case "shortlet":
        return t`Homes for a short stay`;
      default:
        return t`Homes to rent`;
    }
  }
  switch (purpose) {
    case "sale":
      return t`Homes to buy in ${place}`;
    case "shortlet":
      return t`Homes for a short stay in ${place}`;
    default:
      return t`Homes to rent in ${place}`;
  }
}

/** What a filter that is on asks for, short. */
export function filterWords(address: SearchAddress, filter: Filter): string {
  const kobo = (naira: number | undefined) => nairaShort((naira ?? 0) * 100);
  switch (filter) {
    case "in":
      return address.in ?? "";
    case "drawn":
      return t`Drawn on the map`;
    case "q":
      return `“${address.q ?? ""}”`;
    case "min": {
      const least = kobo(address.min);
      return address.by === "move_in" ? t`From ${least} to move in` : t`From ${least}`;
    }
    case "max": {
      const most = kobo(address.max);
      return address.by === "move_in" ? t`Up to ${most} to move in` : t`Up to ${most}`;
    }
    case "beds": {
      const count = address.beds ?? 0;
      return t`${count}+ bedrooms`;
    }
    case "baths": {
      const count = address.baths ?? 0;
      return t`${count}+ bathrooms`;
    }
    case "kind":
      return listOf(kinds, address.kind).map(kindName).join(", ");
    case "has":
      return listOf(features, address.has).map(featureName).join(", ");
    case "furnished":
      return t`Furnished`;
    case "checked":
      return t`Title papers checked`;
    case "from":
      return `${date(address.from ?? "")} – ${date(address.until ?? "")}`;
  }
}
