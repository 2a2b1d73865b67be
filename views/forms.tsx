import type { Child } from "./jsx/html.ts";
import type { ErrorCode, FieldError } from "../src/lib/errors.ts";
import type { Key } from "../words/index.ts";
import { t } from "./words.ts";

/** What went wrong with a form: for all of it, and for each field that is to blame. `detail` is what an API says. */
export type Problem = {
  code: ErrorCode;
  detail: string;
  errors?: FieldError[] | undefined;
  /** Seconds. */
  retryAfter?: number | undefined;
};

const ofCode: Partial<Record<ErrorCode, Key>> = {
  unauthenticated: "forms.wrongLogin",
  invalid_request: "forms.unreadable",
  forbidden: "forms.forbidden",
  conflict: "forms.conflict",
  unavailable: "forms.unavailable",
};

/** What each field of a form takes. Those of a room and of a place are both called `name`: the form says which. */
const ofField: Record<string, Key> = {
  displayName: "forms.displayName",
  username: "forms.username",
  email: "forms.email",
  password: "forms.password",
  name: "forms.roomName",
  topic: "forms.topic",
  content: "forms.content",
};
const taken: Record<string, Key> = { username: "forms.usernameTaken", email: "forms.emailTaken" };

/** What is wrong with the whole of it, in the reader's language. */
export function explain({ code, errors, retryAfter = 1 }: Problem): string {
  if (errors?.length) return t("forms.checkFields");
  if (code === "rate_limited") return t("forms.tooOften", { count: retryAfter });
  return t(ofCode[code] ?? "forms.unreadable");
}

/** What is wrong with a field, in the reader's language; undefined where nothing is. */
export function explainField({ code, errors }: Problem, name: string, rule?: Key): string | undefined {
  if (!errors?.some(({ path }) => path === name)) return undefined;
  return t((code === "conflict" && taken[name]) || rule || ofField[name] || "forms.field");
}

function Description({
  id,
  hint,
  message,
}: {
  id: string;
  hint: string | undefined;
  message: string | undefined;
}) {
  if (message)
    return (
      <p class="field-error" id={id}>
        {message}
      </p>
    );
  return hint ? (
    <p class="field-hint" id={id}>
      {hint}
    </p>
  ) : null;
}

type FieldProps = {
  name: string;
  label: string;
  hint?: string;
  problem?: Problem | undefined;
  /** What it takes, where that is not said by its name. */
  rule?: Key;
  value?: string | undefined;
  multiline?: boolean;
  [attribute: string]: unknown;
};

/** A labelled control with its hint, or with what is wrong with it. */
export function Field({ name, label, hint, problem, rule, multiline, value, ...attributes }: FieldProps) {
  const message = problem && explainField(problem, name, rule);
  const described = message || hint ? `${name}-description` : undefined;
  const common = {
    id: name,
    name,
    "aria-describedby": described,
    "aria-invalid": message ? "true" : undefined,
    ...attributes,
  };
  return (
    <div class="field">
      <label for={name}>{label}</label>
      {multiline ? <textarea {...common}>{value}</textarea> : <input {...common} value={value} />}
      <Description id={`${name}-description`} hint={hint} message={message} />
    </div>
  );
}

type ProblemNoteProps = {
  problem?: Problem | undefined;
  /** What it means here that it is forbidden. */
  forbidden?: Key;
};

/** Announced at once; silent where each mistake stands beside its own field. */
export function ProblemNote({ problem, forbidden }: ProblemNoteProps) {
  if (!problem) return null;
  return (
    <p class="note note-error" role="alert">
      {problem.code === "forbidden" && forbidden ? t(forbidden) : explain(problem)}
    </p>
  );
}

/** A form of one button, for a change that a link must not make. */
export function ActionButton(props: {
  action: string;
  class?: string;
  fields?: Record<string, string>;
  title?: string;
  children?: Child;
}) {
  return (
    <form method="post" action={props.action}>
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button type="submit" class={props.class ?? "button"} title={props.title}>
        {props.children}
      </button>
    </form>
  );
}

type SelectProps = {
  name: string;
  /** Where a page has several of this name. */
  id?: string;
  label: string;
  value: string;
  options: [value: string, label: string][];
  problem?: Problem | undefined;
};

export function Select({ name, id = name, label, value, options, problem }: SelectProps) {
  const message = problem && explainField(problem, name);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name} aria-describedby={message ? `${id}-description` : undefined}>
        {options.map(([each, text]) => (
          <option value={each} selected={each === value}>
            {text}
          </option>
        ))}
      </select>
      <Description id={`${id}-description`} hint={undefined} message={message} />
    </div>
  );
}

type ChoiceProps = {
  name: string;
  value: string;
  /** The value that is chosen among those of this name. */
  chosen: string;
  label: string;
  hint?: string;
  lang?: string;
};

/** One of several, in full view. */
export function Choice({ name, value, chosen, label, hint, lang }: ChoiceProps) {
  return (
    <label class="choice" lang={lang}>
      <input type="radio" name={name} value={value} checked={value === chosen} />
      <span>
        <strong>{label}</strong>
        {hint ? <small>{hint}</small> : null}
      </span>
    </label>
  );
}

type SwitchProps = Pick<ChoiceProps, "name" | "label" | "hint"> & { on?: boolean };

/** Something that is so or not. It says `yes` where it is. */
export function Switch({ name, label, hint, on }: SwitchProps) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} value="yes" checked={on} />
      <span>
        <strong>{label}</strong>
        {hint ? <small>{hint}</small> : null}
      </span>
    </label>
  );
}

/** After a form was taken. */
export function Saved({ saved }: { saved?: boolean | undefined }) {
  if (!saved) return null;
  return (
    <p class="note note-success" role="status">
      {t("settings.saved")}
    </p>
  );
}
