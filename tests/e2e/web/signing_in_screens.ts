/** Signing in, oneself, and what one kept. */
import type { ScreenRow } from "./screen_row.ts";

/** Whatever hat somebody wears. */
export const signingInScreens: readonly ScreenRow[] = [
  { name: "saved", path: () => "/saved", who: "tenant", title: "My search", sees: "asked about" },
  { name: "sign in", path: () => "/sign-in", who: "visitor", title: "Sign in or join" },
  {
    name: "sign in by password",
    path: () => "/sign-in",
    who: "visitor",
    title: "Sign in or join",
    open: (page) => page.getByRole("button", { name: "I have a password" }).click(),
  },
  { name: "me, signed out", path: () => "/me", who: "visitor", title: "You" },
  { name: "me", path: () => "/me", who: "tenant", title: "", sees: "Sign out" },
  { name: "one's name", path: () => "/me/name", who: "tenant", title: "What is your name?" },
  {
    name: "hats",
    path: () => "/me",
    who: "owner",
    title: "",
    open: async (page) => {
      await page.getByRole("banner").getByRole("button").click();
      await page.getByRole("dialog").getByText("Look for a home").waitFor();
    },
  },
  { name: "nowhere", path: () => "/nowhere", who: "visitor", title: "Nothing is here" },
];
