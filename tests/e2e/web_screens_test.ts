/** The web app in a browser: every screen, after the stories that fill them. */
import { builtApp } from "./web/built_app.ts";
import { everyScreen } from "./web/every_screen.ts";
import { fillingStories } from "./web/filling_stories.ts";

builtApp("every screen of the web app is filled, and works for everybody", async (t, world) => {
  for (const [name, tell] of fillingStories) {
    await t.step(name, async () => {
      await tell(world);
    });
  }
  await t.step("every screen can be read and used by everybody", () => everyScreen(world));
});
