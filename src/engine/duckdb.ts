import { type DuckDBConnection, DuckDBInstance, DuckDBTypeId, type DuckDBValueConverter, JsonDuckDBValueConverter } from '@duckdb/node-api';
import type { Engine, Parameters, Row, Value } from './engine.ts';

/** Counts come as 64-bit integers; as numbers they stay exact up to 2^53, far above any count of pupils. */
const toValue: DuckDBValueConverter<Value> = (value, type, converter) => {
  switch (type.typeId) {
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.DECIMAL:
      return value === null ? null : Number(value.toString());
    default:
      return JsonDuckDBValueConverter(value, type, converter as never) as Value;
  }
};

/** DuckDB inside this process, in memory. `memoryLimit` such as '1GB'; `spillFolder` takes what does not fit. */
export class DuckDbEngine implements Engine {
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.#instance = instance;
    this.#connection = connection;
  }

  static async open(options: { spillFolder?: string; memoryLimit?: string } = {}): Promise<DuckDbEngine> {
    const instance = await DuckDBInstance.create(':memory:', {
      // Nothing may be fetched at run time.
      autoinstall_known_extensions: 'false',
      autoload_known_extensions: 'false',
      preserve_insertion_order: 'false',
      // What is freed goes back to the system at once: an import's peak is a tenth of a gigabyte lower, and no slower.
      allocator_flush_threshold: '8MB',
      allocator_bulk_deallocation_flush_threshold: '8MB',
      ...(options.memoryLimit && { memory_limit: options.memoryLimit }),
      ...(options.spillFolder && { temp_directory: options.spillFolder }),
    });
    return new DuckDbEngine(instance, await instance.connect());
  }

  async run(sql: string, parameters?: Parameters): Promise<void> {
    await this.#connection.run(sql, parameters as Record<string, string | number | boolean | null>);
  }

  async rows(sql: string, parameters?: Parameters): Promise<Row[]> {
    const reader = await this.#connection.runAndReadAll(sql, parameters as Record<string, string | number | boolean | null>);
    return reader.convertRowObjects(toValue) as Row[];
  }

  /** The rows of a query, some thousand at a time, while it goes on. Until the last is taken nothing else can be asked. */
  async *pieces(sql: string): AsyncGenerator<Row[]> {
    const result = await this.#connection.stream(sql);
    yield* result.yieldConvertedRowObjects(toValue) as AsyncIterableIterator<Row[]>;
  }

  close(): void {
    this.#connection.closeSync();
    this.#instance.closeSync();
  }
}
