/** What is done to properties and units. */
import type { NewUnit, UnitChanges } from "@estate/sdk";
import { estate } from "../../session/estate.ts";
import { type PropertyFacts, sameProperty } from "./read_property.ts";

const sdk = () => Promise.all([estate(), import("@estate/sdk")]);

/**
 * Adds a property; returns its id. One of that name in that street is there already: who taps again after a lost answer
 * does not get a second house.
 */
export async function addHome(
  orgId: string,
  { longitude, latitude, ...facts }: PropertyFacts,
): Promise<string> {
  const [client, { addProperty, listProperties }] = await sdk();
  const known = sameProperty(await listProperties(client, orgId), facts);
  if (known !== undefined) return known.id;
  return await addProperty(client, {
    ...facts,
    org_id: orgId,
    longitude: longitude ?? 0,
    latitude: latitude ?? 0,
  });
}

/** Writes a property anew. */
export async function changeHome(propertyId: string, facts: PropertyFacts): Promise<void> {
  const [client, { changeProperty }] = await sdk();
  await changeProperty(client, propertyId, facts as Parameters<typeof changeProperty>[2]);
}

/** Puts it into an estate of the organization, or takes it out of all. */
export async function placeIn(propertyId: string, parentId: string | null): Promise<void> {
  const [client, { moveProperty }] = await sdk();
  await moveProperty(client, propertyId, parentId);
}

/** Adds units, leaving out those whose label is there already; returns how many were added. */
export async function addMissingUnits(
  propertyId: string,
  units: readonly NewUnit[],
): Promise<number> {
  const [client, { addUnits, listUnits }] = await sdk();
  const known = new Set((await listUnits(client, propertyId)).map(({ label }) => label));
  const missing = units.filter(({ label }) => !known.has(label));
  if (missing.length > 0) await addUnits(client, missing);
  return missing.length;
}

/** Writes a unit anew. */
export async function changeHomeUnit(unitId: string, changes: UnitChanges): Promise<void> {
  const [client, { changeUnit }] = await sdk();
  await changeUnit(client, unitId, changes);
}

/** Deletes a unit that nothing was begun with. @throws {EstateError} unit.in_use */
export async function deleteUnit(unitId: string): Promise<void> {
  const [client, { removeUnit }] = await sdk();
  await removeUnit(client, unitId);
}

/** Deletes a property that holds nothing. @throws {EstateError} property.in_use */
export async function deleteHome(propertyId: string): Promise<void> {
  const [client, { removeProperty }] = await sdk();
  await removeProperty(client, propertyId);
}

/** Closes days of a unit, from the first to the last. */
export async function closeDays(
  unitId: string,
  days: { readonly fromOn: string; readonly untilOn: string },
  note: string,
): Promise<void> {
  const [client, { blockDates }] = await sdk();
  await blockDates(client, unitId, days, note === "" ? undefined : note);
}

/** Opens them again. */
export async function openDays(holdId: string): Promise<void> {
  const [client, { unblockDates }] = await sdk();
  await unblockDates(client, holdId);
}
