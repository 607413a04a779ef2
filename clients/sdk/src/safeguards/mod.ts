/** Second factors, the record of privileged acts, who looked you up, reports, appeals. @module */
export {
  bringSecondFactor,
  enrolSecondFactor,
  type NewSecondFactor,
  removeSecondFactor,
  type SecondFactorState,
  secondFactorState,
} from "./second_factor.ts";
export {
  type Act,
  type ActFault,
  type ActHeads,
  actHeads,
  checkActs,
  type FoundPerson,
  listActs,
  type LookPurpose,
  lookUpPerson,
  myLooks,
} from "./acts.ts";
export {
  appeal,
  type AppealSubject,
  decideAppeal,
  decideReport,
  listAppeals,
  moderationQueue,
  reportListing,
  reportPerson,
  type ReportReason,
} from "./moderation.ts";
