/** Between which steps a worker that sends refunds, or asks about them, is killed: after each that it takes. */
export type Death =
  | "sending is written"
  | "the provider has made it"
  | "the provider has refused"
  | "the answer is written"
  | "it is about to ask"
  | "the provider has told"
  | "what it told is written";
