import { residentId } from '../../src/generator/identity.ts';
import type { Columns } from './specification.ts';

/** The numbers that a name goes by in a case that does not give any: the same in every table. */
export class Pupils {
  readonly #order = new Map<string, number>();
  readonly #records = new Map<string, Columns>();

  /** A pupil's record that names in other tables refer to. The first of a name holds. */
  register(record: Columns): void {
    const name = String(record.name);
    if (!this.#records.has(name)) this.#records.set(name, record);
  }

  record(name: unknown): Columns | undefined {
    return this.#records.get(String(name));
  }

  numbers(name: unknown): Columns {
    const order = this.#order.get(String(name)) ?? this.#order.size;
    this.#order.set(String(name), order);
    const id = residentId('230104', '2013-09-15', 11 + 2 * order);
    return { registry_number: `G${id}`, id_number: id };
  }
}
