/** What a form of an application says, as the project takes it. Fields bear the names by which the project refuses them. */
import type { ApplicationFacts, IncomeBand } from "@estate/sdk";

const text = (fields: FormData, name: string): string | undefined => {
  const value = String(fields.get(name) ?? "").trim();
  return value === "" ? undefined : value;
};

/** Names such as household.0.full_name: how many rows there are. */
function rowsOf(fields: FormData, list: string): readonly number[] {
  const rows = new Set<number>();
  for (const name of fields.keys()) {
    const [of, row] = name.split(".");
    if (of === list && row !== undefined) rows.add(Number(row));
  }
  return [...rows].sort((one, other) => one - other);
}

/** Rows that say nothing are left out. */
export function factsOf(fields: FormData): ApplicationFacts {
  const term = Number(text(fields, "term_months"));
  const household = rowsOf(fields, "household").map((row) => ({
    full_name: text(fields, `household.${row}.full_name`) ?? "",
    relationship: text(fields, `household.${row}.relationship`) ?? "",
    age: text(fields, `household.${row}.age`) === "child" ? "child" as const : "adult" as const,
  })).filter((it) => it.full_name !== "" || it.relationship !== "");
  const guarantors = rowsOf(fields, "guarantors").map((row) => {
    const email = text(fields, `guarantors.${row}.email`);
    return {
      full_name: text(fields, `guarantors.${row}.full_name`) ?? "",
      phone: text(fields, `guarantors.${row}.phone`) ?? "",
      relationship: text(fields, `guarantors.${row}.relationship`) ?? "",
      ...(email === undefined ? {} : { email }),
    };
  }).filter((it) => it.full_name !== "" || it.phone !== "");
  const facts = {
    moveInOn: text(fields, "move_in_on"),
    termMonths: Number.isInteger(term) && term > 0 ? term : undefined,
    occupation: text(fields, "occupation"),
    employer: text(fields, "employer"),
    incomeBand: text(fields, "income_band") as IncomeBand | undefined,
    hasPets: fields.get("has_pets") !== null,
    note: text(fields, "note"),
    household,
    guarantors,
  };
  return Object.fromEntries(
    Object.entries(facts).filter(([, it]) => it !== undefined),
  ) as ApplicationFacts;
}
