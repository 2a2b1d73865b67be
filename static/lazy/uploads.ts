export type Upload = { done: Promise<void>; cancel: () => void };

/** Why a file was not taken, in words for the reader; it may be tried again. */
function problemOf({ responseText }: XMLHttpRequest, otherwise: string): Error {
  try {
    return new Error((JSON.parse(responseText) as { detail: string }).detail);
  } catch {
    return new Error(otherwise);
  }
}

/**
 * Sends a file to the server; the one way by which files leave the page. `progress` is told the part that has gone, 0 to
 * 1. By XMLHttpRequest, since `fetch` cannot say how much it has sent.
 */
export function upload(file: File, progress: (part: number) => void, otherwise: string): Upload {
  const request = new XMLHttpRequest();
  const done = new Promise<void>((resolve, reject) => {
    const fail = () => reject(problemOf(request, otherwise));
    request.upload.onprogress = ({ loaded, total }) => progress(total > 0 ? loaded / total : 0);
    request.onload = () => (request.status < 300 ? resolve() : fail());
    request.onerror = fail;
    request.ontimeout = fail;
  });
  request.open("POST", `/api/uploads?name=${encodeURIComponent(file.name.slice(0, 255) || "file")}`);
  request.setRequestHeader("content-type", file.type || "application/octet-stream");
  request.send(file);
  return { done, cancel: () => request.abort() };
}
