/** What every chapter stands on: the client, errors, dates, places, files. @module */
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
