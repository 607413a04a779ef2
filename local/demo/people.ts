/** The people of the story, each with a client and a session of their own. */
import { createEstate, type Estate, signUp } from "@estate/sdk";

/** Where the story is told. */
export interface Project {
  readonly url: string;
  readonly publishableKey: string;
  readonly secretKey: string;
}

/** Somebody signed in. */
export interface Person {
  readonly estate: Estate;
  readonly id: string;
  readonly name: string;
}

/** A visitor without a login. */
export function visit(project: Project): Estate {
  return createEstate(project.url, project.publishableKey);
}

/** Signs up under a fresh e-mail address. */
export async function arrive(project: Project, name: string): Promise<Person> {
  const estate = createEstate(project.url, project.publishableKey);
  const slug = name.toLowerCase().replaceAll(/[^a-z]+/g, ".");
  const signedUp = await signUp(estate, {
    email: `${slug}.${crypto.randomUUID().slice(0, 8)}@example.ng`,
    password: "correct-horse-battery",
    displayName: name,
  });
  if (signedUp.state !== "signed_in") throw new Error(`${name} must confirm their address first`);
  return { estate, id: signedUp.userId, name };
}

/** Closes the connections of everybody. */
export async function leave(estates: readonly Estate[]): Promise<void> {
  for (const estate of estates) {
    await estate.auth.signOut({ scope: "local" });
    await estate.removeAllChannels();
    await estate.realtime.disconnect();
  }
}
