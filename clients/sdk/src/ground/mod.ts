/** What every chapter stands on: the client, errors, dates, what people type, places, files. @module */
export {
  createEstate,
  type Estate,
  type EstateOptions,
  signIn,
  type SignUp,
  signUp,
  type Transport,
} from "./client.ts";
export { EstateError } from "./estate_error.ts";
export { nigerianDate } from "./nigerian_date.ts";
export type { OnProgress, Upload, UploadOptions, UploadTransport } from "./uploads.ts";
export {
  readAmount,
  readDate,
  type Reading,
  readPhone,
  sayAmount,
  type TypedInput,
} from "./typed_input.ts";
