/** Two soft notes, made here: no file has to come. */
const notes = [
  { hertz: 660, at: 0 },
  { hertz: 880, at: 0.09 },
];
const loudest = 0.06;
const seconds = 0.28;

let audio: AudioContext | undefined;

/** Silent where the browser has not been touched yet: it lets nobody be startled. */
async function ring(): Promise<void> {
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
  if (audio.state !== "running") return;
  for (const { hertz, at } of notes) {
    const [note, volume, from] = [audio.createOscillator(), audio.createGain(), audio.currentTime + at];
    note.frequency.value = hertz;
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(loudest, from + 0.015);
    volume.gain.exponentialRampToValueAtTime(0.0001, from + seconds);
    note.connect(volume).connect(audio.destination);
    note.start(from);
    note.stop(from + seconds);
  }
}

const second = () => new Promise((resolve) => setTimeout(resolve, 1000));

/**
 * Rings at most once a second, in one tab of all that are open: whoever has the lock has it for that long. `hushed`: this
 * tab shows the message, so none is to ring. Without locks (plain http) each tab is alone.
 */
export async function tone(hushed: boolean): Promise<void> {
  const turn = async () => {
    if (!hushed) await ring();
    await second();
  };
  if (!navigator.locks) return turn();
  await navigator.locks.request("wisp-tone", { ifAvailable: true }, (lock) => (lock ? turn() : undefined));
}
