import { expect, test } from "bun:test";
import { raw, type Child } from "./html.ts";

const hostile = `"><img src=x onerror='alert(1)'>&`;
const harmless = "&quot;&gt;&lt;img src=x onerror=&#x27;alert(1)&#x27;&gt;&amp;";

function Note({ title, children }: { title: string; children?: Child }) {
  return (
    <p title={title}>
      <b>{children}</b>
    </p>
  );
}

test("whatever stands in braces is text, in an element and in an attribute", () => {
  expect(String(<Note title={hostile}>{hostile}</Note>)).toBe(
    `<p title="${harmless}"><b>${harmless}</b></p>`,
  );
  expect(String(<a href={hostile}>{[hostile, [hostile]]}</a>)).toBe(
    `<a href="${harmless}">${harmless}${harmless}</a>`,
  );
});

test("markup is written once and never escaped twice", () => {
  expect(
    String(
      <>
        {raw("<hr/>")}
        <Note title="">{<i>&amp;</i>}</Note>
      </>,
    ),
  ).toBe(`<hr/><p title=""><b><i>&amp;</i></b></p>`);
});

test("nothing is written for what is not there", () => {
  expect(
    String(
      <p class={undefined} title={undefined}>
        {null}
        {undefined}
        {false}
        {0}
      </p>,
    ),
  ).toBe("<p>0</p>");
});

test("an attribute is there or not, or says so, as HTML wants it", () => {
  expect(String(<input type="checkbox" checked={true} disabled={false} maxlength={0} />)).toBe(
    `<input type="checkbox" checked="" maxlength="0"/>`,
  );
  expect(String(<b aria-hidden="true" data-open={false} data-at-end={true} />)).toBe(
    `<b aria-hidden="true" data-open="false" data-at-end="true"></b>`,
  );
});
