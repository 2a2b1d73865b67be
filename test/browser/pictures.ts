/** Pictures of a page, compared. */
import type { Locator, Page } from "playwright-core";

/** Of 255. Less is how an edge is smoothed, which differs from one drawing to the next. */
const SEEN = 24;

/** How many pixels of two PNGs differ so that it is seen. */
function difference(page: Page, pictures: Buffer[]): Promise<number> {
  const addresses = pictures.map((picture) => `data:image/png;base64,${picture.toString("base64")}`);
  return page.evaluate(`(async () => {
    const pixels = async (address) => {
      const image = Object.assign(new Image(), { src: address });
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
      canvas.drawImage(image, 0, 0);
      return canvas.getImageData(0, 0, image.width, image.height).data;
    };
    const [one, other] = await Promise.all(${JSON.stringify(addresses)}.map(pixels));
    return one.filter((value, at) => Math.abs(value - other[at]) > ${SEEN}).length;
  })()`);
}

/** Whether a part paints outside its own box: then the rest of the picture changes as it is hidden. */
export async function paintsOver(page: Page, part: Locator): Promise<boolean> {
  const picture = () => page.screenshot({ mask: [part], animations: "disabled" });
  const shown = await picture();
  await part.evaluate((element) => (element.style.visibility = "hidden"));
  const hidden = await picture();
  await part.evaluate((element) => (element.style.visibility = ""));
  return (await difference(page, [shown, hidden])) > 0;
}
