/**
 * A form of plain elements. What the project refuses of a field (`EstateError.field`) stands at that field, and the first one
 * takes the focus; what it refuses of the whole stands above the button.
 */
import {
  createContext,
  type FormEvent,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useRef,
  useState,
} from "react";
import { t } from "@lingui/core/macro";
import { Problem } from "./problem.tsx";
import { fieldErrors } from "./problem_words.ts";

const Changed = createContext<() => void>(() => {});

/** For fields that are changed by other means than typing and choosing, of which the form would hear nothing. */
export const useFormChanged = (): () => void => useContext(Changed);

const FieldErrors = createContext<Readonly<Record<string, string>>>({});

/** What is wrong with the field of that name. */
export const useFieldError = (name: string): string | undefined => useContext(FieldErrors)[name];

/** Fields whose text stands there and was not understood (`ReadField`): sent, it would be left out in silence. */
function unreadIn(fields: FormData): Record<string, string> {
  const found = [...fields].flatMap(([name, typed]) => {
    const field = name.replace(/_typed$/, "");
    return field !== name && String(typed).trim() !== "" && fields.get(field) === "" ? [field] : [];
  });
  return Object.fromEntries(found.map((field) => [field, t`This cannot be read.`]));
}

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
  const [unread, setUnread] = useState<Readonly<Record<string, string>>>({});
  const wrong = { ...fieldErrors(error), ...errors, ...unread };
  useFocusOnWrong(form, Object.keys({ ...fieldErrors(error), ...errors }).join(" "), error);
  // By itself: that it goes away while somebody types must not take them to what else is wrong.
  useFocusOnWrong(form, Object.keys(unread).join(" "));
  const change = () => setUnread((before) => Object.keys(before).length === 0 ? before : {});
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const unread = unreadIn(fields);
    setUnread(unread);
    if (Object.keys(unread).length === 0) onSubmit(fields);
  };
  // A field that is refused but not on this form would be refused in silence.
  const placed = error === undefined || error === null ||
    Object.keys(fieldErrors(error)).some((name) =>
      form.current?.elements.namedItem(name) instanceof Element
    );
  return (
    <Changed value={change}>
      <FieldErrors value={wrong}>
        <form
          ref={form}
          noValidate
          onSubmit={submit}
          onChange={change}
          className={`flex flex-col gap-4 ${className}`}
        >
          {children}
          {!placed && <Problem error={error} />}
        </form>
      </FieldErrors>
    </Changed>
  );
}

/** The first wrong field takes the focus when others are wrong than before, by `names`, or the same after another try. */
function useFocusOnWrong(form: RefObject<HTMLFormElement | null>, names: string, error?: unknown) {
  useEffect(() => {
    if (names === "") return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [names, error]);
}
