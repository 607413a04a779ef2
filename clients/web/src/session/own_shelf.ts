/** What somebody wrote or began, in localStorage under their own id: the next person on this phone does not find it. */
import { signedInAs } from "./session.ts";

const own = (name: string) => `${name}.${signedInAs() ?? "visitor"}`;

/** The shelf of who is signed in. @throws where the browser keeps nothing */
export const ownShelf: Pick<Storage, "getItem" | "setItem" | "removeItem"> = {
  getItem: (name) => localStorage.getItem(own(name)),
  setItem: (name, value) => localStorage.setItem(own(name), value),
  removeItem: (name) => localStorage.removeItem(own(name)),
};
