/** What an owner lets an agency do. @module */
export {
  answerMandate,
  type Charge,
  demandCharge,
  listMandates,
  type Mandate,
  type MandateScope,
  offerMandate,
  revokeMandate,
  setMandateCollecting,
} from "./mandates.ts";
