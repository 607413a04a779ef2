/** Rows of routes.ts: what is drawn on the map of a search. */
import type { ScreenRow } from "./routes.ts";

/** They. */
export const offlineScreens: readonly ScreenRow[] = [
  {
    name: "search in a drawn area",
    path: () => "/search?view=map&drawn=3.3_6.45~3.45_6.45~3.45_6.55~3.3_6.55",
    who: "visitor",
    title: "Homes to rent",
    sees: "Drawn on the map",
    open: (page) => page.getByRole("button", { name: "Search here" }).waitFor(),
  },
  {
    name: "search, drawing",
    path: () => "/search?in=Yaba&view=map",
    who: "visitor",
    title: "Homes to rent in Yaba",
    open: async (page) => {
      await page.getByRole("button", { name: "Draw an area" }).click();
      await page.getByText("Draw around the place, in one stroke.").waitFor();
    },
  },
];
