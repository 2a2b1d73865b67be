import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Icon } from "../icon.tsx";
import { locale } from "../words.ts";
import { type Upload, upload } from "./uploads.ts";
import { t } from "./words.ts";

/** Files of a message at most. */
const most = 10;

/** `part`: 0 to 1 of it has gone. */
type Attachment = { id: number; roomId: string; file: File; part: number; done?: boolean; problem?: string };

const attachments = signal<Attachment[]>([]);
const underWay = new Map<number, Upload>();
const surplus = signal(false);
let lastId = 0;

function change(id: number, update: Partial<Attachment>): void {
  attachments.value = attachments.peek().map((each) => (each.id === id ? { ...each, ...update } : each));
}

/** Bytes of a file at most, as the server says. */
const mostBytes = () =>
  Number(document.querySelector<HTMLElement>("[data-upload-bytes]")?.dataset.uploadBytes ?? 0);

const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

function sizeText(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const options = {
    style: "unit",
    unit: units[power],
    unitDisplay: "short",
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(locale, options).format(bytes / 1000 ** power);
}

async function send({ id, file }: Attachment): Promise<void> {
  if (file.size > mostBytes())
    return change(id, { problem: t("composer.fileTooLarge", { size: sizeText(mostBytes()) }) });
  const sending = upload(file, (part) => change(id, { part }), t("composer.fileFailed"));
  underWay.set(id, sending);
  try {
    await sending.done;
    change(id, { done: true, part: 1 });
  } catch (error) {
    change(id, { problem: error instanceof Error ? error.message : String(error) });
  }
  underWay.delete(id);
}

function again(attachment: Attachment): void {
  change(attachment.id, { part: 0, problem: undefined });
  void send(attachment);
}

function remove(id: number): void {
  underWay.get(id)?.cancel();
  underWay.delete(id);
  surplus.value = false;
  attachments.value = attachments.peek().filter((each) => each.id !== id);
}

/** Takes files into a room's composer, as many as a message may have. */
export function add(roomId: string, files: File[]): void {
  const free = most - attachments.peek().filter((each) => each.roomId === roomId).length;
  surplus.value = files.length > free;
  const added = files.slice(0, free).map((file) => ({ id: (lastId += 1), roomId, file, part: 0 }));
  attachments.value = [...attachments.peek(), ...added];
  for (const each of added) void send(each);
}

/** A picture as itself, anything else as a sheet of paper. */
function Thumbnail({ file }: { file: File }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file.type.startsWith("image/")) return undefined;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return <span class="attachment-thumb">{url ? <img src={url} alt="" /> : <Icon name="document" />}</span>;
}

function State({ attachment }: { attachment: Attachment }) {
  const { file, part, problem, done } = attachment;
  if (problem)
    return (
      <span class="attachment-problem" role="alert" dir="auto">
        {problem}
      </span>
    );
  if (done) return <span class="attachment-size">{sizeText(file.size)}</span>;
  return <progress value={part} max={1} aria-label={t("composer.uploading", { name: file.name })}></progress>;
}

function Chip({ attachment }: { attachment: Attachment }) {
  const { id, file, problem } = attachment;
  const label = t(problem || attachment.done ? "composer.removeFile" : "composer.cancelFile", {
    name: file.name,
  });
  return (
    <li class="attachment">
      <Thumbnail file={file} />
      <span class="attachment-names">
        <bdi class="attachment-name" title={file.name}>
          {file.name}
        </bdi>
        <State attachment={attachment} />
      </span>
      {problem ? (
        <button
          type="button"
          class="tool"
          aria-label={t("composer.retryFile", { name: file.name })}
          title={t("common.retry")}
          onClick={() => again(attachment)}
        >
          <Icon name="arrow-path" />
        </button>
      ) : null}
      <button type="button" class="tool" aria-label={label} title={label} onClick={() => remove(id)}>
        <Icon name="x-mark" />
      </button>
    </li>
  );
}

/** The files of a room's next message, each on its way or with the reason why not. */
export function Attachments({ roomId }: { roomId: string }) {
  const own = attachments.value.filter((each) => each.roomId === roomId);
  if (own.length === 0) return null;
  return (
    <div class="attachments">
      <ul aria-label={t("composer.files")}>
        {own.map((attachment) => (
          <Chip key={attachment.id} attachment={attachment} />
        ))}
      </ul>
      {surplus.value ? <p role="status">{t("composer.tooManyFiles", { count: most })}</p> : null}
    </div>
  );
}
