/** A phone signs in: the code comes by SMS, as the phones of the sandbox show it. */
import { createEstate } from "@estate/sdk";
import { type Narrator, refused } from "./narrator.ts";
import { leave, type Project } from "./people.ts";

/** What a phone shows, as text. */
async function phoneShows({ url }: Project, phone: string): Promise<string> {
  const page = await fetch(`${url}/sandbox/termii?to=${encodeURIComponent(phone)}`);
  return (await page.text()).replaceAll(/<style>.*?<\/style>|<[^>]*>/gs, " ").replaceAll(
    /\s+/g,
    " ",
  );
}

/** Tells it. */
export async function tellSigningIn(tell: Narrator, project: Project): Promise<void> {
  const phone = `+234803${String(Math.floor(Math.random() * 1e7)).padStart(7, "0")}`;
  const estate = createEstate(project.url, project.publishableKey);
  tell.step("Zainab Bello has only a phone, and signs in by a code");
  try {
    const asked = await estate.auth.signInWithOtp({
      phone,
      options: { data: { display_name: "Zainab Bello" } },
    });
    if (asked.error !== null) throw asked.error;
    const shown = await phoneShows(project, phone);
    const code = /\b(\d{6}) is your Estate code[^.]*\.[^.]*\./.exec(shown) ?? [];
    tell.expect(code[1] !== undefined, `The phone shows: ${code[0]}`);
    tell.expect(
      /share it with nobody/i.test(code[0] ?? ""),
      "It warns against giving the code away",
    );
    const token = code[1] ?? "";
    const wrong = String((Number(token) + 1) % 1_000_000).padStart(6, "0");
    const typo = await estate.auth.verifyOtp({ phone, token: wrong, type: "sms" });
    tell.expect(typo.error?.code === "otp_expired", "Another code does not sign in");
    const signedIn = await estate.auth.verifyOtp({ phone, token, type: "sms" });
    if (signedIn.error !== null) throw signedIn.error;
    tell.expect(
      signedIn.data.user?.phone === phone.slice(1),
      "This one does, and the number is hers",
    );
    const again = await refused(
      "A code used twice",
      estate.auth.verifyOtp({ phone, token, type: "sms" }).then(({ error }) => {
        if (error !== null) throw error;
      }),
    );
    tell.fact(`The same code again: ${again.message}`);
  } finally {
    await leave([estate]);
  }
}
