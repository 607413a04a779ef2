/** How to call every public function that only reads. One that is not here fails the test. */
import { nigerianDate } from "../../../clients/sdk/src/ground/nigerian_date.ts";
import type { World } from "../world.ts";

/** Arguments by name, as SQL; `listing`: one that is on the market. */
export type Arguments = (world: World & { listing: string; viewing: string }) => string;

const nearYaba =
  `'{"near": {"longitude": 3.379, "latitude": 6.512}, "radius_m": 5000, "words": "two bed"}'`;

/** By name of the function. */
export const calls: Readonly<Record<string, readonly Arguments[]>> = {
  availability: [
    ({ listing }) =>
      `listing_id => '${listing}', from_on => '${nigerianDate()}', until_on => '${
        nigerianDate(30)
      }'`,
  ],
  list_provider_events: [() => ""],
  listing_costs: [({ listing }) => `listing_id => '${listing}'`],
  listing_facets: [() => "", () => `criteria => ${nearYaba}`],
  listing_page: [({ listing }) => `listing_id => '${listing}'`],
  listing_tile: [
    () => "zoom => 5, x => 16, y => 15",
    () => `zoom => 12, x => 2086, y => 1973, criteria => '{"min_bedrooms": 1}'`,
  ],
  listings_to_review: [() => ""],
  rental_history: [() => ""],
  search_listings: [
    () => "",
    () => `criteria => ${nearYaba}`,
    () => `criteria => '{"viewport": [3, 6, 4, 7]}', sort_by => 'price'`,
    () => `criteria => '{"area": "Yaba"}', sort_by => 'price_desc', max_results => 5`,
    () =>
      `criteria => '{"polygon": {"type": "Polygon", "coordinates": [[[3,6],[4,6],[4,7],[3,6]]]}}'`,
    () =>
      `criteria => '{"purpose": "shortlet", "free_from": "2027-01-01", "free_until": "2027-01-05"}'`,
  ],
  suggest_areas: [() => "", () => "typed => 'yab'"],
  tenancy_marks: [({ tenancy }) => `tenancy_id => '${tenancy}'`],
  verify_receipt: [() => `'no such receipt'`],
  viewing_place: [({ viewing }) => `viewing_id => '${viewing}'`],
  viewing_times: [({ listing }) => `listing_id => '${listing}'`],
};
