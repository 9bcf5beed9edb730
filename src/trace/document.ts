import type { Check } from '../checks/definition.ts';
import { datasetOf } from '../datasets/dictionary.ts';
import type { Row, Value } from '../engine/engine.ts';
import type { RunEvent } from '../ledger/event.ts';
import { maskCell } from '../privacy/cell-masking.ts';
import { maskIdNumber, maskRegistryNumber } from '../privacy/masking.ts';
import { maskFor } from '../privacy/rules.ts';
import { excuseReason } from '../privacy/sensitive-reasons.ts';
import type { TracedDataset, TracedRecord } from './trace.ts';

/** What `heji trace --json` prints. */
export interface TraceDocument {
  readonly number: string;
  readonly run: string;
  readonly as_of: string;
  readonly check: string;
  readonly check_title: string;
  readonly unmasked: boolean;
  readonly records: readonly TraceRecordDocument[];
}

export interface TraceRecordDocument {
  readonly number: string;
  readonly status: string | null;
  readonly severity: string;
  readonly school_code: string;
  readonly school_name: string;
  readonly name: string | null;
  readonly registry_number: string | null;
  readonly id_number: string | null;
  readonly grade: string;
  readonly class: string;
  readonly message: string;
  readonly evidence: readonly { readonly label: string; readonly value: string }[];
  readonly basis: string;
  readonly excused_by: string | null;
  readonly datasets: readonly TracedDataset[];
}

const textOf = (value: Value | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** Puts a trace together for its reader: every number masked and every sensitive value hidden unless `unmasked`. */
export function traceDocument(
  number: string,
  event: RunEvent,
  check: Check,
  records: readonly TracedRecord[],
  unmasked: boolean,
): TraceDocument {
  return {
    number,
    run: event.run,
    as_of: event.as_of,
    check: check.id,
    check_title: check.title,
    unmasked,
    records: records.map(({ finding, datasets }) => ({
      ...findingDocument(finding, check, unmasked),
      datasets: unmasked ? datasets : datasets.map(masked),
    })),
  };
}

function findingDocument(finding: Row, check: Check, unmasked: boolean): Omit<TraceRecordDocument, 'datasets'> {
  const mask = maskFor('county', unmasked);
  const evidence = JSON.parse(String(finding.evidence_json ?? '{}')) as Readonly<Record<string, unknown>>;
  const [registryNumber, idNumber] = [textOf(finding.registry_number), textOf(finding.id_number)];
  const excuse = textOf(finding.excused_by);
  return {
    number: textOf(finding.number) ?? '',
    status: textOf(finding.status),
    severity: String(finding.severity),
    school_code: String(finding.school_code),
    school_name: String(finding.school_name),
    name: textOf(finding.name),
    registry_number: registryNumber === null || unmasked ? registryNumber : maskRegistryNumber(registryNumber),
    id_number: idNumber === null || unmasked ? idNumber : maskIdNumber(idNumber),
    grade: textOf(finding.grade_label) ?? '',
    class: textOf(finding.class_label) ?? '',
    message: mask(String(finding.message), undefined),
    evidence: Object.entries(check.evidence).flatMap(([key, { label, unit, values }]) => {
      const value = evidence[key];
      if (value === null || value === undefined) return [];
      const text = values?.[String(value)] ?? String(value);
      return [{ label, value: mask(`${text}${unit ?? ''}`, undefined) }];
    }),
    basis: String(finding.basis),
    excused_by: excuse === null ? null : excuseReason(excuse, 'county', unmasked),
  };
}

function masked(traced: TracedDataset): TracedDataset {
  const columns = new Map(datasetOf(traced.dataset).columns.map((column) => [column.name, column]));
  const shown = (column: string, text: string | null): string | null => (text === null ? null : maskCell(columns.get(column)!, text));
  return {
    ...traced,
    rows: traced.rows.map((row) => ({
      ...row,
      cells: row.cells.map((cell) => ({
        ...cell,
        original: shown(cell.column, cell.original),
        loaded: shown(cell.column, cell.loaded),
      })),
    })),
  };
}
