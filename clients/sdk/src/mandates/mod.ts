/** What an owner lets an agency do. @module */
export {
  answerMandate,
  type Charge,
  demandCharge,
  listMandates,
  listNamedMandates,
  type Mandate,
  type MandateScope,
  type NamedMandate,
  offerMandate,
  revokeMandate,
  setMandateCollecting,
} from "./mandates.ts";
export { findAgencies, type FoundAgency } from "./agencies.ts";
export {
  listMandatedHomes,
  type MandatedHomes,
  type MandatedProperty,
  type MandatedUnit,
} from "./mandated_homes.ts";
export { listMandatedLettings, type MandatedLetting, signedBy } from "./mandated_lettings.ts";
export { listMandatedRents, type MandatedRent } from "./mandated_rents.ts";
