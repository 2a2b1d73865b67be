/** Says something to those who do not see it happen. The same words twice in a row are two pieces of news. */
export function announce(words: string): void {
  const announcer = document.getElementById("announcer");
  if (!announcer) return;
  announcer.textContent = announcer.textContent === words ? `${words}\u00a0` : words;
}
