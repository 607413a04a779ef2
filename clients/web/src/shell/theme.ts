/** Light, dark, or as the phone says. */

/** What a person may choose. */
export type Theme = "system" | "light" | "dark";

const mark = "estate.theme";

/** What was chosen; system when nothing was. */
export function themeChoice(): Theme {
  const said = localStorage.getItem(mark);
  return said === "light" || said === "dark" ? said : "system";
}

/** Shows what was chosen. */
export function showTheme(): void {
  const theme = themeChoice();
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** Chooses, from now on. */
export function chooseTheme(theme: Theme): void {
  localStorage.setItem(mark, theme);
  showTheme();
}
