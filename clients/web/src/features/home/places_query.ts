/** Areas in which homes are on the market. */
import { queryOptions } from "@tanstack/react-query";
import { placeName } from "../../format/place_name.ts";
import { catalogue } from "../../session/catalogue.ts";

/** How many are shown. */
const most = 12;

/** Those with the most homes to rent first. */
export const placesQuery = () =>
  queryOptions({
    queryKey: ["places"],
    queryFn: async ({ signal }) => {
      const { areas } = await catalogue(signal).facets({ purpose: "rent" });
      return Object.entries(areas).map(([name, listings]) => ({ name: placeName(name), listings }))
        .sort((one, other) =>
          other.listings - one.listings || one.name.localeCompare(other.name, "en")
        )
        .slice(0, most);
    },
    staleTime: 600_000,
    meta: { keep: true },
  });
