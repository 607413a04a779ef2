/** What screens are waited for by. */
import type { Page } from "playwright-core";

/** Waits for words that stand twice, once for each width. */
export const sees = (page: Page, words: string) =>
  page.getByText(words).filter({ visible: true }).first().waitFor();

/** A field of what lies over the screen. */
export const inDialog = (page: Page, label: string) =>
  page.getByRole("dialog").or(page.getByRole("alertdialog")).getByLabel(label).waitFor();
