import { signal } from "@preact/signals";

/** Chromium's own event, which no standard has. */
type InstallPrompt = Event & { prompt(): Promise<unknown> };

/** Set while the browser would put the app on the home screen; asks the person. */
export const install = signal<(() => void) | undefined>(undefined);

/** Keeps the browser's offer for when it is asked for (the palette, the settings), in place of a bar of its own. */
export function watchInstall(): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    install.value = () => {
      install.value = undefined;
      void (event as InstallPrompt).prompt();
    };
  });
  addEventListener("appinstalled", () => {
    install.value = undefined;
  });
}
