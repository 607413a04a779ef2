/** Finding homes: the catalogue, favourites, saved searches. @module */
export {
  findListings,
  type FoundByWords,
  getFacets,
  getListingPage,
  getTile,
  type ListingFacets,
  type ListingPage,
  type ListingTile,
  searchListings,
  suggestAreas,
  type UnderstoodPart,
} from "./catalogue.ts";
export { addFavourite, type Favourite, listFavourites, removeFavourite } from "./favourites.ts";
export {
  deleteSavedSearch,
  listSavedSearches,
  listSearchAlerts,
  type SavedCriteria,
  type SavedSearch,
  saveSearch,
  type SearchAlert,
  setSearchActive,
} from "./saved_searches.ts";
