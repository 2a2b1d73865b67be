/** What else a composer can do, fetched when it is first asked for. */
export async function openMore(roomId: string, field: HTMLTextAreaElement): Promise<void> {
  const { openComposerMenu } = await import("../lazy/composer-menu.tsx");
  openComposerMenu({ roomId, field });
}
