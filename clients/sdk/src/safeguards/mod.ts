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
  actHeads,
  type ActHeads,
  checkActs,
  type FoundPerson,
  listActs,
  lookUpPerson,
  type LookPurpose,
  myLooks,
} from "./acts.ts";
export {
  appeal,
  type AppealSubject,
  decideAppeal,
  decideReport,
  listAppeals,
  moderationQueue,
  type ReportReason,
  reportListing,
  reportPerson,
} from "./moderation.ts";
