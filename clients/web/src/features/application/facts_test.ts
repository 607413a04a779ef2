import { assertEquals } from "@std/assert";
import { factsOf } from "./facts.ts";

Deno.test("a form of an application is read, rows that say nothing are left out", () => {
  const fields = new FormData();
  for (
    const [name, value] of Object.entries({
      move_in_on: "2027-01-31",
      term_months: "12",
      occupation: " Nurse ",
      employer: "",
      income_band: "3m_to_6m",
      "household.0.full_name": "",
      "household.0.relationship": "",
      "household.0.age": "adult",
      "household.2.full_name": "Ada Obi",
      "household.2.relationship": "Daughter",
      "household.2.age": "child",
      "guarantors.0.full_name": "",
      "guarantors.0.phone": "",
      "guarantors.1.full_name": "Ngozi Eze",
      "guarantors.1.phone": "+2348035550101",
      "guarantors.1.email": "",
      "guarantors.1.relationship": "Aunt",
    })
  ) fields.set(name, value);
  assertEquals(factsOf(fields), {
    moveInOn: "2027-01-31",
    termMonths: 12,
    occupation: "Nurse",
    incomeBand: "3m_to_6m",
    hasPets: false,
    household: [{ full_name: "Ada Obi", relationship: "Daughter", age: "child" }],
    guarantors: [{ full_name: "Ngozi Eze", phone: "+2348035550101", relationship: "Aunt" }],
  });
  assertEquals(factsOf(new FormData()), { hasPets: false, household: [], guarantors: [] });
});
