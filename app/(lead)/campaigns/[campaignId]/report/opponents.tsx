"use client";

import { useState } from "react";
import { Field } from "@/app/_ui/field";
import { languageName } from "@/app/_ui/language-name";
import { Select } from "@/app/_ui/select";
import { Table, Td, Th } from "@/app/_ui/table";
import type { SliceRow } from "@/server/report/slices/view";
import { againstOpponents } from "./against-opponents";
import { formatBounds, formatRate } from "./rate-words";

/** Win rates of one model against each of its opponents, language by language. */
export function Opponents({ rows }: { rows: readonly SliceRow[] }) {
  const models = [...new Set(rows.flatMap(({ modelA, modelB }) => [modelA, modelB]))];
  const [model, setModel] = useState(models[0]!);
  const { opponents, languages, cellOf } = againstOpponents(rows, model);
  return (
    <>
      <Field label="Model" className="mb-3 max-w-xs">
        {(control) => (
          <Select {...control} value={model} onChange={({ target }) => setModel(target.value)}>
            {models.map((name) => (
              <option key={name}>{name}</option>
            ))}
          </Select>
        )}
      </Field>
      <Table caption={`Win rate of ${model} against each opponent, by language`}>
        <thead>
          <tr>
            <Th>Against</Th>
            {languages.map((language) => (
              <Th key={language} numeric>
                {languageName(language)}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {opponents.map((opponent) => (
            <tr key={opponent}>
              <Td className="min-w-28">{opponent}</Td>
              {languages.map((language) => {
                const cell = cellOf(opponent, language);
                return (
                  <Td key={language} numeric className="whitespace-nowrap">
                    <span className={cell?.isApart ? "font-semibold" : undefined}>
                      {formatRate(cell?.winRate)}
                    </span>
                    {cell?.interval && (
                      <span className="block text-muted">{formatBounds(cell.interval)}</span>
                    )}
                  </Td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="mt-2 text-sm text-muted">In bold: told apart from one half, all rows together.</p>
    </>
  );
}
