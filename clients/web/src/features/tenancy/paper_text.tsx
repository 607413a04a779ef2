/** The text of a paper as it stands on it. */

/** Paragraphs; an empty line divides them. */
export function PaperText(
  { body, language, number }: {
    readonly body: string;
    readonly language: string;
    readonly number: string;
  },
) {
  return (
    <article
      lang={language}
      className="rounded-card border border-line bg-raised p-4 sm:p-8"
    >
      <p className="mb-4 text-14 text-muted">{number}</p>
      {body.split(/\n\s*\n/).map((paragraph, at) => (
        // Texts do not change: their places are their names.
        <p key={at} className="mb-4 max-w-prose whitespace-pre-line last:mb-0">{paragraph}</p>
      ))}
    </article>
  );
}
