import { createNarrator } from "../../local/demo/narrator.ts";
import { tellStory } from "../../local/demo/story.ts";
import { startTemporaryStack } from "../../local/temporary_stack.ts";
Deno.test({
  name: "the story from listing to receipt holds, on seeded data, through the real clients",
  // supabase-js keeps timers of its own for a moment after disconnecting.
  sanitizeOps: false,
  sanitizeResources: false,
  async fn() {
    const stack = await startTemporaryStack({ seed: true });
    try {
      await tellStory(createNarrator(() => {}), stack);
    } finally {
      await stack.close();
    }
  },
});
