/** Options of what shows runs. */
export interface RunsOptions {
  readonly workspace: string;
  readonly json?: boolean;
  readonly limit: number;
}
