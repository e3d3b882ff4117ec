import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, it } from "vitest";
import { csvLine } from "./csv-line";

it("quotes as RFC 4180 says and ends the line with CRLF", () => {
  expect(csvLine(["a", 'say "hi"', "x,y", "two\nlines", null, 1.5, -2, true])).toBe(
    'a,"say ""hi""","x,y","two\nlines",,1.5,-2,true\r\n',
  );
});

it("takes the sting out of formulas, not out of numbers", () => {
  expect(csvLine(["=1+1", "+1", "-1", "@x", "\t=1", "－1", -1])).toBe(
    `"'=1+1","'+1","'-1","'@x","'\t=1","'－1",-1\r\n`,
  );
});

it("is read back as written, up to the apostrophe before formulas", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 5 }), (cells) => {
      const [row] = parse(csvLine(cells), { relax_column_count: true }) as string[][];
      expect(row?.map((cell, i) => (cell === `'${cells[i]}` ? cells[i] : cell))).toEqual(cells);
    }),
  );
});
