import type { Child } from "./jsx/html.ts";
import type { FieldError } from "../src/lib/errors.ts";

/** What went wrong with a form: one sentence for all of it, and one for each field that is to blame. */
export type Problem = { detail: string; errors?: FieldError[] };

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
  value?: string | undefined;
  multiline?: boolean;
  [attribute: string]: unknown;
};

/** A labelled control with its hint, or with what is wrong with it. */
export function Field({ name, label, hint, problem, multiline, value, ...attributes }: FieldProps) {
  const message = problem?.errors?.find((error) => error.path === name)?.message;
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
      <Description id={`${name}-description`} hint={hint} message={message && sentence(message)} />
    </div>
  );
}

/** Messages of the contract begin small, to stand behind a field's name. */
function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1) + (message.endsWith(".") ? "" : ".");
}

/** Announced at once; silent where each mistake stands beside its own field. */
export function ProblemNote({ problem }: { problem?: Problem | undefined }) {
  if (!problem) return null;
  const text = problem.errors?.length ? "Please check the marked fields." : problem.detail;
  return (
    <p class="note note-error" role="alert">
      {text}
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
