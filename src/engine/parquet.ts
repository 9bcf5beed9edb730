/**
 * How tables are written. A row group is held in memory until it is whole, one by each thread, and the rows of a wide table are long: with
 * the engine's own 122,880 rows a group, a table of forty columns takes hundreds of megabytes.
 */
export const parquetOptions = "format parquet, compression zstd, row_group_size_bytes '16MB'";
