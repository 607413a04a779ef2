/** Screens of reports, each with its drawing. */
import type { ScreenRow } from "./routes.ts";

const at = (path: string): ScreenRow["path"] => ({ org }) => `/org/${org}/${path}`;

/** Their rows. */
export const reportScreens: readonly ScreenRow[] = [
  { name: "reports", path: at("reports"), who: "owner", title: "Reports", sees: "Ageing" },
  {
    name: "report: rent roll",
    path: at("reports/rent-roll"),
    who: "owner",
    title: "Rent roll",
    sees: "Terms that end, by month",
    open: (page) => page.getByRole("img", { name: "Terms that end, by month" }).waitFor(),
  },
  {
    name: "report: collections, its chart as a table",
    path: at("reports/collections"),
    who: "owner",
    title: "Collections",
    sees: "What came in, by month",
    open: async (page) => {
      await page.getByRole("img", { name: "What came in, by month" }).waitFor();
      await page.getByText("These figures as a table").click();
    },
  },
  {
    name: "report: collections, other days",
    path: at("reports/collections?from=2020-01-01&to=2020-01-31"),
    who: "owner",
    title: "Collections",
    sees: "Nothing came in on these days",
  },
  {
    name: "report: ageing",
    path: at("reports/ageing"),
    who: "owner",
    title: "Ageing",
    sees: "What is owed, by its age",
    open: (page) => page.getByRole("img", { name: "What is owed, by its age" }).waitFor(),
  },
  {
    name: "report: owner statement",
    path: at("reports/owner-statement"),
    who: "owner",
    title: "Owner statement",
    sees: "fell due in these days",
    open: (page) => page.getByRole("img", { name: "Due and received, by month" }).waitFor(),
  },
  {
    name: "report: service charges",
    path: at("reports/service-charges"),
    who: "owner",
    title: "Service charge account",
    sees: "service charge",
  },
  {
    name: "report: platform fees",
    path: at("reports/platform-fees"),
    who: "owner",
    title: "Platform fees",
    sees: "taken",
  },
  {
    name: "somebody else's reports",
    path: at("reports/ageing"),
    who: "tenant",
    title: "Ageing",
    sees: "You may not do this",
  },
];
