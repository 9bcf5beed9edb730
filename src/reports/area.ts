/** Row and column numbers from 0, both ends included. */
export interface Area {
  readonly fromRow: number;
  readonly fromColumn: number;
  readonly toRow: number;
  readonly toColumn: number;
}
