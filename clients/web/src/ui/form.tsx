/**
 * A form of plain elements. What the project refuses of a field (`EstateError.field`) stands at that field, and the first one
 * takes the focus; what it refuses of the whole stands above the button.
 */
import {
  createContext,
  type FormEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
} from "react";
import { Problem } from "./problem.tsx";
import { fieldErrors } from "./problem_words.ts";

const FieldErrors = createContext<Readonly<Record<string, string>>>({});

/** What is wrong with the field of that name. */
export const useFieldError = (name: string): string | undefined => useContext(FieldErrors)[name];

/** `error` is what the last try threw; `errors` what the form itself found wrong, by field. */
export function Form(
  { onSubmit, error, errors, children, className = "" }: {
    readonly onSubmit: (fields: FormData) => void;
    readonly error?: unknown;
    readonly errors?: Readonly<Record<string, string>>;
    readonly children: ReactNode;
    readonly className?: string;
  },
) {
  const form = useRef<HTMLFormElement>(null);
  const wrong = { ...fieldErrors(error), ...errors };
  const names = Object.keys(wrong).join(" ");
  useEffect(() => {
    if (names === "") return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [names, error]);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  // A field that is refused but not on this form would be refused in silence.
  const placed = error === undefined || error === null ||
    Object.keys(fieldErrors(error)).some((name) =>
      form.current?.elements.namedItem(name) instanceof Element
    );
  return (
    <FieldErrors value={wrong}>
      <form ref={form} noValidate onSubmit={submit} className={`flex flex-col gap-4 ${className}`}>
        {children}
        {!placed && <Problem error={error} />}
      </form>
    </FieldErrors>
  );
}
