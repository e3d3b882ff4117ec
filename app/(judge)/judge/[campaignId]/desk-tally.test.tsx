import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { inEnglish } from "@/app/_messages/in-english";
import { DeskTally } from "./desk-tally";

const show = (
  state: { failures?: number; unsent?: number; judgmentsOnTheirWay?: number },
  quota: number | null,
) =>
  renderToStaticMarkup(
    inEnglish(
      <DeskTally
        memory="cmp-ana"
        judged={5}
        state={{ failures: 0, unsent: 0, judgmentsOnTheirWay: 0, ...state }}
        quota={quota}
      />,
    ),
  ).replaceAll(/<\/?span[^>]*>/g, "");

test("the count is of all that one judged, and says what is still to be sent without a connection", () => {
  expect(show({}, null)).toMatch(/aria-busy="false">Saved5 judged<\/p>/);
  const onTheirWay = { unsent: 2, judgmentsOnTheirWay: 2 };
  expect(show(onTheirWay, null)).toMatch(/aria-busy="true">Saved7 judged<\/p>/);
  expect(show({ failures: 3, ...onTheirWay }, null)).toMatch(
    /aria-busy="true">7 judged · 2 not sent yet<\/p>/,
  );
  expect(show({ failures: 3, unsent: 1 }, null)).toMatch(/>5 judged<\/p>/);
  expect(show({ failures: 1, ...onTheirWay }, 6)).toContain(">6 of 6 judged · 2 not sent yet<");
});
