import type { Estate } from "../ground/client.ts";
import { dataOf, EstateError } from "../ground/estate_error.ts";

const kept = "something was begun with it, and what has a past is kept";

/**
 * Deletes a unit of yours with which nothing was ever begun; whether it was there. Safe to repeat.
 * @throws {EstateError} unit.in_use once a listing, a tenancy, closed days, a deal or a paper names it; auth.forbidden
 */
export function removeUnit(estate: Estate, unitId: string): Promise<boolean> {
  return remove(
    estate,
    "units",
    unitId,
    (cause) =>
      new EstateError(`Cannot delete the unit: ${kept}`, "unit.in_use", 409, "unit_id", { cause }),
  );
}

/**
 * Deletes a property of yours that holds nothing; whether it was there. Safe to repeat.
 * @throws {EstateError} property.in_use while a unit, another property, a paper, a mandate or a deal names it; auth.forbidden
 */
export function removeProperty(estate: Estate, propertyId: string): Promise<boolean> {
  return remove(
    estate,
    "properties",
    propertyId,
    (cause) =>
      new EstateError(
        `Cannot delete the property: ${kept}`,
        "property.in_use",
        409,
        "property_id",
        { cause },
      ),
  );
}

async function remove(
  estate: Estate,
  table: "units" | "properties",
  id: string,
  inUse: (cause: EstateError) => EstateError,
): Promise<boolean> {
  try {
    const gone = dataOf<{ id: string }[]>(
      await estate.from(table).delete().eq("id", id).select("id"),
    );
    if (gone.length > 0) return true;
  } catch (error) {
    // A foreign key: the database keeps what something else stands on.
    if (error instanceof EstateError && error.code === "23503") throw inUse(error);
    throw error;
  }
  // A policy leaves out what is not yours to delete, as if it were gone.
  const there = dataOf<{ id: string }[]>(await estate.from(table).select("id").eq("id", id));
  if (there.length === 0) return false;
  throw new EstateError("You may not delete it", "auth.forbidden", 403);
}
