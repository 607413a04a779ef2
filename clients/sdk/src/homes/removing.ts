import type { Estate } from "../ground/client.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";

/**
 * Deletes a unit of yours with which nothing was ever begun; whether it was there. Safe to repeat.
 * @throws {EstateError} unit.in_use once a listing, a tenancy, closed days, a deal or a paper names it
 */
export function removeUnit(estate: Estate, unitId: string): Promise<boolean> {
  return remove(estate, "unit", unitId);
}

/**
 * Deletes a property of yours that holds nothing; whether it was there. Safe to repeat.
 * @throws {EstateError} property.in_use while a unit, another property, a paper, a mandate or a deal names it
 */
export function removeProperty(estate: Estate, propertyId: string): Promise<boolean> {
  return remove(estate, "property", propertyId);
}

async function remove(estate: Estate, what: "unit" | "property", id: string): Promise<boolean> {
  const table = what === "unit" ? "units" : "properties";
  try {
    const gone = dataOf<{ id: string }[]>(
      await estate.from(table).delete().eq("id", id).select("id"),
    );
    return gone.length > 0;
  } catch (error) {
    // A foreign key: the database keeps what something else stands on.
    if (!(error instanceof EstateError) || error.code !== "23503") throw error;
    throw new EstateError(
      `Cannot delete the ${what}: something was begun with it, and what has a past is kept`,
      `${what}.in_use`,
      409,
      `${what}_id`,
      { cause: error },
    );
  }
}
