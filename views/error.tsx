import type { Assets } from "./assets.ts";
import { Mark } from "./icons.tsx";
import { Layout } from "./layout.tsx";

const words: Record<number, { title: string; text: string }> = {
  400: {
    title: "That did not make sense",
    text: "The request was incomplete or malformed. Go back and try again.",
  },
  403: {
    title: "Not yours to open",
    text: "You are signed in, but this is not open to you. Someone inside can invite you.",
  },
  404: { title: "Nothing here", text: "It may have been moved or deleted, or it is a room you are not in." },
  409: {
    title: "Someone was faster",
    text: "Things have changed since this page was loaded. Go back and look again.",
  },
  413: { title: "Too much at once", text: "What you sent is larger than this server takes." },
  429: {
    title: "A little slower, please",
    text: "That was a lot in a short time. Wait a moment and try again.",
  },
  503: {
    title: "Back in a moment",
    text: "The server cannot do this right now. Nothing you sent was half done.",
  },
};
const unexpected = {
  title: "Something went wrong",
  text: "It is our fault, not yours, and it has been written down. Please try again.",
};

type Props = { assets: Assets; place: string | undefined; status: number; detail?: string | undefined };

/** A page for what cannot be shown: what happened, in plain words, and a way on. */
export function ErrorPage({ assets, place, status, detail }: Props) {
  const { title, text } = words[status] ?? unexpected;
  return (
    <Layout assets={assets} place={place} title={title}>
      <main id="main" class="entrance">
        <div class="entrance-card error-card">
          <p class="brand">
            <Mark />
            <bdi>{place ?? "Wisp"}</bdi>
          </p>
          <p class="error-status">{status}</p>
          <h1>{title}</h1>
          <p class="lead">{detail ?? text}</p>
          <p>
            <a class="button button-primary" href="/">
              Back to your rooms
            </a>
          </p>
        </div>
      </main>
    </Layout>
  );
}
